/**
 * Where a process begins: which command it is, and what becomes of an error. Everything else is loaded when it is known
 * to be needed; `conf`, which make and scripts call again and again, takes the shortest way.
 */
import { EXIT } from './exit-codes.ts'

/** What a shell calls the end of the C tool, which SIGPIPE kills. */
const KILLED_BY_PIPE = 141

/**
 * Runs the command line `argv` (without node and the script) and sets the exit code. Never rejects. `launcher`: the script
 * that was started, for work that is shared between threads.
 */
export const main = async (argv: readonly string[], launcher?: string): Promise<void> => {
  try {
    process.exitCode = await dispatch(argv, launcher)
  } catch (error) {
    const [{ failureMessage }, { ReaderGone, writeMessage }] = await Promise.all([
      import('./failure.ts'),
      import('./terminal.ts'),
    ])
    if (error instanceof ReaderGone) {
      process.exitCode = argv[0] === 'conf' ? KILLED_BY_PIPE : EXIT.ok
      return
    }
    writeMessage(failureMessage(error, process.env))
    process.exitCode = EXIT.input
  }
}

const dispatch = async (argv: readonly string[], launcher: string | undefined): Promise<number> => {
  if (argv[0] === 'conf') {
    const { conf } = await import('./conf.ts')
    return conf(argv.slice(1))
  }
  if (argv[0] === 'judge-share') {
    const { isMainThread, workerData } = process.getBuiltinModule('node:worker_threads')
    if (!isMainThread) {
      const { judgeShare } = await import('../workspace/judge-modules.ts')
      judgeShare(workerData)
      return EXIT.ok
    }
  }
  const { runProgram } = await import('./program.ts')
  return runProgram(argv, launcher)
}
