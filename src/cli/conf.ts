/**
 * `kcheck conf`: the drop-in for scripts/kconfig/conf on the process's own input, output and shell.
 */
import { runConf } from '../conf/run-conf.ts'
import { FileError } from '../files/file-system.ts'
import { liveProbes } from '../probe/live.ts'
import { isTerminal } from './is-terminal.ts'
import { drainInput, lineReader } from './standard-input.ts'
import { writeMessage, writeResult } from './terminal.ts'

/** As the C library buffers a pipe: not by lines, so that a reader gets few large pieces. */
const BUFFER_SIZE = 32 * 1024

/** Standard output as the C tool has it: by line on a terminal, else by block; before input is read it is written out. */
const buffered = (): { write(text: string): void; flush(): void } => {
  const byLine = isTerminal(1)
  let pending = ''
  const flush = (): void => {
    const text = pending
    pending = ''
    try {
      if (text !== '') writeResult(text)
    } catch (error) {
      // the C tool does not ask what became of its words: a full disk below them keeps no file from being written
      if (!(error instanceof FileError)) throw error
    }
  }
  return {
    flush,
    write(text: string): void {
      pending += text
      if (pending.length > BUFFER_SIZE || byLine) flush()
    },
  }
}

/** Runs it; returns its exit code. */
export const conf = (argv: readonly string[]): number => {
  const output = buffered()
  const readLine = lineReader()
  const probes = liveProbes({
    folder: process.cwd(),
    process: process.env,
    environment: new Map(),
    standardInput: 'inherit',
  })
  try {
    return runConf(argv, {
      cwd: process.cwd(),
      env: process.env,
      readLine: () => {
        output.flush()
        return readLine()
      },
      stdout: output.write,
      stderr: (text) => writeMessage(text, 'latin1'),
      shell: (command) => probes.shell(command) ?? '',
      stdioIsTerminal: isTerminal(0) && isTerminal(1),
    })
  } finally {
    output.flush()
    drainInput()
  }
}
