/**
 * Relocations of LoongArch: apply_relocate_add() in arch/loongarch/kernel/module.c (Linux 6.1 and 6.12). All types up to the
 * largest have a handler, many of them one that refuses. 32_PCREL and 64_PCREL came after 6.1: kernels between the two are
 * taken to know them. The stack that some types work on is not judged.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

/** 64_PCREL. */
const LARGEST = 109

// NONE, MARK_LA, MARK_PCREL, and the types that work on the stack alone
const NOTHING = [0, [20, 24], 29, [32, 37]] as const
// 32, SOP_POP_32_*, ADD32, SUB32, B26, PCALA_*, GOT_PC_*
const WORDS = [1, [38, 46], 50, 55, 66, [71, 76]] as const
// 64, ADD64, SUB64
const DOUBLE_WORDS = [2, 51, 56] as const

const TYPES_6_1 = typeTable({ 0: NOTHING, 4: WORDS, 8: DOUBLE_WORDS })
const TYPES_6_12 = typeTable({ 0: NOTHING, 4: [...WORDS, 99], 8: [...DOUBLE_WORDS, 109] })

/** SUB8, SUB16, SUB24. */
const isOddSubtraction = (type: number): boolean => type >= 52 && type <= 54

const lineOf = (module: string, type: number): string => {
  if (type > LARGEST) return `kmod: ${module}: Unknown relocation type ${type}`
  const line = `kmod: ${module}: Unsupport relocation type ${type}`
  return isOddSubtraction(type) ? line : `${line}, please add its support.`
}

export const loongarch = ({ isSince }: RelocatingKernel): RelocationRules => ({
  rel: undefined,
  rela: isSince(6, 2) ? TYPES_6_12 : TYPES_6_1,
  looksAtSymbols: true,
  refusal: (module, type) => ({ text: lineOf(module, type), errno: 'EINVAL' }),
})
