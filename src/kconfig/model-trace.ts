/**
 * What a model was built from: every file that was opened, every name that was not there, every pattern, variable and
 * probe that was asked for. A model may be used again exactly where all of these give what they gave.
 */

import { sha256 } from '../files/checksums.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import type { SourceReader } from './source-reader.ts'

/** What a variable was: its value, null where it was not set, false where nobody knew. */
export type TracedVariable = string | null | false

export interface ModelTrace {
  /** Path, signature (see FileSystem; empty where it proves nothing) and SHA-256 of the content. */
  readonly files: (readonly [path: string, signature: string, hash: string])[]
  readonly absent: string[]
  readonly globs: (readonly [pattern: string, names: readonly string[] | 'unreadable'])[]
  readonly variables: (readonly [name: string, value: TracedVariable])[]
  /** null: nobody knew the answer. */
  readonly probes: (readonly [command: string, answer: string | null])[]
}

export const emptyTrace = (): ModelTrace => ({ files: [], absent: [], globs: [], variables: [], probes: [] })

/** A file changed less than this before it was read may change again without its times showing it. */
const RACY_MS = 2000

const contentHash = (text: string): string => sha256([Buffer.from(text, 'latin1')]).toString('hex')

/** Notes in `trace` what text is read through the result. */
export const tracedFiles = (files: FileSystem, trace: ModelTrace): FileSystem => {
  const seen = new Set<string>()
  return {
    ...files,
    readText(path) {
      const signature = usableSignature(files, path)
      try {
        const text = files.readText(path)
        if (!seen.has(path)) trace.files.push([path, signature, contentHash(text)])
        seen.add(path)
        return text
      } catch (error) {
        trace.absent.push(path)
        throw error
      }
    },
  }
}

const usableSignature = (files: FileSystem, path: string): string => {
  const found = files.signature?.(path)
  return found === undefined || Date.now() - found.changed < RACY_MS ? '' : found.text
}

/** Notes the patterns. */
export const tracedSources = (sources: SourceReader, trace: ModelTrace): SourceReader => ({
  read: (name) => sources.read(name),
  glob(pattern) {
    const names = sources.glob(pattern)
    trace.globs.push([pattern, names])
    return names
  },
})

/** Notes variables and probes. */
export const tracedOracle = (oracle: ProbeOracle, trace: ModelTrace): ProbeOracle => ({
  shell(command) {
    const answer = oracle.shell(command)
    trace.probes.push([command, answer ?? null])
    return answer
  },
  environment(name) {
    const value = oracle.environment(name)
    trace.variables.push([name, traced(value)])
    return value
  },
})

const traced = (value: ReturnType<ProbeOracle['environment']>): TracedVariable =>
  value === undefined ? null : typeof value === 'string' ? value : false

/**
 * The trace, where everything is as it was when it was made; undefined where something is not. Cheap checks come first; a
 * file is read only if it may have changed, and has its new signature in the result: another trace then.
 */
export const stillHolding = (
  trace: ModelTrace,
  files: FileSystem,
  sources: Pick<SourceReader, 'glob'>,
  oracle: ProbeOracle,
): ModelTrace | undefined => {
  if (!trace.variables.every(([name, value]) => traced(oracle.environment(name)) === value)) return undefined
  if (!trace.absent.every((path) => files.kind(path) !== 'file')) return undefined
  const held = filesHolding(trace.files, files)
  if (held === undefined) return undefined
  const holds =
    trace.globs.every(([pattern, names]) => JSON.stringify(sources.glob(pattern)) === JSON.stringify(names)) &&
    trace.probes.every(([command, answer]) => (oracle.shell(command) ?? null) === answer)
  if (!holds) return undefined
  return held === trace.files ? trace : { ...trace, files: held }
}

/** The same list where all signatures are as they were. */
const filesHolding = (traced: ModelTrace['files'], files: FileSystem): ModelTrace['files'] | undefined => {
  let renewed: ModelTrace['files'] | undefined
  for (const [index, [path, signature, hash]] of traced.entries()) {
    if (signature !== '' && files.signature?.(path)?.text === signature) continue
    const now = usableSignature(files, path)
    if (!hasContent(files, path, hash)) return undefined
    if (now === signature) continue
    renewed ??= [...traced]
    renewed[index] = [path, now, hash]
  }
  return renewed ?? traced
}

const hasContent = (files: FileSystem, path: string, hash: string): boolean => {
  try {
    return contentHash(files.readText(path)) === hash
  } catch {
    return false
  }
}
