/**
 * Random kernel trees, small, of what Kbuild files do with their lists: one makefile a directory, perhaps with another that
 * it includes, over a handful of symbols, objects and names of directories, so that they meet often.
 */
import fc from 'fast-check'
import type { MemoryFiles } from '../../src/files/memory-file-system.ts'

type Word =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'child'; readonly name: string; readonly slash: boolean }
  /** A directory beside this one, which itself leads nowhere. */
  | { readonly kind: 'sibling'; readonly name: string }

type RandomStatement =
  | { readonly kind: 'list'; readonly name: string; readonly operator: string; readonly words: readonly Word[] }
  | {
      readonly kind: 'conditional'
      readonly condition: string
      readonly yes: readonly RandomStatement[]
      readonly no: readonly RandomStatement[]
    }
  | { readonly kind: 'line'; readonly text: string }

interface Directory {
  readonly file: 'Kbuild' | 'Makefile' | 'both'
  readonly statements: readonly RandomStatement[]
  /** The lists that name the directories below at the end, in the order of their names. */
  readonly leading: readonly string[]
  /** Statements of a file that is included at the end. */
  readonly included: readonly RandomStatement[]
  readonly below: Readonly<Record<string, Directory>>
}

/** A tree without scripts and top makefile, and what it is built with. */
export interface RandomTree {
  readonly files: MemoryFiles
  readonly config: Readonly<Record<string, string>>
  readonly variables: Readonly<Record<string, string>>
}

const SYMBOLS = ['A', 'B', 'C', 'D']
const DIRECTORIES = ['p', 'q', 'r']
const STEMS = ['a', 'b', 'a-b', 'c', 'sub/a']

const symbol = fc.constantFrom(...SYMBOLS).map((name) => `CONFIG_${name}`)

const suffix = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('y', 'm') },
  { weight: 4, arbitrary: symbol.map((name) => `$(${name})`) },
  fc.constantFrom('n', 'objs', '', '$(SHARED)', '$(HANDED)'),
  symbol.map((name) => `$(subst m,y,$(${name}))`),
  symbol.map((name) => `$(${name}:m=y)`),
  fc.tuple(symbol, symbol).map(([a, b]) => `$(subst y,$(${a}),$(${b}))`),
  fc.tuple(symbol, symbol).map(([a, b]) => `$(${a})$(${b})`),
  fc.tuple(symbol, symbol).map(([a, b]) => `$(findstring y,$(${a}) $(${b}))`),
  symbol.map((name) => `$(if $(filter y m,$(${name})),m,y)`),
)

const list = fc.oneof(
  { weight: 6, arbitrary: fc.constant('obj') },
  { weight: 5, arbitrary: fc.constantFrom(...STEMS) },
  fc.constantFrom('lib', 'subdir', 'own'),
)

const text = (value: string): Word => ({ kind: 'text', text: value })

const word: fc.Arbitrary<Word> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...STEMS, '../z', '../../z').map((stem) => text(`${stem}.o`)) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('child' as const),
      name: fc.constantFrom(...DIRECTORIES),
      slash: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...DIRECTORIES).map((name): Word => ({ kind: 'sibling', name })) },
  fc
    .constantFrom(
      '$(own-y)',
      '$(own-m) $(own-)',
      '$(addprefix sub/,b.o c.o)',
      '$(patsubst %,x-%.o,a b)',
      '$(SHARED).o',
      '$(HANDED).o',
      '$(filter-out b.o,$(own-y))',
      '$(notdir $(src)).o',
    )
    .map(text),
)

const operator = fc.constantFrom('+=', '+=', '+=', ':=', '=', '?=')

const assignment: fc.Arbitrary<RandomStatement> = fc
  .record({
    kind: fc.constant('list' as const),
    stem: list,
    suffix,
    operator,
    words: fc.array(word, { minLength: 1, maxLength: 4 }),
  })
  .map(({ stem, suffix: end, words, ...rest }) => ({
    ...rest,
    name: `${stem}-${end}`,
    // a list of one's own names nothing that could lead back to it
    words:
      stem === 'own'
        ? words.filter((one) => one.kind !== 'text' || !one.text.includes('$(own'))
        : stem === 'subdir'
          ? words.map((one) => (one.kind === 'child' ? one : { kind: 'child', name: 'p', slash: false }))
          : words,
  }))

const condition = fc.oneof(
  symbol.map((name) => `ifdef ${name}`),
  symbol.map((name) => `ifndef ${name}`),
  fc.tuple(symbol, fc.constantFrom('y', 'm', '')).map(([name, value]) => `ifeq ($(${name}),${value})`),
  fc.tuple(symbol, symbol).map(([a, b]) => `ifneq ($(${a})$(${b}),)`),
  fc.constantFrom('ifdef need-builtin', 'ifeq ($(need-modorder),1)', 'ifeq ($(obj),p)', 'ifdef HANDED'),
)

