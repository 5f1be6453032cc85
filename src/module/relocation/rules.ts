/**
 * What of relocating depends on nothing but the module and the architecture, as a table for each: which types the kernel
 * knows, what it says of others, and in which tables it takes them.
 */
import type { Errno } from '../errno.ts'
import { type TypeTable, typeTable } from './type-table.ts'

/** The kernel that relocates. */
export interface RelocatingKernel {
  readonly bits: 32 | 64
  /** Whether it is of this release or a later one; a kernel whose release is not known counts as a late one. */
  isSince(version: number, patchlevel: number): boolean
}

export interface Refusal {
  /** Undefined where the kernel says nothing, or nothing that can be foretold. */
  readonly text: string | undefined
  readonly errno: Errno
}

/** Lines of kernels that look whether an entry leads out of its tables. `entry`: its index. */
export interface BoundsLines {
  symbol(module: string, section: number, entry: number): string
  offset(module: string, section: number, entry: number, symbol: string, offset: number, size: number): string
}

export interface RelocationRules {
  /** For SHT_REL and SHT_RELA; undefined where the kernel takes no such sections. */
  readonly rel: TypeTable | undefined
  readonly rela: TypeTable | undefined
  /** Types beyond the tables are known too, but not what they do; the least is taken for granted. */
  readonly isOpen?: true
  /** The symbol's value is looked at whatever the type. */
  readonly looksAtSymbols?: true
  readonly bounds?: BoundsLines
  /** Of SHT_REL: types of which the first waits for the second, and must not wait in vain. */
  readonly pair?: { readonly high: number; readonly low: number }
  /** What becomes of a type that is not known. */
  refusal(module: string, type: number): Refusal
}

const ANY = typeTable({ 0: [0] })

/** Architectures whose types are not listed here: type 0 does nothing everywhere, others change a byte at least. */
export const ANY_TYPES: RelocationRules = {
  rel: ANY,
  rela: ANY,
  isOpen: true,
  refusal: () => ({ text: undefined, errno: 'ENOEXEC' }),
}
