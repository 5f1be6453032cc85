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
  readonly #base: number
  /** What the process kept when garbage was collected last. */
  #kept: number

  /** What the process has now is what every process of kcheck would have. */
  constructor() {
    collect()
    collect()
    this.#base = resident('VmRSS')
    this.#kept = this.#base
  }

  /** Garbage of what was before is not this work's: where there is much of it, it is collected first. */
  measure(work: () => void, limit: number): Cost {
    if (resident('VmRSS') > this.#kept + limit / 4) this.#collect()
    const cost = this.#once(work, this.#base)
    if (cost.memory <= limit) return cost
    // once more, without what was there before and is kept
    this.#collect()
    return { milliseconds: cost.milliseconds, memory: this.#once(work, this.#kept).memory }
  }

  #collect(): void {
    collect()
    this.#kept = resident('VmRSS')
  }

  #once(work: () => void, base: number): Cost {
    writeFileSync('/proc/self/clear_refs', '5')
    const start = process.hrtime.bigint()
    work()
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
    return { milliseconds, memory: Math.max(0, resident('VmHWM') - base) }
  }
}
