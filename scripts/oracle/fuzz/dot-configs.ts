/**
 * `.config` files: mostly values for the tree's symbols, with all the mistakes that a configurator warns about.
 */
import fc, { type Arbitrary } from 'fast-check'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { names } from './names.ts'
import { hexText, intText, plainText } from './values.ts'

const escaped = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

const stringValue: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: plainText.map(escaped) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('unquoted', '"open', '"after" it', '""quoted""', '"\\q"', '"end\\"', "'single'"),
  },
)

const tristateValue = fc.constantFrom('y', 'm', 'n', 'y', 'm', 'Y', '', 'yes', '1', 'y ', '"y"')

const GARBAGE = [
  '',
  '# a remark',
  '#',
  'garbage',
  'CONFIG_TA',
  'CONFIG_',
  'CONFIG_=y',
  'CONFIG_NOBODY=y',
  '# CONFIG_NOBODY is not set',
  ' CONFIG_TA=y',
  '#CONFIG_TA is not set',
  '# CONFIG_TA is not set ',
  '# CONFIG_TA is not setting',
  '# CONFIG_TA',
  'OTHER_TA=y',
  'CONFIG_TA =y',
  'CONFIG_lower=y',
  'CONFIG_TA=y\r',
  '# CONFIG_TB is not set\r',
  'CONFIG_IA=5\r',
  'CONFIG_SA="x"\r',
]

const line = (dialect: FuzzDialect): Arbitrary<string> => {
  const name = names(dialect)
  const set = (symbol: Arbitrary<string>, value: Arbitrary<string>): Arbitrary<string> =>
    fc.tuple(symbol, value).map(([s, v]) => `CONFIG_${s}=${v}`)
  return fc.oneof(
    { weight: 10, arbitrary: set(name.logic, tristateValue) },
    { weight: 6, arbitrary: name.logic.map((s) => `# CONFIG_${s} is not set`) },
    { weight: 3, arbitrary: set(name.int, intText) },
    { weight: 3, arbitrary: set(name.hex, hexText) },
    { weight: 3, arbitrary: set(name.string, stringValue) },
    { weight: 1, arbitrary: set(name.any, fc.oneof(tristateValue, intText, hexText, stringValue)) },
    { weight: 1, arbitrary: name.any.map((s) => `# CONFIG_${s} is not set`) },
    { weight: 1, arbitrary: fc.constantFrom('y', 'm', 'n').map((v) => `CONFIG_MODULES=${v}`) },
    { weight: 1, arbitrary: fc.constantFrom(...GARBAGE) },
  )
}

/** A configuration. */
export const dotConfig = (dialect: FuzzDialect): Arbitrary<string> =>
  fc
    .tuple(
      fc.array(line(dialect), { maxLength: 14, size: 'large' }),
      fc.oneof({ weight: 9, arbitrary: fc.constant('\n') }, { weight: 1, arbitrary: fc.constant('') }),
    )
    .map(([lines, end]) => (lines.length === 0 ? '' : lines.join('\n') + end))
