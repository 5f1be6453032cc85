/**
 * The text of parameters that a module is loaded with, split as the kernel splits it. Quotes keep blanks together, and are
 * dropped where they enclose a value or a whole assignment; there is no escaping.
 * Follows parse_args() in kernel/params.c and next_arg() in lib/cmdline.c (Linux 6.12).
 */

export interface ParameterAssignment {
  readonly name: string
  /** Absent where there is no `=`; an `=` at the very start is none. */
  readonly value: string | undefined
}

export interface ParameterText {
  readonly assignments: readonly ParameterAssignment[]
  /** What follows a `--`, without blanks at its start; maybe empty. The kernel warns that it passes it over. */
  readonly afterDashes: string | undefined
}

/** As isspace() of the kernel, which counts the non-breaking space of latin1 in. */
const isSpace = (unit: string | undefined): boolean => unit !== undefined && /[\t-\r \xa0]/.test(unit)

const skipSpaces = (text: string, start: number): number => {
  let at = start
  while (isSpace(text[at])) at++
  return at
}

/** Where the assignment that starts at `start` ends: at the first blank outside of quotes. */
const assignmentEnd = (text: string, start: number, startsQuoted: boolean): number => {
  let isQuoted = startsQuoted
  let at = start
  while (at < text.length && (isQuoted || !isSpace(text[at]))) {
    if (text[at] === '"') isQuoted = !isQuoted
    at++
  }
  return at
}

const withoutLastQuote = (text: string): string => (text.endsWith('"') ? text.slice(0, -1) : text)

const readAssignment = (text: string, isQuoted: boolean): ParameterAssignment => {
  const equals = text.indexOf('=')
  if (equals === 0 && text.indexOf('=', 1) > 0) return splitAt(text, text.indexOf('=', 1), isQuoted)
  if (equals <= 0) return { name: isQuoted ? withoutLastQuote(text) : text, value: undefined }
  return splitAt(text, equals, isQuoted)
}

const splitAt = (text: string, equals: number, isQuoted: boolean): ParameterAssignment => {
  const value = text.slice(equals + 1)
  const name = text.slice(0, equals)
  const isValueQuoted = value.startsWith('"')
  const inner = isValueQuoted ? withoutLastQuote(value.slice(1)) : value
  // both an assignment in quotes and a value in quotes end in one quote: it is dropped once
  return { name, value: isQuoted && !isValueQuoted ? withoutLastQuote(inner) : inner }
}

/** The assignments of a text in their order, up to a `--`. The text ends at its first NUL, if it has one. */
export const parseParams = (given: string): ParameterText => {
  const [text = ''] = given.split('\0', 1)
  const assignments: ParameterAssignment[] = []
  for (let at = skipSpaces(text, 0); at < text.length; ) {
    const isQuoted = text[at] === '"'
    const start = isQuoted ? at + 1 : at
    const end = assignmentEnd(text, start, isQuoted)
    const assignment = readAssignment(text.slice(start, end), isQuoted)
    at = skipSpaces(text, Math.min(end + 1, text.length))
    if (assignment.name === '--' && assignment.value === undefined) return { assignments, afterDashes: text.slice(at) }
    assignments.push(assignment)
  }
  return { assignments, afterDashes: undefined }
}
