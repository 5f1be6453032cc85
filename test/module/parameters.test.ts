import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readModinfo } from '../../src/module/modinfo.ts'
import { parseParams } from '../../src/module/parameter-text.ts'
import { checkValue } from '../../src/module/parameter-value.ts'
import { checkParameters, declaredParameters } from '../../src/module/parameters.ts'

const modinfo = (...texts: readonly string[]) => readModinfo(Buffer.from(`${texts.join('\0')}\0`, 'latin1'))
const split = (text: string) => parseParams(text).assignments.map(({ name, value }) => [name, value])

describe('parseParams', () => {
  // what lib/cmdline.c of Linux 6.12 makes of each
  test.each<[string, readonly (readonly [string, string?])[]]>([
    ['', []],
    [' \t\n', []],
    ['a=1 b', [['a', '1'], ['b']]],
    [
      '  a=1\n b=\t\xa0c=x',
      [
        ['a', '1'],
        ['b', ''],
        ['c', 'x'],
      ],
    ],
    ['a="x y" b', [['a', 'x y'], ['b']]],
    ['"a=x y" b', [['a', 'x y'], ['b']]],
    ['"a" b', [['a'], ['b']]],
    ['a="', [['a', '']]],
    ['a="x y', [['a', 'x y']]],
    ['a=x"y z"', [['a', 'x"y z"']]],
    ['a=""x""', [['a', '"x"']]],
    ['"a="x"', [['a', 'x']]],
    ['"', [['']]],
    ['=', [['=']]],
    ['=a=b', [['=a', 'b']]],
    ['a==b', [['a', '=b']]],
    ['a=1\0b=2', [['a', '1']]],
    ['-- b', []],
    ['--=1 --x', [['--', '1'], ['--x']]],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected.map(([name, value]) => [name, value]))
  })

  test('two dashes end it', () => {
    expect(parseParams('a=1 --  b=2 -- c')).toMatchObject({ assignments: [{ name: 'a' }], afterDashes: 'b=2 -- c' })
    expect(parseParams('--').afterDashes).toBe('')
    expect(parseParams('a').afterDashes).toBeUndefined()
  })

  test('what was written comes back', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ' ', '=', ',', '\t', '-') })
    const assignment = fc.record({ name: fc.stringMatching(/^[a-z_]{1,6}$/), value })
    fc.assert(
      fc.property(fc.array(assignment), fc.boolean(), (written, isWhole) => {
        const text = written.map(({ name, value }) => (isWhole ? `"${name}=${value}"` : `${name}="${value}"`)).join(' ')
        expect(parseParams(text)).toEqual({ assignments: written, afterDashes: undefined })
      }),
    )
  })
})

