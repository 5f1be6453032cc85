import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ExportedSymbol, parseSymvers } from '../../src/kernel/symvers.ts'
import { diffSymvers } from '../../src/kernel/symvers-diff.ts'
import type { SymversLayout } from '../../src/kernel/symvers-layout.ts'
import type { SymversProblem } from '../../src/kernel/symvers-problem.ts'

const exports = (text: string): readonly ExportedSymbol[] => [...parseSymvers(text).exports.values()]
const problems = (text: string): readonly string[] =>
  parseSymvers(text).problems.map(({ code, line, column }) => `${line}:${column} ${code}`)

describe('the layouts', () => {
  test('2.6.9: CRC, name, module', () => {
    const text = '0x2a3aa678\t_ctype\tvmlinux\n0x00000001\tb\tdrivers/char/b\n'
    expect(parseSymvers(text)).toMatchObject({ layout: 'no-export', hasNamespaces: false, problems: [] })
    expect(exports(text)).toEqual([
      { name: '_ctype', crc: 0x2a3aa678, module: 'vmlinux', word: undefined, gpl: false, namespace: '', line: 1 },
      { name: 'b', crc: 1, module: 'drivers/char/b', word: undefined, gpl: false, namespace: '', line: 2 },
    ])
  })

  test.each([
    ['EXPORT_SYMBOL', false],
    ['EXPORT_SYMBOL_GPL', true],
    ['EXPORT_UNUSED_SYMBOL', false],
    ['EXPORT_UNUSED_SYMBOL_GPL', true],
    ['EXPORT_SYMBOL_GPL_FUTURE', false],
  ])('2.6.18: %s in the fourth column', (word, gpl) => {
    const text = `0xff000000\ta\tvmlinux\t${word}\n`
    expect(parseSymvers(text)).toMatchObject({ layout: 'export-fourth', hasNamespaces: false, problems: [] })
    expect(exports(text)).toMatchObject([{ crc: 0xff000000, word, gpl, namespace: '' }])
  })

  test('5.4: the namespace stands third', () => {
    const text = '0x1\ta\t\tvmlinux\tEXPORT_SYMBOL\n0x2\tb\tUSB\tdrivers/usb/b\tEXPORT_SYMBOL_GPL\n'
    expect(parseSymvers(text)).toMatchObject({ layout: 'export-fifth', hasNamespaces: true, problems: [] })
    expect(exports(text)).toMatchObject([
      { module: 'vmlinux', namespace: '', gpl: false },
      { module: 'drivers/usb/b', namespace: 'USB', gpl: true },
    ])
  })

  test('5.7: the namespace stands last, a tab when there is none', () => {
    const text = '0x1\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x2\tb\tx/b\tEXPORT_SYMBOL_GPL\tmodule:c,d-*\n'
    expect(parseSymvers(text)).toMatchObject({ layout: 'export-fourth', hasNamespaces: true, problems: [] })
    expect(exports(text)).toMatchObject([{ namespace: '' }, { namespace: 'module:c,d-*' }])
  })

  test('no symbols, no layout and no problem', () => {
    for (const text of ['', '\n', '\r\n']) expect(parseSymvers(text)).toMatchObject({ layout: undefined, problems: [] })
  })

  test('a file that went through Windows', () => {
    expect(exports('0x1\ta\tvmlinux\r\n0x2\tb\tc\r\n')).toMatchObject([{ module: 'vmlinux' }, { module: 'c' }])
  })
})

describe('what does not fit', () => {
  test('another file', () => {
    expect(problems('#include <x>\n')).toEqual(['1:1 not-symvers'])
    expect(problems('0x1 a vmlinux\n')).toEqual(['1:1 not-symvers'])
  })

  test.each([
    ['0x1', '2:1 columns'],
    ['0x1\ta\tb\tEXPORT_SYMBOL\tNS\tmore', '2:1 columns'],
    ['0x123456789\ta\tb\tEXPORT_SYMBOL\t', '2:1 crc'],
    ['12345678\ta\tb\tEXPORT_SYMBOL\t', '2:1 crc'],
    ['0x\ta\tb\tEXPORT_SYMBOL\t', '2:1 crc'],
    ['0x1g\ta\tb\tEXPORT_SYMBOL\t', '2:1 crc'],
    ['0x1\t\tb\tEXPORT_SYMBOL\t', '2:5 empty-column'],
    ['0x1\ta\t\tEXPORT_SYMBOL\t', '2:7 empty-column'],
    ['0x1\ta\tb\tEXPORT_SYM\t', '2:9 export-word'],
  ])('%j', (line, expected) => {
    const text = `0x1\tfirst\tb\tEXPORT_SYMBOL\t\n${line}\n0x1\tlast\tb\tEXPORT_SYMBOL\t\n`
    expect(problems(text)).toEqual([expected])
    expect(exports(text).map(({ name }) => name)).toEqual(['first', 'last'])
  })

  test('damaged lines before the first whole one do not decide the layout', () => {
    const text = '0x1\ta\tvml\n0x1\ta\tb\tEXPORT_S\n0x2\tb\tvmlinux\tEXPORT_SYMBOL\t\n'
    expect(parseSymvers(text).layout).toBe('export-fourth')
    expect(problems(text)).toEqual(['2:9 export-word'])
  })

  test('a file that was cut', () => {
    const text = '0x1\ta\tb\tEXPORT_SYMBOL_GPL\t\n0x2\tc\tb\tEXPORT_SYMBOL'
    expect(problems(text)).toEqual(['2:22 unterminated'])
    expect(exports(text)).toMatchObject([{ gpl: true }, { gpl: false }])
  })

  test('a name again: the first counts', () => {
    const { exports, duplicates } = parseSymvers('0x1\ta\tb\n0x2\ta\tc\n0x3\ta\td\n')
    expect(exports.get('a')).toMatchObject({ crc: 1, line: 1 })
    expect(duplicates).toMatchObject([{ module: 'c' }, { module: 'd', line: 3 }])
  })

  test('anything is answered', () => {
    const piece = fc.constantFrom(
      '0x1',
      '0xffffffff',
      '\t',
      '\n',
      '\r',
      'a',
      'EXPORT_SYMBOL',
      '\tEXPORT_',
      '\0',
      '\xff',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const { exports, duplicates, problems } = parseSymvers(text)
        const lines = text.split('\n').length
        for (const { line } of [...exports.values(), ...duplicates, ...problems])
          expect(line).toBeLessThanOrEqual(lines)
        const places = problems as readonly SymversProblem[]
        for (const { line, column } of places) {
          expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1] ?? '').length + 1)
        }
      }),
    )
  })
})

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,12}$/)
const symbol = fc.record({
  name,
  crc: fc.nat(0xffffffff),
  module: fc.oneof(fc.constant('vmlinux'), name),
  word: fc.constantFrom(
    'EXPORT_SYMBOL',
    'EXPORT_SYMBOL_GPL',
    'EXPORT_UNUSED_SYMBOL',
    'EXPORT_UNUSED_SYMBOL_GPL',
    'EXPORT_SYMBOL_GPL_FUTURE',
  ),
  namespace: fc.oneof(fc.constant(''), name),
})
const symbols = fc.uniqueArray(symbol, { selector: (each) => each.name, minLength: 1, maxLength: 20 })
const hex = (crc: number): string => `0x${crc.toString(16).padStart(8, '0')}`
type Written = typeof symbol extends fc.Arbitrary<infer T> ? T : never

