/**
 * Modules as the scripts read them: unpacked, with the name and the exports that others get from them. x86-64 only.
 */
import { readFileSync } from 'node:fs'
import { expand } from '../../../src/archive/expand.ts'
import { readLicence } from '../../../src/module/licence.ts'
import { readModinfo } from '../../../src/module/modinfo.ts'
import { ModuleImage } from '../../../src/module/module-image.ts'
import type { KernelExport } from '../../../src/module/target-kernel.ts'

const LIMIT = 1 << 28
/** In struct module, of 64 bits. */
const NAME_AT = 24
/** Of __ksymtab, since offsets in it are relative. */
const ENTRY = 12

/** A file's module. Throws where the file is damaged. */
export const unpackedModule = (path: string): Uint8Array => {
  const found = expand(readFileSync(path), { limit: LIMIT })
  if (found.kind === 'damaged') throw new Error(`${path}: ${found.code}`)
  return found.bytes
}

/** The sections are read; undefined where the file is not that far in order. */
export const imageOf = (bytes: Uint8Array): ModuleImage | undefined => {
  const image = new ModuleImage(bytes, { bits: bytes[4] === 1 ? 32 : 64, littleEndian: bytes[5] !== 2 })
  const { header } = image
  if (header === undefined) return undefined
  const end = Number(header.e_shoff) + header.e_shnum * image.sectionEntrySize
  if (end > bytes.length || header.e_shstrndx >= header.e_shnum) return undefined
  image.readSections(Number(header.e_shoff), header.e_shnum)
  image.namesAt = image.sections.offset[header.e_shstrndx] ?? 0
  const symbols = image.sections.type.indexOf(2)
  image.index.symbols = Math.max(0, symbols)
  image.index.strings = image.sections.link[image.index.symbols] ?? 0
  return image
}

/** sizeof(struct module) of the kernel that a module was built for. */
export const structModuleSize = (bytes: Uint8Array): number | undefined => {
  const image = imageOf(bytes)
  const index = image?.findAllocated('.gnu.linkonce.this_module') ?? 0
  return index === 0 ? undefined : image?.sections.size[index]
}

export interface ReadModule {
  readonly name: string
  readonly proprietary: boolean
  readonly exports: readonly KernelExport[]
}

/** Exports by the symbols that mark their entries; a CRC is at the same place of its own table. */
const exportsOf = (image: ModuleImage, owner: string): readonly KernelExport[] => {
  const strings = image.findAllocated('__ksymtab_strings')
  const { count, shndx, value } = image.symbols
  const spaces = new Map<string, string>()
  const entries: { readonly name: string; readonly table: number; readonly at: number }[] = []
  for (let index = 1; index < count; index++) {
    const symbol = image.symbolName(index) ?? ''
    const at = Number(value(index))
    if (symbol.startsWith('__kstrtabns_') && shndx[index] === strings) {
      spaces.set(symbol.slice(12), image.textAt((image.sections.offset[strings] ?? 0) + at) ?? '')
    } else if (/^__ksymtab_(?!strings)/.test(symbol))
      entries.push({ name: symbol.slice(10), table: shndx[index] ?? 0, at })
  }
  return entries.map(({ name, table, at }) => {
    const gpl = image.isNamed(table, '__ksymtab_gpl')
    const crcs = image.contentOf(image.findAllocated(gpl ? '__kcrctab_gpl' : '__kcrctab'))
    const place = (at / ENTRY) * 4
    const crc = crcs === undefined ? undefined : new DataView(crcs.buffer, crcs.byteOffset).getUint32(place, true)
    return { name, owner, gpl, namespace: spaces.get(name) ?? '', crc }
  })
}

/** What others see of a module that is in the kernel. */
export const readModule = (bytes: Uint8Array): ReadModule => {
  const image = imageOf(bytes)
  if (image === undefined) throw new Error('not a module')
  const { offset } = image.sections
  const name = image.textAt((offset[image.findAllocated('.gnu.linkonce.this_module')] ?? 0) + NAME_AT) ?? ''
  const modinfo = readModinfo(image.contentOf(image.findAllocated('.modinfo')) ?? new Uint8Array(0))
  return { name, proprietary: !readLicence(modinfo).gpl, exports: exportsOf(image, name) }
}
