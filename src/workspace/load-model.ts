/**
 * The model of a tree: out of the cache where nothing it was built from has changed, else built. Only building loads
 * the parsers.
 */
import { type Cache, NO_CACHE } from '../files/cache.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { fileGlobs } from '../kconfig/file-globs.ts'
import type { KconfigMessage, MessageSink } from '../kconfig/message.ts'
import { cachedModel, type KeptModel, keepModel } from '../kconfig/model-cache.ts'
import { emptyTrace, tracedFiles, tracedOracle, tracedSources } from '../kconfig/model-trace.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import type { Tree } from './find-tree.ts'

export interface ModelQuestion {
  readonly files: FileSystem
  readonly tree: Tree
  readonly dialect: Dialect
  readonly oracle: ProbeOracle
  readonly cache: Cache
  /** What tells this model from others of the same tree: the architecture, who answers. */
  readonly about: readonly string[]
  readonly emit: MessageSink
}

export const loadModel = async (question: ModelQuestion): Promise<KeptModel> => {
  const { files, tree, dialect, oracle, cache, about, emit } = question
  const sources = fileGlobs(files, tree.folder)
  const lookup = { cache, files, sources, oracle, dialect, about: [tree.folder, tree.kconfig, ...about] }
  const known = cachedModel(lookup, emit)
  if (known !== undefined) return known
  const [{ buildModel }, { FileSources }] = await Promise.all([
    import('../kconfig/build-model.ts'),
    import('../kconfig/file-sources.ts'),
  ])
  const places = { cwd: tree.folder, srctree: '.' }
  if (cache === NO_CACHE) {
    const plain = new FileSources(files, places, dialect.syntax)
    return { model: buildModel({ root: tree.kconfig, sources: plain, dialect, oracle, emit }) }
  }
  const trace = emptyTrace()
  const messages: KconfigMessage[] = []
  const model = buildModel({
    root: tree.kconfig,
    sources: tracedSources(new FileSources(tracedFiles(files, trace), places, dialect.syntax), trace),
    dialect,
    oracle: tracedOracle(oracle, trace),
    emit: (message) => {
      messages.push(message)
      emit(message)
    },
  })
  return keepModel(lookup, trace, model, messages)
}
