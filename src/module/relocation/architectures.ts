/**
 * Which rules a kernel relocates by.
 */
import type { Load } from '../load.ts'
import { arm } from './arm.ts'
import { arm64 } from './arm64.ts'
import { i386 } from './i386.ts'
import { loongarch } from './loongarch.ts'
import { m68k } from './m68k.ts'
import { mips } from './mips.ts'
import { powerpc } from './powerpc.ts'
import { riscv } from './riscv.ts'
import { ANY_TYPES, type RelocatingKernel, type RelocationRules } from './rules.ts'
import { s390 } from './s390.ts'
import { x8664 } from './x86-64.ts'

/** By folder under arch/. */
const ARCHITECTURES: Readonly<Record<string, (kernel: RelocatingKernel) => RelocationRules>> = {
  arm,
  arm64,
  loongarch,
  m68k,
  mips,
  powerpc,
  riscv,
  s390,
  x86: (kernel) => (kernel.bits === 64 ? x8664(kernel) : i386(kernel)),
}

/** The same by e_machine, for kernels of which no architecture is known. */
const MACHINES: ReadonlyMap<number, string> = new Map([
  [3, 'x86'],
  [4, 'm68k'],
  [6, 'x86'],
  [8, 'mips'],
  [20, 'powerpc'],
  [21, 'powerpc'],
  [22, 's390'],
  [40, 'arm'],
  [62, 'x86'],
  [183, 'arm64'],
  [243, 'riscv'],
  [258, 'loongarch'],
])

/** The folder under arch/ of the kernel, else of kernels that take such files; undefined where neither is known. */
export const sourceArchitecture = ({ kernel, image }: Load): string | undefined => {
  const { srcarch } = kernel.facts.architecture
  return srcarch.kind === 'known' ? srcarch.value : MACHINES.get(image.header?.e_machine ?? 0)
}

export const relocatingKernel = ({ kernel, image }: Load): RelocatingKernel => {
  const { version } = kernel.facts
  return {
    bits: image.layout.bits,
    isSince: (major, patchlevel) => {
      if (version.kind === 'unknown') return true
      const difference = version.value.version - major
      return difference > 0 || (difference === 0 && version.value.patchlevel >= patchlevel)
    },
  }
}

export const rulesOf = (srcarch: string | undefined, kernel: RelocatingKernel): RelocationRules =>
  srcarch !== undefined && Object.hasOwn(ARCHITECTURES, srcarch)
    ? (ARCHITECTURES[srcarch]?.(kernel) ?? ANY_TYPES)
    : ANY_TYPES
