/**
 * Mutations of .gnu.linkonce.this_module: the name in it, by which the kernel knows the module; rarely its other bytes.
 */
import { changeNumber, changesCode, keepsCode, type Mutate } from './mutation.ts'

const NAME_AT = 24
const NAME_SIZE = 56
const NAMES = ['other', '', 'with-dash', 'printk', 'mblk', 'kernel', 'x'.repeat(55), 'a/b', 'sp ace', '.', '\xe4', '%s']

export const mutateThisModule: Mutate = (elf, draw) => {
  const section = elf.section('.gnu.linkonce.this_module')
  if (section === undefined) return undefined
  if (draw.oneIn(12)) {
    const place = { at: section.offset + draw.below(section.size), size: 1 } as const
    return changesCode(changeNumber(elf, draw, place, 'a byte of struct module'))
  }
  const name = draw.oneIn(15) ? 'y'.repeat(NAME_SIZE) : draw.of(NAMES)
  elf.bytes.fill(0, section.offset + NAME_AT, section.offset + NAME_AT + NAME_SIZE)
  elf.bytes.set(Buffer.from(name, 'latin1').subarray(0, NAME_SIZE), section.offset + NAME_AT)
  return keepsCode(`struct module name ${JSON.stringify(name)}`)
}
