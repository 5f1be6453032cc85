/**
 * What the scripts have in common: what they say, how they take their options, and how a mistake in those ends them.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Prints a line. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** The options do not say what to do. */
export class UsageError extends Error {}

/** The options' values. */
export const scriptOptions = <const T extends NonNullable<ParseArgsConfig['options']>>(options: T) => {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') !== true) throw error
    throw new UsageError((error as Error).message)
  }
}

/** A whole number that is not below `least`. */
export const wholeNumber = (option: string, text: string, least: number): number => {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`${option} ${text}: a whole number from ${least}`)
  }
  return value
}

/** Runs a script, which returns its exit code; that of a mistake in its options is 2, with one line that says which. */
export const runScript = async (main: () => number | Promise<number>): Promise<void> => {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message.split('\n')[0]}\n`)
    process.exitCode = 2
  }
}
