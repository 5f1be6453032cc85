/** Waiting without a turn of the event loop, for reads and writes that are synchronous. */

const PAUSE_MS = 5

/** Stops the process for a moment: a pipe left non-blocking by another program is full, or empty. */
export const pause = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
}
