/**
 * `.gnu.linkonce.this_module`: the `struct module` that a module brings along.
 * Follows struct module in include/linux/module.h (Linux 2.6 to 6.12): a state (an enum), a list head, and then the name,
 * char[64 - sizeof(unsigned long)].
 */
import { type ElfFile, sectionNamed } from '../elf/elf-file.ts'
import { latin1 } from '../files/source-file.ts'
import type { Modinfo } from './modinfo.ts'

export const THIS_MODULE = '.gnu.linkonce.this_module'

export interface ThisModule {
  /** sizeof(struct module) where the module was built. */
  readonly size: number
  /** By which the kernel knows the module; undefined where the section is too short for one. */
  readonly name: string | undefined
}

/** Bytes of struct module that are its name: from `start` to `end`, the last of them for the NUL. */
export const nameField = (bits: 32 | 64): { readonly start: number; readonly end: number } => {
  const word = bits / 8
  // the state is padded to the list's alignment
  const start = 3 * word
  return { start, end: start + 64 - word }
}

/** Undefined where the file has no such section: it is an object that modpost was not through with. */
export const readThisModule = (file: ElfFile): ThisModule | undefined => {
  const section = sectionNamed(file, THIS_MODULE)
  if (section === undefined) return undefined
  const { start, end } = nameField(file.layout.bits)
  const field = latin1(section.bytes.subarray(start, end))
  const length = field.indexOf('\0')
  return { size: section.size, name: length < 0 ? undefined : field.slice(0, length) }
}

/** By which others know the module: the name in struct module, or `name=` where that has none. */
export const nameAmongModules = (thisModule: ThisModule | undefined, modinfo: Modinfo): string | undefined =>
  thisModule?.name || modinfo.first('name')
