/**
 * The names that a top Makefile exports: which variables reach Kconfig files at all differs between releases
 * (RUSTC_VERSION_TEXT does since 6.12), and the Makefile says it.
 */

const CONTINUED = /\\\n[ \t]*/g
const EXPORT = /^[ \t]*export[ \t]+([^\n#]+)/gm
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Names in `export A B C` and `export A := …` lines, in whatever conditional they are. */
export const exportedNames = (makefile: string): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const [, text = ''] of makefile.replace(CONTINUED, ' ').matchAll(EXPORT)) {
    const assignment = /^([A-Za-z_][A-Za-z0-9_]*)[ \t]*[:?+]*=/.exec(text)
    const words = assignment === null ? text.trim().split(/\s+/) : [assignment[1] ?? '']
    for (const word of words) if (NAME.test(word)) names.add(word)
  }
  return names
}
