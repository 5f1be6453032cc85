/**
 * What a process costs: processor time, user and system, of it and all its children, and wall time. bash's `time` has
 * it from the kernel (getrusage), which Node gives for its own process only.
 */
import { spawnSync } from 'node:child_process'

/** Seconds. */
export interface Cost {
  readonly cpu: number
  readonly wall: number
}

/** A program to be measured. */
export interface Measured {
  readonly name: string
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Made before each run and not measured. */
  readonly prepare?: () => void
}

const SCRIPT = 'TIMEFORMAT="%3U %3S %3R"; { time "$@" >/dev/null 2>&1 </dev/null; } 2>&1; echo "$?"'

/** Runs it once. Throws when it fails: there is nothing to measure then. */
export const processCost = (measured: Measured): Cost => {
  measured.prepare?.()
  const done = spawnSync('bash', ['-c', SCRIPT, 'bash', ...measured.argv], {
    cwd: measured.cwd,
    env: measured.env as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  const [, user, system, wall, code] = /^([\d.]+) ([\d.]+) ([\d.]+)\n(\d+)\n$/.exec(done.stdout) ?? []
  if (code !== '0') throw new Error(`${measured.name}: exit ${code}\n${measured.argv.join(' ')}\n${done.stderr}`)
  return { cpu: Number(user) + Number(system), wall: Number(wall) }
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2 - 1)], sorted[middle]]
  return (low + high) / 2
}

/** Medians over `rounds`, the programs taking turns so that a busy moment hits all of them. */
export const medianCosts = (programs: readonly Measured[], rounds: number): ReadonlyMap<string, Cost> => {
  const costs = new Map<string, Cost[]>(programs.map((program) => [program.name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) costs.get(program.name)?.push(processCost(program))
  }
  return new Map(
    [...costs].map(([name, list]) => [
      name,
      { cpu: median(list.map((cost) => cost.cpu)), wall: median(list.map((cost) => cost.wall)) },
    ]),
  )
}
