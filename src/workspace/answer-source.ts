/**
 * Who answers the probes of a tree: a recorded toolchain, the real one, the configuration itself, or nobody.
 */
import { machine, type } from 'node:os'
import { join, resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import type { PartialEnvironment } from '../kernel/environment-value.ts'
import { withHostProbes } from '../probe/host-probes.ts'
import { noProbes } from '../probe/none.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import { recordedProbes } from '../probe/recorded.ts'
import { parseToolchain } from '../probe/toolchain.ts'
import { RequestFailure } from './failure.ts'
import { asElsewhere } from './tree-environment.ts'

/** Looked for in the tree where nothing is said. */
const TREE_TOOLCHAIN = 'kcheck-toolchain.json'

export interface AnswerSource {
  readonly oracle: ProbeOracle
  /** Answers are to be inferred from the configuration. */
  readonly infers: boolean
  /** `config`, `live`, `none`, or the file. */
  readonly name: string
}

export interface AnswerQuestion {
  readonly files: FileSystem
  readonly cwd: string
  readonly tree: string
  /** `auto`, `config`, `live`, `none` or a file. */
  readonly toolchain: string
  readonly environment: PartialEnvironment
  readonly process: Readonly<Record<string, string | undefined>>
}

export const answerSource = async (question: AnswerQuestion): Promise<AnswerSource> => {
  const { toolchain, environment, tree } = question
  switch (toolchain) {
    case 'auto': {
      const file = join(tree, TREE_TOOLCHAIN)
      if (question.files.kind(file) === 'file') return recorded(question, file)
      return fromConfig(question)
    }
    case 'config':
      return fromConfig(question)
    case 'none':
      return { oracle: noProbes(environment), infers: false, name: 'none' }
    case 'live': {
      // Loaded only where something is to be run.
      const { liveOracle } = await import('./live-oracle.ts')
      return { oracle: liveOracle(question), infers: false, name: 'live' }
    }
    default:
      return recorded(question, resolve(question.cwd, toolchain))
  }
}

const byThisMachine = (inner: ProbeOracle, files: FileSystem, folder: string): ProbeOracle =>
  withHostProbes(inner, { files, folder, systemName: type(), machine: machine() })

/** What needs no toolchain is answered by this machine. */
const fromConfig = ({ environment, files, process, tree }: AnswerQuestion): AnswerSource => ({
  oracle: byThisMachine(noProbes(asElsewhere(environment, process)), files, tree),
  infers: true,
  name: 'config',
})

const recorded = (question: AnswerQuestion, path: string): AnswerSource => {
  let bytes: Uint8Array
  try {
    bytes = question.files.read(path)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    throw new RequestFailure({ kind: 'unreadable', what: 'toolchain', path, code: error.code })
  }
  const parsed = parseToolchain(bytes, path)
  if (parsed.kind === 'invalid')
    throw new RequestFailure({ kind: 'bad-toolchain', path, diagnostic: parsed.diagnostic })
  const { environment, files, tree } = question
  const oracle = byThisMachine(recordedProbes(parsed.toolchain, environment), files, tree)
  return { oracle, infers: false, name: path }
}
