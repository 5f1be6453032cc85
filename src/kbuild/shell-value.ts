/**
 * What a word of a shell text stands for: quotes taken off, variables put in where they are known. Follows the POSIX
 * Shell Command Language, 2.2 and 2.6. What only a shell could tell is unknown: it stays as it is, and is named.
 */

export interface ShellValue {
  /** What is unknown stands in it as written. */
  readonly text: string
  /** What could not be told, as written: `$(uname -r)`, `${name%.ko}`, `$name`. Empty where the text is certain. */
  readonly unknown: readonly string[]
}

/** A variable's value; undefined where it is not known. `index` of an array's element, 0 for a plain variable. */
export type ShellVariables = (name: string, index: number) => ShellValue | undefined

const VARIABLE = /\$\{(\w+)(?:\[(\d+)\])?\}|\$([A-Za-z_]\w*)/
/** What only a shell could tell. */
const COMMAND = /(\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|`[^`]*`|\$[@*#?$!\d-])/
/** In double quotes an apostrophe is a letter, and a backslash is one but before four others and a line's end. */
const QUOTED_TEXT = /\\([$`"\\\n])|([^"$`\\]+|[^"])/
const PLAIN_TEXT = /\\([\s\S])|'([^']*)'|([^'"\\$`]+|[^"])/

const parts = (text: RegExp): RegExp => new RegExp(`${VARIABLE.source}|${COMMAND.source}|${text.source}`, 'y')
const QUOTED = parts(QUOTED_TEXT)
const UNQUOTED = parts(PLAIN_TEXT)

/** What a command in a text puts out, `$(…)` as written; undefined where it is not known. */
export type ShellOutput = (written: string) => ShellValue | undefined

const NO_OUTPUT: ShellOutput = () => undefined

/** The value of one word. */
export const shellValue = (word: string, variables: ShellVariables, outputs = NO_OUTPUT): ShellValue => {
  const unknown: string[] = []
  let text = ''
  let quoted = false
  for (let at = 0; at < word.length; ) {
    if (word[at] === '"') {
      quoted = !quoted
      at += 1
      continue
    }
    const pattern = quoted ? QUOTED : UNQUOTED
    pattern.lastIndex = at
    const match = pattern.exec(word)
    if (match === null) break
    const [written, braced, index, named, command, escaped, ...plain] = match
    at = pattern.lastIndex
    const name = braced ?? named
    if (name !== undefined || command !== undefined) {
      const value = name === undefined ? outputs(written) : variables(name, Number(index ?? 0))
      text += value?.text ?? written
      unknown.push(...(value?.unknown ?? [written]))
    } else if (escaped !== undefined) text += escaped === '\n' ? '' : escaped
    else text += plain.find((one) => one !== undefined) ?? ''
  }
  return { text, unknown: [...new Set(unknown)] }
}
