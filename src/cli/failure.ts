/**
 * Errors that ended a command: what the environment refused is said in a line; anything else is our fault and says so.
 */
import { FileError } from '../files/file-system.ts'
import { fileReason } from '../report/file-reason.ts'
import { KCHECK_VERSION } from '../version.ts'

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '0'

/** The message for an error, ending in a newline. With KCHECK_DEBUG set, the stack of a fault of ours is in it. */
export const failureMessage = (error: unknown, environment: Readonly<Record<string, string | undefined>>): string => {
  if (error instanceof FileError) {
    const name = error.path === '-' ? 'standard input' : error.path
    return `kcheck: ${name}: ${fileReason(error.code)}\n`
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const title = `kcheck: this is a bug in kcheck ${KCHECK_VERSION}: ${what}\n`
  if (!isSet(environment['KCHECK_DEBUG'])) return `${title}Set KCHECK_DEBUG=1 to see where, and please report it.\n`
  return error instanceof Error && error.stack !== undefined ? `${title}${error.stack}\n` : title
}
