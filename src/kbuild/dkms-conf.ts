/**
 * A reader of dkms.conf: which modules a package says it builds, and how. The file is a shell text that dkms sources;
 * what is read are its assignments. Follows safe_source() and read_conf() of dkms 3.0. Whatever else stands in it is named with
 * its line, and what hangs on it counts as unknown.
 */

import { type ShellValue, type ShellVariables, shellValue } from './shell-value.ts'
import { type ShellCommand, type ShellWord, shellCommands } from './shell-words.ts'

export interface DkmsEntry {
  readonly value: ShellValue
  /** 1-based, of the assignment that counts. */
  readonly line: number
}

/** A line that is more than assignments. */
export interface NotUnderstood {
  readonly line: number
  /** Its words as written. */
  readonly text: string
  /** Names that it may assign: their values are unknown from there on. */
  readonly names: readonly string[]
}

export interface DkmsConf {
  /** `BUILT_MODULE_NAME` to its elements by index; a name without an index is element 0. */
  readonly directives: ReadonlyMap<string, ReadonlyMap<number, DkmsEntry>>
  /** Directives that may have elements besides: which, or how many, only a shell could tell. */
  readonly open: ReadonlySet<string>
  readonly notUnderstood: readonly NotUnderstood[]
}

/** Words that begin and end what is run on a condition, or later, or more than once. */
const OPENS = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{', 'function'])
const CLOSES = new Set(['fi', 'done', 'esac', '}'])
const EXPORTS = new Set(['export', 'declare', 'readonly', 'typeset'])

const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?(\+?)=([\s\S]*)$/

interface Assignment {
  readonly name: string
  /** As written; an arithmetic expression. */
  readonly index: string | undefined
  readonly append: boolean
  readonly isArray: boolean
  readonly values: readonly string[]
}

const assignmentOf = ({ text, elements }: ShellWord): Assignment | undefined => {
  const [, name, index, plus, value = ''] = ASSIGNMENT.exec(text) ?? []
  if (name === undefined) return undefined
  return { name, index, append: plus === '+', isArray: elements !== undefined, values: elements ?? [value] }
}

class ConfReader {
  readonly directives = new Map<string, Map<number, DkmsEntry>>()
  readonly open = new Set<string>()
  readonly notUnderstood: NotUnderstood[] = []
  readonly #given: ReadonlyMap<string, string>
  #depth = 0
  #isConditional = false

  constructor(given: ReadonlyMap<string, string>) {
    this.#given = given
  }

  readonly #variables: ShellVariables = (name, index) => {
    const own = this.directives.get(name)
    if (own !== undefined) return own.get(index)?.value ?? { text: '', unknown: [] }
    const given = this.#given.get(name)
    return given === undefined ? undefined : { text: given, unknown: [] }
  }

  read(commands: readonly ShellCommand[]): void {
    for (const command of commands) {
      this.#command(command)
      this.#isConditional = command.end !== '\n' && command.end !== ';'
    }
  }

  #command(command: ShellCommand): void {
    const { words, line, end } = command
    const first = words[0]?.text ?? ''
    const rest = EXPORTS.has(first) ? words.slice(1).filter(({ text }) => !text.startsWith('-')) : words
    const assignments = rest.map(assignmentOf)
    const isPlain = assignments.every((one) => one !== undefined) && (end === '\n' || end === ';' || end === '&&')
    const wasOpen = this.#depth > 0
    if (OPENS.has(first)) this.#depth += 1
    else if (CLOSES.has(first)) this.#depth = Math.max(0, this.#depth - 1)
    if (isPlain && !wasOpen && !this.#isConditional)
      for (const one of assignments) one === undefined || this.#assign(one, line)
    else this.#unsure(command)
  }

  #assign(assignment: Assignment, line: number): void {
    const { name, append, isArray, values } = assignment
    const elements = this.#elements(name)
    const first = this.#first(assignment, elements)
    if (isArray && !append) elements.clear()
    if (first === undefined) this.open.add(name)
    else
      for (const [offset, word] of values.entries()) {
        const value = this.#value(word)
        const before = append && !isArray ? elements.get(first)?.value : undefined
        const text = (before?.text ?? '') + value.text
        const unknown = [...new Set([...(before?.unknown ?? []), ...value.unknown])]
        elements.set(first + offset, { value: { text, unknown }, line })
      }
  }

  #elements(name: string): Map<number, DkmsEntry> {
    const elements = this.directives.get(name) ?? new Map<number, DkmsEntry>()
    this.directives.set(name, elements)
    return elements
  }

  /** The index that is assigned to, or the first of an array's; undefined where it is not known. */
  #first({ name, index, append, isArray }: Assignment, elements: ReadonlyMap<number, DkmsEntry>): number | undefined {
    if (isArray && append && this.open.has(name)) return undefined
    if (isArray && append) return Math.max(-1, ...elements.keys()) + 1
    if (index === undefined) return 0
    // an index is arithmetic: there a name needs no dollar
    const named = /^\s*[A-Za-z_]\w*\s*$/.test(index) ? `$${index.trim()}` : index
    const { text, unknown } = shellValue(named, this.#variables)
    return unknown.length === 0 && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined
  }

  /** dkms writes what it has sourced into a file, in double quotes, and sources that: what is left is expanded again. */
  #value(word: string): ShellValue {
    const once = shellValue(word, this.#variables)
    const twice = shellValue(`"${once.text}"`, this.#variables)
    return { text: twice.text, unknown: [...new Set([...once.unknown, ...twice.unknown])] }
  }

  #unsure({ words, line }: ShellCommand): void {
    const assigned = words.flatMap((word) => assignmentOf(word) ?? [])
    for (const assignment of assigned) {
      const { name, append, isArray, values } = assignment
      const elements = this.#elements(name)
      const first = this.#first(assignment, elements)
      // how many elements there are afterwards is not known either
      if (first === undefined || (isArray && append)) this.open.add(name)
      else
        for (const [offset, text] of values.entries())
          elements.set(first + offset, { value: { text, unknown: [text] }, line })
    }
    const text = words.map((word) => word.text).join(' ')
    this.notUnderstood.push({ line, text, names: [...new Set(assigned.map(({ name }) => name))] })
  }
}

/**
 * Reads a dkms.conf. `given`: the variables that dkms sets before, as far as they are known: `kernelver`,
 * `kernel_source_dir`, `arch`, `dkms_tree`, `source_tree`. Never throws.
 */
export const readDkmsConf = (text: string, given: ReadonlyMap<string, string> = new Map()): DkmsConf => {
  const reader = new ConfReader(given)
  reader.read(shellCommands(text.replaceAll('\r\n', '\n')))
  const { directives, open, notUnderstood } = reader
  return { directives, open, notUnderstood }
}

/** A directive's element, or undefined where it has none. */
export const dkmsEntry = ({ directives }: DkmsConf, name: string, index = 0): DkmsEntry | undefined =>
  directives.get(name)?.get(index)
