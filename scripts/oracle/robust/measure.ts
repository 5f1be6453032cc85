/**
 * How long a piece of work takes and how much memory it takes at most, above what the process has before. Linux keeps the
 * most that a process had resident, and forgets it when it is told to.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const KIB = 1024

/** `VmHWM` or `VmRSS` of /proc/self/status, in bytes. */
const resident = (field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? 0) * KIB

export interface Cost {
  readonly milliseconds: number
  /** Bytes at the most above the base. */
  readonly memory: number
}

export class Meter {
  #base: number

  /** What the process has now is what every process of kcheck would have. */
  constructor() {
    collect()
    collect()
    this.#base = resident('VmRSS')
  }

  /** Garbage of what was before is not this work's: it is collected first where there is much of it. */
  measure(work: () => void, limit: number): Cost {
    if (resident('VmRSS') > this.#base + limit / 4) collect()
    const cost = this.#once(work)
    if (cost.memory <= limit) return cost
    collect()
    collect()
    // the process may have kept what others had; from here on that is its own
    this.#base = Math.max(this.#base, resident('VmRSS'))
    return { milliseconds: cost.milliseconds, memory: this.#once(work).memory }
  }

  #once(work: () => void): Cost {
    writeFileSync('/proc/self/clear_refs', '5')
    const start = process.hrtime.bigint()
    work()
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
    return { milliseconds, memory: Math.max(0, resident('VmHWM') - this.#base) }
  }
}
