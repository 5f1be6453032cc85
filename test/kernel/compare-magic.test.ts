/** A kernel's strings beside those that are asked for: the verdict, and whether it is explained. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMagic } from '../../src/kernel/compare-magic.ts'
import type { ExpectedMagic } from '../../src/kernel/expected-magic.ts'
import { vermagicFromText } from '../../src/kernel/vermagic.ts'

const STATED = { kind: 'option', option: 'test' } as const

const compare = (expected: ExpectedMagic, here: string) => {
  const vermagic = vermagicFromText(here, STATED)
  const parts = [{ kind: 'unexplained', text: vermagic.release } as const]
  const release = { text: vermagic.release, parts, tooLong: false }
  return compareMagic(expected, { release, vermagic, isPackaged: false })
}

const asked = (text: string, mayBeCut = false): ExpectedMagic => ({ kind: 'vermagic', text, mayBeCut, refused: [] })

const release = fc.stringMatching(/^[2-6]\.\d{1,2}(\.\d{1,3})?(-[a-z0-9]{1,4}){0,3}(\+|-dirty|-g[0-9a-f]{12})?$/)
const words = fc.subarray(['SMP', 'preempt', 'preempt_rt', 'mod_unload', 'modversions', '686', 'GEODE', 'aarch64'])
const shuffled = fc
  .boolean()
  .chain((isShuffled) => (isShuffled ? words.chain((all) => fc.shuffledSubarray(all)) : words))
const blanks = fc.constantFrom('', ' ', '  ')
const magic = fc.tuple(release, shuffled, blanks).map(([first, rest, end]) => [first, ...rest].join(' ') + end)

test('met is what is the same to the byte, and all else is explained', () => {
  fc.assert(
    fc.property(magic, magic, (one, other) => {
      const found = compare(asked(one), other)
      expect(found.verdict === 'met').toBe(one === other)
      expect(found.release.length + found.words.length > 0).toBe(one !== other)
      // whoever changes the release is told how
      expect(found.changes.length > 0).toBe(found.release.length > 0)
    }),
    { numRuns: 1000 },
  )
})

test('of a text that may be cut, blanks at the end are no difference', () => {
  fc.assert(
    fc.property(magic, (here) => {
      const found = compare(asked(here.trimEnd(), true), here)
      expect([found.verdict, found.lostBlank]).toEqual(['met', here !== here.trimEnd()])
    }),
  )
})

test('whether the release counts', () => {
  const counts = (text: string) => compare(asked(text), '6.1 SMP ').releaseCounts
  expect(counts('6.1 SMP mod_unload modversions aarch64')).toBe('without-crcs')
  expect(counts('6.1 SMP mod_unload modversions')).toBe('without-crcs')
  expect(counts('6.1 SMP mod_unload ')).toBe('always')
  expect(counts('2.6.9 SMP 686 gcc-3.3')).toBeUndefined()
  expect(compare({ kind: 'release', text: '6.1' }, '6.2 modversions ').releaseCounts).toBe('without-crcs')
})

test('the two sides of a log', () => {
  const log: ExpectedMagic = { kind: 'vermagic', text: '6.1 ', mayBeCut: false, refused: ['6.0 ', '5.9 '] }
  expect(compare(log, '6.1 ')).toMatchObject({ verdict: 'met', side: 'should-be' })
  expect(compare(log, '5.9 ')).toMatchObject({ verdict: 'not-met', side: 'refused' })
  expect(compare(log, '5.8 ')).toMatchObject({ verdict: 'not-met', side: 'neither' })
})

test('words that stand in each other’s place', () => {
  expect(compare(asked('6.1 SMP 686 '), '6.1 SMP GEODE ').words).toMatchObject([
    { kind: 'other', expected: '686', here: 'GEODE', expectedOrigin: { kind: 'config', symbols: [['M686']] } },
  ])
})
