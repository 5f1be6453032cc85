/**
 * Relocations of 64-bit ARM: apply_relocate_add() in arch/arm64/kernel/module.c (Linux 6.1 and 6.12; its lines have begun
 * with `Modules: ` since 6.5). Whether a value fits depends on addresses and is not judged.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

const TYPES = typeTable({
  // R_ARM_NONE, R_AARCH64_NONE
  0: [0, 256],
  // ABS16, PREL16
  2: [259, 262],
  // ABS32, PREL32, the MOVW, LD, ADR, ADD and LDST types, TSTBR14, CONDBR19, JUMP26 to LDST64, MOVW_PREL, LDST128
  4: [258, 261, [263, 280], [282, 293], 299],
  // ABS64, PREL64
  8: [257, 260],
})

export const arm64 = ({ isSince }: RelocatingKernel): RelocationRules => ({
  rel: undefined,
  rela: TYPES,
  looksAtSymbols: true,
  refusal: (module, type) => ({
    text: `${isSince(6, 5) ? 'Modules: ' : ''}module ${module}: unsupported RELA relocation: ${type}`,
    errno: 'ENOEXEC',
  }),
})
