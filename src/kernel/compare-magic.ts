/**
 * Whether a kernel's strings are those that are asked for, part by part, and what would have to change where they are not.
 */
import { compareRelease, releaseSegments, type SegmentDifference } from './compare-release.ts'
import type { ExpectedMagic } from './expected-magic.ts'
import { explainVermagic, type VermagicDifference } from './explain-vermagic.ts'
import { type ConfigLookup, configSource, type FactSource, type Wanted } from './fact.ts'
import { type ReleaseChange, releaseChanges } from './release-changes.ts'
import type { UtsRelease } from './uts-release.ts'
import type { Vermagic } from './vermagic.ts'
import type { WordOrigin } from './vermagic-origins.ts'

/** In what the words differ, the release left out. */
export type WordDifference =
  /** It is asked for, and not here. `now`: lines of the symbols that would give it. */
  | { readonly kind: 'absent'; readonly word: string; readonly origin: WordOrigin; readonly now: readonly FactSource[] }
  /** It is here, and not asked for. `because`: what gives it. */
  | {
      readonly kind: 'surplus'
      readonly word: string
      readonly origin: WordOrigin
      readonly because: readonly FactSource[]
    }
  /** Of words that stand in each other's place, it is another one. */
  | {
      readonly kind: 'other'
      readonly expected: string
      readonly here: string
      readonly expectedOrigin: WordOrigin
      readonly because: readonly FactSource[]
      readonly now: readonly FactSource[]
    }
  | { readonly kind: 'order'; readonly expected: readonly string[]; readonly here: readonly string[] }
  | {
      readonly kind: 'blanks'
      readonly where: 'trailing' | 'inside'
      readonly expected: string
      readonly here: string
    }

export interface MagicComparison {
  readonly expected: ExpectedMagic
  readonly verdict: 'met' | 'not-met' | 'unknown'
  /**
   * Of a line of the kernel's log: whether this kernel has the string that should be, or one that was refused. Absent for
   * other texts, and where this kernel's string is not known.
   */
  readonly side?: 'should-be' | 'refused' | 'neither'
  /** The parts in which the release differs; empty where it does not, or is not known. */
  readonly release: readonly SegmentDifference[]
  readonly changes: readonly ReleaseChange[]
  readonly words: readonly WordDifference[]
  /** Where OpenWrt's hash is asked for, the one of this kernel; absent for other texts. */
  readonly hash?: string
  /**
   * Whether a kernel of the string that is asked for looks at a module's release: never for a module with CRCs
   * (CONFIG_MODVERSIONS); undefined where no word tells, as before 2.6.32.
   */
  readonly releaseCounts: 'always' | 'without-crcs' | undefined
  /** Nothing in its folder is to be changed. */
  readonly isPackaged: boolean
  /** The text has no blank at its end, where this kernel's string has one; taken for lost on the way. */
  readonly lostBlank: boolean
  /** What would tell what is not known here. */
  readonly missing: readonly Wanted[]
}

export interface ComparedKernel {
  readonly release: UtsRelease
  readonly vermagic: Vermagic
  readonly config?: ConfigLookup
  /** OpenWrt's hash of its configuration, as its build leaves it in `.vermagic`. */
  readonly hash?: string
  /** Whether its files are somebody's package, so that nothing in them is to be changed. */
  readonly isPackaged: boolean
}

const tailOf = (text: string): string => (text.includes(' ') ? text.slice(text.indexOf(' ')) : '')
const releaseOf = (text: string): string => text.slice(0, text.length - tailOf(text).length)

/** Lines of the symbols of the first combination that gives a word. */
const linesFor = (origin: WordOrigin, config: ConfigLookup | undefined): readonly FactSource[] =>
  origin.kind !== 'config' || config === undefined
    ? []
    : (origin.symbols[0] ?? []).map((symbol) => configSource(config, symbol))

class WordComparison {
  readonly #vermagic: Vermagic
  readonly #config: ConfigLookup | undefined
  constructor({ vermagic, config }: ComparedKernel) {
    this.#vermagic = vermagic
    this.#config = config
  }

  /** Of strings without their releases. */
  differences(expected: string, here: string): readonly WordDifference[] {
    const { choices } = this.#vermagic
    return explainVermagic(expected, { text: here, choices }).differences.flatMap((one) => this.#turned(one))
  }

  #becauseOf(word: string): readonly FactSource[] {
    const found = this.#vermagic.words.find(({ text }) => text === word)
    if (found === undefined) return []
    return found.because.length > 0 ? found.because : [found.written]
  }

