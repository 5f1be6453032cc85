/**
 * Remembering what another oracle answers, so that it can be replayed where there is no toolchain.
 */
import type { ProbeOracle } from './probe.ts'
import { formatToolchain, type Toolchain } from './toolchain.ts'

export interface RecordingProbes extends ProbeOracle {
  /** What was asked so far and answered, in order. */
  readonly recorded: Toolchain
  /** The same as the text of a toolchain file. */
  toJson(): string
}

/**
 * Wraps `oracle`. Each command is run once: one that is asked again gets the answer it got, as a replay would give it.
 */
export const recordingProbes = (oracle: ProbeOracle): RecordingProbes => {
  const environment = new Map<string, string>()
  const probes = new Map<string, string>()
  const recorded: Toolchain = { environment, probes }
  return {
    recorded,
    toJson: () => formatToolchain(recorded),
    shell(command: string): string | undefined {
      const before = probes.get(command)
      if (before !== undefined) return before
      const answer = oracle.shell(command)
      if (answer !== undefined) probes.set(command, answer)
      return answer
    },
    environment(name: string) {
      const value = oracle.environment(name)
      if (typeof value === 'string') environment.set(name, value)
      return value
    },
  }
}
