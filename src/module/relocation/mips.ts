/**
 * Relocations of MIPS: __apply_relocate() in arch/mips/kernel/module.c (Linux 6.1 and 6.12). 64-bit kernels take both kinds
 * of sections; a HI16 of a REL section is put off until a LO16 tells its carry, and refused without a word if none comes.
 * Whether the two are of one value is not judged.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

const HI16 = 5
const LO16 = 6

const ALIKE = {
  0: [0],
  // 32, 26, HI16, LO16, PC16, PC21_S2, PC26_S2
  4: [2, 4, HI16, LO16, 10, 60, 61],
}
const REL = typeTable(ALIKE)
// and HIGHER, HIGHEST, 64, which need an addend of their own
const RELA_64 = typeTable({ 0: ALIKE[0], 4: [...ALIKE[4], 28, 29], 8: [18] })

const NEEDS_ADDEND: readonly number[] = [18, 28, 29]

export const mips = ({ bits }: RelocatingKernel): RelocationRules => ({
  rel: REL,
  rela: bits === 64 ? RELA_64 : undefined,
  looksAtSymbols: true,
  pair: { high: HI16, low: LO16 },
  // in a REL section the three that need an addend are known: a WARN_ON() with a trace and no line of its own
  refusal: (module, type) => ({
    text: NEEDS_ADDEND.includes(type) ? undefined : `${module}: Unknown relocation type ${type}`,
    errno: 'EINVAL',
  }),
})
