import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../../src/files/memory-file-system.ts'
import { substitutionReference } from '../../../src/make/functions/substitute.ts'
import { TEXT_FUNCTIONS } from '../../../src/make/functions/text-functions.ts'
import { MakeStop } from '../../../src/make/make-stop.ts'
import { type Call, hasMake, makeResults } from '../gnu-make.ts'

const HOST = { files: memoryFileSystem({}), folder: '/work/here' }

const ours = ({ name, args }: Call, host = HOST): string => {
  for (const [known, call] of TEXT_FUNCTIONS) if (known === name) return call(args, host)
  throw new Error(name)
}

/** Each as GNU make 4.3 gives it. */
const CASES: readonly (readonly [name: string, args: readonly string[], result: string])[] = [
  ['subst', ['', 'x', 'abc'], 'abcx'],
  ['subst', ['', 'x', ''], 'x'],
  ['subst', ['aa', 'b', 'aaa  a'], 'ba  a'],
  ['patsubst', ['', 'x', ''], 'x'],
  ['patsubst', ['', 'x', 'a b '], 'a b x'],
  ['patsubst', ['a', 'x', 'a  b a ab\ta '], 'x  b x ab\tx '],
  ['patsubst', ['a%', '%', 'a b'], ' b'],
  ['patsubst', ['a%', '', 'a b a'], 'b'],
  ['patsubst', ['a b', 'x', 'a b c'], 'x c'],
  ['patsubst', ['\\%', 'x', '% b'], 'x b'],
  ['patsubst', ['a\\%b%', 'x%', 'a%bc a\\%bc'], 'xc a\\%bc'],
  ['patsubst', ['\\\\%', 'x%', '\\a b'], 'xa b'],
  ['patsubst', ['a\\\\%b%', 'x%', 'a\\fb'], 'a\\fb'],
  ['patsubst', ['a%b\\%', 'x\\%%\\%', 'acb\\% acb%'], 'x%c\\% acb%'],
  ['filter', ['a% b %c', 'xc ab b bb c b'], 'xc ab b c b'],
  ['filter', ['\\% a\\%% b\\\\%', '% a%z b\\z az'], '% a%z b\\z'],
  ['filter-out', ['a% b', 'xc ab b bb c b'], 'xc bb c'],
  ['findstring', ['', 'b'], ''],
  ['findstring', ['a', 'b a c'], 'a'],
  ['strip', [' a\tb \n c '], 'a b c'],
  ['sort', ['b a B z a _ a.b a-b'], 'B _ a a-b a.b b z'],
  ['word', ['4294967297', 'a b c'], 'a'],
  ['word', ['99999999999999999999', 'a b c'], ''],
  ['word', ['2 ', 'a b c'], 'b'],
  ['wordlist', ['2', '3', '  a  b\t c d'], 'b\t c'],
  ['wordlist', ['2', '9', '  a  b\t c  '], 'b\t c'],
  ['wordlist', ['3', '1', 'a b c'], ''],
  ['words', ['a\vb\fc\rd'], '4'],
  ['words', [''], '0'],
  ['firstword', [' a b'], 'a'],
  ['lastword', ['a b '], 'b'],
  ['dir', ['a/b / a /x/ ../'], 'a/ / ./ /x/ ../'],
  ['notdir', ['a/b / a /x/ c ../ ..'], 'b  a  c  ..'],
  ['suffix', ['a.b/c .x a. x.y.z .a/.b'], '.x . .z .b'],
  ['basename', ['a.b/c .x a. x.y.z / .a/.b'], 'a.b/c  a x.y / .a/'],
  ['addsuffix', ['.c ', 'a b'], 'a.c  b.c '],
  ['addprefix', ['p q', 'a b'], 'p qa p qb'],
  ['join', ['a b c', '1'], 'a1 b c'],
  ['join', ['a', '1 2 3'], 'a1 2 3'],
  ['abspath', ['.. / /.. //a//b/ ../../../../../x a/./b/.. .'], '/work / / /a/b /x /work/here/a /work/here'],
]

/** For `X = a.o b.c% % a`. */
const REFERENCES: readonly (readonly [from: string, to: string, result: string])[] = [
  ['.o', '.c', 'a.c b.c% % a'],
  ['%', '%.x', 'a.o.x b.c%.x %.x a.x'],
  ['', '\\%', 'a.o\\% b.c%\\% %\\% a\\%'],
  ['\\%', '%', 'a.o b.c% % a'],
  ['a', '%b', 'a.o b.c% % %b'],
  ['%.o', '%%', 'a% b.c% % a'],
]

