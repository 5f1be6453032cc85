/** Numbers as C reads them. */
import { describe, expect, test } from 'vitest'
import { isHexadecimal, isInteger, parseInteger } from '../../src/kconfig/numbers.ts'

test.each([
  ['42', 10, 42n, 2],
  ['  -7x', 10, -7n, 4],
  ['+3', 10, 3n, 2],
  ['0x1F', 16, 31n, 4],
  ['1f', 16, 31n, 2],
  ['0x', 16, 0n, 1],
  ['0x', 0, 0n, 1],
  ['0x10', 0, 16n, 4],
  ['010', 0, 8n, 3],
  ['08', 0, 0n, 1],
  ['x', 10, 0n, 0],
  ['', 0, 0n, 0],
] as const)('%j in base %d', (text, base, value, end) => {
  expect(parseInteger(text, base)).toEqual({ value, end, overflow: false })
})

describe('numbers that do not fit become the limit', () => {
  test.each([
    ['9223372036854775808', 10, false, 9223372036854775807n],
    ['-9223372036854775809', 10, false, -9223372036854775808n],
    ['0x10000000000000000', 16, true, 0xffffffffffffffffn],
  ] as const)('%s', (text, base, unsigned, value) => {
    expect(parseInteger(text, base, unsigned)).toMatchObject({ value, overflow: true })
  })

  test('an unsigned minus wraps around', () => {
    expect(parseInteger('-1', 16, true)).toMatchObject({ value: 0xffffffffffffffffn, overflow: false })
  })
})

test('what may be assigned', () => {
  expect(['0', '-0', '-5', '10'].filter(isInteger)).toHaveLength(4)
  expect(['', '-', '00', '01', '+1', '1 ', '0x1'].filter(isInteger)).toEqual([])
  expect(['0', '0x0', '0XaB', 'ff', '00'].filter(isHexadecimal)).toHaveLength(5)
  expect(['', '0x', 'g', '-1'].filter(isHexadecimal)).toEqual([])
})
