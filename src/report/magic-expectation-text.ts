/**
 * Whether a kernel's strings are those that are asked for, part by part, and what to change where they are not.
 */
import type { MagicComparison, WordDifference } from '../kernel/compare-magic.ts'
import type { ReleaseSegmentKind, SegmentDifference } from '../kernel/compare-release.ts'
import type { FactSource } from '../kernel/fact.ts'
import type { ReleaseChange } from '../kernel/release-changes.ts'
import type { WordOrigin } from '../kernel/vermagic-origins.ts'
import { sourceText, wantedHelp } from './fact-text.ts'
import { shortened } from './printable.ts'
import type { Style } from './style.ts'
import { originText, symbolsText } from './vermagic-text.ts'

const SEGMENTS: Readonly<Record<ReleaseSegmentKind, string>> = {
  version: 'version',
  extraversion: 'EXTRAVERSION',
  'localversion-file': 'localversion file',
  'config-localversion': 'CONFIG_LOCALVERSION',
  'localversion-variable': 'LOCALVERSION',
  abi: "packager's counter (ABI)",
  flavour: 'flavour',
  plus: 'the + of sources that are at no tag',
  commit: 'commit',
  dirty: '-dirty',
  local: 'local version',
}

const quoted = (text: string): string => `"${shortened(text)}"`
const placed = (sources: readonly FactSource[]): string =>
  sources.length === 0 ? '' : ` (${sources.map(sourceText).join(', ')})`

const segmentLine = ({ segment, expected, here, source }: SegmentDifference): string => {
  const found = here === '' ? 'here there is none' : `here it is ${quoted(here)}${placed(source ? [source] : [])}`
  const asked = expected === '' ? 'none is asked for' : `${quoted(expected)} is asked for`
  return `release, ${SEGMENTS[segment]}: ${asked}, ${found}`
}

/** Symbols that have no prompt, by those that select them (kernel/Kconfig.preempt, Linux 5.16 to 6.12). */
const SELECTED_BY: Readonly<Record<string, string>> = {
  PREEMPT_BUILD: 'CONFIG_PREEMPT or CONFIG_PREEMPT_DYNAMIC',
}

const toSet = (origin: WordOrigin): string | undefined => {
  const symbols = symbolsText(origin)
  if (origin.kind !== 'config' || symbols === undefined) return undefined
  const selectors = origin.symbols.flatMap(([symbol = '']) => SELECTED_BY[symbol] ?? [])
  return selectors.length === 0 ? symbols : `${symbols}, which ${selectors.join(' or ')} selects`
}

const aside = (text: string): string => (text === '' ? '' : ` (${text})`)

const wordLine = (word: WordDifference): string => {
  switch (word.kind) {
    case 'absent':
      return `word ${quoted(word.word)} is asked for, and not here${placed(word.now) || aside(originText(word.origin))}`
    case 'surplus':
      return `word ${quoted(word.word)} is here, and not asked for${placed(word.because)}`
    case 'other':
      return `word ${quoted(word.expected)} is asked for${aside(originText(word.expectedOrigin))}, here it is ${quoted(word.here)}${placed(word.because)}`
    case 'order':
      return `the order of the words is ${quoted(word.expected.join(' '))}, here ${quoted(word.here.join(' '))}`
    case 'blanks':
      return word.where === 'trailing'
        ? `blanks count: it ends in ${quoted(word.expected)}, here in ${quoted(word.here)}`
        : `blanks count: between the words ${quoted(word.expected)} is asked for, here they are ${quoted(word.here)}`
  }
}

const wordHelp = (word: WordDifference): string | undefined => {
  switch (word.kind) {
    case 'absent': {
      const symbols = toSet(word.origin)
      return symbols === undefined ? undefined : `set ${symbols}`
    }
    case 'surplus': {
      const symbols = toSet(word.origin)
      return symbols === undefined ? undefined : `turn off ${symbols}`
    }
    case 'other': {
      const symbols = toSet(word.expectedOrigin)
      if (symbols !== undefined) return `set ${symbols}`
      if (word.expectedOrigin.kind === 'compiler') return 'build with that compiler'
      return word.expectedOrigin.kind === 'randstruct'
        ? 'the seed belongs to one build: use the headers of that very build'
        : undefined
    }
    case 'order':
      return 'the order is that of another release of Linux, or of changed headers'
    case 'blanks':
      return undefined
  }
}

const valueEdit = (name: string, value: string, source: FactSource | undefined): string =>
  `${value === '' ? `make ${name} empty` : `set ${name} to ${quoted(value)}`}${placed(source ? [source] : [])}`