  /** What is asked for takes the module's place, and what is here the kernel's. */
  #turned(difference: VermagicDifference): readonly WordDifference[] {
    switch (difference.kind) {
      case 'release':
        return []
      case 'extra': {
        const { word, origin } = difference
        return [{ kind: 'absent', word, origin, now: linesFor(origin, this.#config) }]
      }
      case 'missing': {
        const { word, origin } = difference
        return [{ kind: 'surplus', word, origin, because: this.#becauseOf(word) }]
      }
      case 'other': {
        const { module, kernel, moduleOrigin } = difference
        const now = linesFor(moduleOrigin, this.#config)
        const because = this.#becauseOf(kernel)
        return [{ kind: 'other', expected: module, here: kernel, expectedOrigin: moduleOrigin, because, now }]
      }
      case 'order':
        return [{ kind: 'order', expected: difference.module, here: difference.kernel }]
      case 'blanks': {
        const { where, module, kernel } = difference
        return [{ kind: 'blanks', where, expected: module, here: kernel }]
      }
    }
  }
}

/** The words `modversions` came with 2.6.32; without it a kernel compares the whole string. */
const countsRelease = (tail: string | undefined): MagicComparison['releaseCounts'] => {
  if (tail === undefined) return undefined
  if (/ modversions( |$)/.test(tail)) return 'without-crcs'
  return /gcc-\d/.test(tail) ? undefined : 'always'
}

const sideOf = (expected: ExpectedMagic, here: string | undefined): Pick<MagicComparison, 'side'> => {
  if (expected.kind !== 'vermagic' || expected.refused.length === 0 || here === undefined) return {}
  if (here === expected.text) return { side: 'should-be' }
  return { side: expected.refused.includes(here) ? 'refused' : 'neither' }
}

/** OpenWrt's kernels have no local version. */
const releaseAsked = (expected: ExpectedMagic): string | undefined => {
  if (expected.kind === 'hash') return expected.linuxVersion
  return expected.kind === 'release' ? expected.text : releaseOf(expected.text)
}

/** Compares the kernel's strings with what is asked for: all of the string, or the release alone. */
export const compareMagic = (expected: ExpectedMagic, kernel: ComparedKernel): MagicComparison => {
  const { release, vermagic, isPackaged } = kernel
  const missing: Wanted[] = []
  const asked = releaseAsked(expected)
  if (asked !== undefined && vermagic.release.kind === 'unknown') missing.push(...vermagic.release.wanted)
  const segments = vermagic.release.kind === 'unknown' ? [] : releaseSegments(release.parts)
  const otherRelease = vermagic.release.kind === 'known' && vermagic.release.value !== asked ? asked : undefined
  const parts = otherRelease === undefined ? [] : compareRelease(otherRelease, segments)
  let words: readonly WordDifference[] = []
  let lostBlank = false
  const tail = vermagic.tail.kind === 'known' ? vermagic.tail.value : undefined
  if (expected.kind === 'vermagic') {
    const [askedTail, here] = [tailOf(expected.text), tail]
    if (here !== undefined) {
      lostBlank = expected.mayBeCut && here !== askedTail && here.trimEnd() === askedTail
      words = lostBlank
        ? []
        : new WordComparison(kernel).differences(
            expected.mayBeCut ? askedTail + (/\s*$/.exec(here)?.[0] ?? '') : askedTail,
            here,
          )
    } else if (vermagic.tail.kind === 'unknown') missing.push(...vermagic.tail.wanted)
  }
  const isOtherHash = expected.kind === 'hash' && kernel.hash !== expected.text
  const differs = otherRelease !== undefined || words.length > 0 || isOtherHash
  return {
    expected,
    verdict: differs ? 'not-met' : missing.length > 0 ? 'unknown' : 'met',
    ...sideOf(expected, vermagic.text.kind === 'known' ? vermagic.text.value : undefined),
    release: parts,
    changes:
      otherRelease === undefined
        ? []
        : releaseChanges(otherRelease, { parts: release.parts, differences: parts, isPackaged }),
    words,
    ...(expected.kind === 'hash' && kernel.hash !== undefined ? { hash: kernel.hash } : {}),
    releaseCounts: countsRelease(expected.kind === 'vermagic' ? tailOf(expected.text) : tail),
    isPackaged,
    lostBlank,
    missing: differs ? [] : missing,
  }
}
