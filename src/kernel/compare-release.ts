/**
 * Two releases part by part: the numbers, EXTRAVERSION, what localversion files, CONFIG_LOCALVERSION and LOCALVERSION
 * add, a packager's counter and flavour, a commit and `-dirty`. The one at hand has parts of known origin; the other is
 * a text, and is laid beside them.
 */
import type { FactSource } from './fact.ts'
import type { ReleasePart, ReleasePartKind } from './uts-release.ts'

export type ReleaseSegmentKind =
  | Exclude<ReleasePartKind, 'scm' | 'package' | 'unexplained'>
  /** A packager's counter: `-56`, `+deb12`, `-300.fc39`. */
  | 'abi'
  | 'flavour'
  /** The `+` of sources that are at no tag. */
  | 'plus'
  /** `-00012-g0123456789ab`. */
  | 'commit'
  | 'dirty'
  /** Any of those that a builder may choose. */
  | 'local'

export interface ReleaseSegment {
  readonly kind: ReleaseSegmentKind
  readonly text: string
  /** Where it stands; absent for a text. */
  readonly source?: FactSource
}

/** Where one of both has nothing, its text is empty. */
export interface SegmentDifference {
  readonly segment: ReleaseSegmentKind
  readonly expected: string
  readonly here: string
  readonly source?: FactSource
}

const NUMBERS = /^\d+(\.\d+)*/
const numbersOf = (release: string): string => NUMBERS.exec(release)?.[0] ?? ''

/** What a text's end looks like, from its beginning on; none matches nothing. */
const SHAPES: readonly (readonly [ReleaseSegmentKind, RegExp])[] = [
  ['commit', /^(-\d{5})?-g[0-9a-f]{7,40}(?![0-9A-Za-z])/],
  ['dirty', /^-dirty(?![-\w])/],
  ['extraversion', /^-rc\d+/],
  ['abi', /^\+deb\d+(u\d+)?/],
  ['plus', /^\+/],
]

/** A text without a known origin, by the shape of what is in it. */
const shaped = (text: string, source?: FactSource): readonly ReleaseSegment[] => {
  const found: ReleaseSegment[] = []
  const from = source === undefined ? {} : { source }
  let local = ''
  const endLocal = (): void => {
    if (local !== '') found.push({ kind: 'local', text: local, ...from })
    local = ''
  }
  for (let rest = text; rest !== ''; ) {
    const [kind, pattern] = SHAPES.find(([, one]) => one.test(rest)) ?? []
    const match = kind === undefined ? undefined : pattern?.exec(rest)?.[0]
    if (kind === undefined || match === undefined) {
      local += rest[0]
      rest = rest.slice(1)
      continue
    }
    endLocal()
    found.push({ kind, text: match, ...from })
    rest = rest.slice(match.length)
  }
  endLocal()
  return found
}

/** As distributions name them: numbers, a counter, a flavour. Undefined where a text is not put together so. */
export const packagedSegments = (release: string, source?: FactSource): readonly ReleaseSegment[] | undefined => {
  const match = /^(\d+(?:\.\d+)+)(-\d[\w.]*|(?:-rc\d+)?\+deb\d+(?:u\d+)?(?:-\d[\w.]*)?)(-[A-Za-z][-\w.]*)?$/.exec(
    release,
  )
  if (match === null) return undefined
  const from = source === undefined ? {} : { source }
  const [, version = '', abi = '', flavour = ''] = match
  // a number alone may be anybody's
  if (flavour === '' && !/[a-z]/.test(abi)) return undefined
  const all: readonly ReleaseSegment[] = [
    { kind: 'version', text: version, ...from },
    { kind: 'abi', text: abi, ...from },
    { kind: 'flavour', text: flavour, ...from },
  ]
  return all.filter(({ text }) => text !== '')
}

const versioned = (release: string, source?: FactSource): readonly ReleaseSegment[] => {
  const numbers = numbersOf(release)
  const version: ReleaseSegment = { kind: 'version', text: numbers, ...(source === undefined ? {} : { source }) }
  return [...(numbers === '' ? [] : [version]), ...shaped(release.slice(numbers.length), source)]
}

