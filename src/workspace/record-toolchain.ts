/**
 * Recording a toolchain: reads the Kconfig files of a tree with every probe run for real, and keeps the answers.
 */
import { resolve } from 'node:path'
import { diskFileSystem } from '../files/disk-file-system.ts'
import { buildModel } from '../kconfig/build-model.ts'
import { detectDialect } from '../kconfig/dialects/detect.ts'
import { DIALECTS } from '../kconfig/dialects/index.ts'
import { FileSources } from '../kconfig/file-sources.ts'
import { ConfigurationStop, type KconfigMessage } from '../kconfig/message.ts'
import { recordingProbes } from '../probe/recording.ts'
import { chooseArch } from './choose-arch.ts'
import { RequestFailure } from './failure.ts'
import { asTree } from './find-tree.ts'
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

export const recordToolchain = (request: RecordRequest): RecordResult => {
  const messages: KconfigMessage[] = []
  try {
    return record(request, messages)
  } catch (error) {
    if (error instanceof RequestFailure) return { kind: 'failed', problem: error.problem, notes: [], messages }
    if (error instanceof ConfigurationStop)
      return { kind: 'failed', problem: { kind: 'bad-kconfig' }, notes: [], messages }
    throw error
  }
}

const record = (request: RecordRequest, messages: KconfigMessage[]): RecordResult => {
  const { cwd, environment, arch, kconfig, dialect: named } = request
  const files = diskFileSystem()
  const folder = resolve(cwd, request.tree)
  const tree = asTree(files, folder, kconfig)
  if (tree === undefined)
    throw new RequestFailure({ kind: 'not-a-tree', folder: request.tree, kconfig: kconfig ?? 'Kconfig' })
  const question = { requested: arch, environment: environment['ARCH'], configPath: undefined, header: undefined }
  const architecture = tree.kind === 'kernel' ? chooseArch(files, tree.folder, question).architecture : undefined
  const seen = treeEnvironment(files, tree, architecture, environment, [])
  const live = liveOracle({ files, cwd, tree: tree.folder, toolchain: 'live', environment: seen, process: environment })
  const recording = recordingProbes(live)
  const dialect =
    named !== undefined && Object.hasOwn(DIALECTS, named)
      ? DIALECTS[named as keyof typeof DIALECTS]
      : (detectDialect(files, tree.folder)?.dialect ?? DIALECTS['linux-6.12'])
  buildModel({
    root: tree.kconfig,
    sources: new FileSources(files, { cwd: tree.folder, srctree: '.' }, dialect.syntax),
    dialect,
    oracle: recording,
    emit: (message) => messages.push(message),
  })
  return { kind: 'recorded', json: recording.toJson(), probes: recording.recorded.probes.size }
}
