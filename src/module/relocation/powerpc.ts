/**
 * Relocations of PowerPC: apply_relocate_add() in arch/powerpc/kernel/module_32.c and module_64.c (Linux 6.1 and 6.12),
 * whose names their lines begin with. Neither knows R_PPC_NONE. The types of kernels that reach data relative to the
 * program counter (6.4 and later, Power10) are taken to be known.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

/** ADDR16_LO, ADDR16_HI, ADDR16_HA; ADDR32, REL24, REL32. */
const TYPES_32 = typeTable({ 2: [[4, 6]], 4: [1, 10, 26] })

const TYPES_64 = typeTable({
  // TOCSAVE; ENTRY, which looks at its place only where the table of contents is near
  0: [109, 118],
  // TOC16, TOC16_LO, TOC16_HA, TOC16_DS, TOC16_LO_DS, REL16_LO, REL16_HA
  2: [47, 48, 50, 63, 64, 250, 252],
  // ADDR32, REL24, REL32, REL24_NOTOC
  4: [1, 10, 26, 116],
  // ADDR64, REL64, TOC, PCREL34, GOT_PCREL34
  8: [38, 44, 51, 132, 133],
})

export const powerpc = ({ bits }: RelocatingKernel): RelocationRules => ({
  rel: undefined,
  rela: bits === 64 ? TYPES_64 : TYPES_32,
  looksAtSymbols: true,
  refusal: (module, type) => ({
    text: bits === 64 ? `module_64: ${module}: Unknown ADD relocation: ${type}` : unknown32(module, type),
    errno: 'ENOEXEC',
  }),
})

const unknown32 = (module: string, type: number): string => `module_32: ${module}: unknown ADD relocation: ${type}`
