/**
 * The lines of a C text, continued ones joined and comments taken out, and which of them are for the preprocessor.
 * Follows the translation phases 2 to 4 of ISO C (6.4.9, 6.10) as far as the kernel's files use them.
 */

/** `# name rest`; the line is 1-based and the one where the directive begins. */
export interface Directive {
  readonly name: string
  readonly rest: string
  readonly line: number
}

/** A line of which comments are gone; the line is 1-based and the one where it begins. */
export interface CodeLine {
  readonly text: string
  readonly line: number
}

/** A string, a character, or either kind of comment: whichever begins first. */
const QUOTED_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*/g

/** Comments become one blank and the line ends in them, so that lines keep their numbers. */
const withoutComments = (text: string): string =>
  text.replace(QUOTED_OR_COMMENT, (found) => (found.startsWith('/') ? ` ${found.replace(/[^\n\r]+/g, '')}` : found))

/** Takes `\` and the line end that follows it for a blank and puts the line end behind the joined line. */
const joined = (text: string): readonly CodeLine[] => {
  const lines: { text: string; line: number }[] = []
  let open = false
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const continues = line.endsWith('\\')
    const body = continues ? line.slice(0, -1) : line
    const last = lines.at(-1)
    if (open && last !== undefined) last.text += ` ${body}`
    else lines.push({ text: body, line: index + 1 })
    open = continues
  }
  return lines
}

/** All lines of a text, in order; never throws, whatever the text is. */
export const codeLines = (text: string): readonly CodeLine[] => joined(withoutComments(text))

/** What a line says to the preprocessor, or undefined where it is none of its lines. */
export const directiveOf = ({ text, line }: CodeLine): Directive | undefined => {
  const match = /^\s*#\s*([a-z_]+)\b\s*(.*)$/s.exec(text)
  return match === null ? undefined : { name: match[1] ?? '', rest: (match[2] ?? '').trim(), line }
}

/** All directives of a header, in order; never throws, whatever the text is. */
export const directives = (text: string): readonly Directive[] =>
  codeLines(text).flatMap((line) => directiveOf(line) ?? [])
