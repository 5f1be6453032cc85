/**
 * Writing to the process's own output. All writes are synchronous, so that nothing is lost when the process ends, and a
 * reader that went away (`| head`) ends it without a word.
 */
import { writeSync } from 'node:fs'
import { isTerminal } from './is-terminal.ts'

const STDOUT = 1
const STDERR = 2

/** A pipe that its reader made non-blocking is full: wait a little instead of spinning. */
const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Thrown where the reader of an output is gone; `main` ends quietly on it. */
export class ReaderGone extends Error {}

const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') throw new ReaderGone()
      if (code !== 'EAGAIN') throw error
      pause(5)
    }
  }
}

/** Bytes of a result: text inside is latin1. */
export const writeResult = (text: string): void => writeAll(STDOUT, Buffer.from(text, 'latin1'))

/** Our own words on standard output: help, versions, JSON. */
export const writeWords = (text: string): void => writeAll(STDOUT, Buffer.from(text))

/** Messages. That nobody reads them is no reason to stop. */
export const writeMessage = (text: string): void => {
  try {
    writeAll(STDERR, Buffer.from(text))
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error
  }
}

/** The C tool's words on standard error, latin1. */
export const writeMessageBytes = (text: string): void => {
  try {
    writeAll(STDERR, Buffer.from(text, 'latin1'))
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error
  }
}

/** Whether messages may be coloured: on a terminal, unless NO_COLOR is set to anything. */
export const messagesInColour = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  !environment['NO_COLOR'] && environment['TERM'] !== 'dumb' && isTerminal(STDERR)
