/**
 * Who answers the probes of a tree: a recorded toolchain, the real one, the configuration itself, or nobody.
 */
import { join, resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { type PartialEnvironment, UNKNOWN } from '../kernel/environment-value.ts'
import { liveProbes } from '../probe/live.ts'
import { noProbes } from '../probe/none.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import { recordedProbes } from '../probe/recorded.ts'
import { parseToolchain } from '../probe/toolchain.ts'
import { askToolchain } from '../probe/toolchain-environment.ts'
import { RequestFailure } from './failure.ts'
import { asElsewhere } from './tree-environment.ts'

/** Looked for in the tree where nothing is said. */
export const TREE_TOOLCHAIN = 'kcheck-toolchain.json'

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

export const answerSource = (question: AnswerQuestion): AnswerSource => {
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
    case 'live':
      return { oracle: liveOracle(question), infers: false, name: 'live' }
    default:
      return recorded(question, resolve(question.cwd, toolchain))
  }
}

const fromConfig = ({ environment, process }: AnswerQuestion): AnswerSource => ({
  oracle: noProbes(asElsewhere(environment, process)),
  infers: true,
  name: 'config',
})

/** The real commands, in the tree, with the environment that kbuild would export. */
export const liveOracle = ({ tree, environment, process }: AnswerQuestion): ProbeOracle => {
  const first = liveProbes({ folder: tree, process, environment })
  const asked = askToolchain(environment, (command) => first.shell(command))
  // What even the toolchain does not tell is not set, as it would not be in the build.
  const known = new Map([...asked].filter(([, value]) => value !== UNKNOWN))
  return liveProbes({ folder: tree, process, environment: known })
}

const recorded = (question: AnswerQuestion, path: string): AnswerSource => {
  const failed = (reason: string): never => {
    throw new RequestFailure({ kind: 'bad-toolchain', path, reason })
  }
  let bytes: Uint8Array
  try {
    bytes = question.files.read(path)
  } catch (error) {
    if (error instanceof FileError) throw new RequestFailure({ kind: 'unreadable', path, code: error.code })
    throw error
  }
  const parsed = parseToolchain(bytes, path)
  if (parsed.kind === 'invalid') return failed(JSON.stringify(parsed.diagnostic.args))
  return { oracle: recordedProbes(parsed.toolchain, question.environment), infers: false, name: path }
}
