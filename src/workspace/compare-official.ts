/**
 * A configuration beside the one of a kernel that is known, resolved in the same tree: which lines of the kernel differ,
 * and why. A `.config.set` is taken as it stands.
 */
import { buildrootValue } from '../openwrt/buildroot-config.ts'
import {
  asAllKmods,
  type DifferenceGroup,
  differenceGroups,
  type ExplainedCulprit,
} from '../openwrt/difference-groups.ts'
import { readKernelConfigLines } from '../openwrt/kernel-config-lines.ts'
import { type Culprit, kernelDifference, kernelProviders } from '../openwrt/kernel-difference.ts'
import { configForm, type KernelLines, type KernelSide, kernelLinesOf, kernelSide } from '../openwrt/kernel-side.ts'
import { type BuildrootNote, buildrootNotes } from './buildroot-notes.ts'
import type { Trial } from './buildroot-trial.ts'
import type { BuildrootTrials } from './buildroot-trials.ts'
import { type FeedFinding, feedsWith } from './feed-index.ts'
import type { NamedText } from './read-text.ts'

export interface OfficialComparison {
  /** As the user named it. */
  readonly file: string
  readonly form: 'seed' | 'config' | 'config.set'
  readonly vermagic: string
  readonly hashedLines: number
  /** Absent of a `.config.set`. */
  readonly target?: string
  readonly notes: readonly BuildrootNote[]
  /** The tree has all that the file asks for and that the kernel may hang on. */
  readonly complete: boolean
  readonly groups: readonly DifferenceGroup[]
  /** Feeds that have what the tree does not have installed. */
  readonly feeds: readonly FeedFinding[]
}

/** Compares the kernel of `config` with that of `official`. */
export const compareOfficial = async (
  trials: BuildrootTrials,
  config: NamedText,
  official: NamedText,
): Promise<OfficialComparison> => {
  const { buildroot } = trials
  const { files, folder, release } = buildroot
  const lines = readKernelConfigLines(buildroot.metadata.packageInfo())
  const owners = new Set(lines.map(({ packageName }) => packageName))
  const sideOf = ({ kernel, textOf }: Trial): KernelSide => kernelSide(kernel, owners, textOf)
  const form = configForm(official.text)
  const own = await trials.try(config.text, config.name)
  const ours = sideOf(own)
  const { symbols } = own
  const trial = form === 'config.set' ? undefined : await trials.try(official.text, official.name)
  const theirs: KernelLines = trial === undefined ? kernelLinesOf(official.text) : sideOf(trial)
  const notes =
    trial === undefined
      ? []
      : buildrootNotes({ files, folder, release, symbols: trial.symbols, textOf: trial.textOf }, official)
  const culprits = kernelDifference(ours, theirs, kernelProviders(lines, ours.patchver), symbols.has)
  // a trial is over when the next one begins: first those of the second
  const half = culprits.map((one) => explained(one, 'theirs', trial, config, official))
  const again = half.some(({ side }) => side === 'ours') ? await trials.try(config.text, config.name) : undefined
  const whole = half.map((one) => explained(one, 'ours', again, config, official))
  return {
    file: official.name,
    form,
    vermagic: theirs.vermagic,
    hashedLines: theirs.hashedLines.length,
    ...('target' in theirs ? { target: (theirs as KernelSide).target } : {}),
    notes,
    complete: !notes.some(isOfKernel),
    groups: differenceGroups(form === 'config.set' ? asAllKmods(whole) : whole, ours, theirs),
    feeds: feedsWith(files, folder, missingPackages(notes), withoutProvider(whole, form)),
  }
}

/** The kernel that the file was made for may have been another one. */
const isOfKernel = (note: BuildrootNote): boolean =>
  note.kind === 'unknown-packages'
    ? note.packages.some((name) => name.startsWith('kmod-'))
    : ['unknown-target', 'unknown-options', 'config-of-other-release'].includes(note.kind)

const missingPackages = (notes: readonly BuildrootNote[]): readonly string[] =>
  notes.flatMap((note) => (note.kind === 'unknown-packages' ? note.packages : []))

const withoutProvider = (culprits: readonly Culprit[], form: OfficialComparison['form']): readonly string[] =>
  form !== 'config.set'
    ? []
    : culprits.flatMap(({ name, side, symbols }) =>
        name === undefined && side === 'theirs' ? symbols.map(({ symbol }) => symbol) : [],
      )

/** The reason of one side, and the lines of both. In a full configuration every symbol has a line, which is no reason. */
const explained = (
  culprit: ExplainedCulprit,
  side: Culprit['side'],
  trial: Trial | undefined,
  config: NamedText,
  official: NamedText,
): ExplainedCulprit => {
  const { name } = culprit
  if (name === undefined || culprit.side !== side) return culprit
  const [oursLine, theirsLine] = [lineOf(config.text, name), lineOf(official.text, name)]
  const lines = {
    ...(oursLine === undefined ? {} : { oursLine }),
    ...(theirsLine === undefined ? {} : { theirsLine }),
  }
  const isNamed = ({ text }: NamedText, line: number | undefined): boolean =>
    line !== undefined && configForm(text) === 'seed'
  const named = isNamed(config, oursLine) || isNamed(official, theirsLine)
  const reason = named ? undefined : trial?.reasonOf(name)
  return { ...culprit, ...lines, ...(reason === undefined || reason.kind === 'default' ? {} : { reason }) }
}

/** The line about a symbol, from 1. */
const lineOf = (text: string, symbol: string): number | undefined => {
  const value = buildrootValue(text, symbol)
  if (value !== undefined) return value.line
  const at = `\n${text}`.indexOf(`\n# CONFIG_${symbol} is not set`)
  return at < 0 ? undefined : text.slice(0, at).split('\n').length
}
