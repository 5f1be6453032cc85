import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatKernelValues,
  NOT_SET,
  overlaid,
  raised,
  readKernelLine,
  readKernelValues,
  takenWhileReading,
} from '../../src/openwrt/kernel-values.ts'

describe('a line of a fragment', () => {
  it.each([
    ['CONFIG_A=y', { name: 'A', value: 'y' }],
    ['CONFIG_A="x=y"', { name: 'A', value: '"x=y"' }],
    ['CONFIG_A=', undefined],
    ['CONFIG_==y', { name: '=', value: 'y' }],
    ['# CONFIG_A is not set', { name: 'A', value: NOT_SET }],
    ['# CONFIG_A is not set, as said', { name: 'A', value: NOT_SET }],
    ['#CONFIG_A is not set', undefined],
    ['# CONFIG_ is not set', undefined],
    [' CONFIG_A=y', undefined],
    ['CONFIG_A=y\r', { name: 'A', value: 'y\r' }],
    // a no-break space in UTF-8 is two bytes of the name
    ['# CONFIG_A\xc2\xa0 is not set', { name: 'A\xc2\xa0', value: NOT_SET }],
  ])('%j', (line, expected) => {
    expect(readKernelLine(line)).toEqual(expected)
  })
})

it('the last line for a name counts, also one without a newline', () => {
  expect([...readKernelValues('CONFIG_A=y\n# CONFIG_A is not set\nCONFIG_B=m\nCONFIG_A=3')]).toEqual([
    ['A', '3'],
    ['B', 'm'],
  ])
})

it('a file is sorted by bytes of the names, n is not set', () => {
  const values = new Map([
    ['A_B', 'y'],
    ['A1', 'n'],
    ['A', NOT_SET],
    ['Z', '0'],
    ['a', 'm'],
  ])
  expect(formatKernelValues(values)).toBe(
    '# CONFIG_A is not set\n# CONFIG_A1 is not set\nCONFIG_A_B=y\nCONFIG_Z=0\nCONFIG_a=m\n',
  )
})

describe('what packages want over what the target has', () => {
  it.each([
    [undefined, 'm', 'm'],
    [undefined, NOT_SET, NOT_SET],
    ['y', 'm', 'y'],
    ['y', NOT_SET, 'y'],
    ['m', NOT_SET, 'm'],
    ['m', 'y', 'y'],
    [NOT_SET, 'm', 'm'],
    [NOT_SET, NOT_SET, NOT_SET],
    // Perl takes 0 for nothing
    ['0', NOT_SET, NOT_SET],
    ['0', '5', '5'],
    ['3', '5', '5'],
    ['3', NOT_SET, '3'],
  ])('%s and %s make %s', (target, wanted, expected) => {
    expect(raised(target, wanted)).toBe(expected)
  })

  it('while their file is read, y and the first value stay', () => {
    expect(takenWhileReading('m', '5')).toBe('m')
    expect(takenWhileReading('m', 'y')).toBe('y')
    expect(takenWhileReading(NOT_SET, 'm')).toBe('m')
    expect(takenWhileReading(undefined, NOT_SET)).toBe(NOT_SET)
  })
})

describe('properties', () => {
  const name = fc.stringMatching(/^[A-Z0-9_]{1,3}$/)
  const value = fc.constantFrom('y', 'm', '0', '12', '"a b"', NOT_SET)
  const values = fc.array(fc.tuple(name, value)).map((entries) => new Map(entries))

  it('what is written is read again', () => {
    fc.assert(
      fc.property(values, (some) => {
        expect(readKernelValues(formatKernelValues(some))).toEqual(some)
      }),
    )
  })

  it('laid over each other, the last layer that has a name counts', () => {
    fc.assert(
      fc.property(fc.array(values), name, (layers, one) => {
        const expected = layers.filter((layer) => layer.has(one)).at(-1)
        expect(overlaid(layers).get(one)).toBe(expected?.get(one))
      }),
    )
  })
})
