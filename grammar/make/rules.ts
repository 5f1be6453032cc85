/**
 * Lines that are nothing else: rules, variables of targets, and lines that an expansion may make a rule.
 * Follows the manual of GNU make 4.3, "Rule Syntax" and "Target-specific Variable Values".
 */
import { findDefinition } from './assignments.ts'
import { AMPERSAND, BACKSLASH, COLON, DOLLAR, EQUALS, SEMICOLON, skipReference } from './characters.ts'
import type { Content } from './drafts.ts'
import { joinLines } from './logical-lines.ts'
import { cutUnquoted } from './unquoted.ts'

type Rule = Extract<Content, { kind: 'rule' }>
type TargetAssignment = NonNullable<Rule['assignment']>

/** Reads the line as make holds it in memory: what follows a `;` stays as it is written. */
export const readRule = (raw: string): Content => {
  const { before, stop } = cutUnquoted(raw, true)
  const header = joinLines(before).trim()
  const command = stop !== undefined && raw.charCodeAt(stop) === SEMICOLON ? raw.slice(stop + 1) : undefined
  const colon = findColon(header)
  if (colon < 0) return readOther(header, command)
  const assignment = readTargetAssignment(header, colon, command)
  if (assignment !== undefined) return { kind: 'rule', header, assignment, recipe: [] }
  return { kind: 'rule', header, recipe: command === undefined ? [] : [command] }
}

const readOther = (header: string, command: string | undefined): Content => {
  if (header === '') return { kind: 'invalid', problem: 'missing-rule' }
  if (!header.includes('$')) return { kind: 'invalid', problem: 'missing-separator' }
  return command === undefined ? { kind: 'expansion', text: header } : { kind: 'expansion', text: header, command }
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
  const definition = findDefinition(header, start, header.length, true)
  if (definition?.place === undefined) return undefined
  const { operator, nameStart, nameEnd, valueStart } = definition.place
  const name = header.slice(nameStart, nameEnd)
  const text = header.slice(valueStart)
  const value = command === undefined ? text : `${text};${joinLines(command)}`
  const { modifiers } = definition
  return modifiers === undefined ? { targets, name, operator, value } : { targets, name, operator, value, modifiers }
}
