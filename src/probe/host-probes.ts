/**
 * Probes that ask for nothing but the machine's name or whether a file is there: they are answered without running
 * anything. Follows config/check-uname.sh and the like in OpenWrt (22.03 to 25.12).
 */
import { join } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { ProbeOracle } from './probe.ts'

export interface Host {
  readonly files: FileSystem
  /** The folder that commands run in. */
  readonly folder: string
  /** What `uname` prints: `Linux`, `Darwin`. */
  readonly systemName: string
}

/** Asks `inner` for what is not answered here. */
export const withHostProbes = (inner: ProbeOracle, host: Host): ProbeOracle => ({
  shell: (command) => hostAnswer(command.trim(), host) ?? inner.shell(command),
  environment: (name) => inner.environment(name),
})

const FILE_TEST = /^\[ -f ([\w./-]+) \] && echo y \|\| echo n$/
const NAME_TEST = /^\.\/([\w./-]+) (\w+)$/
/** A script that compares what uname prints with its first argument. */
const COMPARES_NAME = /^\[ "\$\(uname\)" = "\$1" \] && echo y \|\| echo n$/m

const hostAnswer = (command: string, { files, folder, systemName }: Host): string | undefined => {
  if (command === 'uname') return `${systemName}\n`
  const [, file] = FILE_TEST.exec(command) ?? []
  if (file !== undefined) return answer(files.kind(join(folder, file)) === 'file')
  const [, script, name] = NAME_TEST.exec(command) ?? []
  if (script === undefined || name === undefined) return undefined
  const text = readTextIfThere(files, join(folder, script)) ?? ''
  return COMPARES_NAME.test(text) ? answer(name === systemName) : undefined
}

const answer = (yes: boolean): string => (yes ? 'y\n' : 'n\n')
