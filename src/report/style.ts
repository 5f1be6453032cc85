/**
 * How messages look: colours where they are wanted, plain text elsewhere.
 */
import { styleText } from 'node:util'

export interface Style {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly note: (text: string) => string
  readonly strong: (text: string) => string
  readonly dim: (text: string) => string
}

const plain = (text: string): string => text

export const styleFor = (colour: boolean): Style =>
  colour
    ? {
        error: (text) => styleText(['bold', 'red'], text, { validateStream: false }),
        warning: (text) => styleText(['bold', 'yellow'], text, { validateStream: false }),
        note: (text) => styleText(['bold', 'cyan'], text, { validateStream: false }),
        strong: (text) => styleText('bold', text, { validateStream: false }),
        dim: (text) => styleText('dim', text, { validateStream: false }),
      }
    : { error: plain, warning: plain, note: plain, strong: plain, dim: plain }

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Bytes inside are latin1; people read UTF-8. Text that was never bytes may stand between: our own words, and paths, whose
 * letters are no UTF-8 taken as bytes. What is none stays.
 */
export const readable = (text: string): string =>
  text.replace(/[\x80-\xff]+/g, (bytes) => {
    try {
      return strictUtf8.decode(Buffer.from(bytes, 'latin1'))
    } catch {
      return bytes
    }
  })
