/**
 * Conditions: symbols, constants, all comparisons between all kinds of operands, `m`, negations, nested and/or, and
 * macro words that may expand to nothing.
 */
import fc, { type Arbitrary } from 'fast-check'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { macroWord } from './macros.ts'
import { names } from './names.ts'
import { hexText, intText, quotedText } from './values.ts'

const EQUALITIES = ['=', '!=']
const RELATIONS = ['<', '<=', '>', '>=']

/** An operand or a condition of one word. */
export const operand = (dialect: FuzzDialect): Arbitrary<string> => {
  const { any, logic } = names(dialect)
  return fc.oneof(
    { weight: 10, arbitrary: logic },
    { weight: 3, arbitrary: any },
    { weight: 3, arbitrary: fc.constantFrom('y', 'n', 'm', '"y"', '"n"', "'m'") },
    {
      weight: 1,
      arbitrary: fc.oneof(
        quotedText,
        intText.map((t) => t.trim()),
        hexText,
      ),
    },
    ...(dialect.preprocessor ? [{ weight: 1, arbitrary: macroWord }] : []),
  )
}

const comparison = (dialect: FuzzDialect): Arbitrary<string> => {
  const { int, hex, string, logic } = names(dialect)
  const number = fc.oneof(
    int,
    hex,
    intText.map((t) => t.trim()),
    hexText,
  )
  const pair = fc.oneof(
    fc.tuple(logic, fc.oneof(fc.constantFrom('y', 'm', 'n'), logic)),
    fc.tuple(number, number),
    fc.tuple(string, fc.oneof(quotedText, string)),
    fc.tuple(operand(dialect), operand(dialect)),
  )
  return fc
    .tuple(pair, fc.constantFrom(...EQUALITIES, ...(dialect.relations ? RELATIONS : [])), fc.constantFrom(' ', ''))
    .filter(([[, right], operator]) => !(dialect.unequalYesIsUndefined && operator === '!=' && mayBeYes(right)))
    .map(([[left, right], operator, blank]) => `${left}${blank}${operator}${blank}${right}`)
}

const mayBeYes = (word: string): boolean => /^["']?y["']?$/.test(word) || word.includes('$')

/** A condition. */
export const expression = (dialect: FuzzDialect): Arbitrary<string> =>
  fc.letrec<{ expression: string; atom: string }>((tie) => ({
    atom: fc.oneof({ weight: 3, arbitrary: operand(dialect) }, { weight: 1, arbitrary: comparison(dialect) }),
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: tie('atom') },
      { weight: 1, arbitrary: tie('expression').map((e) => `!${e}`) },
      { weight: 1, arbitrary: tie('expression').map((e) => `(${e})`) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(tie('expression'), fc.constantFrom(' && ', ' || ', '&&'), tie('expression'))
          .map((parts) => parts.join('')),
      },
    ),
  })).expression

/** ` if …`, or nothing. */
export const condition = (dialect: FuzzDialect): Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: expression(dialect).map((e) => ` if ${e}`) },
  )
