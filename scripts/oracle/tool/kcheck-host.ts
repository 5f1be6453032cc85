/**
 * kcheck's own `conf`, called inside this process with everything it says and asks held in memory.
 */
import { spawnSync } from 'node:child_process'
import { type ConfHost, runConf } from '../../../src/conf/run-conf.ts'
import { keepParsedTrees } from '../../../src/kconfig/tree-store.ts'
import { type ProbeAnswers, readProbeAnswers } from '../truth/probe-answers.ts'
import type { CallLimits, ConfCall, ConfOutcome } from './conf-tool.ts'

// Thousands of calls read the same trees.
keepParsedTrees()

const recorded = new Map<string, ProbeAnswers>()

const answersOf = (path: string): ProbeAnswers => {
  const known = recorded.get(path)
  if (known !== undefined) return known
  // Runs come architecture by architecture: older answers are not needed any more.
  recorded.clear()
  const answers = readProbeAnswers(path)
  recorded.set(path, answers)
  return answers
}

/** What a probe says and complains about; the complaint goes where the program's own do. */
const probe = (call: ConfCall, command: string): { readonly output: string; readonly complaint: string } => {
  if (call.answers !== undefined) {
    const answer = answersOf(call.answers)[command]
    if (answer === undefined) throw new Error(`no recorded answer to the probe: ${command}`)
    return { output: Buffer.from(answer, 'utf8').toString('latin1'), complaint: '' }
  }
  const done = spawnSync('sh', ['-c', command], {
    cwd: call.cwd,
    env: call.env as NodeJS.ProcessEnv,
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { output: done.stdout, complaint: done.stderr }
}

/** Calls `runConf`. Time is the caller's to limit: this does not return before the call ends. */
export const callKcheck = (call: ConfCall, { output: most }: Pick<CallLimits, 'output'>): ConfOutcome => {
  const said = { stdout: '', stderr: '' }
  const say = (stream: 'stdout' | 'stderr', text: string): void => {
    said[stream] += text
    if (said[stream].length > most) throw new Error('output limit')
  }
  let at = 0
  const host: ConfHost = {
    cwd: call.cwd,
    env: call.env,
    readLine: () => {
      if (at >= call.stdin.length) return undefined
      const newline = call.stdin.indexOf('\n', at)
      const end = newline < 0 ? call.stdin.length : newline + 1
      const line = call.stdin.slice(at, end)
      at = end
      return line
    },
    stdout: (text) => say('stdout', text),
    stderr: (text) => say('stderr', text),
    shell: (command) => {
      const { output, complaint } = probe(call, command)
      say('stderr', complaint)
      return output
    },
    stdioIsTerminal: false,
  }
  try {
    return { code: runConf(call.argv, host), ...said }
  } catch (error) {
    return { code: null, ...said, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
