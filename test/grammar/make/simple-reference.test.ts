import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpression, simpleReference } from '../../../grammar/make/index.ts'

const BRACED = '$' + '{A}'

const piece = fc.constantFrom(
  'obj-',
  '$(CONFIG_X)',
  BRACED,
  '$(a b)',
  '$$',
  '$',
  '$x',
  '(',
  ')',
  '{',
  '}',
  ' a.o',
  '#',
  '$(x:a=b)',
)

test('its parts are those of the expression', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const text = pieces.join('')
      const simple = simpleReference(text)
      if (simple === undefined) return
      const { before, name, behind } = simple
      const parts = [before, { kind: 'variable', name }, behind].filter((part) => part !== '')
      expect(parseExpression(text)).toEqual(parts)
    }),
    { numRuns: 2000 },
  )
})

test('there are some', () => {
  expect(simpleReference('obj-$(CONFIG_X)')).toEqual({ before: 'obj-', name: 'CONFIG_X', behind: '' })
  expect(simpleReference(`${BRACED}.o b.o`)).toEqual({ before: '', name: 'A', behind: '.o b.o' })
  expect(simpleReference('$(A)$(B)')).toBeUndefined()
})
