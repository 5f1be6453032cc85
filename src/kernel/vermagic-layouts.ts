/**
 * The words of VERMAGIC_STRING and their order, by release, for kernels whose include/linux/vermagic.h is not at hand.
 * Follows that header in Linux 2.6.9, 2.6.18, 2.6.32, 4.9, 5.15, 6.1 and 6.12.
 */
import type { KernelVersion } from './kernel-version.ts'

/** A text that a symbol being `y` gives; `%NAME%` stands for what the compiler knows NAME as. */
export type VermagicCase = readonly [symbols: readonly string[], text: string]

/** What one macro writes: the first case whose symbols are all `y`. */
export interface VermagicSlot {
  readonly macro: string
  readonly cases: readonly VermagicCase[]
  /** Where no case fits; without it the headers refuse to compile, and the text is unknown. */
  readonly otherwise?: string
}

export interface VermagicLayout {
  /** Releases from `from` to `until`, inclusive; [version, patchlevel, sublevel of 2.6]. */
  readonly from: readonly [number, number, number]
  readonly until: readonly [number, number, number]
  readonly before: readonly VermagicSlot[]
  /** What follows the architecture's words. */
  readonly after: readonly VermagicSlot[]
}

const slot = (macro: string, ...cases: readonly (readonly [symbol: string, text: string])[]): VermagicSlot => ({
  macro,
  cases: cases.map(([symbol, text]) => [[symbol], text]),
  otherwise: '',
})

const SMP = slot('MODULE_VERMAGIC_SMP', ['SMP', 'SMP '])
const PREEMPT = slot('MODULE_VERMAGIC_PREEMPT', ['PREEMPT', 'preempt '])
const PREEMPT_OR_RT = slot('MODULE_VERMAGIC_PREEMPT', ['PREEMPT', 'preempt '], ['PREEMPT_RT', 'preempt_rt '])
const PREEMPT_BUILD = slot('MODULE_VERMAGIC_PREEMPT', ['PREEMPT_BUILD', 'preempt '], ['PREEMPT_RT', 'preempt_rt '])
const UNLOAD = slot('MODULE_VERMAGIC_MODULE_UNLOAD', ['MODULE_UNLOAD', 'mod_unload '])
const MODVERSIONS = slot('MODULE_VERMAGIC_MODVERSIONS', ['MODVERSIONS', 'modversions '])
const GCC: VermagicSlot = { macro: 'VERMAGIC_STRING', cases: [], otherwise: 'gcc-%__GNUC__%.%__GNUC_MINOR__%' }
const SEED = '%RANDSTRUCT_HASHED_SEED%'
const PLUGIN = slot('MODULE_RANDSTRUCT_PLUGIN', ['GCC_PLUGIN_RANDSTRUCT', `RANDSTRUCT_PLUGIN_${SEED}`])
const RANDSTRUCT = slot('MODULE_RANDSTRUCT', ['RANDSTRUCT', `RANDSTRUCT_${SEED}`])

/** Between two rows it is not known when the words changed. */
const VERMAGIC_LAYOUTS: readonly VermagicLayout[] = [
  { from: [2, 6, 0], until: [2, 6, 9], before: [SMP, PREEMPT], after: [GCC] },
  { from: [2, 6, 18], until: [2, 6, 18], before: [SMP, PREEMPT, UNLOAD], after: [GCC] },
  { from: [2, 6, 32], until: [4, 12, 0], before: [SMP, PREEMPT, UNLOAD, MODVERSIONS], after: [] },
  { from: [4, 13, 0], until: [5, 3, 0], before: [SMP, PREEMPT, UNLOAD, MODVERSIONS], after: [PLUGIN] },
  { from: [5, 4, 0], until: [5, 15, 0], before: [SMP, PREEMPT_OR_RT, UNLOAD, MODVERSIONS], after: [PLUGIN] },
  { from: [5, 16, 0], until: [5, 18, 0], before: [SMP, PREEMPT_BUILD, UNLOAD, MODVERSIONS], after: [PLUGIN] },
  { from: [5, 19, 0], until: [99, 0, 0], before: [SMP, PREEMPT_BUILD, UNLOAD, MODVERSIONS], after: [RANDSTRUCT] },
]

/** Sublevels count in 2.6 alone: later series keep their words. */
const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((number, index) => number !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** Whether a release is `from` or a later one. */
export const isSince = (
  from: readonly [number, number, number],
  { version, patchlevel, sublevel }: KernelVersion,
): boolean => compare(from, [version, patchlevel, version === 2 ? Number(sublevel) || 0 : 0]) <= 0

/** The layout of a release, or undefined where it is not known. */
export const vermagicLayout = (kernel: KernelVersion): VermagicLayout | undefined => {
  const { version, patchlevel, sublevel } = kernel
  const release = [version, patchlevel, version === 2 ? Number(sublevel) || 0 : 0]
  return VERMAGIC_LAYOUTS.find(({ from, until }) => isSince(from, kernel) && compare(release, until) <= 0)
}

/** All slots of all releases, oldest first: where a word comes from when the release is not known. */
export const COMMON_SLOTS: readonly VermagicSlot[] = [
  ...new Set(VERMAGIC_LAYOUTS.flatMap(({ before, after }) => [...before, ...after])),
]
