/**
 * A line on the terminal that shows how far long work has come. Work that is done soon shows none.
 */
import { isTerminal } from './is-terminal.ts'
import { writeMessage } from './terminal.ts'

const STDERR = 2
const SOON_MS = 400
const BETWEEN_MS = 50
const WIDTH = 30

export interface Progress {
  readonly step: (done: number, total: number) => void
  /** Takes the line away. */
  readonly end: () => void
}

const NONE: Progress = { step: () => undefined, end: () => undefined }

const line = (done: number, total: number): string => {
  const filled = Math.floor((done / total) * WIDTH)
  return `\r[${'='.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${done}/${total}`
}

/** Where standard error is no terminal, nothing is shown. */
export const progressOnTerminal = (): Progress => {
  if (!isTerminal(STDERR)) return NONE
  let next = performance.now() + SOON_MS
  let isShown = false
  return {
    step(done, total) {
      const now = performance.now()
      if (now < next) return
      next = now + BETWEEN_MS
      isShown = true
      writeMessage(line(done, total))
    },
    end() {
      if (isShown) writeMessage('\r\x1b[K')
    },
  }
}
