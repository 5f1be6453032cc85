/**
 * `config` and `menuconfig` entries with everything that may stand in them.
 */
import fc, { type Arbitrary } from 'fast-check'
import { condition, expression, operand } from './expressions.ts'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { macroWord } from './macros.ts'
import { inOrder, names } from './names.ts'
import { hexText, intText, quotedText } from './values.ts'

/** Lines of a statement. */
export type Lines = readonly string[]

type SymbolType = 'bool' | 'tristate' | 'int' | 'hex' | 'string'

/** A prompt; mostly a plain one. */
export const prompt = (dialect: FuzzDialect): Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('"prompt"', '"another prompt"', '"third"') },
    { weight: 1, arbitrary: fc.oneof(quotedText, fc.constantFrom('" leading"', '"trailing "', '"100% %d"')) },
    ...(dialect.preprocessor
      ? [{ weight: 1, arbitrary: fc.constantFrom('"p $(v1) q"', "'$(v2)'", '"$(fn,a b)"') }]
      : []),
  )

/** `help` and its text, oddly indented at times. */
export const help = (dialect: FuzzDialect): Arbitrary<Lines> =>
  fc
    .tuple(
      fc.constantFrom('\thelp', '  help', ...(dialect.dashedHelp ? ['\t---help---'] : [])),
      fc.constantFrom('\t  ', '    ', '\t', ' ', ' \t'),
      fc.array(
        fc.constantFrom(
          'Text of the help.',
          'More.',
          '',
          '  deeper',
          '\tdeeper by a tab',
          'trailing  ',
          'config LOOKS',
          '\\',
        ),
        { maxLength: 4 },
      ),
    )
    .map(([word, indent, text]) => {
      // A line deeper than the first is part of the text, a shallower one ends it.
      const lines = /^\s/.test(text[0] ?? '') ? ['Text that sets the depth.', ...text] : text
      return [word, ...lines.map((line) => (line === '' ? '' : indent + line))]
    })

const valueText = (dialect: FuzzDialect, type: SymbolType): Arbitrary<string> => {
  const name = names(dialect)
  const macro = dialect.preprocessor ? [{ weight: 1, arbitrary: macroWord }] : []
  const odd = { weight: 1, arbitrary: operand(dialect) }
  switch (type) {
    case 'bool':
    case 'tristate':
      return expression(dialect)
    case 'int':
      return fc.oneof({ weight: 6, arbitrary: intText }, { weight: 2, arbitrary: name.int }, odd, ...macro)
    case 'hex':
      return fc.oneof({ weight: 6, arbitrary: hexText }, { weight: 2, arbitrary: name.hex }, odd, ...macro)
    case 'string':
      return fc.oneof({ weight: 6, arbitrary: quotedText }, { weight: 2, arbitrary: name.string }, odd, ...macro)
  }
}

const typeLine = (dialect: FuzzDialect, type: SymbolType): Arbitrary<string> => {
  const withPrompt = fc.tuple(prompt(dialect), condition(dialect)).map(([p, c]) => `${type} ${p}${c}`)
  const defining = fc.tuple(valueText(dialect, type), condition(dialect)).map(([v, c]) => `def_${type} ${v}${c}`)
  return fc.oneof(
    { weight: 6, arbitrary: withPrompt },
    { weight: 2, arbitrary: fc.constant(type) },
    ...(type === 'bool' || type === 'tristate' ? [{ weight: 2, arbitrary: defining }] : []),
  )
}

