/**
 * Recording a toolchain: reads the Kconfig files of a tree with every probe run for real, and keeps the answers.
 */
import { diskFileSystem } from '../files/disk-file-system.ts'
import { buildModel } from '../kconfig/build-model.ts'
import { FileSources } from '../kconfig/file-sources.ts'
import type { KconfigMessage } from '../kconfig/message.ts'
import { recordingProbes } from '../probe/recording.ts'
import { chooseArch } from './choose-arch.ts'
import { chooseDialect } from './choose-dialect.ts'
import { failureOf } from './failure.ts'
import { namedTree } from './find-tree.ts'
import { liveOracle } from './live-oracle.ts'
import type { PredictFailure } from './predict-request.ts'
import { treeEnvironment } from './tree-environment.ts'

export interface RecordRequest {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly tree: string
  readonly arch?: string
  readonly kconfig?: string
  readonly dialect?: string
}

export type RecordResult =
  | { readonly kind: 'recorded'; readonly json: string; readonly probes: number }
  | PredictFailure

/** Runs the probes and keeps what they say. */
export const recordToolchain = (request: RecordRequest): RecordResult => {
  const messages: KconfigMessage[] = []
  try {
    return record(request, messages)
  } catch (error) {
    const problem = failureOf(error)
    if (problem === undefined) throw error
    return { kind: 'failed', problem, notes: [], messages }
  }
}

const record = (request: RecordRequest, messages: KconfigMessage[]): RecordResult => {
  const { cwd, environment, arch, kconfig } = request
  const files = diskFileSystem()
  const tree = namedTree(files, cwd, request.tree, kconfig)
  const { dialect } = chooseDialect(files, tree.folder, request.dialect)
  const question = { requested: arch, environment: environment['ARCH'], configPath: undefined, header: undefined }
  const architecture = tree.kind === 'kernel' ? chooseArch(files, tree.folder, question).architecture : undefined
  const seen = treeEnvironment(files, tree, architecture, environment, [])
  const recording = recordingProbes(liveOracle({ tree: tree.folder, environment: seen, process: environment }))
  buildModel({
    root: tree.kconfig,
    sources: new FileSources(files, { cwd: tree.folder, srctree: '.' }, dialect.syntax),
    dialect,
    oracle: recording,
    emit: (message) => messages.push(message),
  })
  return { kind: 'recorded', json: recording.toJson(), probes: recording.recorded.probes.size }
}
