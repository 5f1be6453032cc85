/**
 * In what a configuration's kernel differs from one that is known, and what is behind each line.
 */
import type { DifferenceCause, DifferenceGroup, ExplainedCulprit } from '../openwrt/difference-groups.ts'
import type { Side, SymbolDifference } from '../openwrt/kernel-difference.ts'
import type { SelectionReason } from '../openwrt/selection-reason.ts'
import type { OfficialComparison } from '../workspace/compare-official.ts'
import type { VermagicAnswer } from '../workspace/vermagic-request.ts'
import { buildrootNoteLine } from './buildroot-note-text.ts'
import type { Style } from './style.ts'

interface Names {
  readonly ours: string
  readonly theirs: string
}

const otherSide = (side: Side): Side => (side === 'ours' ? 'theirs' : 'ours')

/** What the lines of a group hang on. */
const title = (cause: DifferenceCause, has: string, lacks: string): string => {
  switch (cause) {
    case 'target':
      return 'the target is another one'
    case 'kernel-series':
      return 'the series of Linux is another one (CONFIG_TESTING_KERNEL)'
    case 'kallsyms':
      return `CONFIG_KERNEL_KALLSYMS is on in ${has}, off in ${lacks}`
    case 'all-kmods':
      return `all kmods are selected in ${has} (CONFIG_ALL_KMODS, CONFIG_BUILDBOT), not in ${lacks}`
    case 'no-provider':
      return `no package or option of this tree gives it, so that a feed is missing: only in ${has}`
    case 'toolchain':
      return `the compiler is another one: with the release's own, as in ${has}, warnings are errors`
    case 'option':
      return `options for the kernel, set in ${has}`
    case 'named-package':
      return `packages that a configuration names, selected in ${has} and not in ${lacks}`
    case 'profile':
      return `packages that a device or target brings in ${has}`
    case 'dependency':
      return `packages that another package needs in ${has}`
    case 'package':
      return `packages selected in ${has} and not in ${lacks}`
    case 'fragments':
      return "files of the target's kernel configuration differ"
    case 'unexplained':
      return 'what nothing here explains: a file of the tree is another one'
  }
}

const reasonText = (reason: SelectionReason): string => {
  switch (reason.kind) {
    case 'all-kmods':
      return ''
    case 'profile':
      return ` by CONFIG_${reason.symbol}`
    case 'package':
      return ` by ${reason.name}`
    case 'symbol':
      return ` by CONFIG_${reason.symbol}`
    case 'default':
      return ''
  }
}

/** Of a group, and of one member. */
const LISTED = 8
const LISTED_LINES = 3

const symbolText = ({ symbol, ours, theirs }: SymbolDifference): string =>
  `CONFIG_${symbol} (${ours ?? 'n'}, there ${theirs ?? 'n'})`

const listedSymbols = (symbols: readonly SymbolDifference[]): string => {
  const more = symbols.length > LISTED_LINES ? ` and ${symbols.length - LISTED_LINES} more` : ''
  return `${symbols.slice(0, LISTED_LINES).map(symbolText).join(', ')}${more}`
}

const places = ({ oursLine, theirsLine }: ExplainedCulprit, { ours, theirs }: Names): string => {
  const found = [
    ...(oursLine === undefined ? [] : [`${ours}:${oursLine}`]),
    ...(theirsLine === undefined ? [] : [`${theirs}:${theirsLine}`]),
  ]
  return found.length === 0 ? '' : ` (${found.join(', ')})`
}

const culpritLines = (culprit: ExplainedCulprit, names: Names): readonly string[] => {
  const { name, guessed, reason, symbols } = culprit
  if (name === undefined) {
    const more = symbols.length > LISTED ? [`    … and ${symbols.length - LISTED} more`] : []
    return [...symbols.slice(0, LISTED).map((one) => `    ${symbolText(one)}`), ...more]
  }
  const what = name.startsWith('PACKAGE_') ? name.slice('PACKAGE_'.length) : `CONFIG_${name}`
  const because = reason === undefined ? '' : reasonText(reason)
  return [`    ${what}${guessed ? ', probably' : ''}${because}${places(culprit, names)}: ${listedSymbols(symbols)}`]
}

const helpOf = ({ cause, side }: DifferenceGroup): readonly string[] => {
  if (cause === 'kallsyms')
    return [side === 'ours' ? 'put in # CONFIG_KERNEL_KALLSYMS is not set' : 'put in CONFIG_KERNEL_KALLSYMS=y']
  if (cause === 'all-kmods') return [side === 'theirs' ? 'put in CONFIG_ALL_KMODS=y' : 'take out CONFIG_ALL_KMODS=y']
  if (cause === 'toolchain') return ['take out CONFIG_TOOLCHAINOPTS and the choice of a version of GCC']
  return []
}

const groupLines = (group: DifferenceGroup, names: Names, style: Style): readonly string[] => {
  const { cause, side, culprits, lines } = group
  const more = culprits.length > LISTED ? [`    … and ${culprits.length - LISTED} more`] : []
  const count = `${lines} ${lines === 1 ? 'line' : 'lines'}`
  return [
    `  ${title(cause, names[side], names[otherSide(side)])}: ${count}`,
    ...culprits.slice(0, LISTED).flatMap((one) => culpritLines(one, names)),
    ...more,
    ...helpOf(group).map((line) => `    ${style.note('help')} ${line}`),
  ]
}

/** Packages of a feed that are listed. */
const FEED_LISTED = 5

const counted = (lines: number): string => (lines === 1 ? '1 line differs' : `${lines} lines differ`)

/** Lines on the kernel of the file that was named. */
export const officialLines = (
  { config, kernel }: VermagicAnswer,
  official: OfficialComparison,
  style: Style,
): readonly string[] => {
  const { file, form, vermagic, target, groups, feeds, notes, complete } = official
  const [own, other] = [config, file].map((name) => name.replace(/^.*\//s, ''))
  const names =
    own === undefined || other === undefined || own === other
      ? { ours: config, theirs: file }
      : { ours: own, theirs: other }
  const what = form === 'config.set' ? 'a .config.set' : `${target} in this tree`
  const equal = vermagic === kernel.configuration.vermagic
  const lines = groups.reduce((sum, group) => sum + group.lines, 0)
  return [
    equal
      ? `equal to ${file} (${what})${complete ? '' : ', as far as the tree has what it asks for'}: ${vermagic}`
      : `${counted(lines)} from ${file} (${what}): ${vermagic}`,
    ...notes.map((note) => `  ${buildrootNoteLine(note, style)}`),
    ...feeds.map(({ feed, packages }) => {
      const shown = packages.slice(0, FEED_LISTED).join(' ')
      const rest = packages.length > FEED_LISTED ? ` (and ${packages.length - FEED_LISTED} more)` : ''
      return `  ${style.note('help')} the feed ${feed} has ${shown}${rest}: ./scripts/feeds install ${packages[0]}`
    }),
    ...groups.flatMap((group) => groupLines(group, names, style)),
  ]
}
