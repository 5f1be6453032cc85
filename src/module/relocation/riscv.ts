/**
 * Relocations of RISC-V: apply_relocate_add() in arch/riscv/kernel/module.c (Linux 6.1 and 6.12; 6.7 added types, and lines
 * of their own for some that are refused). R_RISCV_NONE is not known. Kernels between the two are taken to know what the
 * later one does. Which LO12 belongs to which HI20 is not judged.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

const RELAX = 51
const ALIGN = 43

// 32; BRANCH, JAL, GOT_HI20, PCREL_HI20 to LO12_S
const WORDS = [1, 16, 17, 20, [23, 28]] as const
// ADD64, SUB64, 64; CALL and CALL_PLT, which are two instructions
const DOUBLE_WORDS = [36, 40, 2, 18, 19] as const
// RVC_BRANCH, RVC_JUMP
const HALVES = [44, 45] as const

/** With ADD32 and SUB32. */
const TYPES_6_1 = typeTable({ 0: [RELAX], 2: HALVES, 4: [...WORDS, 35, 39], 8: DOUBLE_WORDS })

const TYPES_6_7 = typeTable({
  0: [RELAX],
  // ADD8, SUB8, SUB6, SET6, SET8, SET_ULEB128, SUB_ULEB128
  1: [33, 37, 52, 53, 54, 60, 61],
  // ADD16, SUB16, SET16
  2: [...HALVES, 34, 38, 55],
  // ADD32, SUB32, SET32, 32_PCREL, PLT32
  4: [...WORDS, 35, 39, 56, 57, 59],
  8: DOUBLE_WORDS,
})

/** RELATIVE to TLS_TPREL64, IRELATIVE. */
const isDynamic = (type: number): boolean => (type >= 3 && type <= 11) || type === 58
/** TLS_GOT_HI20, TLS_GD_HI20, TPREL_HI20 to TPREL_ADD. */
const isThreadLocal = (type: number): boolean => type === 21 || type === 22 || (type >= 29 && type <= 32)

const lineOf = (module: string, type: number, isLate: boolean): string => {
  if (type === ALIGN) return `${module}: The unexpected relocation type 'R_RISCV_ALIGN' from PC = *`
  if (isLate && isDynamic(type)) return `${module}: Dynamic linking not supported in kernel modules PC = *`
  if (isLate && isThreadLocal(type)) return `${module}: Thread local storage not supported in kernel modules PC = *`
  return `${module}: Unknown relocation type ${type}`
}

/** Lines name the place, an address that differs from boot to boot: a `*` stands for it. */
export const riscv = ({ isSince }: RelocatingKernel): RelocationRules => ({
  rel: undefined,
  rela: isSince(6, 2) ? TYPES_6_7 : TYPES_6_1,
  looksAtSymbols: true,
  refusal: (module, type) => ({ text: lineOf(module, type, isSince(6, 7)), errno: 'EINVAL' }),
})
