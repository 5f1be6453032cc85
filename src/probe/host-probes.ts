/**
 * Probes that ask for nothing but the machine's name, whether a file is there, or how old the machine's g++ is: they are
 * answered without running anything. Follows config/check-uname.sh and config/check-hostcxx.sh in OpenWrt (22.03 to
 * 25.12).
 */
import { join } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { compilerIsAtLeast } from './host-compiler.ts'
import type { ProbeOracle } from './probe.ts'

/** A script that has g++ compare its version with the first two. */
const COMPARES_COMPILER = /\/g\+\+"[\s\S]*__GNUC__ < \$1 [\s\S]*__GNUC_MINOR__ < \$2[\s\S]*&& echo y \|\| echo n$/m

export interface Host {
  readonly files: FileSystem
  /** The folder that commands run in. */
  readonly folder: string
  /** What `uname` prints: `Linux`, `Darwin`. */
  readonly systemName: string
  /** What `uname -m` prints: `x86_64`. */
  readonly machine: string
}

/** Answers what `inner` does not know. */
export const withHostProbes = (inner: ProbeOracle, host: Host): ProbeOracle => ({
  shell: (command) => inner.shell(command) ?? hostAnswer(command.trim(), host),
  environment: (name) => inner.environment(name),
})

const FILE_TEST = /^\[ -f ([\w./-]+) \] && echo y \|\| echo n$/
const SCRIPT = /^\.\/([\w./-]+) (\w+(?: \w+)*)$/
/** A script that compares what uname prints with its first argument. */
const COMPARES_NAME = /^\[ "\$\(uname\)" = "\$1" \] && echo y \|\| echo n$/m

/** `uname -m | sed -e s/i.86/x86/ -e s/x86_64/x86/`: how kbuild finds the architecture of this machine. */
const RENAMED_MACHINE = /^uname -m \| sed((?:\s+-e\s+s\/[\w.*[\]]+\/\w*\/)+)$/

const renamed = (machine: string, edits: string): string => {
  let name = machine
  for (const [, from = '', to = ''] of edits.matchAll(/s\/([\w.*[\]]+)\/(\w*)\//g))
    name = name.replace(new RegExp(from), to)
  return name
}

const hostAnswer = (command: string, { files, folder, systemName, machine }: Host): string | undefined => {
  if (command === 'uname' || command === 'uname -s') return `${systemName}\n`
  if (command === 'uname -m') return `${machine}\n`
  const [, edits] = RENAMED_MACHINE.exec(command) ?? []
  if (edits !== undefined) return `${renamed(machine, edits)}\n`
  const [, file] = FILE_TEST.exec(command) ?? []
  if (file !== undefined) return answer(files.kind(join(folder, file)) === 'file')
  const [, script, words] = SCRIPT.exec(command) ?? []
  if (script === undefined || words === undefined) return undefined
  const text = readTextIfThere(files, join(folder, script)) ?? ''
  const [first = '', second = ''] = words.split(' ')
  if (COMPARES_NAME.test(text)) return answer(first === systemName)
  return COMPARES_COMPILER.test(text) ? answer(compilerIsAtLeast(files, Number(first), Number(second))) : undefined
}

const answer = (yes: boolean | undefined): string | undefined => (yes === undefined ? undefined : yes ? 'y\n' : 'n\n')