describe('functions of words', () => {
  test.each(CASES)('$(%s %j) is %j', (name, args, result) => {
    expect(ours({ name, args })).toBe(result)
  })

  test.each(REFERENCES)('$(X:%s=%s) is %j', (from, to, result) => {
    expect(substitutionReference(from, to, 'a.o b.c% % a')).toBe(result)
  })

  test.skipIf(!hasMake)('make gives the same', () => {
    const calls = CASES.filter(([name]) => name !== 'abspath').map(([name, args]) => ({ name, args }))
    expect(makeResults(calls, '/')).toEqual(calls.map((call) => ours(call)))
  })

  const stops: readonly (readonly [string, readonly string[], string, object])[] = [
    ['word', ['', 'a'], 'non-numeric-argument', { function: 'word', position: 'first', value: '' }],
    ['word', ['1 2', 'a'], 'non-numeric-argument', { function: 'word', position: 'first', value: '1 2' }],
    ['word', ['-1', 'a'], 'non-numeric-argument', { function: 'word', position: 'first', value: '-1' }],
    ['word', [' ', 'a'], 'word-zero', {}],
    ['wordlist', ['0', '1', 'a'], 'wordlist-start', { value: '0' }],
    ['wordlist', [' ', '1', 'a'], 'wordlist-start', { value: '0' }],
    ['wordlist', ['1', 'x', 'a'], 'non-numeric-argument', { function: 'wordlist', position: 'second', value: 'x' }],
    ['patsubst', ['a', 'b'], 'insufficient-arguments', { function: 'patsubst', count: 2 }],
    ['filter', ['a'], 'insufficient-arguments', { function: 'filter', count: 1 }],
  ]
  test.each(stops)('$(%s %j) stops: %s', (name, args, code, about) => {
    let stop: unknown
    try {
      ours({ name, args })
    } catch (error) {
      stop = error
    }
    expect(stop).toBeInstanceOf(MakeStop)
    expect(stop).toMatchObject({ code, args: about })
    if (hasMake) expect(makeResults([{ name, args }], '/')).toEqual([])
  })

  test('filter with as many patterns as words does not take their product', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `drivers/${index}.o`)
    const patterns = names.map((name) => `${name}/%`).join(' ')
    const started = performance.now()
    expect(ours({ name: 'filter', args: [`${patterns} ${names.slice(9).join(' ')}`, names.join(' ')] })).toBe(
      names.slice(9).join(' '),
    )
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

const unit = fc.constantFrom(...'aab%%\\\\./ \t\n,:=$('.split(''))
const text = fc.string({ unit, maxLength: 12 })
/** Words that often repeat, with what patterns are made of. */
const list = fc
  .array(
    fc.tuple(
      fc.string({ unit: fc.constantFrom(...'ab%\\./'.split('')), maxLength: 4 }),
      fc.constantFrom(' ', '  ', '\t', '\n', '\f'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.flat().join(''))
const either = fc.oneof(text, list)
const number = fc.oneof(fc.nat(7).map(String), fc.constantFrom(' 2', '3\t', '00', '007', '2147483648', '4294967298'))

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ name: fc.constantFrom('subst', 'patsubst'), args: fc.tuple(either, either, either) }),
  fc.record({
    name: fc.constantFrom('filter', 'filter-out', 'findstring', 'join', 'addsuffix', 'addprefix'),
    args: fc.tuple(either, either),
  }),
  fc.record({
    name: fc.constantFrom('strip', 'sort', 'words', 'firstword', 'lastword', 'dir', 'notdir', 'suffix', 'basename'),
    args: fc.tuple(either),
  }),
  fc.record({ name: fc.constant('abspath'), args: fc.tuple(either) }),
  fc.record({
    name: fc.constant('word'),
    args: fc.tuple(
      number.filter((n) => Number(n) > 0),
      either,
    ),
  }),
  fc.record({
    name: fc.constant('wordlist'),
    args: fc.tuple(
      number.filter((n) => Number(n) > 0 && Number(n) < 9),
      number,
      either,
    ),
  }),
)

describe.skipIf(!hasMake)('functions of words, generated', () => {
  test('make gives the same', () => {
    const seed = Date.now() % 1_000_000
    const host = { files: memoryFileSystem({}), folder: '/' }
    for (let round = 0; round < 5; round++) {
      const calls = fc.sample(call, { numRuns: 500, seed: seed + round })
      const theirs = makeResults(calls, '/')
      const different = calls.flatMap((one, index) => {
        const [result, expected] = [ours(one, host), theirs[index]]
        return result === expected ? [] : [{ ...one, result, expected }]
      })
      expect(different, `seed ${seed + round}`).toEqual([])
    }
  })
})
