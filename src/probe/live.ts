/**
 * The real commands, run as the configurator runs them: popen(3), that is `sh -c`, in the folder it works in, messages
 * on its own standard error, the exit status ignored. Follows do_shell() in scripts/kconfig/preprocess.c.
 */
import { FileError } from '../files/file-system.ts'
import type { PartialEnvironment } from '../kernel/environment-value.ts'
import type { ProbeOracle } from './probe.ts'

export interface LiveOptions {
  /** The folder in which commands run: the tree, or the build folder. */
  readonly folder: string
  /** What commands see. */
  readonly process: Readonly<Record<string, string | undefined>>
  /** What Kconfig text sees, exported to commands as well; a variable that is unknown keeps the process's value. */
  readonly environment: PartialEnvironment
  /** `inherit` lets commands read the standard input, as the C tool's do; default: it is empty. */
  readonly standardInput?: 'inherit' | 'ignore'
}

/** Far more than the 4095 bytes that are used; a command that writes more is stopped here as a closed pipe stops it there. */
const OUTPUT_LIMIT = 1 << 16

/** Strings inside are bytes; Node takes and gives UTF-8. Lossless for UTF-8, which commands in trees are. */
const toNode = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

/** An oracle that runs commands. A shell that cannot be started at all throws a `FileError`. */
export const liveProbes = (options: LiveOptions): ProbeOracle => {
  const known = [...options.environment].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, toNode(value)] as const] : [],
  )
  const env: NodeJS.ProcessEnv = { ...options.process, ...Object.fromEntries(known) }
  return {
    shell(command: string): string {
      // loaded where a command runs: most runs have none
      const { spawnSync } = process.getBuiltinModule('node:child_process')
      const { stdout, error } = spawnSync('/bin/sh', ['-c', toNode(command)], {
        cwd: options.folder,
        env,
        maxBuffer: OUTPUT_LIMIT,
        stdio: [options.standardInput ?? 'ignore', 'pipe', 'inherit'],
      })
      const code = error && ((error as NodeJS.ErrnoException).code ?? 'EIO')
      if (code !== undefined && code !== 'ENOBUFS') throw new FileError('/bin/sh', code)
      return stdout.toString('latin1')
    },
    environment: (name) => options.environment.get(name),
  }
}
