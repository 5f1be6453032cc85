/**
 * The lines between `define` and `endef`.
 * Follows the manual of GNU make 4.3, "Defining Multi-Line Variables".
 */
import { findAssignment } from './assignments.ts'
import { isBlank, skipSpace, skipWord, TAB } from './characters.ts'
import type { Modified, Place } from './drafts.ts'
import { joinLines, type LogicalLines } from './logical-lines.ts'
import type { Statement } from './tree.ts'
import { cutUnquoted } from './unquoted.ts'

/** Reads a `define`. `header` is what follows the word; the lines are left at the `endef`. */
export const readDefine = (place: Place, header: string, modified: Modified, lines: LogicalLines): Statement => {
  const assignment = findAssignment(header, 0, header.length)
  const name = assignment === undefined ? header : header.slice(assignment.nameStart, assignment.nameEnd)
  const body = readBody(lines)
  // A name that is missing stops make before it looks for the `endef`.
  if (body === undefined && name === '') return { ...place, kind: 'invalid', problem: 'empty-name' }
  if (body === undefined) return { ...place, kind: 'invalid', problem: 'missing-endef', name: name.trimEnd() }
  const operator = assignment?.operator ?? '='
  return { ...place, kind: 'define', name: name.trimEnd(), operator, body, endLine: lines.line, ...modified }
}

/** Undefined where the file ends before the `endef`. */
const readBody = (lines: LogicalLines): string | undefined => {
  const body: string[] = []
  let depth = 1
  while (lines.advance()) {
    const raw = lines.raw()
    const line = lines.continued ? joinLines(raw) : raw
    if (line.charCodeAt(0) !== TAB) {
      const word = firstWord(line)
      if (word === 'define') depth++
      else if (word === 'endef') {
        depth--
        if (depth === 0) return body.join('\n')
        // make cuts the comment off before it knows that the line belongs to the body
        body.push(cutUnquoted(line, false).before)
        continue
      }
    }
    body.push(line)
  }
  return undefined
}

/** Of a line that may nest definitions: a blank has to follow, other white space does not do. */
const firstWord = (line: string): string => {
  const start = skipSpace(line, 0, line.length)
  const end = skipWord(line, start, Math.min(line.length, start + 'define '.length))
  return end === line.length || isBlank(line.charCodeAt(end)) ? line.slice(start, end) : ''
}
