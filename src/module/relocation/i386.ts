/**
 * Relocations of 32-bit x86: apply_relocate() in arch/x86/kernel/module.c (Linux 6.1 and 6.12). R_386_NONE is not among
 * those that it knows. Its lines begin with KBUILD_MODNAME, `module`, since 3.5; before, the word was part of them.
 */
import type { RelocatingKernel, RelocationRules } from './rules.ts'
import { typeTable } from './type-table.ts'

/** R_386_32, PC32, PLT32. */
const TYPES = typeTable({ 4: [1, 2, 4] })

export const i386 = ({ isSince }: RelocatingKernel): RelocationRules => ({
  rel: TYPES,
  rela: undefined,
  refusal: (module, type) => ({
    text: `module${isSince(3, 5) ? ':' : ''} ${module}: Unknown relocation: ${type}`,
    errno: 'ENOEXEC',
  }),
})
