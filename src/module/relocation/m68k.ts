/**
 * Relocations of m68k: apply_relocate() and apply_relocate_add() in arch/m68k/kernel/module.c (Linux 6.1 and 6.12).
 */
import type { RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

/** R_68K_32, PC32. */
const TYPES = typeTable({ 4: [1, 4] })

export const m68k = (): RelocationRules => ({
  rel: TYPES,
  rela: TYPES,
  refusal: (module, type) => ({ text: `module ${module}: Unknown relocation: ${type}`, errno: 'ENOEXEC' }),
})
