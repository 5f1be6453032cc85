import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLicence } from '../../src/module/licence.ts'
import { readModinfo } from '../../src/module/modinfo.ts'

const modinfo = (text: string) => readModinfo(Buffer.from(text, 'latin1'))

describe('readModinfo', () => {
  test('reads pairs in order; the first equals sign parts them', () => {
    const read = modinfo('license=GPL\0parm=a:b=c\0empty=\0=odd\0')
    expect(read.entries).toEqual([
      { key: 'license', value: 'GPL' },
      { key: 'parm', value: 'a:b=c' },
      { key: 'empty', value: '' },
      { key: '', value: 'odd' },
    ])
    expect(read).toMatchObject({ keyless: [], unterminated: false })
  })

  test('the first of a key counts; all can be had', () => {
    const read = modinfo('import_ns=A\0license=GPL\0import_ns=B\0license=GPL v2\0')
    expect([read.first('license'), read.first('import_ns'), read.first('none')]).toEqual(['GPL', 'A', undefined])
    expect([read.all('import_ns'), read.all('none')]).toEqual([['A', 'B'], []])
  })

  test('NULs pad, texts without a key are kept apart, keys are not properties', () => {
    const read = modinfo('\0\0\0a=1\0\0\0text\0constructor=x\0b=2\0\0')
    expect(read.entries.map(({ key }) => key)).toEqual(['a', 'constructor', 'b'])
    expect(read.keyless).toEqual(['text'])
    expect(read.first('toString')).toBeUndefined()
  })

  test('tells when the last text does not end', () => {
    expect(modinfo('a=1\0vermagic=6.1')).toMatchObject({ unterminated: true, entries: [{}, { value: '6.1' }] })
    expect(modinfo('')).toMatchObject({ unterminated: false, entries: [] })
  })

  test('bytes stay bytes', () => {
    expect(modinfo('author=J\xc3\xb6rg\0').first('author')).toBe('J\xc3\xb6rg')
  })

  test('what was written comes back', () => {
    const value = fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((unit) => String.fromCharCode(unit)) })
    const entry = fc.record({ key: fc.stringMatching(/^[a-z_]{1,8}$/), value })
    fc.assert(
      fc.property(fc.array(entry), fc.array(fc.nat(3)), (entries, padding) => {
        const text = entries.map(({ key, value }, at) => `${key}=${value}\0${'\0'.repeat(padding[at] ?? 0)}`).join('')
        const read = modinfo(text)
        expect(read.entries).toEqual(entries)
        for (const { key } of entries) {
          const values = entries.filter((each) => each.key === key).map((each) => each.value)
          expect(read.all(key)).toEqual(values)
          expect(read.first(key)).toBe(values[0])
        }
      }),
    )
  })
})

describe('readLicence', () => {
  test.each(['GPL', 'GPL v2', 'GPL and additional rights', 'Dual BSD/GPL', 'Dual MIT/GPL', 'Dual MPL/GPL'])(
    '%j is of the GPL',
    (text) => {
      expect(readLicence(modinfo(`license=${text}\0`))).toEqual({ text, gpl: true })
    },
  )

  test.each(['GPLv2', 'GPL v3', 'GPL-2.0', 'gpl', 'GPL ', 'Dual Apache/GPL', 'Proprietary', ''])(
    '%j is not',
    (text) => {
      expect(readLicence(modinfo(`license=${text}\0license=GPL\0`))).toEqual({ text, gpl: false })
    },
  )

  test('none is not', () => {
    expect(readLicence(modinfo(''))).toEqual({ text: 'unspecified', gpl: false })
  })
})