const changeText = (change: ReleaseChange): string => {
  switch (change.kind) {
    case 'other-source':
      return `these are sources of another version: take those of Linux ${shortened(change.version)}`
    case 'headers-package':
      if (change.folder !== undefined) return `use the headers of that kernel, which are in ${change.folder}`
      return `use the headers of that kernel: package linux-headers-${shortened(change.release)} or the like, or its /lib/modules/${shortened(change.release)}/build`
    case 'extraversion':
      return valueEdit('EXTRAVERSION', change.value, change.source)
    case 'localversion-file':
      return change.value === ''
        ? `remove the localversion file${placed(change.source ? [change.source] : [])}`
        : `write ${quoted(change.value)} into the localversion file${placed(change.source ? [change.source] : [])}`
    case 'config-localversion':
      return valueEdit('CONFIG_LOCALVERSION', change.value, change.source)
    case 'localversion-variable':
      return `make LOCALVERSION=${change.value}`
    case 'no-plus':
      return 'make LOCALVERSION= keeps the + away, and so does checking out the tag'
    case 'plus':
      return 'leave LOCALVERSION unset in a git tree that is at no tag, or write + into a localversion file'
    case 'commit':
      return change.commit === ''
        ? 'turn off CONFIG_LOCALVERSION_AUTO'
        : `check out commit ${change.commit}, with CONFIG_LOCALVERSION_AUTO=y`
    case 'clean':
      return 'commit or stash what is changed in the sources'
    case 'dirty':
      return 'that kernel was built of sources with changes that are in no commit: what they are is nowhere to be read'
  }
}

const hashLines = ({ expected, hash }: MagicComparison): readonly string[] =>
  expected.kind !== 'hash' || hash === undefined || hash === expected.text
    ? []
    : [
        `hash: ${expected.text} is asked for, here it is ${hash}`,
        'the kernel was configured otherwise: kcheck vermagic --tree BUILDROOT --expect TEXT says how',
      ]

const SIDES: Readonly<Record<NonNullable<MagicComparison['side']>, string>> = {
  'should-be':
    'this kernel has the string that should be: modules built here fit the kernel that refused the other one',
  refused: 'this kernel has the string that was refused: the module was built here or for the like',
  neither: 'this kernel has neither of the two strings of the log',
}

const releaseNote = ({ expected, releaseCounts, release }: MagicComparison): readonly string[] => {
  if (release.length === 0 || releaseCounts !== 'without-crcs') return []
  const who =
    expected.kind === 'vermagic'
      ? 'the kernel that is asked for has CONFIG_MODVERSIONS'
      : 'with CONFIG_MODVERSIONS, as here'
  return [
    `${who}: of a module with CRCs a kernel compares only what follows the first blank, and the CRCs of symbols decide (kcheck module says)`,
  ]
}

const askedText = (expected: MagicComparison['expected']): string => {
  if (expected.kind === 'vermagic') return quoted(expected.text)
  return expected.kind === 'release' ? `release ${quoted(expected.text)}` : `a kernel of hash ${expected.text}`
}

/** Lines on what is asked for. */
export const magicExpectationLines = (comparison: MagicComparison, style: Style): readonly string[] => {
  const { expected, verdict, side, release, changes, words, isPackaged, lostBlank, missing } = comparison
  const asked = askedText(expected)
  const which = side === undefined ? [] : [`  ${SIDES[side]}`]
  const blank = lostBlank ? ['  the text lacks the blank at its end, which is taken for lost in copying'] : []
  if (verdict === 'met') return ['met: it is the kernel that is asked for', ...which, ...blank]
  if (verdict === 'unknown')
    return [
      `${style.warning('unknown')}: ${asked} is asked for`,
      `  it is not known here: ${wantedHelp(missing)}`,
      ...which,
    ]
  const help = (text: string): string => `    ${style.note('help')} ${text}`
  const helps = isPackaged && words.length > 0 ? [] : words.map(wordHelp)
  return [
    `${style.error('not met')}: ${asked} is asked for`,
    ...which,
    ...release.map((one) => `  ${segmentLine(one)}`),
    ...changes.map((one) => help(changeText(one))),
    ...hashLines(comparison).map((text) => `  ${text}`),
    ...words.flatMap((one, index) => {
      const text = helps[index]
      return [`  ${wordLine(one)}`, ...(text === undefined ? [] : [help(text)])]
    }),
    ...(isPackaged && words.length > 0 && changes.length === 0
      ? [help('packaged headers are of one configuration: use those of the kernel that is asked for')]
      : []),
    ...releaseNote(comparison).map((text) => `  ${text}`),
    ...blank,
    ...(isPackaged ||
    expected.kind === 'hash' ||
    changes.every(({ kind }) => kind === 'other-source' || kind === 'headers-package')
      ? []
      : ['  then make modules_prepare, and build the modules again']),
  ]
}
