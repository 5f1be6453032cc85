/**
 * The names that a top Makefile exports: which variables reach Kconfig files at all differs between releases
 * (RUSTC_VERSION_TEXT does since 6.12), and the Makefile says it.
 */

const WORD = 'export'
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The logical line that the offset is in, continued lines joined. */
const logicalLine = (text: string, offset: number): string => {
  let start = offset + 1
  do start = text.lastIndexOf('\n', start - 2) + 1
  while (start > 1 && text[start - 2] === '\\')
  let end = offset
  do end = text.indexOf('\n', end + 1)
  while (end > 0 && text[end - 1] === '\\')
  return text.slice(start, end < 0 ? undefined : end).replace(/\\\n[ \t]*/g, ' ')
}

/** Names in `export A B C` and `export A := …` lines, in whatever conditional they are. */
export const exportedNames = (makefile: string): ReadonlySet<string> => {
  const names = new Set<string>()
  // A top Makefile is long, and few of its lines export.
  for (let at = makefile.indexOf(WORD); at >= 0; at = makefile.indexOf(WORD, at + WORD.length)) {
    const [, text] = /^[ \t]*export[ \t]+([^\n#]+)/.exec(logicalLine(makefile, at)) ?? []
    if (text === undefined) continue
    const assignment = /^([A-Za-z_][A-Za-z0-9_]*)[ \t]*[:?+]*=/.exec(text)
    const words = assignment === null ? text.trim().split(/\s+/) : [assignment[1] ?? '']
    for (const word of words) if (NAME.test(word)) names.add(word)
  }
  return names
}
