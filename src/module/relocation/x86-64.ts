/**
 * Relocations of 64-bit x86: the types, and the lines of apply_relocate_add() in arch/x86/kernel/module.c (Linux 6.1 and
 * 6.12), by release. How a section is gone through is in apply-x86-64.ts.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

export const R_X86_64_64 = 1
export const R_X86_64_32 = 10
export const R_X86_64_32S = 11
const R_X86_64_PC64 = 24

/** NONE; PC32, PLT32, 32, 32S; 64, PC64. */
export const X86_64_TYPES = typeTable({ 0: [0], 4: [2, 4, R_X86_64_32, R_X86_64_32S], 8: [R_X86_64_64, R_X86_64_PC64] })

/** Before 3.5 the word was part of each line, since then it is KBUILD_MODNAME in front of all. */
export const x8664 = ({ isSince }: RelocatingKernel): RelocationRules => ({
  rel: undefined,
  rela: X86_64_TYPES,
  refusal: (module, type) => ({
    text: `module${isSince(3, 5) ? ':' : ''} ${module}: Unknown rela relocation: ${type}`,
    errno: 'ENOEXEC',
  }),
})

/** What a kernel does about values and places, which the table does not tell. */
export interface X8664Ways {
  /** A place must hold zeros: since 4.15. */
  readonly wantsZero: boolean
  /** Since 6.3 a value is looked at before its place, until then after it was written. */
  readonly looksAtValueFirst: boolean
  /** Both depend on addresses, the first so that not even a map of the kernel would tell. */
  notZero(type: number): readonly string[]
  /** `value`: of 64 bits; undefined where it depends on addresses. */
  overflow(module: string, type: number, value: bigint | undefined): readonly string[]
}

const PLACE = 'relocation target, existing value is nonzero for type'

/** In the lines, `*` stands for what differs from boot to boot. */
export const x8664Ways = ({ isSince }: RelocatingKernel): X8664Ways => {
  const prefix = isSince(3, 5) ? 'module: ' : ''
  return {
    wantsZero: isSince(4, 15),
    looksAtValueFirst: isSince(6, 3),
    notZero: (type) => [
      `${prefix}x86/modules: ${isSince(6, 3) ? 'Invalid' : 'Skipping invalid'} ${PLACE} ${type}, loc *, val *`,
    ],
    overflow: (module, type, value) => [
      `${prefix}overflow in relocation type ${type} val ${value === undefined ? '*' : BigInt.asUintN(64, value).toString(16)}`,
      `${prefix}\`${module}' likely not compiled with -mcmodel=kernel`,
    ],
  }
}
