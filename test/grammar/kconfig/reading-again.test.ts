import { describe, expect, test } from 'vitest'
import { forEachWord, parse, parseStatement, type Statement, type Word } from '../../../grammar/kconfig/index.ts'
import { printValue, summary } from './printing.ts'
import { linux61 } from './syntaxes.ts'

/** The words of a statement that hold macro references. */
const macroWords = (statement: Statement): readonly Word[] => {
  if (statement.kind === 'invalid') return statement.words ?? []
  const words: Word[] = []
  forEachWord(statement, (word) => {
    if (typeof word.value !== 'string') words.push(word)
  })
  return words
}

/** Reads the last statement of `text` again with the bare words that are exactly `$(E)` gone. */
const again = (text: string): Statement | undefined => {
  const statement = parse(text, linux61).tree.statements.at(-1)
  if (statement === undefined) throw new Error('no statement')
  const { start, end, line } = statement
  const blank = macroWords(statement).filter((word) => !word.quoted && printValue(word.value) === '$(E)')
  return parseStatement(text, start, end, line, blank, linux61)
}

describe('a statement whose macros expanded to nothing', () => {
  test('is none where nothing is left', () => expect(again('config A\n$(E)\n')).toBeUndefined())

  test.each([
    ['$(E) config A', { kind: 'config', name: 'A' }],
    ['depends $(E) on A', { kind: 'depends', dependency: 'A' }],
    ['$(E) A = $(E) # c', { kind: 'assignment', name: 'A', operator: '=', value: '$(E) # c' }],
    ['default "$(E)" $(E)', { kind: 'default', value: '"$(E)"', macros: true }],
    ['$(E) help\n  text\n\n  more', { kind: 'help', text: 'text\n\nmore\n', lines: 4 }],
    ['$(E)help', { kind: 'invalid' }],
  ])('%s', (text, expected) => {
    const statement = again(`endif\n${text}\n`)
    expect(statement && summary(statement)).toMatchObject(expected)
  })

  test('may be another one', () => {
    expect(again('$(E) = a\n')).toMatchObject({ kind: 'invalid', problem: { code: 'unexpected-token', start: 5 } })
  })

  test('keeps the positions of the file', () => {
    const text = 'endif\n\n$(E) \\\n default $(E) "$(X)" # c\n'
    expect(again(text)).toEqual({
      kind: 'default',
      start: 15,
      end: 34,
      line: 4,
      macros: true,
      value: { kind: 'word', word: { value: [{ body: 'X', start: 29 }], quoted: true, start: 28, end: 34 } },
    })
  })
})

test('macro words come in the order in which they are written', () => {
  const text = 'config A\n$(b) "x$(c)" d foo$(e) # $(f)\n'
  const statement = parse(text, linux61).tree.statements[1] as Statement
  expect(macroWords(statement).map((word) => text.slice(word.start, word.end))).toEqual(['$(b)', '"x$(c)"', 'foo$(e)'])
})
