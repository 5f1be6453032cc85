/**
 * Why a file is not read as what it was to be: its code, and words for it.
 */
import type { ArchiveCode } from '../archive/damage.ts'
import type { FileFault } from '../workspace/module-info.ts'
import type { SymbolUser, SymversFault } from '../workspace/symvers-diff.ts'
import { elfHelp, elfMessage } from './elf-fault.ts'
import { fileReason } from './file-reason.ts'

export type AnyFault = FileFault | SymversFault | Extract<SymbolUser, { kind: 'fault' }>['fault']

const ARCHIVE: Readonly<Record<ArchiveCode, string>> = {
  'archive/damaged': 'the data is damaged or cut short',
  'archive/checksum': 'what comes out is not what was compressed: the checksum differs',
  'archive/over-limit': 'unpacked it would be larger than kcheck reads',
  'archive/trailing-data': 'something follows the end of the compressed data',
  'archive/unsupported': 'compressed with a feature that kcheck does not read',
  'archive/no-package': 'neither an .ipk of opkg nor an .apk of apk-tools',
}

/** Words for what is wrong with compressed data; a code that has none stays as it is. */
export const archiveText = (code: string): string => (ARCHIVE as Readonly<Record<string, string>>)[code] ?? code

/** A fault as data: what JSON has of it. */
export interface FaultJson {
  readonly code: string
  readonly message: string
  /** Byte of the file as it lies there (archives), or unpacked (ELF). */
  readonly offset?: number
  readonly field?: string
  readonly value?: string
  readonly section?: number
  readonly limit?: number
  readonly format?: string
}

/** The code, the message, and where it shows. */
export const faultJson = (fault: AnyFault): FaultJson => {
  switch (fault.kind) {
    case 'unreadable':
      return { code: `file/${fault.code}`, message: fileReason(fault.code) }
    case 'builds-no-modules':
      return {
        code: 'file/builds-no-modules',
        message: 'its makefiles build no module with these variables; kcheck kbuild -M DIR says why, and what to give',
      }
    case 'no-modules':
      return { code: 'file/no-modules', message: 'no *.ko, *.ko.gz, *.ko.xz or *.ko.zst in this folder' }
    case 'no-modules-in-package':
      return {
        code: 'package/no-modules',
        message:
          'no *.ko in this package: it is none of modules, or what it is for was built into the kernel, or left out',
      }
    case 'damaged': {
      const { code, format, args } = fault
      const what = args.what === undefined ? '' : ` (${args.what})`
      const place = args.offset === undefined ? '' : ` at byte ${args.offset}`
      const { offset, limit } = args
      const known = { ...(offset !== undefined && { offset }), ...(limit !== undefined && { limit }) }
      return { code, message: `${format}${place}${what}: ${ARCHIVE[code]}`, format, ...known }
    }
    case 'elf': {
      const { code, offset, field, args } = fault.finding
      const others = fault.count > 1 ? ` (and ${fault.count - 1} more)` : ''
      return { code, message: `${elfMessage(fault.finding)}${others}`, offset, field, ...args }
    }
    case 'no-modinfo':
      return { code: 'module/no-modinfo', message: 'no module: an ELF file without a section .modinfo' }
    case 'not-symvers':
      return { code: 'symvers/not-symvers', message: 'no Module.symvers: not a line of it is one of such a file' }
  }
}

/** What to do about a fault; undefined where the message says it. */
const faultHelp = (fault: AnyFault): string | undefined => {
  switch (fault.kind) {
    case 'elf':
      return elfHelp(fault.finding)
    case 'no-modinfo':
      return 'name the .ko itself, not an object it is linked from'
    default:
      return undefined
  }
}

/** A line for the file: its name, the message, the code; and one with what to do. */
export const faultText = (file: string, fault: AnyFault): string => {
  const { code, message } = faultJson(fault)
  const help = faultHelp(fault)
  return `kcheck: ${file}: ${message} [${code}]\n${help === undefined ? '' : `  help: ${help}\n`}`
}