const attribute = (dialect: FuzzDialect, type: SymbolType): Arbitrary<string> => {
  const { logic, any, int, hex } = names(dialect)
  const given = condition(dialect)
  const target = fc.oneof({ weight: 8, arbitrary: logic }, { weight: 1, arbitrary: any })
  const bound =
    type === 'hex'
      ? fc.oneof(hexText, hex)
      : fc.oneof(
          intText.map((t) => t.trim()),
          int,
        )
  const is = (...types: SymbolType[]): boolean => types.includes(type)
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(valueText(dialect, type), given).map(([v, c]) => `default ${v}${c}`),
    },
    { weight: 5, arbitrary: expression(dialect).map((e) => `depends on ${e}`) },
    { weight: is('bool', 'tristate') ? 5 : 0, arbitrary: fc.tuple(target, given).map(([t, c]) => `select ${t}${c}`) },
    {
      weight: dialect.imply && is('bool', 'tristate') ? 3 : 0,
      arbitrary: fc.tuple(target, given).map(([t, c]) => `imply ${t}${c}`),
    },
    {
      weight: is('int', 'hex') ? 5 : 0,
      arbitrary: fc.tuple(bound, bound, given).map(([low, high, c]) => `range ${low} ${high}${c}`),
    },
    { weight: 2, arbitrary: fc.tuple(prompt(dialect), given).map(([p, c]) => `prompt ${p}${c}`) },
    { weight: 1, arbitrary: fc.constantFrom<SymbolType>('bool', 'tristate', 'int', 'hex', 'string') },
    {
      weight: dialect.preprocessor ? 0 : 1,
      arbitrary: fc.constantFrom('option env="ENVIRONMENT"', 'option allnoconfig_y', 'option defconfig_list'),
    },
  )
}

/** Whether references are put in order, so that no cycle comes of them. */
export const tidy = (): Arbitrary<boolean> =>
  fc.oneof({ weight: 40, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })

/** An entry for a symbol that mostly has this type. */
export const entry = (
  dialect: FuzzDialect,
  type: SymbolType,
  name: Arbitrary<string>,
  words: Arbitrary<string> = fc.constant('config'),
): Arbitrary<Lines> =>
  fc
    .record({
      word: words,
      name,
      type: typeLine(dialect, type),
      attributes: fc.array(attribute(dialect, type), { maxLength: 4, size: 'medium' }),
      help: fc.oneof({ weight: 3, arbitrary: fc.constant<Lines>([]) }, { weight: 1, arbitrary: help(dialect) }),
      tidy: tidy(),
    })
    .map((e) => {
      const attributes = [e.type, ...e.attributes].map((a) => `\t${e.tidy ? inOrder(e.name, a) : a}`)
      return [`${e.word} ${e.name}`, ...attributes, ...e.help]
    })

/** A symbol that only carries an old value over; anything else in it is an error. */
const transitional = (dialect: FuzzDialect): Arbitrary<Lines> =>
  fc
    .tuple(
      fc.constantFrom('bool TD', 'tristate TE', 'int IC', 'hex HC', 'string SC'),
      fc.array(attribute(dialect, 'bool'), { maxLength: 1 }),
      fc.constantFrom(false, false, false, true),
    )
    .map(([what, attributes, wrong]) => {
      const [type, name] = what.split(' ')
      return [`config ${name}`, `\t${type}`, '\ttransitional', ...(wrong ? attributes.map((a) => `\t${a}`) : [])]
    })

/** An entry for any symbol. */
export const anyEntry = (dialect: FuzzDialect): Arbitrary<Lines> => {
  const name = names(dialect)
  const words = fc.constantFrom(...Array<string>(8).fill('config'), 'menuconfig')
  const a = (type: SymbolType, symbol: Arbitrary<string>): Arbitrary<Lines> => entry(dialect, type, symbol, words)
  return fc.oneof(
    { weight: 5, arbitrary: a('bool', name.bool) },
    { weight: 6, arbitrary: a('tristate', name.tristate) },
    { weight: 2, arbitrary: a('int', name.int) },
    { weight: 2, arbitrary: a('hex', name.hex) },
    { weight: 2, arbitrary: a('string', name.string) },
    { weight: 1, arbitrary: a('bool', name.any) },
    { weight: dialect.transitional ? 2 : 0, arbitrary: transitional(dialect) },
  )
}
