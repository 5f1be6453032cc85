import { expect, test } from 'vitest'
import { createLexer } from '../../../grammar/kconfig/lexer.ts'
import { KconfigParser } from '../../../grammar/kconfig/parser.ts'
import { everySyntax } from './syntaxes.ts'

test.each(everySyntax)('the tokens of $name are sound', (syntax) => {
  const { lexer } = createLexer(syntax, true)
  expect(lexer.lexerDefinitionErrors).toEqual([])
})

test('the grammar is sound', () => {
  expect(() => new KconfigParser(true)).not.toThrow()
})
