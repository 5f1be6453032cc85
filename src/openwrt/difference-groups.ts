/**
 * What two kernels differ in, put together by cause, the likeliest and those that bring others with them first.
 */
import type { Culprit, Side } from './kernel-difference.ts'
import { isKernelSide, type KernelLines, type KernelSide } from './kernel-side.ts'
import type { SelectionReason } from './selection-reason.ts'

/** Why it is as it is on the side that has it; lines are of the two files, from 1. */
export interface ExplainedCulprit extends Culprit {
  readonly reason?: SelectionReason
  readonly oursLine?: number
  readonly theirsLine?: number
}

export type DifferenceCause =
  | 'target'
  | 'kernel-series'
  | 'kallsyms'
  | 'all-kmods'
  | 'no-provider'
  | 'toolchain'
  | 'option'
  | 'named-package'
  | 'profile'
  | 'dependency'
  | 'package'
  | 'fragments'
  | 'unexplained'

export interface DifferenceGroup {
  readonly cause: DifferenceCause
  readonly side: Side
  readonly culprits: readonly ExplainedCulprit[]
  /** Lines of the kernel that differ for it. */
  readonly lines: number
}

const ORDER: readonly DifferenceCause[] = [
  'target',
  'kernel-series',
  'kallsyms',
  'all-kmods',
  'no-provider',
  'toolchain',
  'option',
  'named-package',
  'profile',
  'dependency',
  'package',
  'fragments',
  'unexplained',
]

export const differenceGroups = (
  culprits: readonly ExplainedCulprit[],
  ours: KernelSide,
  theirs: KernelLines,
): readonly DifferenceGroup[] => {
  const groups = new Map<string, { cause: DifferenceCause; side: Side; culprits: ExplainedCulprit[] }>()
  for (const culprit of culprits) {
    const cause = causeOf(culprit, ours, theirs)
    const key = `${cause} ${culprit.side}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { cause, side: culprit.side, culprits: [culprit] })
    else known.culprits.push(culprit)
  }
  return [...groups.values()]
    .sort((a, b) => ORDER.indexOf(a.cause) - ORDER.indexOf(b.cause))
    .map((group) => ({ ...group, lines: group.culprits.reduce((sum, { symbols }) => sum + symbols.length, 0) }))
}

/** So many packages that are guessed are not selected one by one. */
const MANY = 20

const causeOf = (culprit: ExplainedCulprit, ours: KernelSide, theirs: KernelLines): DifferenceCause => {
  const { name, reason, side } = culprit
  if (name === undefined) return unnamedCause(side, ours, theirs)
  if (name === 'KERNEL_KALLSYMS') return 'kallsyms'
  if (name.startsWith('KERNEL_')) {
    const sameCompiler = isKernelSide(theirs) ? theirs.ownCompiler === ours.ownCompiler : ours.ownCompiler
    return name === 'KERNEL_WERROR' && !sameCompiler ? 'toolchain' : 'option'
  }
  switch (reason?.kind) {
    case 'all-kmods':
      // where both have all, one tree or target has a kmod that the other has not
      return ours.allKmods && (!isKernelSide(theirs) || theirs.allKmods) ? 'package' : 'all-kmods'
    case 'profile':
      return 'profile'
    case 'package':
      return 'dependency'
    default:
      return culprit.oursLine === undefined && culprit.theirsLine === undefined ? 'package' : 'named-package'
  }
}

const unnamedCause = (side: Side, ours: KernelSide, theirs: KernelLines): DifferenceCause => {
  if (!isKernelSide(theirs)) return side === 'theirs' ? 'no-provider' : 'unexplained'
  if (theirs.target !== ours.target) return 'target'
  if (theirs.patchver !== ours.patchver) return 'kernel-series'
  return theirs.fragments.join() === ours.fragments.join() ? 'unexplained' : 'fragments'
}

/** Guessed packages are taken for all kmods where they are many. */
export const asAllKmods = (culprits: readonly ExplainedCulprit[]): readonly ExplainedCulprit[] => {
  const isKmod = ({ name, guessed, side }: Culprit): boolean =>
    guessed && side === 'theirs' && name?.startsWith('PACKAGE_kmod-') === true
  if (culprits.filter(isKmod).length < MANY) return culprits
  return culprits.map((one) => (isKmod(one) ? { ...one, reason: { kind: 'all-kmods' } } : one))
}
