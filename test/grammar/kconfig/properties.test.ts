import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expression, parse, parseStatement, type Statement } from '../../../grammar/kconfig/index.ts'
import { printExpression } from './printing.ts'
import { everySyntax, linux61 } from './syntaxes.ts'

const pieces = [
  'config',
  'help',
  '---help---',
  'if',
  'on',
  'depends on',
  'default',
  'bool',
  'choice',
  'endif',
  'source',
  'range',
  'select',
  'option',
  'reset',
  'menu',
  'A',
  'B',
  'y',
  '"s"',
  "'q'",
  '"un',
  "'",
  '\\',
  '\\\n',
  '\n',
  '\n\n',
  '\n  ',
  '\n\t',
  ' ',
  '\t',
  '# c',
  '$',
  '$(',
  '$(E)',
  '$(f,(a),"b)',
  '"$(E)"',
  ')',
  '(',
  '!',
  '&&',
  '||',
  '=',
  ':=',
  '+=',
  '!=',
  '<',
  '\r',
  '\0',
  '\xe9',
]
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''))
const separated = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '))
const bytes = fc.array(fc.integer({ min: 0, max: 255 })).map((codes) => String.fromCharCode(...codes))
const text = fc.oneof(soup, separated, bytes)
const syntax = fc.constantFrom(...everySyntax)

test('any text parses into statements that follow each other', () => {
  fc.assert(
    fc.property(text, syntax, (source, language) => {
      const { tree, problems } = parse(source, language)
      let end = 0
      let line = 1
      for (const statement of tree.statements) {
        expect(statement.start).toBeGreaterThanOrEqual(end)
        expect(statement.end).toBeGreaterThan(statement.start)
        expect(statement.line).toBe(source.slice(0, statement.start).split('\n').length)
        expect(statement.line).toBeGreaterThanOrEqual(line)
        end = statement.end
        line = statement.line
      }
      expect(source.length).toBeGreaterThanOrEqual(end)
      const starts = problems.map(({ start }) => start)
      expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      const inStatements = tree.statements.flatMap((s) => (s.kind === 'invalid' && !s.macros ? [s.problem] : []))
      for (const problem of inStatements) expect(problems).toContain(problem)
    }),
    { numRuns: 400 },
  )
})

test('even text that is not latin1', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (source) => void parse(source, linux61)))
})

test('what separates statements is blank, comment or unsupported', () => {
  fc.assert(
    fc.property(separated, (source) => {
      const { tree, problems } = parse(source, linux61)
      const rest = source.split('')
      const clear = (start: number, end: number): void => {
        for (let offset = start; offset < end; offset++) rest[offset] = ' '
      }
      for (const { start, end } of tree.statements) clear(start, end)
      for (const { code, start, end } of problems) if (code === 'unsupported-character') clear(start, end)
      expect(
        rest
          .join('')
          .replace(/#[^\n]*/g, '')
          .replace(/\\\n/g, '')
          .trim(),
      ).toBe('')
    }),
  )
})

test('reading a statement again with nothing left out gives the same', () => {
  fc.assert(
    fc.property(text, syntax, (source, language) => {
      for (const statement of parse(source, language).tree.statements) {
        if (isAssignmentBehindHelp(statement, source)) continue
        const { start, end, line } = statement
        expect(parseStatement(source, start, end, line, [], language)).toEqual(statement)
      }
    }),
    { numRuns: 300 },
  )
})

/** One that is wrong only for what precedes it. */
const isAssignmentBehindHelp = (statement: Statement, source: string): boolean =>
  statement.kind === 'invalid' && /^\S*\s*[:+]?=/.test(source.slice(statement.start)) && source.includes('help')

const word = fc.constantFrom('A', 'FOO_BAR', 'y', '64BIT', '"a b"', "'#'", '"\\""', '$(x)', '"$(y z)"')
const expression: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.tuple(word, fc.constantFrom('=', '!=', '<', '<=', '>', '>='), word).map((parts) => parts.join(' ')),
    tie('expression').map((operand) => `!(${operand})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression'))
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
  ),
})).expression

const conditionOf = (source: string): Expression => {
  const [statement] = parse(`if ${source}\n`, linux61).tree.statements
  if (statement?.kind !== 'if') throw new Error(`no condition: ${source}`)
  return statement.condition
}

test('an expression comes back from its printed form', () => {
  fc.assert(
    fc.property(expression, (source) => {
      const printed = printExpression(conditionOf(source))
      expect(printExpression(conditionOf(printed))).toBe(printed)
    }),
  )
})

test('a chain without parentheses groups as in C', () => {
  const names = fc.constantFrom('A', 'B', 'C')
  fc.assert(
    fc.property(fc.array(fc.array(names, { minLength: 1 }), { minLength: 1 }), (terms) => {
      const group = (parts: readonly string[], operator: string): string =>
        parts.reduce((left, right) => `(${left} ${operator} ${right})`)
      const expected = group(
        terms.map((factors) => group(factors, '&&')),
        '||',
      )
      expect(printExpression(conditionOf(terms.map((factors) => factors.join(' && ')).join(' || ')))).toBe(expected)
    }),
  )
})
