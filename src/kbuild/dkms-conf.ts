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
  readonly notUnderstood: readonly NotUnderstood[]
}

/** Words that begin and end what is run on a condition, or later, or more than once. */
const OPENS = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{', 'function'])
const CLOSES = new Set(['fi', 'done', 'esac', '}'])
const EXPORTS = new Set(['export', 'declare', 'readonly', 'typeset'])

const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[([^\]]*)\])?(\+?)=([\s\S]*)$/

interface Assignment {
  readonly name: string
  /** Undefined where only a shell could tell. */
  readonly index: number | undefined
  readonly append: boolean
  readonly values: readonly string[]
}

const assignmentOf = ({ text, elements }: ShellWord): Assignment | undefined => {
  const [, name, index, plus, value = ''] = ASSIGNMENT.exec(text) ?? []
  if (name === undefined) return undefined
  const isNumber = index === undefined || /^\s*\d+\s*$/.test(index)
  return {
    name,
    index: isNumber ? Number(index ?? 0) : undefined,
    append: plus === '+',
    values: elements ?? [value],
  }
}

class ConfReader {
  readonly directives = new Map<string, Map<number, DkmsEntry>>()
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

  #assign({ name, index, append, values }: Assignment, line: number): void {
    const elements = this.directives.get(name) ?? new Map<number, DkmsEntry>()
    if (values.length !== 1) elements.clear()
    for (const [offset, word] of values.entries()) {
      const at = index === undefined ? undefined : index + offset
      const value = this.#value(word)
      const before = append && at !== undefined ? elements.get(at)?.value : undefined
      const joined = {
        text: (before?.text ?? '') + value.text,
        unknown: [...(before?.unknown ?? []), ...value.unknown],
      }
      if (at !== undefined) elements.set(at, { value: joined, line })
    }
    this.directives.set(name, elements)
  }

  /** dkms writes what it has sourced into a file, in double quotes, and sources that: what is left is expanded again. */
  #value(word: string): ShellValue {
    const once = shellValue(word, this.#variables)
    const twice = shellValue(`"${once.text}"`, this.#variables)
    return { text: twice.text, unknown: [...new Set([...once.unknown, ...twice.unknown])] }
  }

  #unsure({ words, line }: ShellCommand): void {
    const written = words.map((word) => word.text).join(' ')
    const assigned = words.flatMap((word) => assignmentOf(word) ?? [])
    for (const { name, index = 0, values } of assigned) {
      const elements = this.directives.get(name) ?? new Map<number, DkmsEntry>()
      for (const [offset, text] of values.entries())
        elements.set(index + offset, { value: { text, unknown: [text] }, line })
      this.directives.set(name, elements)
    }
    this.notUnderstood.push({ line, text: written, names: [...new Set(assigned.map(({ name }) => name))] })
  }
}

/**
 * Reads a dkms.conf. `given`: the variables that dkms sets before, as far as they are known: `kernelver`,
 * `kernel_source_dir`, `arch`, `dkms_tree`, `source_tree`. Never throws.
 */
export const readDkmsConf = (text: string, given: ReadonlyMap<string, string> = new Map()): DkmsConf => {
  const reader = new ConfReader(given)
  reader.read(shellCommands(text.replaceAll('\r\n', '\n')))
  return { directives: reader.directives, notUnderstood: reader.notUnderstood }
}

/** A directive's element, or undefined where it has none. */
export const dkmsEntry = ({ directives }: DkmsConf, name: string, index = 0): DkmsEntry | undefined =>
  directives.get(name)?.get(index)
