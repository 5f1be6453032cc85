import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentOf, readChildren, readElement, readOid, wholeOf } from '../../src/module/der.ts'
import { der, oid, sequence } from './write-der.ts'

const bytes = (...values: readonly number[]) => Uint8Array.from(values)
const whole = (value: Uint8Array) => readElement(value, 0, value.length)

describe('readElement', () => {
  test.each([0, 1, 127, 128, 255, 256, 65535, 65536])('a length of %i', (length) => {
    const element = whole(der(0x04, Buffer.alloc(length)))
    expect(element).toMatchObject({ tag: 4, start: 0 })
    expect((element?.contentEnd ?? 0) - (element?.content ?? 0)).toBe(length)
  })

  test.each([
    ['nothing', []],
    ['a tag alone', [0x30]],
    ['content that is cut', [0x04, 2, 0]],
    ['a length that is cut', [0x04, 0x82, 0]],
    ['a length beyond any file', [0x04, 0x85, 0, 0, 0, 0, 0]],
    ['a tag of several bytes', [0x1f, 0x81, 0x01, 0]],
    ['an open length without an end', [0x30, 0x80, 0x02, 0x01, 0x01]],
    ['an open length of what is not constructed', [0x04, 0x80, 0, 0]],
  ])('%s is no element', (_, values) => {
    expect(whole(bytes(...values))).toBeUndefined()
  })

  test('open lengths end at their marker', () => {
    const text = bytes(0x30, 0x80, 0x30, 0x80, 0x02, 0x01, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x99)
    const outer = whole(text)
    expect(outer).toMatchObject({ contentEnd: 11, end: 13 })
    expect(outer && readChildren(text, outer)).toMatchObject([
      { tag: 0x30, content: 4, contentEnd: 7, end: 9 },
      { tag: 5, start: 9, end: 11 },
    ])
  })

  test('open lengths in open lengths do not go on for ever', () => {
    expect(whole(Buffer.alloc(200_000, Buffer.from([0x30, 0x80])))).toBeUndefined()
  })
})

describe('readOid', () => {
  test.each(['1.2.840.113549.1.7.2', '2.16.840.1.101.3.4.2.1', '0.9.2342', '2.999.3', '1.3.6.1.4.1.311.2.1.4'])(
    '%s',
    (text) => {
      const written = oid(text)
      expect(readOid(written, whole(written))).toBe(text)
    },
  )

  test('what is none', () => {
    for (const text of [bytes(0x06, 0), bytes(0x06, 1, 0x80), bytes(0x02, 1, 1), der(0x06, Buffer.alloc(20, 0xff))]) {
      expect(readOid(text, whole(text))).toBeUndefined()
    }
    expect(readOid(bytes(), undefined)).toBeUndefined()
  })
})

describe('elements', () => {
  const { tree } = fc.letrec<{ tree: Buffer }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.uint8Array({ maxLength: 300 }).map((content) => der(0x04, content)),
      fc.array(tie('tree'), { maxLength: 4 }).map((children) => sequence(...children)),
    ),
  }))

  const copy = (text: Uint8Array, at: number): Buffer => {
    const element = readElement(text, at, text.length)
    if (element === undefined) throw new Error(`no element at ${at}`)
    if (element.tag === 0x04) return der(0x04, contentOf(text, element))
    return sequence(...(readChildren(text, element) ?? []).map(({ start }) => copy(text, start)))
  }

  test('what was written comes back', () => {
    fc.assert(
      fc.property(tree, fc.nat(5), (written, before) => {
        const text = Buffer.concat([Buffer.alloc(before), written])
        expect(copy(text, before)).toEqual(written)
        const element = readElement(text, before, text.length)
        expect(element && wholeOf(text, element)).toEqual(written)
      }),
    )
  })
})
