/**
 * Our words for what is wrong with a module as a file: its length, its compression, its ELF structures.
 */
import { machineArchitecture } from '../kernel/module-architecture.ts'
import type { CheckCode } from '../module/check-codes.ts'
import { type About, argOf, buildCommand, type CheckWords, factsOf } from './check-words.ts'
import { COPY_AGAIN } from './elf-fault.ts'
import { archiveText } from './file-fault.ts'

const DAMAGED = 'build it again; readelf -S FILE shows its sections. strip and objcopy may have damaged it'

/** The architecture of an e_machine: `x86, 64 bit`; without the word size where both have it. */
const machineName = (value: string): string | undefined => {
  const [narrow, wide] = ([32, 64] as const).map((bits) => machineArchitecture(Number(value), bits)?.srcarch)
  if (narrow === wide) return narrow
  return narrow === undefined ? `${wide}, 64 bit` : `${narrow}, 32 bit`
}

const machineCause = (about: About): string => {
  const name = machineName(argOf(about, 'value'))
  return `built for another architecture${name === undefined ? '' : `: ${name}`}${factsOf(about)}`
}

/** A check of one structure: the facts say which part of it. */
const damage = (short: string, cause: string, remedy = DAMAGED): CheckWords => ({
  short,
  cause: (about) => `${cause}${factsOf(about)}`,
  remedy: () => remedy,
})

export const FILE_WORDS = {
  'module/empty': {
    short: 'the file is empty',
    cause: () => 'the file is empty',
    remedy: () => COPY_AGAIN,
  },
  'module/too-short': {
    short: 'the file is too short',
    cause: (about) => `the file has ${argOf(about, 'length', 'too few')} bytes, which is less than an ELF header`,
    remedy: () => COPY_AGAIN,
  },
  'module/decompression': {
    short: 'the kernel cannot unpack the file',
    cause: (about) => {
      const reason = argOf(about, 'reason')
      return `the kernel cannot unpack it${reason === '' ? '' : `: ${archiveText(reason)}`}`
    },
    remedy: () => 'unpack it (gunzip, unxz, unzstd) and load the .ko; for a kernel that reads xz: xz --check=crc32',
  },
  'module/elf-length': damage('the ELF header is cut short', 'the file is shorter than an ELF header', COPY_AGAIN),
  'module/elf-magic': damage(
    'the file is not ELF',
    'not an ELF file',
    'name the .ko itself; a compressed one has to be unpacked, or loaded by a modprobe that can',
  ),
  'module/elf-type': damage(
    'the ELF file is no relocatable one',
    'an ELF file, but no relocatable one of the byte order of the kernel',
    'name the .ko that the build made, not a program, a library or a core',
  ),
  'module/elf-machine': {
    short: 'the module is for another architecture',
    cause: machineCause,
    remedy: (about) =>
      `build it with the kernel's ARCH and CROSS_COMPILE: ${buildCommand(about)} ARCH=… CROSS_COMPILE=…`,
  },
  'module/elf-abi': {
    short: 'the module is for another ABI',
    cause: (about) => `built for another ABI of the architecture${factsOf(about)}`,
    remedy: (about) => `build it with the compiler and the configuration of the kernel: ${buildCommand(about)}`,
  },
  'module/elf-entry-size': {
    short: 'the section headers are of another size',
    cause: (about) => `its section headers have not the size of the kernel's: of another word size${factsOf(about)}`,
    remedy: (about) => `build it for the word size of the kernel: ${buildCommand(about)}`,
  },
  'module/elf-table': damage(
    'the section table is beyond the end of the file',
    'its section table lies beyond the end: the file is cut short',
    COPY_AGAIN,
  ),
  'module/elf-section-zero': damage('section 0 is not empty', 'section 0 is not empty, as it must be'),
  'module/elf-section-range': damage(
    'a section reaches beyond the end of the file',
    'a section reaches beyond the end of the file',
    'copy or build it again; where a signature was cut off or appended twice, sign the unsigned file anew',
  ),
  'module/elf-names-index': damage(
    'the index of the section names is wrong',
    'e_shstrndx names no section, so sections have no names',
  ),
  'module/elf-names-type': damage(
    'the section names are no string table',
    'the section that holds the names of sections is no string table',
  ),
  'module/elf-names': damage(
    'the table of section names is damaged',
    'the names of sections are empty, or do not end in a NUL',
  ),
  'module/elf-section-name': damage(
    'the name of a section is out of its table',
    'the name of a section is out of its table',
  ),
  'module/elf-symbol-strings': damage(
    'the names of symbols are damaged',
    'the symbol table leads to no sound table of names',
  ),
} as const satisfies { readonly [Code in CheckCode]?: CheckWords }