const line = fc
  .constantFrom(
    'export SHARED := m',
    'export SHARED := y',
    'SHARED := b',
    'unexport SHARED',
    'HANDED := c',
    'export CONFIG_A := m',
    'CONFIG_B := y',
    'CONFIG_C ?= m',
    'override CONFIG_D := m',
    'undefine CONFIG_A',
    'obj := elsewhere',
    '$(eval obj-m += $(own-y) e.o)',
  )
  .map((value): RandomStatement => ({ kind: 'line', text: value }))

const statement = (depth: number): fc.Arbitrary<RandomStatement> =>
  depth === 0
    ? assignment
    : fc.oneof(
        { weight: 8, arbitrary: assignment },
        { weight: 1, arbitrary: line },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('conditional' as const),
            condition,
            yes: fc.array(statement(depth - 1), { maxLength: 3 }),
            no: fc.array(statement(depth - 1), { maxLength: 2 }),
          }),
        },
      )

const leadingIn = fc.oneof(
  { weight: 3, arbitrary: fc.constant('obj-y') },
  fc.constantFrom('obj-m', 'subdir-y', 'subdir-m', 'obj-$(CONFIG_A)', 'obj-$(CONFIG_B)', 'own-y'),
)

const belowOf = (drawn: readonly (Directory | null)[]): Directory['below'] =>
  Object.fromEntries(drawn.flatMap((one, index) => (one === null ? [] : [[DIRECTORIES[index] ?? '', one]])))

const directory = (depth: number): fc.Arbitrary<Directory> =>
  fc.record({
    file: fc.constantFrom('Kbuild', 'Makefile', 'both'),
    statements: fc.array(statement(2), { minLength: 3, maxLength: 10, size: 'max' }),
    leading: fc.tuple(leadingIn, leadingIn, leadingIn),
    included: fc.array(assignment, { maxLength: 2 }),
    below:
      depth === 0
        ? fc.constant({})
        : fc.tuple(...DIRECTORIES.map(() => fc.option(directory(depth - 1), { freq: 2 }))).map(belowOf),
  })

const isLeaf = ({ below }: Directory): boolean => Object.keys(below).length === 0

interface Surroundings {
  readonly path: string
  readonly here: Directory
  readonly above: Directory | undefined
}

const wordText = (one: Word, { here, above }: Surroundings): string => {
  if (one.kind === 'text') return one.text
  if (one.kind === 'child') return here.below[one.name] === undefined ? '' : `${one.name}${one.slash ? '/' : ''}`
  const sibling = above?.below[one.name]
  return sibling !== undefined && isLeaf(sibling) && !isLeaf(here) ? `../${one.name}/` : ''
}

const lines = (statements: readonly RandomStatement[], around: Surroundings): string =>
  statements
    .map((one) => {
      if (one.kind === 'line') return `${one.text}\n`
      if (one.kind === 'list')
        return `${one.name} ${one.operator} ${one.words.map((each) => wordText(each, around)).join(' ')}\n`
      return `${one.condition}\n${lines(one.yes, around)}else\n${lines(one.no, around)}endif\n`
    })
    .join('')

const filesOf = (around: Surroundings): [string, string][] => {
  const { path, here } = around
  const { file, statements, leading, included, below } = here
  const inside = (name: string): string => (path === '.' ? name : `${path}/${name}`)
  const led = Object.keys(below)
    .map((name, index) => `${leading[index]} += ${name}${leading[index]?.startsWith('subdir') ? '' : '/'}\n`)
    .join('')
  const include = included.length > 0 ? 'include $(srctree)/$(src)/more.mk\n' : ''
  return [
    [inside(file === 'Makefile' && path !== '.' ? 'Makefile' : 'Kbuild'), lines(statements, around) + led + include],
    ...(file === 'both' && path !== '.' ? [[inside('Makefile'), 'obj-m := never.o\n'] as [string, string]] : []),
    ...(included.length > 0 ? [[inside('more.mk'), lines(included, around)] as [string, string]] : []),
    ...Object.entries(below).flatMap(([name, next]) => filesOf({ path: inside(name), here: next, above: here })),
  ]
}

const values = (weight: number): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .array(
      fc.oneof({ weight, arbitrary: fc.constant('') }, { weight: 4, arbitrary: fc.constantFrom('y', 'm', 'm', '12') }),
      {
        minLength: SYMBOLS.length,
        maxLength: SYMBOLS.length,
      },
    )
    .map((drawn) =>
      Object.fromEntries(drawn.flatMap((value, index) => (value === '' ? [] : [[SYMBOLS[index] ?? '', value]]))),
    )

/** Trees of up to three levels of directories. */
export const randomTree: fc.Arbitrary<RandomTree> = fc
  .record({ root: directory(2), config: values(2), given: values(40) })
  .map(({ root, config, given }) => ({
    files: Object.fromEntries(filesOf({ path: '.', here: root, above: undefined })),
    config,
    variables: Object.fromEntries(Object.entries(given).map(([name, value]) => [`CONFIG_${name}`, value])),
  }))
