import { expect, test } from 'vitest'
import { createExpressionLexer } from '../../../grammar/make/expression-lexer.ts'
import { ExpressionParser } from '../../../grammar/make/expression-parser.ts'
import { createLexer } from '../../../grammar/make/lexer.ts'
import { MakefileParser } from '../../../grammar/make/parser.ts'

test('the tokens are sound', () => {
  expect(createLexer(true).lexer.lexerDefinitionErrors).toEqual([])
  expect(createExpressionLexer(true).lexer.lexerDefinitionErrors).toEqual([])
})

test('the grammars are sound', () => {
  expect(() => new MakefileParser(true)).not.toThrow()
  expect(() => new ExpressionParser(true)).not.toThrow()
})
