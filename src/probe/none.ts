/**
 * Nobody answers: every command is unknown, and of the environment what follows from the tree and the user is known.
 */
import type { PartialEnvironment } from '../kernel/environment-value.ts'
import type { ProbeOracle } from './probe.ts'

/** An oracle that knows `environment` and nothing else. */
export const noProbes = (environment: PartialEnvironment): ProbeOracle => ({
  shell: () => undefined,
  environment: (name) => environment.get(name),
})
