/**
 * The architecture of a kernel, read off a module that it loads.
 */
import { ELF_ARCHITECTURES } from './elf-machines.ts'
import { type FactSource, known, unknown } from './fact.ts'
import type { KernelArchitecture } from './kernel-architecture.ts'

/** What the module's ELF header says. */
export interface ModuleArchitecture {
  readonly machine: number
  readonly bits: 32 | 64
  readonly byteOrder: 'little' | 'big'
}

/** User-mode kernels have their host's machine: what a module is of is taken for the host's own. */
const HOSTED = 'um'

/** What follows from a module's header. Word size and byte order are its own, whatever the machine. */
export const moduleArchitecture = (
  { machine, bits, byteOrder }: ModuleArchitecture,
  source: FactSource,
): KernelArchitecture => {
  const rulesOf = bits === 64 ? 'bits64' : 'bits32'
  const found = Object.entries(ELF_ARCHITECTURES).find(
    ([name, entry]) => name !== HOSTED && entry[rulesOf]?.machines.includes(machine) === true,
  )
  const rules = found?.[1][rulesOf]
  const config = unknown({ kind: 'config' })
  return {
    srcarch: found === undefined ? config : known(found[0], source),
    bits: known(bits, source),
    byteOrder: known(byteOrder, source),
    elf: rules === undefined ? config : known(rules, source),
  }
}

/** `first` where it is known, else what `second` says. */
export const completeArchitecture = (first: KernelArchitecture, second: KernelArchitecture): KernelArchitecture => ({
  srcarch: first.srcarch.kind === 'known' ? first.srcarch : second.srcarch,
  bits: first.bits.kind === 'known' ? first.bits : second.bits,
  byteOrder: first.byteOrder.kind === 'known' ? first.byteOrder : second.byteOrder,
  elf: first.elf.kind === 'known' ? first.elf : second.elf,
})
