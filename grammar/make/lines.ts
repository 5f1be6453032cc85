/**
 * What a logical line is. The order in which the kinds are tried is make's: an assignment first, whatever its name, then
 * conditionals and the other words, and a rule last.
 * Follows the manual of GNU make 4.3, "How Makefiles Are Parsed".
 */
import { findDefinition } from './assignments.ts'
import { isSpace, skipSpace, skipWord, TAB } from './characters.ts'
import { isConditionWord, readCondition } from './conditions.ts'
import { readDefine } from './definitions.ts'
import type { Content, LineDraft, Place } from './drafts.ts'
import { joinLines, LogicalLines } from './logical-lines.ts'
import { RuleTracker } from './rule-state.ts'
import { readRule } from './rules.ts'
import type { Statement } from './tree.ts'
import { cutUnquoted } from './unquoted.ts'

/** Reads a text line by line. */
export class LineReader {
  private readonly lines: LogicalLines
  private readonly rule = new RuleTracker()
  private nextHash: number

  constructor(text: string) {
    this.lines = new LogicalLines(text)
    this.nextHash = text.indexOf('#')
  }

  /** Offset behind the last line that was read. */
  get offset(): number {
    return this.lines.next
  }

  /** The next line that holds anything. Undefined at the end of the text. */
  read(): LineDraft | undefined {
    while (this.lines.advance()) {
      const draft = this.readLine()
      if (draft !== undefined) return draft
    }
    return undefined
  }

  private readLine(): LineDraft | undefined {
    const { lines } = this
    const tab = lines.text.charCodeAt(lines.start) === TAB
    if (tab && this.rule.state === 'open') return { kind: 'recipe', place: this.place(), text: lines.raw().slice(1) }
    if (lines.continued) {
      const joined = joinLines(lines.raw())
      return this.readText(joined, 0, joined.length, tab)
    }
    return this.readText(lines.text, lines.start, lines.end, tab)
  }

  /** `text` from `start` to `end` is the line in one piece. */
  private readText(text: string, start: number, end: number, tab: boolean): LineDraft | undefined {
    if (this.mayHoldComment(start, end, text)) {
      const line = cutUnquoted(text.slice(start, end), false).before
      return this.classify(line, 0, line.length, tab)
    }
    return this.classify(text, start, end, tab)
  }

  private mayHoldComment(start: number, end: number, text: string): boolean {
    if (text !== this.lines.text) return text.includes('#')
    if (this.nextHash >= 0 && this.nextHash < start) this.nextHash = text.indexOf('#', start)
    return this.nextHash >= 0 && this.nextHash < end
  }

  private classify(text: string, from: number, end: number, tab: boolean): LineDraft | undefined {
    const start = skipSpace(text, from, end)
    if (start === end) return undefined
    const definition = findDefinition(text, start, end)
    if (definition !== undefined) {
      const place = this.place()
      this.rule.state = 'closed'
      const { kind, place: found, start: rest, modifiers } = definition
      if (kind === 'define') {
        const content = readDefine(text.slice(rest, end), modifiers, this.lines)
        return statement({ ...place, end: this.lines.end }, content)
      }
      const content: Content =
        found === undefined
          ? { kind: 'undefine', name: text.slice(rest, end).trimEnd() }
          : {
              kind: 'assignment',
              name: text.slice(found.nameStart, found.nameEnd),
              operator: found.operator,
              value: text.slice(found.valueStart, end),
            }
      return statement(place, modifiers === undefined ? content : { ...content, modifiers })
    }
    const wordEnd = skipWord(text, start, end)
    const word = text.slice(start, wordEnd)
    const rest = skipSpace(text, wordEnd, end)
    return this.readConditional(word, text.slice(rest, end)) ?? this.readWord(word, text.slice(rest, end), tab)
  }

  private readConditional(word: string, rest: string): LineDraft | undefined {
    if (isConditionWord(word)) {
      const place = this.place()
      this.rule.enter()
      return { kind: 'if', place, condition: readCondition(word, rest) }
    }
    if (word === 'else') {
      const place = this.place()
      const wordEnd = skipWord(rest, 0, rest.length)
      const next = rest.slice(0, wordEnd)
      const extra = rest !== ''
      if (isConditionWord(next)) {
        this.rule.otherwise(false)
        const condition = readCondition(next, rest.slice(skipSpace(rest, wordEnd, rest.length)))
        return { kind: 'else', place, condition, extra }
      }
      this.rule.otherwise(true)
      return { kind: 'else', place, extra }
    }
    if (word === 'endif') {
      const place = this.place()
      this.rule.leave()
      return { kind: 'endif', place }
    }
    return undefined
  }

  private readWord(word: string, rest: string, tab: boolean): LineDraft {
    const place = this.place()
    const content = contentOfWord(word, rest)
    if (content !== undefined) {
      this.rule.state = 'closed'
      return statement(place, content)
    }
    if (tab) {
      this.rule.state = 'closed'
      return statement(place, { kind: 'invalid', problem: 'recipe-before-rule' })
    }
    const other = readRule(this.lines.raw())
    this.rule.state = stateAfter(other)
    return statement(place, other)
  }

  private place(): Place {
    const { text, start: from, end, line } = this.lines
    let start = from
    while (start < end && isSpace(text.charCodeAt(start))) start++
    if (text.charCodeAt(from) === TAB && this.rule.state === 'maybe') return { start, end, line, tabbed: true }
    return { start, end, line }
  }
}

const contentOfWord = (word: string, rest: string): Content | undefined => {
  switch (word) {
    case 'export':
    case 'unexport':
      return rest === '' ? { kind: word } : { kind: word, names: rest }
    case 'include':
    case '-include':
    case 'sinclude':
      return { kind: 'include', files: rest, optional: word !== 'include' }
    case 'vpath':
    case 'load':
    case '-load':
      return { kind: 'ignored', text: rest === '' ? word : `${word} ${rest}` }
    default:
      return undefined
  }
}

/** An expansion may turn out to be a rule. A variable of targets is not followed by a recipe. */
const stateAfter = (content: Content): RuleTracker['state'] => {
  if (content.kind === 'rule') return content.assignment === undefined ? 'open' : 'closed'
  return content.kind === 'expansion' ? 'maybe' : 'closed'
}

const statement = (place: Place, content: Content): LineDraft => ({
  kind: 'statement',
  statement: { ...place, ...content } as Statement,
})
