/**
 * An executable as a `ConfTool`: the C tool itself, or anything that takes its command line.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { recorderEnvironment } from '../place/probe-recorder.ts'
import { readProbeAnswers, writeProbeDatabase } from '../truth/probe-answers.ts'
import type { CallLimits, ConfCall, ConfOutcome, ConfTool } from './conf-tool.ts'

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It may have ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Runs a program with these limits; a program over them is killed and comes back as `broken`. */
export const runProgram = (
  program: readonly string[],
  call: Pick<ConfCall, 'cwd' | 'env' | 'stdin'>,
  limits: CallLimits,
): Promise<ConfOutcome> =>
  new Promise((done, fail) => {
    const env = call.env as NodeJS.ProcessEnv
    // In a process group of its own, so that what it started ends with it.
    const child = spawn(program[0] ?? '', program.slice(1), { cwd: call.cwd, env, detached: true })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    let broken: string | undefined
    const kill = (why: string): void => {
      broken ??= why
      if (child.pid !== undefined) endGroup(child.pid)
    }
    const collect = (stream: NodeJS.ReadableStream, into: Buffer[]): void => {
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > limits.output) kill('output limit')
        else into.push(chunk)
      })
    }
    const timer = setTimeout(() => kill('timeout'), limits.milliseconds)
    collect(child.stdout, stdout)
    collect(child.stderr, stderr)
    // The program may end without having read all: that is its right.
    child.stdin.on('error', () => undefined)
    child.stdin.end(Buffer.from(call.stdin, 'latin1'))
    child.on('error', fail)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const why = broken ?? signal
      done({
        code,
        stdout: Buffer.concat(stdout).toString('latin1'),
        stderr: Buffer.concat(stderr).toString('latin1'),
        ...(why === null ? {} : { broken: why }),
      })
    })
  })

/** How an executable gets at recorded probes. */
export interface RecordedProbes {
  /** The recorder library. */
  readonly library: string
  /** Where the recorder's database for a `shell.json` may be kept. */
  readonly database: (answers: string) => string
}

/** `program` as a tool; `probes` is needed where calls carry recorded answers. */
export const executableTool = (program: readonly string[], limits: CallLimits, probes?: RecordedProbes): ConfTool => ({
  name: program.join(' '),
  call(call) {
    let env = call.env
    if (call.answers !== undefined) {
      if (probes === undefined) throw new Error('recorded probes need the recorder')
      const database = probes.database(call.answers)
      if (!existsSync(database)) writeProbeDatabase(database, readProbeAnswers(call.answers))
      env = { ...env, ...recorderEnvironment(probes.library, database, 'replay') }
    }
    return runProgram([...program, ...call.argv], { ...call, env }, limits)
  },
  close: () => Promise.resolve(),
})
