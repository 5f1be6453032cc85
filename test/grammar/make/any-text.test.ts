import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createExpressionLexer } from '../../../grammar/make/expression-lexer.ts'
import { ExpressionParser } from '../../../grammar/make/expression-parser.ts'
import { parse, parseExpression, type Statement } from '../../../grammar/make/index.ts'

const piece = fc.oneof(
  fc.constantFrom(
    '$(',
    '$',
    ')',
    `\${`,
    '}',
    '\\',
    '\n',
    '\\\n',
    '\r\n',
    '\t',
    ' ',
    '#',
    ':',
    '=',
    ';',
    ',',
    '\0',
    '"',
  ),
  fc.constantFrom(
    'ifeq ',
    'ifdef a',
    'else',
    'endif',
    'define a',
    'endef',
    'export ',
    'include ',
    '$(if ',
    '$(a)',
    'a',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

/** Statements in file order, each around those in it. */
const checkPlaces = (statements: readonly Statement[], from: number, to: number): void => {
  let before = from
  for (const { start, end, line, ...statement } of statements) {
    expect([before <= start, start <= end, end <= to, line >= 1]).toEqual([true, true, true, true])
    before = end
    if (statement.kind !== 'conditional') continue
    for (const branch of statement.branches) checkPlaces(branch.statements, start, end)
  }
}

test('every text is a makefile, and its statements are in order', () => {
  fc.assert(
    fc.property(text, (file) => {
      checkPlaces(parse(file).statements, 0, file.length)
    }),
    { numRuns: 1000 },
  )
})

test('what needs no tokens is what the tokens would be', () => {
  const { read } = createExpressionLexer()
  const parser = new ExpressionParser()
  fc.assert(
    fc.property(text, (expression) => {
      const pieces = parser.read(read(expression))
      expect(parser.errors).toEqual([])
      expect(parseExpression(expression)).toEqual(pieces)
    }),
    { numRuns: 1000 },
  )
})
