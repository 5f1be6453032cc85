/** Perl's order. In `fixtures/perl-sort.txt` each line is a list and what perl 5.36 makes of it. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { perlSort } from '../../src/openwrt/perl-sort.ts'

/** Of seven numbers in a ring each is above the three that follow it. */
const ring = (left: number, right: number): number => {
  const distance = (((left - right) % 7) + 7) % 7
  if (distance === 0) return 0
  return distance < 4 ? 1 : -1
}

const recorded = readFileSync(new URL('fixtures/perl-sort.txt', import.meta.url), 'latin1')
  .trimEnd()
  .split('\n')

test.each(recorded)('a comparison that contradicts itself: %s', (line) => {
  const [before = '', after = ''] = line.split(' > ')
  expect(perlSort(before.split(' ').map(Number), ring).join(' ')).toBe(after)
})

test('a sound comparison gives the stable order', () => {
  const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat()))
  fc.assert(
    fc.property(pairs, (items) => {
      const compare = (left: readonly [number, number], right: readonly [number, number]) => left[0] - right[0]
      expect(perlSort(items, compare)).toEqual([...items].sort(compare))
    }),
  )
})
