/**
 * What a word of a shell text stands for: quotes taken off, variables put in where they are known. Follows the POSIX
 * Shell Command Language, 2.2 and 2.6. What only a shell could tell is unknown: it stays as it is, and is named.
 */

import { behindPart } from './shell-words.ts'

export interface ShellValue {
  /** What is unknown stands in it as written. */
  readonly text: string
  /** What could not be told, as written: `$(uname -r)`, `${name%.ko}`, `$name`. Empty where the text is certain. */
  readonly unknown: readonly string[]
}

/** A variable's value; undefined where it is not known. `index` of an array's element, 0 for a plain variable. */
export type ShellVariables = (name: string, index: number) => ShellValue | undefined

const VARIABLE = /\$\{(\w+)(?:\[(\d+)\])?\}|\$([A-Za-z_]\w*)/y
/** The beginning of what only a shell could tell. */
const COMMAND = /`|\$[({@*#?$!\d-]/y
/** In double quotes an apostrophe is a letter, and a backslash is one but before four others and a line's end. */
const QUOTED = /\\([$`"\\\n])|([^"$`\\]+|[^"])/y
const UNQUOTED = /\\([\s\S])|'([^']*)'|([^'"\\$`]+|[^"])/y

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** What a command in a text puts out, `$(…)` as written; undefined where it is not known. */
export type ShellOutput = (written: string) => ShellValue | undefined

const NO_OUTPUT: ShellOutput = () => undefined

/** The value of one word. */
export const shellValue = (word: string, variables: ShellVariables, outputs = NO_OUTPUT): ShellValue => {
  const unknown: string[] = []
  let text = ''
  let quoted = false
  let at = 0
  const put = (end: number, find: (written: string) => ShellValue | undefined): void => {
    const written = word.slice(at, end)
    const value = find(written)
    text += value?.text ?? written
    unknown.push(...(value?.unknown ?? [written]))
    at = end
  }
  while (at < word.length) {
    const named = matchAt(VARIABLE, word, at)
    if (word[at] === '"') {
      quoted = !quoted
      at += 1
    } else if (named !== null) {
      const [written, braced, index, bare] = named
      put(at + written.length, () => variables(braced ?? bare ?? '', Number(index ?? 0)))
    } else if (matchAt(COMMAND, word, at) !== null) put(Math.max(behindPart(word, at), at + 2), outputs)
    else {
      const [written = '', escaped, ...plain] = matchAt(quoted ? QUOTED : UNQUOTED, word, at) ?? []
      if (written === '') break
      text += escaped === undefined ? (plain.find((one) => one !== undefined) ?? '') : escaped === '\n' ? '' : escaped
      at += written.length
    }
  }
  return { text, unknown: [...new Set(unknown)] }
}
