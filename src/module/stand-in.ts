/**
 * A file that stands for a module that is not built yet: what its kernel's headers and its sources fix of it, and nothing
 * else, so that the kernel's own checks can be put to it. It has no code and uses no symbol.
 * Follows what scripts/mod/modpost.c writes into NAME.mod.c (Linux 6.1 and 6.12), and the linker scripts of modules.
 */
import { type Layout, SYMBOL } from '../elf/layout.ts'
import { SHT_STRTAB, SHT_SYMTAB } from '../elf/numbers.ts'
import { type ObjectSection, stringTable, writeObject } from '../elf/write-object.ts'
import type { ArchCondition, ElfRules } from '../kernel/elf-machines.ts'
import { SHF_ALLOC, SHF_EXECINSTR, SHF_WRITE } from './module-image.ts'
import { nameField, THIS_MODULE } from './this-module.ts'

export interface StandIn {
  readonly layout: Layout
  readonly elf: ElfRules
  /** 64-bit PowerPC's newer ABI, which e_flags name. */
  readonly isElfV2: boolean
  /** Lines of .modinfo: `name=value`. */
  readonly modinfo: readonly string[]
  /** As the kernel knows it. */
  readonly name: string
  readonly structModuleSize: number
  /** Entries of `__versions`; undefined where there is no such section. */
  readonly versions: readonly StandInVersion[] | undefined
  /** Those of the sections for long names. */
  readonly extended: readonly StandInVersion[] | undefined
}

/** An entry of `__versions`. */
export interface StandInVersion {
  readonly symbol: string
  readonly crc: number
}

const SHT_PROGBITS = 1
const ENTRY = 64
const EF_ARM_EABI5 = 0x0500_0000
const EF_MIPS_ABI_O32 = 0x1000
const EF_PPC64_ELF_V2 = 2

/** Sections that linker scripts of modules add, and kernels of some architecture ask for. */
const OF_LINKER = ['.plt', '.init.plt', '.stubs', '.toc', '.got'] as const

/** The least flags with which a file of this architecture is taken. */
const flagsOf = (condition: ArchCondition): number => {
  switch (condition.kind) {
    case 'flags':
      return condition.values[0] ?? 0
    case 'arm-old-abi':
      return EF_ARM_EABI5
    case 'mips-o32':
      return EF_MIPS_ABI_O32
    case 'class':
    case 'flags-clear':
    case 'arm-entry':
      return 0
  }
}

const versionEntries = ({ bits, littleEndian }: Layout, versions: readonly StandInVersion[]): Uint8Array => {
  const bytes = new Uint8Array(versions.length * ENTRY)
  const view = new DataView(bytes.buffer)
  for (const [index, { symbol, crc }] of versions.entries()) {
    if (bits === 64) view.setBigUint64(index * ENTRY, BigInt(crc), littleEndian)
    else view.setUint32(index * ENTRY, crc, littleEndian)
    bytes.set(Buffer.from(symbol, 'latin1').subarray(0, ENTRY - bits / 8 - 1), index * ENTRY + bits / 8)
  }
  return bytes
}

const crcColumn = ({ littleEndian }: Layout, versions: readonly StandInVersion[]): Uint8Array => {
  const bytes = new Uint8Array(versions.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, { crc }] of versions.entries()) view.setUint32(index * 4, crc, littleEndian)
  return bytes
}

const texts = (all: readonly string[]): Uint8Array => Buffer.from(all.map((one) => `${one}\0`).join(''), 'latin1')

const data = (name: string, bytes: Uint8Array, flags = SHF_ALLOC): ObjectSection => ({
  name,
  type: SHT_PROGBITS,
  flags,
  bytes,
})

const thisModule = ({ layout, name, structModuleSize }: StandIn): ObjectSection => {
  const { start, end } = nameField(layout.bits)
  const bytes = new Uint8Array(Math.max(structModuleSize, end))
  bytes.set(Buffer.from(name, 'latin1').subarray(0, end - start - 1), start)
  return data(THIS_MODULE, bytes, SHF_ALLOC | SHF_WRITE)
}

/** The bytes of the file. */
export const writeStandIn = (module: StandIn): Uint8Array => {
  const { layout, elf, isElfV2, modinfo, versions, extended } = module
  const contents: readonly ObjectSection[] = [
    data('.text', new Uint8Array(0), SHF_ALLOC | SHF_EXECINSTR),
    data('.modinfo', texts(modinfo)),
    thisModule(module),
    ...OF_LINKER.map((name) => data(name, new Uint8Array(0))),
    ...(versions === undefined ? [] : [data('__versions', versionEntries(layout, versions))]),
    ...(extended === undefined
      ? []
      : [
          data('__version_ext_crcs', crcColumn(layout, extended)),
          data('__version_ext_names', texts(extended.map(({ symbol }) => symbol))),
        ]),
    { name: '.strtab', type: SHT_STRTAB, bytes: stringTable([]).bytes },
  ]
  const { size } = SYMBOL[layout.bits]
  const symbols: ObjectSection = {
    name: '.symtab',
    type: SHT_SYMTAB,
    bytes: new Uint8Array(size),
    link: contents.length,
    info: 1,
    entsize: size,
  }
  const flags = elf.conditions.map(flagsOf).reduce((all, one) => all | one, isElfV2 ? EF_PPC64_ELF_V2 : 0)
  return writeObject({
    layout,
    machine: elf.machines[0] ?? 0,
    flags: flags >>> 0,
    sections: [...contents, symbols],
  })
}
