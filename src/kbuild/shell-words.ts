/**
 * Commands of a shell text, as far as a file of assignments needs them: words with their quotes, what stands between
 * commands, arrays. Follows the POSIX Shell Command Language, 2.2 to 2.3, and "Arrays" of the manual of bash 5.2.
 * Nothing is run or expanded here; see shell-value.ts.
 */

export interface ShellWord {
  /** As written, quotes included. */
  readonly text: string
  /** Elements of `NAME=(…)`; then `text` ends behind the `=`. */
  readonly elements?: readonly string[]
}

export interface ShellCommand {
  readonly words: readonly ShellWord[]
  /** 1-based, where it begins. */
  readonly line: number
  /** What stands behind it: a line's end, `;`, `&&`, `||`, `|`, `&` or a parenthesis. Redirections are left out. */
  readonly end: string
}

const WORD_END = /[\s;&|()<>]/
const OPERATOR = /&&|\|\||;;|[;&|()\n]/y
/** Where input comes from and output goes; what follows is a file's name, or the word that ends a text. */
const REDIRECTION = /(?:<<<|<<-?|>>|[<>]&?)[ \t]*/y

/** Deeper than this no text nests; what is deeper ends at the first end. */
const NESTING_LIMIT = 50

/** The offset behind what begins at `at`: a letter, or a quoted part, `$(…)`, `${…}`, a backquoted part. */
export const behindPart = (text: string, at: number, depth = 0): number => {
  const first = text[at] ?? ''
  const second = text[at + 1] ?? ''
  if (first === '\\') return at + 2
  if (depth > NESTING_LIMIT) return at + 1
  if (first === "'") return behindApostrophe(text, at + 1)
  if (first === '`' || first === '"') return behindEnd(text, at + 1, first, depth)
  if (first === '$' && second === '(') return behindEnd(text, at + 2, ')', depth)
  if (first === '$' && second === '{') return behindEnd(text, at + 2, '}', depth)
  return at + 1
}

const behindApostrophe = (text: string, from: number): number => {
  const found = text.indexOf("'", from)
  return found < 0 ? text.length : found + 1
}

const behindEnd = (text: string, from: number, end: string, depth: number): number => {
  let at = from
  while (at < text.length && text[at] !== end) {
    // in double quotes an apostrophe is a letter
    if (end === '"' && text[at] === "'") at += 1
    // a subshell, or the second parenthesis of arithmetic
    else if (end === ')' && text[at] === '(' && depth < NESTING_LIMIT) at = behindEnd(text, at + 1, ')', depth + 1)
    else at = behindPart(text, at, depth + 1)
  }
  return Math.min(at + 1, text.length)
}

class CommandReader {
  readonly #text: string
  readonly #commands: ShellCommand[] = []
  #at = 0
  #line = 1
  #words: ShellWord[] = []
  #begun = 1
  /** The words that end the texts of this line's commands. */
  readonly #texts: string[] = []

  constructor(text: string) {
    this.#text = text
  }

  read(): readonly ShellCommand[] {
    while (this.#at < this.#text.length) this.#next()
    this.#finish('\n')
    return this.#commands
  }

  #next(): void {
    const character = this.#text[this.#at] ?? ''
    OPERATOR.lastIndex = this.#at
    REDIRECTION.lastIndex = this.#at
    if (this.#text.startsWith('\\\n', this.#at)) this.#pass(2)
    else if (character === '#') this.#pass(this.#lineEnd() - this.#at)
    else if (/[ \t\r]/.test(character)) this.#pass(1)
    else if (REDIRECTION.test(this.#text)) this.#redirection(this.#text.slice(this.#at, REDIRECTION.lastIndex))
    else if (OPERATOR.test(this.#text)) this.#operator(this.#text.slice(this.#at, OPERATOR.lastIndex))
    else this.#word()
  }

  #operator(text: string): void {
    this.#finish(text)
    this.#pass(text.length)
    if (text === '\n') this.#passTexts()
  }

  #redirection(text: string): void {
    this.#pass(text.length)
    const word = this.#wordText().replace(/['"\\]/g, '')
    if (/^<<-?[ \t]*$/.test(text)) this.#texts.push(word)
  }

  /** A text that a command reads goes up to a line that is its word. */
  #passTexts(): void {
    for (const word of this.#texts.splice(0)) {
      let line = ''
      while (this.#at < this.#text.length && line !== word) {
        line = this.#text.slice(this.#at, this.#lineEnd()).replace(/^\t+/, '')
        this.#pass(this.#lineEnd() - this.#at + 1)
      }
    }
  }

  #finish(end: string): void {
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, line: this.#begun, end })
    this.#words = []
  }

  #lineEnd(): number {
    const found = this.#text.indexOf('\n', this.#at)
    return found < 0 ? this.#text.length : found
  }

  #pass(length: number): void {
    for (let i = this.#at; i < this.#at + length; i += 1) if (this.#text[i] === '\n') this.#line += 1
    this.#at += length
  }

  #word(): void {
    if (this.#words.length === 0) this.#begun = this.#line
    const text = this.#wordText()
    const isArray = /^\w+\+?=$/.test(text) && this.#text[this.#at] === '('
    this.#words.push(isArray ? { text, elements: this.#elements() } : { text })
  }

  #wordText(): string {
    const start = this.#at
    let end = start
    while (end < this.#text.length && !WORD_END.test(this.#text[end] ?? '')) end = behindPart(this.#text, end)
    end = Math.min(end, this.#text.length)
    this.#pass(end - start)
    return this.#text.slice(start, end)
  }

  #elements(): readonly string[] {
    const found: string[] = []
    this.#pass(1)
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      const character = this.#text[this.#at] ?? ''
      if (this.#text.startsWith('\\\n', this.#at)) this.#pass(2)
      else if (character === '#') this.#pass(this.#lineEnd() - this.#at)
      else if (WORD_END.test(character)) this.#pass(1)
      else found.push(this.#wordText())
    }
    this.#pass(1)
    return found
  }
}

/** The commands of a text, in order. Never throws: what is left open ends with the text. */
export const shellCommands = (text: string): readonly ShellCommand[] => new CommandReader(text).read()
