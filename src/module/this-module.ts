/**
 * `.gnu.linkonce.this_module`: the `struct module` that a module brings along.
 * Follows struct module in include/linux/module.h (Linux 2.6 to 6.12): a state (an int), a list head, and then the name,
 * char[64 - sizeof(unsigned long)].
 */
import { type ElfFile, sectionNamed } from '../elf/elf-file.ts'
import { latin1 } from '../files/source-file.ts'

export interface ThisModule {
  /** sizeof(struct module) where the module was built. */
  readonly size: number
  /** By which the kernel knows the module; undefined where the section is too short for one. */
  readonly name: string | undefined
}

const SECTION = '.gnu.linkonce.this_module'
const FIELD = 64

/** Undefined where the file has no such section: it is an object that modpost was not through with. */
export const readThisModule = (file: ElfFile): ThisModule | undefined => {
  const section = sectionNamed(file, SECTION)
  if (section === undefined) return undefined
  const word = file.layout.bits / 8
  // the state is padded to the list's alignment
  const start = 3 * word
  const field = latin1(section.bytes.subarray(start, start + FIELD - word))
  const end = field.indexOf('\0')
  return { size: section.size, name: end < 0 ? undefined : field.slice(0, end) }
}
