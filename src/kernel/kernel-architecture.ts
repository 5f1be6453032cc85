/**
 * Which architecture a kernel is for, its word size and byte order: from its configuration, from what Debian's headers
 * say, and from what the configuration's header names.
 */
import { architecture } from './architectures.ts'
import { type ByteOrder, ELF_ARCHITECTURES, type ElfArchitecture, type ElfRules } from './elf-machines.ts'
import { type ConfigLookup, configSource, configText, type Fact, type FactSource, known, unknown } from './fact.ts'

export interface KernelArchitecture {
  /** The folder under arch/. */
  readonly srcarch: Fact<string>
  readonly bits: Fact<32 | 64>
  readonly byteOrder: Fact<ByteOrder>
  /** What elf_check_arch() asks of a module. */
  readonly elf: Fact<ElfRules>
}

const UNKNOWN = unknown({ kind: 'config' })
const isSet = (config: ConfigLookup, symbol: string): boolean => configText(config, symbol) === 'y'

/** Folders under arch/ that are gone (in 4.12 to 6.0), by the symbol of each; what their ELF files are is not told here. */
const DEPARTED: Readonly<Record<string, string>> = {
  avr32: 'AVR32',
  blackfin: 'BLACKFIN',
  c6x: 'C6X',
  cris: 'CRIS',
  frv: 'FRV',
  h8300: 'H8300',
  m32r: 'M32R',
  metag: 'METAG',
  mn10300: 'MN10300',
  nds32: 'NDS32',
  score: 'SCORE',
  tile: 'TILE',
  unicore32: 'UNICORE32',
}

const SYMBOLS: readonly (readonly [srcarch: string, symbol: string])[] = [
  ...Object.entries(ELF_ARCHITECTURES).map(([srcarch, { symbol }]) => [srcarch, symbol] as const),
  ...Object.entries(DEPARTED),
]

/** The architecture that a configuration is for, by the symbol that each one's has. */
export const configArchitecture = (config: ConfigLookup | undefined): Fact<string> => {
  if (config === undefined) return UNKNOWN
  const found = SYMBOLS.find(([, symbol]) => isSet(config, symbol))
  return found === undefined ? UNKNOWN : known(found[0], configSource(config, found[1]))
}

/** The architecture that make was told: `override ARCH = x86` in Debian's `.kernelvariables`. */
export const namedArchitecture = (arch: string, source: FactSource): Fact<string> =>
  known(architecture(arch).srcarch, source)

const bitsOf = ({ is64 }: ElfArchitecture, config: ConfigLookup | undefined, source: FactSource): Fact<32 | 64> => {
  if (is64 === 'always') return known(64, source)
  if (is64 === 'never') return known(32, source)
  if (config === undefined) return unknown({ kind: 'config', symbol: is64[0] ?? '64BIT' })
  const set = is64.find((symbol) => isSet(config, symbol))
  return set === undefined ? known(32, configSource(config, is64[0] ?? '64BIT')) : known(64, configSource(config, set))
}

const orderOf = (entry: ElfArchitecture, config: ConfigLookup | undefined, source: FactSource): Fact<ByteOrder> => {
  const { byteOrder, otherOrder } = entry
  if (byteOrder === undefined) return unknown({ kind: 'option', option: '--like' })
  if (otherOrder === undefined) return known(byteOrder, source)
  if (config === undefined) return unknown({ kind: 'config', symbol: otherOrder })
  const other = byteOrder === 'little' ? 'big' : 'little'
  return known(isSet(config, otherOrder) ? other : byteOrder, configSource(config, otherOrder))
}

/** What follows from an architecture and a configuration. */
export const kernelArchitecture = (srcarch: Fact<string>, config: ConfigLookup | undefined): KernelArchitecture => {
  if (srcarch.kind === 'unknown') return { srcarch, bits: srcarch, byteOrder: srcarch, elf: srcarch }
  const entry = Object.hasOwn(ELF_ARCHITECTURES, srcarch.value) ? ELF_ARCHITECTURES[srcarch.value] : undefined
  if (entry === undefined) {
    const like = unknown({ kind: 'option', option: '--like' })
    return { srcarch, bits: like, byteOrder: like, elf: like }
  }
  const source: FactSource = { kind: 'inferred', from: 'architecture' }
  const bits = bitsOf(entry, config, source)
  const elf = bits.kind === 'unknown' ? bits : entry[bits.value === 64 ? 'bits64' : 'bits32']
  return {
    srcarch,
    bits,
    byteOrder: orderOf(entry, config, source),
    elf: elf === undefined ? UNKNOWN : 'kind' in elf ? elf : known(elf, source),
  }
}
