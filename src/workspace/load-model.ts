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
import type { SourceReader } from '../kconfig/source-reader.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import type { Tree } from './find-tree.ts'

/** What tells one model of a tree from another. */
export interface ModelVariant {
  /** In words: the architecture, who answers. */
  readonly about: readonly string[]
  /** Puts other texts in the place of some files; it reads through the files it is given. */
  readonly sources?: (inner: SourceReader, files: FileSystem) => SourceReader
}

export interface ModelQuestion extends ModelVariant {
  readonly files: FileSystem
  readonly tree: Tree
  readonly dialect: Dialect
  readonly oracle: ProbeOracle
  readonly cache: Cache
  readonly emit: MessageSink
}

export const loadModel = async (question: ModelQuestion): Promise<KeptModel> => {
  const { files, tree, dialect, oracle, cache, about, sources = (inner) => inner, emit } = question
  const globs = fileGlobs(files, tree.folder)
  const lookup = { cache, files, sources: globs, oracle, dialect, about: [tree.folder, tree.kconfig, ...about] }
  const known = cachedModel(lookup, emit)
  if (known !== undefined) return known
  const [{ buildModel }, { FileSources }] = await Promise.all([
    import('../kconfig/build-model.ts'),
    import('../kconfig/file-sources.ts'),
  ])
  const places = { cwd: tree.folder, srctree: '.' }
  if (cache === NO_CACHE) {
    const plain = sources(new FileSources(files, places, dialect.syntax), files)
    return { model: buildModel({ root: tree.kconfig, sources: plain, dialect, oracle, emit }) }
  }
  const trace = emptyTrace()
  const traced = tracedFiles(files, trace)
  const messages: KconfigMessage[] = []
  const model = buildModel({
    root: tree.kconfig,
    sources: sources(tracedSources(new FileSources(traced, places, dialect.syntax), trace), traced),
    dialect,
    oracle: tracedOracle(oracle, trace),
    emit: (message) => {
      messages.push(message)
      emit(message)
    },
  })
  return keepModel(lookup, trace, model, messages)
}
