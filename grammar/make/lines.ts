/**
 * What a logical line is. The order in which the kinds are tried is make's: an assignment first, whatever its name, then
 * conditionals and the other words, and a rule last.
 * Follows the manual of GNU make 4.3, "How Makefiles Are Parsed".
 */
import { findAssignment, readModifiers } from './assignments.ts'
import { skipSpace, skipWord, TAB } from './characters.ts'
import { readConditional } from './conditionals.ts'
import { readDefine } from './definitions.ts'
import type { ConditionalLine, Place, Section } from './drafts.ts'
import { joinLines, LogicalLines } from './logical-lines.ts'
import { RuleTracker } from './rule-state.ts'
import { readRule } from './rules.ts'
import type { Statement } from './tree.ts'
import { cutUnquoted } from './unquoted.ts'
import { readWord } from './word-lines.ts'

/** Reads a text section by section. */
export class LineReader {
  /** Offset behind the last section. */
  offset = 0
  private readonly lines: LogicalLines
  private readonly rule = new RuleTracker()
  private nextHash: number
  private statements: Statement[] = []
  /** The conditional line that ended a section. */
  private conditional: ConditionalLine | undefined
  /** Where further recipe lines go, as long as they stand right behind others or the rule. */
  private recipe: string[] | undefined

  constructor(text: string) {
    this.lines = new LogicalLines(text)
    this.nextHash = text.indexOf('#')
  }

  /** The next section. Undefined where only comments and empty lines are left. */
  read(): Section | undefined {
    const { lines } = this
    while (this.conditional === undefined && lines.advance()) {
      this.offset = lines.start
      this.readLine()
    }
    const { statements, conditional } = this
    if (statements.length > 0) {
      this.statements = []
      if (conditional === undefined) this.offset = lines.next
      return { kind: 'statements', statements }
    }
    this.offset = lines.next
    this.conditional = undefined
    return conditional
  }

  private readLine(): void {
    const { lines } = this
    const { text, start, end } = lines
    const tab = text.charCodeAt(start) === TAB
    if (tab && this.rule.state === 'open') {
      this.addRecipe(lines.raw().slice(1))
    } else if (lines.continued) {
      const joined = joinLines(lines.raw())
      if (joined.includes('#')) this.readCommented(joined)
      else this.readText(joined, 0, joined.length)
    } else {
      if (this.nextHash >= 0 && this.nextHash < start) this.nextHash = text.indexOf('#', start)
      if (this.nextHash >= 0 && this.nextHash < end) this.readCommented(text.slice(start, end))
      else this.readText(text, start, end)
    }
  }

  private readCommented(line: string): void {
    const { before } = cutUnquoted(line, false)
    this.readText(before, 0, before.length)
  }

  /** `text` from `from` to `end` is the line in one piece, without its comment. */
  private readText(text: string, from: number, end: number): void {
    const start = skipSpace(text, from, end)
    if (start === end) return
    if (this.readDefinition(text, start, end)) return
    const place = this.place()
    const wordEnd = skipWord(text, start, end)
    const word = text.slice(start, wordEnd)
    const rest = text.slice(skipSpace(text, wordEnd, end), end)
    const conditional = readConditional(place, word, rest)
    if (conditional !== undefined) {
      this.conditional = conditional
      this.recipe = undefined
      this.rule.follow(conditional)
      return
    }
    const found = readWord(place, word, rest)
    if (found !== undefined) this.add(found)
    else if (this.lines.text.charCodeAt(this.lines.start) === TAB) {
      this.add({ ...place, kind: 'invalid', problem: 'recipe-before-rule' })
    } else this.add(readRule(place, this.lines.raw()))
  }

  private readDefinition(text: string, start: number, end: number): boolean {
    let found = findAssignment(text, start, end)
    const modified = found === undefined ? readModifiers(text, start, end, false) : undefined
    if (modified?.define === true) {
      const place = this.place()
      const define = readDefine(place, text.slice(modified.start, end), modified.modified, this.lines)
      this.add({ ...define, end: this.lines.end })
      return true
    }
    if (modified?.undefine === true) {
      const name = text.slice(modified.start, end).trimEnd()
      this.add({ ...this.place(), kind: 'undefine', name, ...modified.modified })
      return true
    }
    found ??= modified?.assignment
    if (found === undefined) return false
    const { start: place, end: placeEnd, line, tabbed } = this.place()
    // Nine lines of ten are this: built property by property, as a spread of the place costs as much as all the rest.
    const assignment: Statement = {
      kind: 'assignment',
      start: place,
      end: placeEnd,
      line,
      name: text.slice(found.nameStart, found.nameEnd),
      operator: found.operator,
      value: text.slice(found.valueStart, end),
    }
    if (tabbed === undefined && modified === undefined) this.add(assignment)
    else this.add({ ...assignment, ...modified?.modified, ...(tabbed && { tabbed }) })
    return true
  }

  private add(statement: Statement): void {
    this.rule.see(statement)
    this.recipe = undefined
    if (statement.kind === 'rule') {
      this.recipe = [...statement.recipe]
      this.statements.push({ ...statement, recipe: this.recipe })
    } else this.statements.push(statement)
  }

  private addRecipe(line: string): void {
    if (this.recipe === undefined) {
      this.recipe = []
      this.statements.push({ ...this.place(), kind: 'recipe', lines: this.recipe })
    }
    this.recipe.push(line)
  }

  private place(): Place {
    const { text, start: from, end, line } = this.lines
    const start = skipSpace(text, from, end)
    if (this.rule.state === 'maybe' && text.charCodeAt(from) === TAB) return { start, end, line, tabbed: true }
    return { start, end, line }
  }
}
