/** Which closing parenthesis belongs to which opening one, for a whole text at once. */
import { CLOSE_BRACE, CLOSE_PARENTHESIS, OPEN_BRACE, OPEN_PARENTHESIS } from './characters.ts'

/** Parentheses and braces do not see each other. Cost: the length of the text, once. */
export class Brackets {
  private readonly partners: Int32Array

  constructor(text: string) {
    const partners = new Int32Array(text.length)
    const parentheses: number[] = []
    const braces: number[] = []
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === OPEN_PARENTHESIS) parentheses.push(at)
      else if (code === OPEN_BRACE) braces.push(at)
      else if (code === CLOSE_PARENTHESIS || code === CLOSE_BRACE) {
        const open = (code === CLOSE_PARENTHESIS ? parentheses : braces).pop()
        if (open !== undefined) partners[open] = at
      }
    }
    this.partners = partners
  }

  /** Offset of what closes the parenthesis at `open`, if it is before `end`. */
  partnerOf(open: number, end: number): number | undefined {
    const partner = this.partners[open] ?? 0
    return partner === 0 || partner >= end ? undefined : partner
  }
}
