/**
 * The real toolchain as it answers a build of the tree.
 */
import { UNKNOWN } from '../kernel/environment-value.ts'
import { liveProbes } from '../probe/live.ts'
import type { ProbeOracle } from '../probe/probe.ts'
import { askToolchain } from '../probe/toolchain-environment.ts'
import type { AnswerQuestion } from './answer-source.ts'

type LiveQuestion = Pick<AnswerQuestion, 'tree' | 'environment' | 'process'>

/** The real commands, in the tree, with the environment that kbuild would export. */
export const liveOracle = ({ tree, environment, process }: LiveQuestion): ProbeOracle => {
  const first = liveProbes({ folder: tree, process, environment })
  const asked = askToolchain(environment, (command) => first.shell(command))
  // What even the toolchain does not tell is not set, as it would not be in the build.
  const known = new Map([...asked].filter(([, value]) => value !== UNKNOWN))
  return liveProbes({ folder: tree, process, environment: known })
}
