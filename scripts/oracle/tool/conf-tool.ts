/**
 * A configurator under test or serving as the oracle: something that takes the C tool's command line, environment and
 * standard input, and leaves files, output and an exit code. Text is latin1, one unit per byte.
 */

/** One call of `conf`. */
export interface ConfCall {
  readonly argv: readonly string[]
  readonly cwd: string
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
  /** A `shell.json` that answers every probe; without it probes run. */
  readonly answers?: string
}

/** How a call ended. */
export interface ConfOutcome {
  /** Exit code; null when it did not end by itself. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Why it did not end by itself: a signal, `timeout`, `output limit`, or what the program threw. */
  readonly broken?: string
}

/** Something that can be called like `conf`. */
export interface ConfTool {
  readonly name: string
  call(call: ConfCall): Promise<ConfOutcome>
  close(): Promise<void>
}

/** Limits of one call. */
export interface CallLimits {
  readonly milliseconds: number
  /** Bytes of standard output or standard error. */
  readonly output: number
}

/** Enough for the slowest kernel architecture on a busy machine. */
export const KERNEL_LIMITS: CallLimits = { milliseconds: 300_000, output: 1 << 28 }
