/** Makefiles of three directories and three symbols, drawn: few names, so that they meet. */
import fc from 'fast-check'

const value = fc.constantFrom('', 'y', 'm')
const suffix = fc.constantFrom(
  '$(CONFIG_A)',
  '$(CONFIG_B)',
  '$(subst m,y,$(CONFIG_C))',
  '$(CONFIG_A)$(CONFIG_B)',
  'y',
  'm',
)
const word = fc.constantFrom('a.o', 'b.o', 'c.o', 'd/', 'e/', '$(v-y)', '$(v-m)')
const list = fc.constantFrom('obj', 'obj', 'lib', 'a', 'b', 'v', 'subdir')
const line = fc
  .tuple(list, suffix, fc.constantFrom('+=', ':='), word)
  .map(
    ([name, end, operator, text]) => `${name}-${end} ${operator} ${name === 'subdir' ? text.replace('/', '') : text}\n`,
  )
const condition = fc.constantFrom('ifdef CONFIG_A', 'ifeq ($(CONFIG_B),m)', 'ifneq ($(v-y),)')
const block = fc.oneof(
  line,
  fc.tuple(condition, line, line).map(([open, yes, no]) => `${open}\n${yes}else\n${no}endif\n`),
)
const makefile = fc
  .array(block, { maxLength: 6 })
  .map((blocks) => blocks.join(''))
  // a variable that holds itself stops make
  .filter((text) => !/^v-.*\$\(v-/m.test(text))

const withoutDirectories = (text: string): string => text.replaceAll(/\b[de]\b\/?/g, '')

export interface DrawnTree {
  readonly files: Readonly<Record<string, string>>
  readonly config: Readonly<Record<string, string>>
}

export const drawnTree: fc.Arbitrary<DrawnTree> = fc
  .tuple(makefile, makefile, makefile, fc.record({ A: value, B: value, C: value }))
  .map(([top, d, e, symbols]) => ({
    files: { Kbuild: top, 'd/Kbuild': withoutDirectories(d), 'e/Kbuild': withoutDirectories(e) },
    config: Object.fromEntries(Object.entries(symbols).filter(([, text]) => text !== '')),
  }))
