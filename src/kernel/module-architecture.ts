/**
 * The architecture of a kernel, read off a module that it loads.
 */
import { ELF_ARCHITECTURES, type ElfRules } from './elf-machines.ts'
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

/** The architecture that has modules of a machine (e_machine) and word size, as the kernel names its folder below arch/. */
export const machineArchitecture = (
  machine: number,
  bits: 32 | 64,
): { readonly srcarch: string; readonly rules: ElfRules } | undefined => {
  for (const [srcarch, { bits32, bits64 }] of Object.entries(ELF_ARCHITECTURES)) {
    const rules = bits === 64 ? bits64 : bits32
    if (srcarch !== HOSTED && rules?.machines.includes(machine) === true) return { srcarch, rules }
  }
  return undefined
}

/** What follows from a module's header. Word size and byte order are its own, whatever the machine. */
export const moduleArchitecture = (
  { machine, bits, byteOrder }: ModuleArchitecture,
  source: FactSource,
): KernelArchitecture => {
  const found = machineArchitecture(machine, bits)
  const config = unknown({ kind: 'config' })
  return {
    srcarch: found === undefined ? config : known(found.srcarch, source),
    bits: known(bits, source),
    byteOrder: known(byteOrder, source),
    elf: found === undefined ? config : known(found.rules, source),
  }
}

/** `first` where it is known, else what `second` says. */
export const completeArchitecture = (first: KernelArchitecture, second: KernelArchitecture): KernelArchitecture => ({
  srcarch: first.srcarch.kind === 'known' ? first.srcarch : second.srcarch,
  bits: first.bits.kind === 'known' ? first.bits : second.bits,
  byteOrder: first.byteOrder.kind === 'known' ? first.byteOrder : second.byteOrder,
  elf: first.elf.kind === 'known' ? first.elf : second.elf,
})
