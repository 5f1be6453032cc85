/** Delta debugging, held against random tests: such that stay passed when items are added, and such that do not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Minimised, type MinimiseQuestion, minimise } from '../../src/openwrt/minimise.ts'

type Test = (items: readonly number[]) => boolean

const everything = (size: number): readonly number[] => Array.from({ length: size }, (_, item) => item)

/** Passes with all of some clause: adding items never makes it fail. */
const monotone = (size: number): fc.Arbitrary<Test> =>
  fc
    .array(fc.uniqueArray(fc.nat(Math.max(0, size - 1)), { maxLength: 5 }), { minLength: 1, maxLength: 4 })
    .map((clauses) => (items) => clauses.some((clause) => clause.every((item) => item >= size || items.includes(item))))

/** As good as random, but always the same for the same items. */
const arbitrary = (size: number): fc.Arbitrary<Test> =>
  fc.tuple(fc.integer(), fc.integer({ min: 1, max: 5 })).map(([seed, chance]) => (items) => {
    if (items.length === size) return true
    let hash = seed | 0
    for (const item of items) hash = Math.imul(hash ^ (item + 1), 0x9e3779b1) ^ (hash >>> 13)
    return ((hash >>> 7) & 7) < chance
  })

const subset = (size: number): fc.Arbitrary<readonly number[]> => fc.subarray([...everything(size)])

const question = fc.nat(40).chain((size) =>
  fc.record({
    size: fc.constant(size),
    passes: fc.oneof(monotone(size), arbitrary(size)),
    kept: fc.oneof(fc.constant<readonly number[]>([]), subset(size)),
    guesses: fc.array(subset(size), { maxLength: 2 }),
    blocks: subset(size).map((some) => [some.slice(0, 3), some.slice(3)]),
    stopAfter: fc.option(fc.nat(20), { nil: undefined }),
  }),
)

const isSubsequence = (items: readonly number[], size: number): boolean =>
  items.every((item, index) => item >= 0 && item < size && (index === 0 || item > (items[index - 1] ?? size)))

test('what comes out passes, is in order, holds what is kept, and has nothing that could go alone', async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ size, passes, kept, guesses, blocks, stopAfter }) => {
      const controller = new AbortController()
      const tried = new Set<string>()
      const progress: number[] = []
      const result = await minimise({
        size,
        isKept: (item) => kept.includes(item),
        guesses,
        blocks,
        signal: controller.signal,
        onProgress: (settled) => progress.push(settled),
        test: (items) => {
          expect(isSubsequence(items, size)).toBe(true)
          expect(tried.has(items.join()), 'no set is tried twice').toBe(false)
          tried.add(items.join())
          if (tried.size === stopAfter) controller.abort()
          return passes(items)
        },
      })
      const { items, verdict, trials } = result
      expect(trials).toBe(tried.size)
      expect(isSubsequence(items, size)).toBe(true)
      expect(items.length === size || passes(items)).toBe(true)
      for (const item of kept) expect(items).toContain(item)
      expect(progress).toEqual([...progress].sort((a, b) => a - b))
      expect(progress.every((settled) => settled <= size)).toBe(true)
      if (verdict === 'interrupted') {
        expect(trials).toBe(stopAfter)
        return
      }
      for (const item of items)
        if (!kept.includes(item)) expect(passes(items.filter((other) => other !== item))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

const needing = async (size: number, needed: readonly number[], more: Partial<MinimiseQuestion> = {}) => {
  const set = new Set(needed)
  const result: Minimised = await minimise({
    size,
    test: (items) => items.filter((item) => set.has(item)).length === set.size,
    ...more,
  })
  expect(result.items).toEqual(needed)
  return result.trials
}

test('the cost is what is stated', async () => {
  expect(await needing(5000, [17, 1234, 4999])).toBeLessThan(1 + 2 * 3 * Math.log2(5000) + 3)
  const all = everything(300)
  expect(await needing(300, all)).toBeLessThanOrEqual(1 + 2 * 300)
  expect(await needing(5000, [])).toBe(1)
})

test('blocks and guesses spare trials', async () => {
  const needed = [3, 4]
  const blocks = [everything(5000).slice(10)]
  expect(await needing(5000, needed, { blocks })).toBeLessThan(15)
  expect(await needing(5000, needed, { guesses: [needed] })).toBe(4)
})

test('what a test throws comes through', async () => {
  const failing = minimise({ size: 3, test: () => Promise.reject(new Error('broken')) })
  await expect(failing).rejects.toThrow('broken')
})