describe('checkValue', () => {
  const verdict = (type: string, value: string | undefined, longBytes: 4 | 8 = 8): string => {
    const check = checkValue(type, value, longBytes)
    return check.kind === 'fits' ? String(check.elements) : check.kind === 'refused' ? check.errno : check.kind
  }

  test.each([
    ['int', '0 1 -1 +1 -0 017 0x1F 0XAb 2147483647 -2147483648 5\n', '1'],
    ['int', '2147483648 -2147483649 99999999999999999999 99999999999999999999x 0xffffffff', 'ERANGE'],
    ['int', 'notanumber 1x 08 0x - +- --1 -+1 ++1 1\n\n', 'EINVAL'],
    ['uint', '4294967295 +0', '1'],
    ['uint', '4294967296', 'ERANGE'],
    ['uint', '-1 -0', 'EINVAL'],
    ['byte', '0 255', '1'],
    ['byte', '256', 'ERANGE'],
    ['short', '-32768 32767', '1'],
    ['ushort', '65536', 'ERANGE'],
    ['ullong', '18446744073709551615', '1'],
    ['ullong', '18446744073709551616', 'ERANGE'],
    ['long', '9223372036854775807 -9223372036854775808', '1'],
    ['long', '9223372036854775808 -18446744073709551615', 'ERANGE'],
    ['hexint', '10 0x10', '1'],
    ['bool', 'y Yes t True 1 10 n No f F 0 on ON off oF', '1'],
    ['bool', 'x o ok - 2', 'EINVAL'],
    ['invbool', 'y 0', '1'],
    ['bint', 'y 0', '1'],
    ['charp', 'anything', '1'],
    ['string', 'anything', '1'],
    ['array of int', '1,2,-3', '3'],
    ['array of int', '1,99999999999,x', 'ERANGE'],
    ['array of int', '1, ,1 1,,2 ,', 'EINVAL'],
    ['array of charp', 'a,,b', '3'],
    ['array of bool', 'y,n', '2'],
    ['array of axis', '1,2', 'unknown-type'],
    ['portnr', '1', 'unknown-type'],
  ])('%s: %j is %s', (type, values, expected) => {
    for (const value of values.split(' ')) {
      // in a list of arrays an empty place is an element too
      expect([value, verdict(type, value)]).toEqual([value, expected])
    }
  })

  test('long is as wide as the target says', () => {
    expect([verdict('long', '4294967296'), verdict('long', '4294967296', 4)]).toEqual(['1', 'ERANGE'])
    expect([verdict('ulong', '4294967295', 4), verdict('ulong', '4294967296', 4)]).toEqual(['1', 'ERANGE'])
  })

  test('a name alone', () => {
    expect(['bool', 'bint'].map((type) => verdict(type, undefined))).toEqual(['1', '1'])
    for (const type of ['invbool', 'int', 'charp', 'string', 'array of bool', 'array of int']) {
      expect(verdict(type, undefined)).toBe('EINVAL')
    }
    expect(verdict('portnr', undefined)).toBe('unknown-type')
  })

  test('a value that is empty', () => {
    expect(['int', 'bool', 'array of int'].map((type) => verdict(type, ''))).toEqual(['EINVAL', 'EINVAL', 'EINVAL'])
    expect(['charp', 'string', 'array of charp'].map((type) => verdict(type, ''))).toEqual(['1', '1', '1'])
  })

  test('a text of more than 1024 bytes', () => {
    expect([verdict('charp', 'x'.repeat(1024)), verdict('charp', 'x'.repeat(1025))]).toEqual(['1', 'ENOSPC'])
  })

  test('numbers agree with arithmetic', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }), (number) => {
        expect(verdict('short', String(number))).toBe(BigInt.asIntN(16, number) === number ? '1' : 'ERANGE')
        const hex = number < 0n ? `-0x${(-number).toString(16)}` : `0x${number.toString(16)}`
        expect(verdict('long', hex)).toBe(BigInt.asIntN(64, number) === number ? '1' : 'ERANGE')
      }),
    )
  })
})

describe('declaredParameters', () => {
  test('puts types and descriptions together', () => {
    const info = modinfo(
      'parm=num:How many: a lot',
      'parmtype=num:int',
      'license=GPL',
      'parmtype=str:charp',
      'parm=odd',
    )
    expect(declaredParameters(info)).toEqual([
      { name: 'num', type: 'int', description: 'How many: a lot' },
      { name: 'str', type: 'charp', description: undefined },
      { name: 'odd', type: undefined, description: '' },
    ])
  })
})

describe('checkParameters', () => {
  const declared = declaredParameters(
    modinfo('parmtype=num:int', 'parmtype=a_b:array of int', 'parmtype=own:portnr', 'parm=told:described only'),
  )
  const check = (text: string) => checkParameters(declared, text, 8)
  const kinds = (text: string) => check(text).outcomes.map(({ kind }) => kind)

  test('the cases that were run on kernels', () => {
    expect(check('num=7')).toMatchObject({ errno: undefined, outcomes: [{ kind: 'accepted' }] })
    expect(check('num=notanumber')).toMatchObject({ errno: 'EINVAL', outcomes: [{ shown: 'notanumber' }] })
    expect(check('num=99999999999999999999')).toMatchObject({ errno: 'ERANGE' })
    expect(check('nosuch=1')).toMatchObject({ errno: undefined, outcomes: [{ kind: 'undeclared', name: 'nosuch' }] })
  })

  test('the last error is the one returned', () => {
    expect(check('num=x num=99999999999 num=1').errno).toBe('ERANGE')
    expect(check('num=99999999999 num').errno).toBe('EINVAL')
  })

  test('dashes and underscores are the same', () => {
    expect(kinds('a-b=1,2 a_b=3')).toEqual(['accepted', 'accepted'])
    expect(check('a-b=1,2').outcomes).toMatchObject([{ elements: 2 }])
  })

  test('of an array, the message shows the first element', () => {
    expect(check('a-b=1,x,3').outcomes).toMatchObject([{ kind: 'refused', shown: '1', name: 'a-b' }])
  })

  test('what cannot be told', () => {
    expect(kinds('own=1 told=1')).toEqual(['unknown-type', 'unknown-type'])
  })

  test('what every module takes', () => {
    expect(kinds('async_probe dyndbg=+p async-probe')).toEqual(['of-the-loader', 'of-the-loader', 'undeclared'])
  })
})
