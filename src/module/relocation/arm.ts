/**
 * Relocations of 32-bit ARM: apply_relocate() in arch/arm/kernel/module.c (Linux 6.1 and 6.12), the one that looks where an
 * entry leads before it goes there. Types of Thumb-2 kernels (THM_*) and those of kernels with group relocations (5.18 and
 * later, not Thumb-2) are taken to be known: the vermagic string has told such kernels apart before.
 */
import type { RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

const TYPES = typeTable({
  0: [0],
  // PC24, ABS32, REL32, THM_CALL, CALL, JUMP24, THM_JUMP24, TARGET1, V4BX, PREL31, MOVW_ABS_NC to THM_MOVT_PREL,
  // ALU_PC_G0_NC, ALU_PC_G1_NC, LDR_PC_G2
  4: [[1, 3], 10, [28, 30], 38, 40, [42, 50], 57, 59, 63],
})

/** %d of an unsigned number. */
const signed = (value: number): number => value | 0

export const arm = (): RelocationRules => ({
  rel: TYPES,
  rela: undefined,
  bounds: {
    symbol: (module, section, entry) => `${module}: section ${section} reloc ${entry}: bad relocation sym offset`,
    offset: (module, section, entry, symbol, offset, size) =>
      `${module}: section ${section} reloc ${entry} sym '${symbol}': ` +
      `out of bounds relocation, offset ${signed(offset)} size ${size}`,
  },
  refusal: (module, type) => ({ text: `${module}: unknown relocation: ${type}`, errno: 'ENOEXEC' }),
})
