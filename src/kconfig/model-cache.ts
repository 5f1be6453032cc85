/**
 * Models that were built before, in the user's cache: a manifest of what a model was built from, and its image.
 * A manifest is found by what is known beforehand (tree, root file, dialect, kcheck's version); it is used only where
 * everything it lists is as it was, so an entry is never wrong, only of no use.
 */
import { type Cache, type CacheKey, cacheKey } from '../files/cache.ts'
import { sha256 } from '../files/checksums.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import { KCHECK_VERSION } from '../version.ts'
import { decodeModel } from './decode-model.ts'
import type { Dialect } from './dialect.ts'
import { encodeModel } from './encode-model.ts'
import type { KconfigMessage, MessageSink } from './message.ts'
import type { Model } from './model.ts'
import { type ModelTrace, stillHolding } from './model-trace.ts'
import type { SourceReader } from './source-reader.ts'

/** Changes with the layout of images and manifests. */
const FORMAT = 'model/4'
/** Trees with fewer files are built faster than they are looked up. */
const WORTHWHILE = 50

export interface CacheQuestion {
  readonly cache: Cache
  readonly files: FileSystem
  readonly sources: Pick<SourceReader, 'glob'>
  readonly oracle: ProbeOracle
  readonly dialect: Dialect
  /** What else tells one model from another: tree, root file, architecture, who answers. */
  readonly about: readonly string[]
}

interface Manifest {
  readonly trace: ModelTrace
  /** What tells the image from all others: a hash of all it was built from. */
  readonly image: string
}

/** A model, and what it is called in the cache: equal keys, equal models. */
export interface KeptModel {
  readonly model: Model
  readonly key?: string
}

/** The model of an earlier run, with its messages said again; undefined where there is none that holds. */
export const cachedModel = (question: CacheQuestion, emit: MessageSink): KeptModel | undefined => {
  const { cache, files, sources, oracle, dialect } = question
  const key = manifestKey(question)
  const pack = cache.get(key)
  if (pack === undefined) return undefined
  const { trace, image } = JSON.parse(pack.toString('latin1')) as Manifest
  const held = stillHolding(trace, files, sources, oracle)
  if (held === undefined) return undefined
  const bytes = cache.get(imageKey(image))
  if (bytes === undefined) return undefined
  // files that were read again need not be the next time
  if (held !== trace) putManifest(cache, key, { trace: held, image })
  return { model: decodeModel(bytes, dialect, emit), key: image }
}

/** Keeps a model as it was built, before anything is asked of it. */
export const keepModel = (
  question: CacheQuestion,
  trace: ModelTrace,
  model: Model,
  messages: readonly KconfigMessage[],
): KeptModel => {
  if (trace.files.length < WORTHWHILE) return { model }
  const key = manifestKey(question)
  const contents = trace.files.map(([path, , hash]) => [path, hash])
  const rest = [contents, trace.absent, trace.globs, trace.variables, trace.probes]
  const image = sha256([key.bytes, JSON.stringify(rest)]).toString('hex')
  question.cache.put(imageKey(image), encodeModel(model, messages))
  putManifest(question.cache, key, { trace, image })
  return { model, key: image }
}

const putManifest = (cache: Cache, key: CacheKey, manifest: Manifest): void =>
  cache.put(key, Buffer.from(JSON.stringify(manifest), 'latin1'))

const imageKey = (image: string): CacheKey => cacheKey(FORMAT, KCHECK_VERSION, image)

const manifestKey = ({ dialect, about }: CacheQuestion): CacheKey =>
  cacheKey(FORMAT, KCHECK_VERSION, JSON.stringify(dialect), ...about)