const WRITE: Readonly<Record<SymversLayout, (symbol: Written) => string>> = {
  'no-export': (s) => `${hex(s.crc)}\t${s.name}\t${s.module}\n`,
  'export-fourth': (s) => `${hex(s.crc)}\t${s.name}\t${s.module}\t${s.word}\t${s.namespace}\n`,
  'export-fifth': (s) => `${hex(s.crc)}\t${s.name}\t${s.namespace}\t${s.module}\t${s.word}\n`,
}

describe('what was written', () => {
  test.each(Object.entries(WRITE))('comes back: %s', (layout, write) => {
    fc.assert(
      fc.property(symbols, (written) => {
        const read = parseSymvers(written.map(write).join(''))
        expect(read).toMatchObject({ layout, problems: [], duplicates: [] })
        expect([...read.exports.keys()]).toEqual(written.map((each) => each.name))
        expect([...read.exports.values()]).toMatchObject(
          layout === 'no-export' ? written.map(({ crc, module }) => ({ crc, module })) : written,
        )
      }),
    )
  })
})

describe('diffSymvers', () => {
  const OLD = '0x1\ta\tm\tEXPORT_SYMBOL\t\n0x2\tb\tm\tEXPORT_SYMBOL\t\n0x3\tc\tm\tEXPORT_SYMBOL\tNS\n'

  test('lists what came, went and changed', () => {
    const NEW = '0x3\tc\tn\tEXPORT_SYMBOL\t\n0x4\tnew\tm\tEXPORT_SYMBOL\t\n0x9\tb\tm\tEXPORT_SYMBOL_GPL\t\n'
    const diff = diffSymvers(parseSymvers(OLD), parseSymvers(NEW))
    expect(diff.appeared).toMatchObject([{ name: 'new' }])
    expect(diff.vanished).toMatchObject([{ name: 'a' }])
    expect(diff.crc).toMatchObject([{ before: { name: 'b', crc: 2 }, after: { name: 'b', crc: 9 } }])
    expect(diff.gpl.map(({ after }) => after.name)).toEqual(['b'])
    expect(diff.namespace.map(({ after }) => after.name)).toEqual(['c'])
    expect(diff.module.map(({ after }) => after.name)).toEqual(['c'])
    expect(diff.unchanged).toBe(0)
    expect(diff.compared).toEqual({ crc: true, namespace: true, gpl: true })
  })

  test('does not compare what one of the files does not say', () => {
    const diff = diffSymvers(parseSymvers(OLD), parseSymvers('0x0\ta\tm\n0x0\tb\tm\n0x0\tc\tm\n'))
    expect(diff).toMatchObject({ crc: [], namespace: [], gpl: [], unchanged: 3 })
    expect(diff.compared).toEqual({ crc: false, namespace: false, gpl: false })
  })

  test('of a file with itself is empty; the other way round it swaps', () => {
    fc.assert(
      fc.property(symbols, symbols, (left, right) => {
        const [a, b] = [left, right].map((each) => parseSymvers(each.map(WRITE['export-fourth']).join('')))
        if (a === undefined || b === undefined) throw new Error('unreachable')
        expect(diffSymvers(a, a)).toMatchObject({ appeared: [], vanished: [], unchanged: left.length })
        const [there, back] = [diffSymvers(a, b), diffSymvers(b, a)]
        const names = (list: readonly ExportedSymbol[]) => list.map((each) => each.name).sort()
        expect(names(there.appeared)).toEqual(names(back.vanished))
        expect(there.crc.length).toBe(back.crc.length)
        expect(there.unchanged).toBe(back.unchanged)
      }),
    )
  })
})
