/**
 * Standard input, read synchronously and in large pieces: a line at a time for a dialogue, or whole.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { DEFAULT_SIZE_LIMIT } from '../files/disk-file-system.ts'
import { FileError } from '../files/file-system.ts'
import { pause } from './pause.ts'

const STDIN = 0
const CHUNK = Buffer.allocUnsafe(64 * 1024)

/** Bytes read into CHUNK, 0 at the end. A terminal or pipe left non-blocking by another program is waited for. */
const readChunk = (): number => {
  for (;;) {
    try {
      return readSync(STDIN, CHUNK, 0, CHUNK.length, null)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw new FileError('-', code ?? 'EIO')
      pause()
    }
  }
}

/** All of it, latin1. Throws a `FileError` beyond the size that files may have, and where it cannot be read. */
export const readAllInput = (): string => {
  const pieces: string[] = []
  let total = 0
  for (let count = readChunk(); count > 0; count = readChunk()) {
    total += count
    if (total > DEFAULT_SIZE_LIMIT) throw new FileError('-', 'TOO_LARGE')
    pieces.push(CHUNK.toString('latin1', 0, count))
  }
  return pieces.join('')
}

/** A reader of lines: each call gives the next with its newline, or undefined at the end. Unreadable is the end. */
export const lineReader = (): (() => string | undefined) => {
  let pending = ''
  let ended = false
  return () => {
    let newline = pending.indexOf('\n')
    while (newline < 0 && !ended) {
      const searched = pending.length
      const count = tryReadChunk()
      ended = count === 0
      pending += CHUNK.toString('latin1', 0, count)
      newline = pending.indexOf('\n', searched)
    }
    const end = newline < 0 ? pending.length : newline + 1
    const line = pending.slice(0, end)
    pending = pending.slice(end)
    return line === '' ? undefined : line
  }
}

const tryReadChunk = (): number => {
  try {
    return readChunk()
  } catch {
    return 0
  }
}

/**
 * Takes what waits in a pipe, without waiting for more: whoever writes answers until the program ends would be told of a
 * broken pipe if it ended with some unread. Does nothing where input is no pipe or cannot be opened anew.
 */
export const drainInput = (): void => {
  try {
    if (!fstatSync(STDIN).isFIFO()) return
    const descriptor = openSync('/proc/self/fd/0', constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      while (readSync(descriptor, CHUNK, 0, CHUNK.length, null) > 0);
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // EAGAIN: it is empty
  }
}
