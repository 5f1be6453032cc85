/**
 * The lines of a makefile that may be statements: continued lines joined, comments gone, recipes left out, and of a
 * `define` all but its first line.
 */

export interface LogicalLine {
  /** Without blanks around it, never empty. */
  readonly text: string
  /** 1-based: its first line. */
  readonly line: number
}

const withoutComment = (text: string): string => {
  const hash = text.search(/(?<!\\)#/)
  return hash < 0 ? text : text.slice(0, hash)
}

/** A backslash at the end joins lines with one blank. */
const joined = (lines: readonly string[], start: number): { readonly text: string; readonly next: number } => {
  let text = lines[start] ?? ''
  let next = start + 1
  for (; text.endsWith('\\') && next < lines.length; next++)
    text = `${text.slice(0, -1).replace(/[ \t]+$/, '')} ${(lines[next] ?? '').replace(/^[ \t]+/, '')}`
  return { text, next }
}

export function* logicalLines(text: string): Generator<LogicalLine> {
  const lines = text.split('\n')
  let defines = 0
  let inRule = false
  for (let at = 0; at < lines.length; ) {
    const line = at + 1
    const { text: whole, next } = joined(lines, at)
    at = next
    // a recipe's lines begin with a tab, but only a rule has a recipe
    if (inRule && whole.startsWith('\t')) continue
    const statement = withoutComment(whole).replace(/^[ \t]+|[ \t\r]+$/g, '')
    if (/^(override +)?define[ \t]/.test(statement)) {
      if (defines++ === 0) yield { text: statement, line }
    } else if (defines > 0) defines -= statement === 'endef' ? 1 : 0
    else if (statement !== '') {
      inRule = (inRule && /^(if|else|endif)/.test(statement)) || /^[^=$]*[^=:$]:(?![:=])/.test(statement)
      yield { text: statement, line }
    }
  }
}
