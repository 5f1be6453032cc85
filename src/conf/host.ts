/**
 * What the drop-in for scripts/kconfig/conf needs of the machine it runs on, so that it runs in a process of its own, in
 * a test or many times in one process alike.
 */
export interface ConfHost {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Next line of standard input including its newline, or undefined at its end. */
  readLine(): string | undefined
  /** Latin1, one unit a byte. */
  stdout(text: string): void
  stderr(text: string): void
  /** Runs a probe: standard output of the command. */
  shell(command: string): string
  readonly stdioIsTerminal: boolean
}

/** The tool ends here with this exit code; everything was said before. */
export class ConfExit extends Error {
  readonly exitCode: number
  constructor(exitCode: number) {
    super(`exit ${exitCode}`)
    this.exitCode = exitCode
  }
}
