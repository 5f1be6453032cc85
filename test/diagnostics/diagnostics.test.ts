import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearestName } from '../../src/diagnostics/edit-distance.ts'

describe('editDistance', () => {
  test.each([
    ['', 'abc', 3],
    ['x86', 'x86', 0],
    ['arm46', 'arm64', 1],
    ['mips', 'misp', 1],
    ['sparc', 'parisc', 3],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  test('is a distance as far as spelling goes', () => {
    const word = fc.stringMatching(/^[abc]{0,6}$/)
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b)
        expect(distance).toBe(editDistance(b, a))
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        for (const limit of [1, 2, 3, 4]) {
          const limited = editDistance(a, b, limit)
          if (distance < limit) expect(limited).toBe(distance)
          else expect(limited).toBeGreaterThanOrEqual(limit)
        }
      }),
    )
  })
})

describe('nearestName', () => {
  const names = ['arm', 'arm64', 'x86', 'x86_64', 'mips']
  test.each([
    ['arm46', 'arm64'],
    ['x86-64', 'x86_64'],
    ['mip', 'mips'],
    ['vax', undefined],
    ['', undefined],
  ])('%s may have been %s', (name, nearest) => {
    expect(nearestName(name, names)).toBe(nearest)
  })
})
