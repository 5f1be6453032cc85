/**
 * Lines that are nothing else: rules, variables of targets, and lines that an expansion may make a rule.
 * Follows the manual of GNU make 4.3, "Rule Syntax" and "Target-specific Variable Values".
 */
import { findAssignment, readModifiers } from './assignments.ts'
import { AMPERSAND, BACKSLASH, COLON, DOLLAR, EQUALS, SEMICOLON, skipReference } from './characters.ts'
import type { Place } from './drafts.ts'
import { joinLines } from './logical-lines.ts'
import type { Statement } from './tree.ts'
import { cutUnquoted } from './unquoted.ts'

type Rule = Extract<Statement, { kind: 'rule' }>
type TargetAssignment = NonNullable<Rule['assignment']>

/** Reads the line as make holds it in memory: what follows a `;` stays as it is written. */
export const readRule = (place: Place, raw: string): Statement => {
  const { before, stop } = cutUnquoted(raw, true)
  const header = joinLines(before).trim()
  const command = stop !== undefined && raw.charCodeAt(stop) === SEMICOLON ? raw.slice(stop + 1) : undefined
  const colon = findColon(header)
  if (colon < 0) return readOther(place, header, command)
  const assignment = readTargetAssignment(header, colon, command)
  if (assignment !== undefined) return { ...place, kind: 'rule', header, assignment, recipe: [] }
  return { ...place, kind: 'rule', header, recipe: command === undefined ? [] : [command] }
}

const readOther = (place: Place, header: string, command: string | undefined): Statement => {
  if (header === '') return { ...place, kind: 'invalid', problem: 'missing-rule' }
  if (!header.includes('$')) return { ...place, kind: 'invalid', problem: 'missing-separator' }
  const expansion: Statement = { ...place, kind: 'expansion', text: header }
  return command === undefined ? expansion : { ...expansion, command }
}

/** The first colon that no backslash quotes and that is not in a reference. */
const findColon = (text: string): number => {
  const { length } = text
  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    if (code === COLON) return at
    if (code === DOLLAR) at = skipReference(text, at, length)
    else if (code === BACKSLASH && isQuotable(text.charCodeAt(at + 1))) at += 2
    else at++
  }
  return -1
}

const isQuotable = (code: number): boolean =>
  code === COLON || code === SEMICOLON || code === EQUALS || code === BACKSLASH

/** A recipe behind the value is a part of the value. */
const readTargetAssignment = (
  header: string,
  colon: number,
  command: string | undefined,
): TargetAssignment | undefined => {
  const targetsEnd = colon > 0 && header.charCodeAt(colon - 1) === AMPERSAND ? colon - 1 : colon
  const targets = header.slice(0, targetsEnd).trimEnd()
  if (targets === '') return undefined
  const start = header.charCodeAt(colon + 1) === COLON ? colon + 2 : colon + 1
  const plain = findAssignment(header, start, header.length)
  const modified = plain === undefined ? readModifiers(header, start, header.length, true) : undefined
  const place = plain ?? modified?.assignment
  if (place === undefined) return undefined
  const name = header.slice(place.nameStart, place.nameEnd)
  const text = header.slice(place.valueStart)
  const value = command === undefined ? text : `${text};${joinLines(command)}`
  return { targets, name, operator: place.operator, value, ...modified?.modified }
}
