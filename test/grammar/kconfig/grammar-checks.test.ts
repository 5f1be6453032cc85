import { expect, test } from 'vitest'
import { createLexer } from '../../../grammar/kconfig/lexer.ts'
import { KconfigParser } from '../../../grammar/kconfig/parser.ts'
import { linux61, linux417, newest, openwrt, widest } from './syntaxes.ts'

test.each([linux417, linux61, newest, openwrt, widest])('the tokens of $name are sound', (syntax) => {
  const { lexer } = createLexer(syntax, true)
  expect(lexer.lexerDefinitionErrors).toEqual([])
})

test('the grammar is sound', () => {
  expect(() => new KconfigParser(true)).not.toThrow()
})
