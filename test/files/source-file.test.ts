import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SourceFile } from '../../src/files/source-file.ts'

/** The same by counting. */
const count = (text: string, offset: number) => {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

describe('SourceFile', () => {
  test('counts lines and columns as a reader does', () => {
    const text = fc.stringMatching(/^[ab\n\xe9]{0,40}$/)
    fc.assert(
      fc.property(text, fc.nat(45), (content, offset) => {
        expect(new SourceFile('f', content).position(offset)).toEqual(count(content, Math.min(offset, content.length)))
      }),
    )
  })

  test('has one text for bytes and string', () => {
    expect(new SourceFile('f', Buffer.from('c3a9', 'hex')).text).toBe('\xc3\xa9')
    expect([...new SourceFile('f', '\xff').bytes]).toEqual([0xff])
  })

  test('gives lines without their end', () => {
    const file = new SourceFile('f', 'one\n\nthree')
    expect([0, 1, 2, 3, 4].map((line) => file.line(line))).toEqual([undefined, 'one', '', 'three', undefined])
  })

  test('shows the first line of a span', () => {
    const file = new SourceFile('f', 'config FOO\n\tbool "x"\n')
    expect(file.excerpt({ start: 12, end: 16 })).toEqual({ line: 2, column: 2, text: '\tbool "x"', length: 4 })
    expect(file.excerpt({ start: 7, end: 16 })).toEqual({ line: 1, column: 8, text: 'config FOO', length: 3 })
    expect(file.excerpt({ start: 10, end: 10 })).toEqual({ line: 1, column: 11, text: 'config FOO', length: 1 })
  })
})
