/**
 * The symbols of generated trees: few, so that definitions, selects and conditions meet; the first letter tells the
 * type that a symbol mostly gets. They have an order, so that most trees are free of dependency cycles.
 */
import fc, { type Arbitrary } from 'fast-check'
import type { FuzzDialect } from './fuzz-dialect.ts'

/** Defined at the top of every tree, with a prompt and little else: what blocks are conditional on. */
const FREE = ['FB', 'FT', 'FU'] as const
const BOOLS = ['BA', 'BB', 'BC', 'BD', 'BE']
const TRISTATES = ['TA', 'TB', 'TC', 'TD', 'TE', 'T-F']
const INTS = ['IA', 'IB', 'IC']
const HEXES = ['HA', 'HB', 'HC']
const STRINGS = ['SA', 'SB', 'SC']
const UNDEFINED = ['UA', 'UB', '1UC']
/** Members of choices, one list for each choice. */
const MEMBERS = [
  ['CA', 'CB', 'CC', 'CD'],
  ['DA', 'DB', 'DC'],
  ['EA', 'EB'],
]
/** What only OpenWrt takes for a name. */
const ODD = ['B-x.y', 'T/1+', 'S.x']

/** A symbol's conditions are mostly about those before it, its selects about those behind it. */
const ORDER: readonly string[] = [
  ...FREE,
  ...['BA', 'TA', 'IA', 'HA', 'SA', 'BB', 'TB', 'BC', 'TC', 'IB', 'HB', 'SB'],
  ...MEMBERS.flat(),
  ...['BD', 'TD', 'IC', 'HC', 'SC', 'BE', 'TE', 'T-F'],
]

const FIRST_MEMBER = ORDER.indexOf('CA')
const LAST_MEMBER = ORDER.indexOf('EB')

/** Members of a choice hang on each other: they share a place. */
const placeOf = (name: string): number => {
  const at = ORDER.indexOf(name)
  return at >= FIRST_MEMBER && at <= LAST_MEMBER ? FIRST_MEMBER : at
}

const WORD = /[A-Z0-9][A-Za-z0-9_\-/.+]*/g

const earlier = (name: string, place: number): string => {
  const at = ORDER.indexOf(name)
  if (at < 0 || placeOf(name) < place) return name
  const before = ORDER.slice(0, place)
  const alike = before.filter((other) => other[0] === name[0])
  const from = alike.length > 0 ? alike : before
  return from[at % Math.max(1, from.length)] ?? 'y'
}

const later = (name: string, place: number): string => {
  const at = ORDER.indexOf(name)
  if (at < 0 || placeOf(name) > place) return name
  const behind = ORDER.filter((other) => placeOf(other) > place && 'BTCDE'.includes(other[0] ?? ''))
  return behind[at % Math.max(1, behind.length)] ?? 'UA'
}

/** Rewrites an attribute of `owner` so that it closes no cycle. */
export const inOrder = (owner: string, attribute: string): string => {
  const place = placeOf(owner)
  if (place < 0) return attribute
  const [, verb, target, rest] = /^(select |imply )(\S+)(.*)$/.exec(attribute) ?? []
  const before = (text: string): string => text.replace(WORD, (name) => earlier(name, place))
  if (verb === undefined || target === undefined) return before(attribute)
  return verb + later(target, place) + before(rest ?? '')
}

/** Rewrites a condition of a block so that it is about the free symbols. */
export const aboutFree = (text: string): string =>
  text.replace(WORD, (name) => (ORDER.includes(name) ? (FREE[ORDER.indexOf(name) % FREE.length] ?? name) : name))

/** Arbitraries of names. */
export interface Names {
  readonly bool: Arbitrary<string>
  readonly tristate: Arbitrary<string>
  readonly int: Arbitrary<string>
  readonly hex: Arbitrary<string>
  readonly string: Arbitrary<string>
  /** Anything a condition may be about. */
  readonly logic: Arbitrary<string>
  readonly any: Arbitrary<string>
  /** A choice's members, at least one. */
  readonly members: Arbitrary<readonly string[]>
}

/** Names for a dialect. */
export const names = (dialect: FuzzDialect): Names => {
  const odd = dialect.openwrt ? ODD : []
  const bools = [...BOOLS, ...odd.filter((name) => name.startsWith('B'))]
  const tristates = [...TRISTATES, ...odd.filter((name) => name.startsWith('T'))]
  const strings = [...STRINGS, ...odd.filter((name) => name.startsWith('S'))]
  const members = MEMBERS.flat()
  const all = [...FREE, ...bools, ...tristates, ...INTS, ...HEXES, ...strings, ...members, ...UNDEFINED, 'MODULES']
  return {
    bool: fc.constantFrom(...bools),
    tristate: fc.constantFrom(...tristates),
    int: fc.constantFrom(...INTS),
    hex: fc.constantFrom(...HEXES),
    string: fc.constantFrom(...strings),
    logic: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...FREE, ...bools, ...tristates) },
      { weight: 2, arbitrary: fc.constantFrom(...members) },
      { weight: 1, arbitrary: fc.constantFrom(...all) },
    ),
    any: fc.constantFrom(...all),
    members: fc.oneof(
      {
        weight: 15,
        arbitrary: fc.constantFrom(...MEMBERS).chain((list) => fc.shuffledSubarray(list, { minLength: 1 })),
      },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...members, ...bools), { minLength: 1, maxLength: 3 }) },
    ),
  }
}
