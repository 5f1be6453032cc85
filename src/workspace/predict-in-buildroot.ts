/**
 * Predicting in a buildroot: both stages.
 *
 * A configuration is resolved with the devices of the targets that it names; where another target comes out, again with
 * that one's. What sets symbols that nobody named, or has a text of its own, is asked of all of them.
 */
import type { FileSystem } from '../files/file-system.ts'
import { isBulk } from '../kconfig/bulk-modes.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import type { OpenwrtRelease } from '../openwrt/releases.ts'
import { namedTargets, resolvedTarget, scopeOf } from '../openwrt/target-scope.ts'
import { buildrootRelease, buildrootSources, metadataKconfig, openBuildroot, scopeWords } from './buildroot.ts'
import { buildrootNotes, type ModelNames, notesAsItStands } from './buildroot-notes.ts'
import { isKernelEmit, type KernelEmit, kernelOf, kernelPrediction, kernelText } from './buildroot-prediction.ts'
import type { Tree } from './find-tree.ts'
import type { ModelVariant } from './load-model.ts'
import { type Emit, hasOwnText, type Prediction, type PredictMode, type PredictNote } from './predict-request.ts'
import type { NamedText } from './read-text.ts'

/** A prediction, and what the symbols it is made of came out with. */
export interface Resolved {
  readonly prediction: Prediction
  readonly textOf: (symbol: string) => string | undefined
  readonly symbols: ModelNames
}

export interface BuildrootQuestion {
  readonly files: FileSystem
  readonly tree: Tree
  readonly dialect: Dialect
  /** What the user called the dialect, if anything. */
  readonly named: string | undefined
  readonly config: NamedText | undefined
  /** The configuration is taken as it stands, and nothing is laid over it. */
  readonly isWhole: boolean
  readonly mode: PredictMode
  readonly emit: Emit
  /** What was found before anything was resolved. */
  readonly notes: readonly PredictNote[]
  /** Resolves with another model; what it had to say before is forgotten. */
  readonly resolve: (emit: Emit, variant: ModelVariant) => Promise<Resolved>
}

export const predictInBuildroot = async (question: BuildrootQuestion): Promise<Prediction> => {
  const { files, tree, named, config, isWhole, mode, emit, notes } = question
  const release = buildrootRelease(files, tree.folder, named)
  if (isWhole && config !== undefined && isKernelEmit(emit))
    return withKernel(question, release, emit, { ...UNRESOLVED, text: config.text, notes }, config)
  const { prediction: resolved, textOf, symbols } = await resolvedInScope(question, release)
  const noted =
    config === undefined || isBulk(mode) || hasOwnText(mode)
      ? []
      : buildrootNotes({ files, folder: tree.folder, release, symbols, textOf }, config)
  // each line about a symbol that is not there has a message already
  const added = noted.filter(({ kind }) => kind !== 'unknown-options')
  const prediction = { ...resolved, notes: [...resolved.notes, ...added] }
  return isKernelEmit(emit) ? withKernel(question, release, emit, prediction) : prediction
}

/** A configuration that is taken as it stands: its kernel needs no model. */
const UNRESOLVED = {
  kind: 'predicted',
  mode: 'none',
  messages: [],
  overrides: [],
  unknown: [],
  rejections: [],
  symbols: 0,
} as const

const withKernel = (
  { files, tree, config, mode }: BuildrootQuestion,
  release: OpenwrtRelease,
  emit: KernelEmit,
  prediction: Prediction,
  asItStands?: NamedText,
): Prediction => {
  const buildroot = openBuildroot(files, tree.folder, release)
  const kernel = kernelOf(buildroot, prediction.text, config?.name ?? mode)
  const added = asItStands === undefined ? [] : notesAsItStands(kernel.kernel.patchver.value, asItStands)
  const notes = [...prediction.notes, ...added]
  return { ...prediction, notes, text: kernelText(kernel, emit), kernel: kernelPrediction(kernel, buildroot) }
}

const resolvedInScope = async (question: BuildrootQuestion, release: OpenwrtRelease): Promise<Resolved> => {
  const { tree, dialect, config, mode, emit, resolve } = question
  const wanted = isKernelEmit(emit) ? 'config' : emit
  const all = isBulk(mode) || hasOwnText(mode)
  const kconfig = metadataKconfig(release, dialect)
  for (let names = all ? undefined : namedTargets(config?.text ?? ''); ; ) {
    const sources = buildrootSources(tree.folder, kconfig, names)
    const resolved = await resolve(wanted, { about: scopeWords(names), sources })
    const target = names === undefined ? undefined : resolvedTarget(resolved.textOf)
    if (names === undefined || target === undefined || scopeOf(names)(target)) return resolved
    names = [...names, target]
  }
}
