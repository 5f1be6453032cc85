import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  any,
  choice,
  context,
  INTEGER,
  optional,
  plain,
  type Rule,
  sequence,
  sequenceOf,
  setOf,
} from '../../src/module/ber-grammar.ts'
import { matchBer } from '../../src/module/ber-matcher.ts'
import { findOpenEnd } from '../../src/module/ber-open-end.ts'
import { der } from './write-der.ts'

type Name = 'a' | 'b'

/** The contents that actions were given, and the fault if any. */
const match = (rule: Rule<Name>, text: Uint8Array | readonly number[]): string => {
  const bytes = Uint8Array.from(text)
  const seen: string[] = []
  const note =
    (name: Name) =>
    ({ start, end }: { readonly start: number; readonly end: number }): undefined => {
      seen.push(`${name}:${Buffer.from(bytes.subarray(start, end)).toString('hex')}`)
    }
  const fault = matchBer<Name, never>(rule, { a: note('a'), b: note('b') }, bytes)
  return [...seen, ...(fault === undefined ? [] : [`${fault.errno}@${fault.at}`])].join(' ')
}

const NUMBER = plain<Name>(INTEGER, 'a')

describe('matchBer', () => {
  test.each([
    ['the tag and its content', sequence([NUMBER], 'b'), [0x30, 3, 2, 1, 9], 'a:09 b:020109'],
    ['constructed, without the bit for it', sequence([NUMBER]), [0x10, 3, 2, 1, 9], 'a:09'],
    ['not constructed, with the bit', sequence([NUMBER]), [0x30, 3, 0x22, 1, 9], 'EBADMSG@2'],
    ['bytes behind the outermost', sequence([NUMBER]), [0x30, 3, 2, 1, 9, 0xff], 'a:09'],
    ['bytes behind inner parts', sequence([NUMBER]), [0x30, 5, 2, 1, 9, 5, 0], 'a:09 EBADMSG@5'],
    ['a part that goes beyond', sequence([NUMBER]), [0x30, 3, 2, 2, 9, 9], 'EBADMSG@4'],
    ['lengths of two digits', sequence([NUMBER]), [0x30, 0x82, 0, 3, 2, 1, 9], 'a:09'],
    ['and no more', sequence([NUMBER]), [0x30, 0x83, 0, 0, 3, 2, 1, 9], 'EBADMSG@2'],
    ['a tag of several bytes', any('a'), [0x1f, 0x81, 1, 0], 'EBADMSG@1'],
    ['open', sequence([NUMBER], 'b'), [0x30, 0x80, 2, 1, 9, 0, 0], 'a:09 b:020109'],
    ['open, without an end', sequence([NUMBER]), [0x30, 0x80, 2, 1, 9], 'a:09 EBADMSG@5'],
    ['open, with another end', sequence([NUMBER]), [0x30, 0x80, 2, 1, 9, 0, 1], 'a:09 EBADMSG@7'],
    ['open, not constructed', sequence([NUMBER]), [0x10, 0x80, 2, 1, 9, 0, 0], 'EBADMSG@2'],
    ['open, not looked into: its end counts', any('a'), [0x30, 0x80, 0x1f, 1, 0, 0, 0], 'a:1f01000000'],
    ['a list', setOf(NUMBER, 'b'), [0x31, 6, 2, 1, 8, 2, 1, 9], 'a:08 a:09 b:020108020109'],
    ['an open list', setOf(NUMBER), [0x31, 0x80, 2, 1, 8, 2, 1, 9, 0, 0], 'a:08 a:09'],
    ['an empty list', sequenceOf(NUMBER), [0x30, 0], 'EBADMSG@2'],
    ['too long', any('a'), Buffer.alloc(65536), 'EMSGSIZE@0'],
    ['not too long', any('b'), der(4, Buffer.alloc(65531)), `b:${'00'.repeat(65531)}`],
    ['nothing', any('a'), [], 'EBADMSG@0'],
  ] as const)('%s', (_, rule, text, expected) => {
    expect(match(rule, text)).toBe(expected)
  })

  const either = [context<Name>(0, [NUMBER]), context<Name>(1, [any('b')])]

  test.each([
    ['the first', choice(either), [0xa0, 3, 2, 1, 9], 'a:09'],
    ['the second', choice(either), [0xa1, 2, 5, 0], 'b:'],
    ['neither', choice(either), [0xa2, 0], 'EBADMSG@0'],
    ['none, and none is needed', sequence([optional(choice(either)), NUMBER]), [0x30, 3, 2, 1, 9], 'a:09'],
    [
      'an action is done even for none',
      sequence([NUMBER, optional(choice(either, 'b'))]),
      [0x30, 3, 2, 1, 9],
      'a:09 b:09',
    ],
    // the kernel takes what was found before the end for the choice
    ['none at the end of what is found', sequence([NUMBER, choice(either)]), [0x30, 3, 2, 1, 9], 'a:09'],
    ['but not before an open end', sequence([NUMBER, choice(either)]), [0x30, 0x80, 2, 1, 9, 0, 0], 'a:09 EBADMSG@5'],
  ] as const)('choice: %s', (_, rule, text, expected) => {
    expect(match(rule, text)).toBe(expected)
  })

  test('an action may object, and is the last', () => {
    const rule = sequence<Name>([NUMBER, plain(INTEGER, 'b')])
    const refuse = matchBer<Name, string>(rule, { a: () => 'no', b: () => 'never' }, Uint8Array.of(0x30, 3, 2, 1, 9))
    expect(refuse).toBe('no')
  })
})

describe('findOpenEnd', () => {
  test('levels in levels, as many as there are', () => {
    const text = Buffer.concat([Buffer.alloc(60_000, Buffer.from([0x30, 0x80])), Buffer.alloc(60_000)])
    expect(findOpenEnd(text, 2, text.length)).toBe(text.length)
    expect(findOpenEnd(text, 2, text.length - 1)).toBeUndefined()
  })

  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(findOpenEnd(bytes, 0, bytes.length) ?? 0).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})
