/**
 * Whole Kconfig trees: several files, nested menus and ifs, comments, macros, choices, entries.
 */
import fc, { type Arbitrary } from 'fast-check'
import { choice } from './choices.ts'
import { anyEntry, type Lines, prompt } from './entries.ts'
import { expression } from './expressions.ts'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { macroLine, PRELUDE } from './macros.ts'
import { aboutFree } from './names.ts'

/** Path → text. */
export type Files = Readonly<Record<string, string>>

/** A condition of a block: mostly about symbols that hang on nothing. */
const blockCondition = (dialect: FuzzDialect): Arbitrary<string> =>
  fc.oneof({ weight: 20, arbitrary: expression(dialect).map(aboutFree) }, { weight: 1, arbitrary: expression(dialect) })

const dependencies = (dialect: FuzzDialect): Arbitrary<Lines> =>
  fc.array(
    blockCondition(dialect).map((e) => `\tdepends on ${e}`),
    { maxLength: 1 },
  )

const menu = (dialect: FuzzDialect, body: Arbitrary<Lines>): Arbitrary<Lines> =>
  fc
    .tuple(
      prompt(dialect),
      fc.array(
        blockCondition(dialect).chain((e) => fc.constantFrom(`\tdepends on ${e}`, `\tvisible if ${e}`)),
        { maxLength: 2 },
      ),
      body,
    )
    .map(([p, options, inner]) => [`menu ${p}`, ...options, ...inner, 'endmenu'])

const ifBlock = (dialect: FuzzDialect, body: Arbitrary<Lines>): Arbitrary<Lines> =>
  fc.tuple(blockCondition(dialect), body).map(([e, inner]) => [`if ${e}`, ...inner, 'endif'])

const comment = (dialect: FuzzDialect): Arbitrary<Lines> =>
  fc.tuple(prompt(dialect), dependencies(dialect)).map(([p, deps]) => [`comment ${p}`, ...deps])

const block = (dialect: FuzzDialect, sources: readonly string[]): Arbitrary<Lines> =>
  fc.letrec<{ block: Lines; body: Lines }>((tie) => ({
    body: fc.array(tie('block'), { maxLength: 3 }).map((blocks) => blocks.flat()),
    block: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 10, arbitrary: anyEntry(dialect) },
      { weight: 2, arbitrary: menu(dialect, tie('body')) },
      { weight: 2, arbitrary: ifBlock(dialect, tie('body')) },
      { weight: 2, arbitrary: choice(dialect) },
      { weight: 1, arbitrary: comment(dialect) },
      { weight: dialect.preprocessor ? 2 : 0, arbitrary: macroLine.map((line) => [line]) },
      {
        weight: sources.length > 0 ? 1 : 0,
        arbitrary: fc.constantFrom(...sources, '').map((s) => (s === '' ? [] : [s])),
      },
    ),
  })).block

const modulesEntry = (dialect: FuzzDialect): Arbitrary<Lines> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .constantFrom('bool "modules"', 'def_bool y', 'bool', 'tristate "modules"')
        .map((type) => ['config MODULES', `\t${type}`, `\t${dialect.modules}`]),
    },
    { weight: 1, arbitrary: fc.constant(['config MODULES', '\tbool "not the one"', '\tdefault y']) },
    { weight: 2, arbitrary: fc.constant<Lines>([]) },
  )

const FREE_ENTRIES: Lines = [
  ...['config FB', '\tbool "free bool"'],
  ...['config FT', '\ttristate "free tristate"', '\tdefault m'],
  ...['config FU', '\ttristate "another free tristate"', '\tdefault y if FT'],
]

const sourceLines = (dialect: FuzzDialect): readonly string[] => [
  'source "sub/Kconfig.one"',
  'source "Kconfig.two"',
  ...(dialect.preprocessor ? ['source "$(dir)/Kconfig.one"', 'source "Kconfig.$(shell,echo two)"'] : []),
  ...(dialect.openwrt ? ['source "sub/Kconfig.*"', 'source "nothing/*.in"', 'source sub/Kconfig.one'] : []),
]

const text = (lines: Lines): string => lines.map((line) => `${line}\n`).join('')

/** A tree with its root at `Kconfig`. */
export const tree = (dialect: FuzzDialect): Arbitrary<Files> => {
  const many = { maxLength: 12, size: 'large' } as const
  const prelude = dialect.preprocessor ? [...PRELUDE, 'dir := sub'] : []
  return fc
    .record({
      title: fc.oneof(
        { weight: 2, arbitrary: fc.constant<Lines>([]) },
        { weight: 1, arbitrary: prompt(dialect).map((p) => [`mainmenu ${p}`]) },
      ),
      modules: modulesEntry(dialect),
      free: fc.constantFrom<Lines>(FREE_ENTRIES, FREE_ENTRIES, []),
      root: fc.array(block(dialect, sourceLines(dialect)), many),
      one: fc.array(block(dialect, ['source "Kconfig.two"']), { maxLength: 3 }),
      two: fc.array(block(dialect, []), { maxLength: 3 }),
    })
    .map((t) => ({
      Kconfig: text([...t.title, ...prelude, ...t.modules, ...t.free, ...t.root.flat()]),
      'sub/Kconfig.one': text(t.one.flat()),
      'Kconfig.two': text(t.two.flat()),
    }))
}
