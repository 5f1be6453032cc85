/**
 * Writing to the process's own output. All writes are synchronous, so that nothing is lost when the process ends, and a
 * reader that went away (`| head`) ends it without a word.
 */
import { writeSync } from 'node:fs'
import { errorCode } from '../files/disk-file-system.ts'
import { FileError } from '../files/file-system.ts'
import { isTerminal } from './is-terminal.ts'
import { pause } from './pause.ts'

const STDOUT = 1
const STDERR = 2

/** Thrown where the reader of an output is gone; `main` ends quietly on it. */
export class ReaderGone extends Error {}

/** Throws a `ReaderGone`, or a `FileError` where the system refuses (a full disk). */
const writeAll = (descriptor: number, bytes: Uint8Array): void => {
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EPIPE') throw new ReaderGone()
      if (code !== 'EAGAIN') throw new FileError(descriptor === STDOUT ? 'standard output' : 'standard error', code)
      pause()
    }
  }
}

/** Bytes of a result: text inside is latin1. */
export const writeResult = (text: string): void => writeAll(STDOUT, Buffer.from(text, 'latin1'))

/** Our own words on standard output: help, versions, JSON. */
export const writeWords = (text: string): void => writeAll(STDOUT, Buffer.from(text))

/** Messages, ours (UTF-8) or the C tool's (latin1). That nobody reads them, or can, is no reason to stop. */
export const writeMessage = (text: string, encoding: 'utf8' | 'latin1' = 'utf8'): void => {
  try {
    writeAll(STDERR, Buffer.from(text, encoding))
  } catch {
    // there is nowhere left to say it
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether what goes there may be coloured: on a terminal, unless NO_COLOR is set to anything. */
const inColour = (descriptor: number, environment: Environment): boolean =>
  !environment['NO_COLOR'] && environment['TERM'] !== 'dumb' && isTerminal(descriptor)

export const messagesInColour = (environment: Environment): boolean => inColour(STDERR, environment)

export const outputInColour = (environment: Environment): boolean => inColour(STDOUT, environment)
