/**
 * Recorded answers: a probe that was recorded is answered as it was then, any other is unknown.
 */
import type { PartialEnvironment } from '../kernel/environment-value.ts'
import type { ProbeOracle } from './probe.ts'
import type { Toolchain } from './toolchain.ts'

/**
 * Answers from `toolchain`. Its environment counts for what `environment` does not know; what the caller knows (ARCH,
 * what the user set) is not overruled by a recording.
 */
export const recordedProbes = (toolchain: Toolchain, environment: PartialEnvironment): ProbeOracle => ({
  // blanks around it are no part of the question: a list written by hand has none
  shell: (command) => toolchain.probes.get(command) ?? toolchain.probes.get(command.trim()),
  environment: (name) => {
    const value = environment.get(name)
    return value === undefined || typeof value === 'object' ? (toolchain.environment.get(name) ?? value) : value
  },
})
