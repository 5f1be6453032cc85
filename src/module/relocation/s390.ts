/**
 * Relocations of s390: apply_rela() in arch/s390/kernel/module.c (Linux 6.1 and 6.12). Those of shared objects are known and
 * refused without a word; whether a value fits depends on addresses and is not judged.
 */
import type { RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

const TYPES = typeTable({
  0: [0],
  // 8
  1: [1],
  // 12, 16, GOT12, GOT16, PC16, PC16DBL, PLT16DBL, GOTOFF16, GOTPLT12, GOTPLT16, PLTOFF16
  2: [2, 3, 6, [15, 18], 27, 29, 30, 34],
  // 32, PC32, GOT32, PLT32, GOTOFF32, GOTPC, PC32DBL, PLT32DBL, GOTPCDBL, GOTENT, GOTPLT32, GOTPLTENT, PLTOFF32, 20, GOT20,
  // GOTPLT20
  4: [4, 5, 7, 8, 13, 14, [19, 21], 26, 31, 33, 35, [57, 59]],
  // 64, PC64, GOT64, PLT64, GOTOFF64, GOTPLT64, PLTOFF64
  8: [[22, 25], 28, 32, 36],
})

/** COPY to RELATIVE. */
const isOfSharedObjects = (type: number): boolean => type >= 9 && type <= 12

export const s390 = (): RelocationRules => ({
  rel: undefined,
  rela: TYPES,
  looksAtSymbols: true,
  refusal: (module, type) => ({
    text: isOfSharedObjects(type) ? undefined : `module ${module}: unknown relocation: ${type}`,
    errno: 'ENOEXEC',
  }),
})
