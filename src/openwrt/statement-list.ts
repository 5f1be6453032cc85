/**
 * Kconfig made from metadata, as statements: what is regular is put together directly, what people wrote (prompts with
 * quotes, blocks of Kconfig) goes through the grammar like any other text, each different line once.
 *
 * Statements carry the line they would stand in. Where a text could reach into what follows it, the list is `irregular`
 * and says nothing: everything is to be written out and parsed.
 */
import {
  type Expression,
  type KconfigSyntax,
  type Problem,
  parse,
  parsePart,
  type Statement,
  scanHelpText,
  type Word,
} from '../../grammar/kconfig/index.ts'
import type { ReadSource } from '../kconfig/source-reader.ts'
import type { KconfigSink } from './kconfig-sink.ts'

/** A name that is one word in every syntax. */
const PLAIN = /^[\w-]+$/
/** Text that is the same inside quotes and outside. */
const QUOTABLE = /^[^"\\$\n]*$/

interface Parsed {
  readonly statements: readonly Statement[]
  readonly problems: readonly Problem[]
}

export class StatementList implements KconfigSink {
  indentation = ''
  /** A text did not end where it should. */
  irregular = false
  readonly #syntax: KconfigSyntax
  readonly #statements: Statement[] = []
  readonly #problems: Problem[] = []
  readonly #lines = new Map<string, Statement | null>()
  readonly #conditions = new Map<string, Expression | null>()
  readonly #words = new Map<string, Word>()
  /** What was parsed, for messages about it; statements that were put together stand at its first byte. */
  readonly #texts = ['\n']
  #length = 1
  #line = 1

  constructor(syntax: KconfigSyntax) {
    this.#syntax = syntax
  }

  /** As if all of it had been read from a file. */
  source(): ReadSource {
    const tree = { statements: this.#statements, lines: this.#line - 1 }
    return { text: this.#texts.join(''), parsed: { tree, problems: this.#problems } }
  }

  blank(lines: number): void {
    this.#line += lines
  }

  line(text: string): void {
    let statement = this.#lines.get(text)
    if (statement === undefined) {
      const { tree, problems } = parse(`${text}\n`, this.#syntax)
      const [only] = tree.statements
      const plain = tree.statements.length === 1 && problems.length === 0 && only !== undefined
      statement = plain && only.macros !== true && only.kind !== 'invalid' && only.kind !== 'help' ? only : null
      this.#lines.set(text, statement)
    }
    if (statement === null) this.#parsed(`${text}\n`, this.#parse(`${text}\n`))
    else this.#add({ ...statement, start: 0, end: 0, line: this.#line++ })
  }

  text(text: string, next: string): void {
    const parsed = this.#parse(`${text}${next}\n`)
    const last = parsed.statements.at(-1)
    const start = this.#length + text.length
    if (last === undefined || last.start < start || (parsed.statements.at(-2)?.end ?? 0) > start) this.irregular = true
    else this.#parsed(text, { ...parsed, statements: parsed.statements.slice(0, -1) })
  }

  config(kind: 'config' | 'menuconfig', name: string): void {
    if (PLAIN.test(name)) this.#add({ kind, name: newWord(name), start: 0, end: 0, line: this.#line++ })
    else this.line(`${kind} ${name}`)
  }

  type(type: 'bool' | 'tristate' | 'string', prompt?: string): void {
    if (prompt === undefined) this.#add({ kind: 'type', type, start: 0, end: 0, line: this.#line++ })
    else if (QUOTABLE.test(prompt))
      this.#add({ kind: 'type', type, prompt: newQuoted(prompt), start: 0, end: 0, line: this.#line++ })
    else this.line(`${type} "${prompt}"`)
  }

  attribute(text: string): void {
    this.line(text)
  }

  select(name: string, condition?: string): void {
    const parsed = condition === undefined ? undefined : this.#condition(condition)
    if (parsed === null || !PLAIN.test(name)) {
      this.line(condition === undefined ? `select ${name}` : `select ${name} if ${condition}`)
      return
    }
    const target = this.#word(name)
    const line = this.#line++
    if (parsed === undefined) this.#add({ kind: 'select', target, start: 0, end: 0, line })
    else this.#add({ kind: 'select', target, condition: parsed, start: 0, end: 0, line })
  }

  default(value: 'y' | 'm', condition: string): void {
    const parsed = this.#condition(condition)
    if (parsed === null) this.line(`default ${value} if ${condition}`)
    else this.#default(this.#word(value), parsed)
  }

  defaultText(text: string, condition: string): void {
    const parsed = this.#condition(condition)
    if (parsed === null || !QUOTABLE.test(text)) this.line(`default "${text}" if ${condition}`)
    else this.#default(newQuoted(text), parsed)
  }

  depends(condition: string): void {
    const parsed = this.#condition(condition)
    if (parsed === null) this.line(`depends on ${condition}`)
    else this.#add({ kind: 'depends', dependency: parsed, start: 0, end: 0, line: this.#line++ })
  }

  help(text: string, next: string): void {
    const { text: read, end, lines } = scanHelpText(`${text}${next}\n`, 0)
    if (end !== text.length) this.irregular = true
    this.#add({ kind: 'help', text: read, lines: lines + 1, start: 0, end: 0, line: this.#line++ })
    this.#line += newlinesIn(text)
  }

  #add(statement: Statement): void {
    this.#statements.push(statement)
  }

  #default(word: Word, condition: Expression): void {
    this.#add({ kind: 'default', value: { kind: 'word', word }, condition, start: 0, end: 0, line: this.#line++ })
  }

  /** Reads a text as if it stood behind what was parsed before. */
  #parse(text: string): Parsed {
    const { tree, problems } = parsePart(text, this.#length, this.#line, this.#syntax)
    return { statements: tree.statements, problems }
  }

  #parsed(text: string, { statements, problems }: Parsed): void {
    for (const statement of statements) this.#statements.push(statement)
    for (const problem of problems) this.#problems.push(problem)
    this.#texts.push(text)
    this.#length += text.length
    this.#line += newlinesIn(text)
  }

  /** A condition as a tree; null where it is none by itself. */
  #condition(text: string): Expression | null {
    let known = this.#conditions.get(text)
    if (known !== undefined) return known
    known = PLAIN.test(text) ? { kind: 'word', word: this.#word(text) } : this.#parsedCondition(text)
    this.#conditions.set(text, known)
    return known
  }

  #parsedCondition(text: string): Expression | null {
    const { tree, problems } = parse(`if ${text}\n`, this.#syntax)
    const [statement] = tree.statements
    const plain = tree.statements.length === 1 && problems.length === 0 && statement?.macros !== true
    return plain && statement?.kind === 'if' ? statement.condition : null
  }

  #word(name: string): Word {
    let word = this.#words.get(name)
    if (word === undefined) {
      word = newWord(name)
      this.#words.set(name, word)
    }
    return word
  }
}

const newWord = (value: string): Word => ({ value, start: 0, end: 0 })

const newQuoted = (value: string): Word => ({ value, quoted: true, start: 0, end: 0 })

const newlinesIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
