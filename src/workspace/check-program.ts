/**
 * Whether a configuration is of the program whose tree it is resolved in. One of another program is refused; one of
 * another version or architecture is pointed out.
 */
import { parseHeader, parseTitle } from '../config/header.ts'
import { RequestFailure } from './failure.ts'
import type { PredictNote } from './predict-request.ts'
import type { NamedText } from './read-text.ts'

/** Names that a program had before. */
const FORMER: ReadonlyMap<string, string> = new Map([['LEDE Configuration', 'OpenWrt Configuration']])

/** `title`: of the tree's main menu. Throws a `RequestFailure` for another program's. */
export const checkProgram = (
  title: string,
  { name, text }: NamedText,
): Extract<PredictNote, { kind: 'config-of-other-version' }> | undefined => {
  const header = parseHeader(text)
  const own = parseTitle(title)
  if (header === undefined || header.title === title) return undefined
  if (programOf(header.title) !== programOf(title))
    throw new RequestFailure({ kind: 'other-program', path: name, title: header.title, expected: title })
  const differs = header.version !== own.version || header.arch !== own.arch || FORMER.has(header.title)
  return differs ? { kind: 'config-of-other-version', config: header.title, tree: title } : undefined
}

/** A title without what differs between versions and architectures of one program. */
const programOf = (title: string): string =>
  parseTitle(title).program ??
  (FORMER.get(title) ?? title)
    .replace(/\d[\w.+~-]*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
