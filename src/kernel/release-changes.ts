/**
 * What to change in a kernel's tree so that its UTS_RELEASE becomes another: the least that its makefiles offer.
 * Follows the top Makefile and scripts/setlocalversion (Linux 6.1 and 6.12).
 */
import { packagedSegments, type ReleaseSegmentKind, type SegmentDifference } from './compare-release.ts'
import type { FactSource } from './fact.ts'
import type { ReleasePart } from './uts-release.ts'

export type ReleaseChange =
  /** These sources are of another version. */
  | { readonly kind: 'other-source'; readonly version: string }
  /** It is a packager's name: the headers of that package have it. */
  | {
      readonly kind: 'headers-package'
      readonly release: string
      /** Where they are already. */
      readonly folder?: string
    }
  /** An edit where the part stands; an empty value takes it out. */
  | {
      readonly kind: 'extraversion' | 'localversion-file' | 'config-localversion' | 'localversion-variable'
      readonly value: string
      readonly source?: FactSource
    }
  /** `make LOCALVERSION=` keeps the plus away; without LOCALVERSION sources at no tag have it. */
  | { readonly kind: 'no-plus' }
  | { readonly kind: 'plus' }
  /** `commit` is empty where none is asked for. */
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'clean' }
  | { readonly kind: 'dirty' }

export interface ChangedRelease {
  readonly parts: readonly ReleasePart[]
  readonly differences: readonly SegmentDifference[]
  readonly isPackaged: boolean
}

const textOf = ({ text }: ReleasePart): string => (text.kind === 'known' ? text.value : '')

/** The one value of CONFIG_LOCALVERSION with which the other parts, as they are, make the release. */
const configValue = (release: string, parts: readonly ReleasePart[]): ReleaseChange | undefined => {
  const at = parts.findIndex(({ kind }) => kind === 'config-localversion')
  const part = parts[at]
  if (part === undefined || parts.some(({ text }) => text.kind === 'unknown')) return undefined
  const before = parts.slice(0, at).map(textOf).join('')
  const after = parts
    .slice(at + 1)
    .map(textOf)
    .join('')
  const isLong = release.length >= before.length + after.length
  if (!isLong || !release.startsWith(before) || !release.endsWith(after)) return undefined
  const value = release.slice(before.length, release.length - after.length)
  // make refuses what follows the numbers without a separator only by taste: the version would be another one
  if (value !== '' && before === textOf(parts[0] as ReleasePart) && /^[\w.]/.test(value)) return undefined
  return { kind: 'config-localversion', value, ...sourceOf(part) }
}

const sourceOf = ({ text }: ReleasePart): { readonly source?: FactSource } =>
  text.kind === 'known' ? { source: text.source } : {}

const OF_TOOLS: readonly ReleaseSegmentKind[] = ['plus', 'commit', 'dirty']

const changeOf = (
  { segment, expected, here, source }: SegmentDifference,
  parts: readonly ReleasePart[],
): ReleaseChange => {
  const from = source === undefined ? {} : { source }
  switch (segment) {
    case 'version':
      return { kind: 'other-source', version: expected }
    case 'plus':
      return expected === '' ? { kind: 'no-plus' } : { kind: 'plus' }
    case 'commit':
      return { kind: 'commit', commit: /-g([0-9a-f]+)$/.exec(expected)?.[1] ?? '' }
    case 'dirty':
      return expected === '' ? { kind: 'clean' } : { kind: 'dirty' }
    case 'extraversion':
    case 'localversion-file':
    case 'config-localversion':
    case 'localversion-variable':
      return { kind: segment, value: expected, ...from }
    case 'abi':
    case 'flavour':
    case 'local': {
      const config = parts.find(({ kind }) => kind === 'config-localversion')
      const now = config === undefined ? '' : textOf(config)
      return {
        kind: 'config-localversion',
        value: here === '' ? expected + now : expected,
        ...(config ? sourceOf(config) : from),
      }
    }
  }
}

/** What to change; empty where nothing is known that would do. */
export const releaseChanges = (release: string, about: ChangedRelease): readonly ReleaseChange[] => {
  const { parts, differences, isPackaged } = about
  if (isPackaged) return [{ kind: 'headers-package', release }]
  const version = differences.find(({ segment }) => segment === 'version')
  if (packagedSegments(release) !== undefined && version !== undefined) return [{ kind: 'headers-package', release }]
  const chosen = differences.filter(({ segment }) => !OF_TOOLS.includes(segment))
  const whole = version === undefined && chosen.length === differences.length ? configValue(release, parts) : undefined
  if (whole !== undefined) return [whole]
  const all = differences.map((one) => changeOf(one, parts))
  // a commit's name stands in the place of the plus
  return all.some(({ kind }) => kind === 'commit')
    ? all.filter(({ kind }) => kind !== 'plus' && kind !== 'no-plus')
    : all
}