const segmentsOfPart = ({ kind, text }: ReleasePart, isFirst: boolean): readonly ReleaseSegment[] => {
  if (text.kind === 'unknown' || text.value === '') return []
  const { value, source } = text
  if (kind !== 'scm' && kind !== 'package' && kind !== 'unexplained') return [{ kind, text: value, source }]
  return isFirst ? (packagedSegments(value, source) ?? versioned(value, source)) : shaped(value, source)
}

/** The segments of a release whose parts are known. */
export const releaseSegments = (parts: readonly ReleasePart[]): readonly ReleaseSegment[] =>
  parts.flatMap((part, index) => segmentsOfPart(part, index === 0))

/** A part ends where the next one's separator stands: `-5` is no part of `-56`. */
const endsAt = (text: string, at: number): boolean => at >= text.length || /[-+._~]/.test(text[at] ?? '')

const differing = (
  kind: ReleaseSegmentKind,
  expected: string,
  here: ReleaseSegment | undefined,
): SegmentDifference => ({
  segment: kind,
  expected,
  here: here?.text ?? '',
  ...(here?.source === undefined ? {} : { source: here.source }),
})

/** Kind by kind. */
const paired = (expected: readonly ReleaseSegment[], here: readonly ReleaseSegment[]): readonly SegmentDifference[] => {
  const kinds = [...new Set([...here, ...expected].map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const [one, other] = [expected, here].map((all) => all.find((segment) => segment.kind === kind))
    return one?.text === other?.text ? [] : [differing(kind, one?.text ?? '', other)]
  })
}

const VERSION_CONTROL: readonly ReleaseSegmentKind[] = ['plus', 'commit', 'dirty']
const isOfVersionControl = ({ kind }: ReleaseSegment): boolean => VERSION_CONTROL.includes(kind)

/** What is left of both once the parts that they share at both ends are off. */
const middle = (text: string, here: readonly ReleaseSegment[]): readonly SegmentDifference[] => {
  let [rest, first, last] = [text, 0, here.length]
  for (; first < last; first++) {
    const part = here[first]?.text ?? ''
    if (!rest.startsWith(part) || !endsAt(rest, part.length)) break
    rest = rest.slice(part.length)
  }
  for (; last > first; last--) {
    const part = here[last - 1]?.text ?? ''
    if (!rest.endsWith(part)) break
    rest = rest.slice(0, rest.length - part.length)
  }
  const left = here.slice(first, last)
  const wanted = shaped(rest)
  const [ofTools, chosen] = [wanted.filter(isOfVersionControl), wanted.filter((one) => !isOfVersionControl(one))]
  const [hereOfTools, hereChosen] = [left.filter(isOfVersionControl), left.filter((one) => !isOfVersionControl(one))]
  const [target, ...others] = hereChosen
  // what a builder chose is one text, whoever of them wrote which letter
  const asked = chosen.map((one) => one.text).join('')
  const own =
    target === undefined
      ? chosen.map((one) => differing(one.kind, one.text, undefined))
      : [target, ...others].flatMap((one, index) => {
          const expected = index === 0 ? asked : ''
          return expected === one.text ? [] : [differing(one.kind, expected, one)]
        })
  return [...own, ...paired(ofTools, hereOfTools)]
}

/** In which parts a release that is asked for differs from the one of these segments; empty where it is the same text. */
export const compareRelease = (expected: string, here: readonly ReleaseSegment[]): readonly SegmentDifference[] => {
  if (here.map(({ text }) => text).join('') === expected) return []
  const packaged = packagedSegments(expected)
  if (packaged !== undefined && here.every(({ kind }) => kind === 'version' || kind === 'abi' || kind === 'flavour'))
    return paired(packaged, here)
  const numbers = numbersOf(expected)
  const isVersion = ({ kind }: ReleaseSegment): boolean => kind === 'version'
  const version = here.find(isVersion)
  const first = version?.text === numbers ? [] : [differing('version', numbers, version)]
  const rest = here.filter((segment) => !isVersion(segment))
  const asked = expected.slice(numbers.length)
  // a packager's name says more of what it is than the letters do
  const after =
    packaged !== undefined && rest.length === 0
      ? packaged.filter((one) => !isVersion(one)).map((one) => differing(one.kind, one.text, undefined))
      : middle(asked, rest)
  return [...first, ...after]
}
