import { expect, test } from 'vitest'
import { type Expression, parseExpression, type Reference } from '../../../grammar/make/index.ts'

const variable = (name: string): Reference => ({ kind: 'variable', name })

test.each<[string, Expression]>([
  ['', []],
  ['a b', ['a b']],
  ['$(A)', [variable('A')]],
  ['obj-$(CONFIG_X)', ['obj-', variable('CONFIG_X')]],
  [`$(A)\${B}$C.o`, [variable('A'), variable('B'), variable('C'), '.o']],
  ['a$$(b)$', ['a$(b)$']],
  ['$ b', [variable(' '), 'b']],
  ['$()', [variable('')]],
  ['$(a b)', [variable('a b')]],
])('%j', (text, expected) => {
  expect(parseExpression(text)).toEqual(expected)
})
