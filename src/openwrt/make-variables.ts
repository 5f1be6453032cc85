/**
 * Variables of the simple Makefiles that describe targets: assignments, conditionals over what is known, includes. What
 * goes beyond that makes the variables it may touch unknown: nothing is guessed. Follows GNU make's reading of a
 * makefile (manual, chapters "How make Reads a Makefile" and "Conditional Parts of Makefiles").
 */
import { type LogicalLine, logicalLines } from './make-lines.ts'

/** A value that is written there, not yet expanded; undefined where it cannot be told. */
export interface MakeVariable {
  readonly text: string | undefined
  /** Expanded when it was set (`:=`); otherwise each time it is used. */
  readonly simple: boolean
  readonly file: string
  readonly line: number
}

/** What becomes of an `include`: `path` is expanded, undefined where it cannot be told. False: it cannot be followed. */
export type Includer = (path: string | undefined, optional: boolean) => boolean

const ASSIGNMENT = /^(?:export +|override +)*([^ \t:=#$?+!]+)[ \t]*(:::?=|::?=|\?=|\+=|!=|=)[ \t]*(.*)$/s
/** A value of several lines is not followed. */
const DEFINE = /^(?:override +)?(?:define|undefine)[ \t]+([^ \t=:?+]+)/
const INCLUDE = /^(-include|sinclude|include)[ \t]+(.*)$/s
const REFERENCE = /\$(?:\(([^()$ \t,:]+)\)|\{([^{}$ \t,:]+)\}|(\$)|)/g
/** Recursive variables may refer to each other in a circle, which make refuses. */
const DEEPEST = 20

export class MakeVariables {
  readonly #variables = new Map<string, MakeVariable>()
  readonly #configured: (name: string) => string | undefined
  #settled = false

  /** `configured`: a `CONFIG_` variable as the build reads it from `.config`, quotes included. */
  constructor(configured: (name: string) => string | undefined) {
    this.#configured = configured
  }

  set(name: string, variable: MakeVariable): void {
    this.#variables.set(name, variable)
  }

  /** Where a variable was set last. */
  get(name: string): MakeVariable | undefined {
    return this.#variables.get(name)
  }

  /** The variable's value as make would use it now; undefined where it cannot be told, which includes never set. */
  value(name: string, depth = 0): string | undefined {
    const variable = this.#variables.get(name)
    if (variable !== undefined)
      return variable.text === undefined || variable.simple ? variable.text : this.expand(variable.text, depth + 1)
    return name.startsWith('CONFIG_') ? (this.#configured(name) ?? '') : undefined
  }

  /** A text with its references replaced; undefined where one of them is a function or not known. */
  expand(text: string, depth = 0): string | undefined {
    if (depth > DEEPEST) return undefined
    let known = true
    const expanded = text.replace(REFERENCE, (whole, round?: string, curly?: string, dollar?: string) => {
      const name = round ?? curly
      const value = dollar ?? (name === undefined ? undefined : this.value(name, depth))
      if (value === undefined) known = false
      return value ?? whole
    })
    return known ? expanded : undefined
  }

  /** From here on values are used: what sets a variable later than that makes it unknown, other statements do nothing. */
  settle(): void {
    this.#settled = true
  }

  /** Nothing that was set is sure any more. */
  forget(): void {
    if (this.#settled) return
    for (const [name, variable] of this.#variables) this.#variables.set(name, { ...variable, text: undefined })
  }

  /** Reads a makefile. `file` is its name for places. */
  read(text: string, file: string, include: Includer): void {
    const branches: Branch[] = []
    for (const line of logicalLines(text)) {
      const directive = conditional(line.text)
      if (directive !== undefined) this.#branch(branches, directive.word, directive.rest)
      else if (branches.some(({ now }) => now === 'skipped')) continue
      else this.#statement(line, file, include, !branches.some(({ now }) => now === 'unknown'))
    }
  }

  #statement(line: LogicalLine, file: string, include: Includer, sure: boolean): void {
    const [, word, operand = ''] = INCLUDE.exec(line.text) ?? []
    if (word !== undefined) {
      if (!sure || !include(this.expand(operand.trim()), word !== 'include')) this.forget()
      return
    }
    const [, defined] = DEFINE.exec(line.text) ?? []
    const [, name, operator = '', value = ''] = ASSIGNMENT.exec(line.text) ?? []
    if (defined !== undefined) this.#assign(defined, '=', undefined, { file, line: line.line })
    else if (name !== undefined) this.#assign(name, operator, sure ? value : undefined, { file, line: line.line })
    // a line that is expanded alone may set anything
    else if (/^\$[({](eval|call|foreach|if)\b/.test(line.text)) this.forget()
  }

  #assign(name: string, operator: string, value: string | undefined, place: { file: string; line: number }): void {
    const before = this.#variables.get(name)
    if (operator === '?=' && before !== undefined) return
    const simple = operator === ':=' || operator === '::='
    if (this.#settled || value === undefined || operator === '+=' || operator === '!=' || operator === ':::=')
      this.set(name, { text: undefined, simple, ...place })
    else this.set(name, { text: simple ? this.expand(value) : value, simple, ...place })
  }

  #branch(branches: Branch[], word: string, rest: string): void {
    if (word === 'endif') {
      branches.pop()
      return
    }
    const [, again, condition = ''] = /^(ifn?eq|ifn?def)?[ \t]*(.*)$/s.exec(rest) ?? []
    if (word !== 'else') {
      branches.push(branch(this.#holds(word, rest)))
      return
    }
    const last = branches.pop()
    if (last === undefined) return
    const holds = again === undefined ? true : this.#holds(again, condition)
    // what comes after a branch that is taken is not; after one that may be taken, it may be taken
    if (last.taken === true) branches.push({ now: 'skipped', taken: true })
    else if (last.taken === undefined) branches.push({ now: holds === false ? 'skipped' : 'unknown', taken: undefined })
    else branches.push(branch(holds))
  }

  /** Whether a condition holds; undefined where that cannot be told. */
  #holds(word: string, condition: string): boolean | undefined {
    const negated = word === 'ifneq' || word === 'ifndef'
    const holds = word.endsWith('def') ? this.#isDefined(condition.trim()) : this.#areEqual(condition.trim())
    return holds === undefined ? undefined : holds !== negated
  }

  #isDefined(name: string): boolean | undefined {
    const variable = this.#variables.get(name)
    if (variable !== undefined) return variable.text === undefined ? undefined : variable.text !== ''
    return name.startsWith('CONFIG_') ? (this.#configured(name) ?? '') !== '' : undefined
  }

  #areEqual(condition: string): boolean | undefined {
    const match = /^\(([^,()]*(?:\([^(),]*\)[^,()]*)*),[ \t]*([^,()]*(?:\([^(),]*\)[^,()]*)*)\)$/.exec(condition)
    const quoted = /^(["'])(.*?)\1[ \t]*(["'])(.*?)\3$/.exec(condition)
    const sides = match === null ? [quoted?.[2], quoted?.[4]] : [match[1]?.trimEnd(), match[2]]
    const [left, right] = sides.map((side) => (side === undefined ? undefined : this.expand(side)))
    return left === undefined || right === undefined ? undefined : left === right
  }
}

/** A conditional that is open: what is done with the lines now, and whether one of its branches was taken. */
interface Branch {
  readonly now: 'read' | 'skipped' | 'unknown'
  readonly taken: boolean | undefined
}

const branch = (holds: boolean | undefined): Branch => ({
  now: holds === undefined ? 'unknown' : holds ? 'read' : 'skipped',
  taken: holds,
})

const CONDITIONAL = /^(ifeq|ifneq|ifdef|ifndef|else|endif)(?![A-Za-z0-9_-])[ \t]*(.*)$/s

const conditional = (text: string): { readonly word: string; readonly rest: string } | undefined => {
  const [, word, rest = ''] = CONDITIONAL.exec(text) ?? []
  return word === undefined ? undefined : { word, rest }
}
