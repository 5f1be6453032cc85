/**
 * The commonest text with a reference: one variable of a plain name, and literal text around it, as in
 * `obj-$(CONFIG_X)`.  It is told at a glance; parseExpression() gives the same pieces, which a test holds to.
 */

const SIMPLE = /^([^$]*)\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})([^$]*)$/

export interface SimpleReference {
  readonly before: string
  readonly name: string
  readonly behind: string
}

/** The parts of such a text; undefined for any other. */
export const simpleReference = (text: string): SimpleReference | undefined => {
  const found = SIMPLE.exec(text)
  if (found === null) return undefined
  return { before: found[1] ?? '', name: found[2] ?? found[3] ?? '', behind: found[4] ?? '' }
}
