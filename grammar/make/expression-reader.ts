/**
 * Where references nest: which of the commas and parentheses of a text mean something.
 *
 * make splits the arguments of a function as text, counting only the parentheses of the kind that opened the call, and
 * reads each on its own.  So what is an argument has an end before anything in it is looked at.
 * Follows the manual of GNU make 4.3, "Function Call Syntax"; how it counts was tried.
 */
import type { TokenType } from 'chevrotain'
import { Brackets } from './brackets.ts'
import { COMMA, skipSpace } from './characters.ts'
import { CallStart, Close, Comma, ComputedStart, PlainText } from './expression-tokens.ts'
import { FUNCTIONS, functionAt } from './functions.ts'
import { readPlainText } from './plain-text.ts'
import type { FunctionName, Reference } from './tree.ts'

/** make has no limit; files written by people do not come near this one. */
const MAXIMUM_DEPTH = 200

interface OpenReference {
  /** Character code of the parenthesis. */
  readonly open: number
  /** Offset of what closes it. */
  readonly end: number
  /** Offset of the next comma that separates arguments, or `end`. */
  stop: number
  /** Number of commas that still separate arguments. */
  commas: number
}

/** What one token is. */
interface ExpressionPiece {
  readonly type: TokenType
  readonly end: number
  readonly payload?: readonly (string | Reference)[] | FunctionName
}

/** Goes through a text piece by piece. */
export class ExpressionReader {
  private readonly text: string
  private readonly brackets: Brackets
  private readonly references: OpenReference[] = []

  constructor(text: string) {
    this.text = text
    this.brackets = new Brackets(text)
  }

  /** The piece at `at`, which is where the last one ended and before the end of the text. */
  read(at: number): ExpressionPiece {
    const around = this.references.at(-1)
    if (around !== undefined && at === around.stop) return this.separator(around)
    const stop = around?.stop ?? this.text.length
    const pieces: (string | Reference)[] = []
    const end = readPlainText(this.text, at, stop, pieces, this.brackets)
    return end > at ? { type: PlainText, end, payload: pieces } : this.start(at, stop)
  }

  private separator(around: OpenReference): ExpressionPiece {
    const end = around.stop + 1
    if (around.stop === around.end) {
      this.references.pop()
      return { type: Close, end }
    }
    around.commas--
    around.stop = this.nextStop(around, end)
    return { type: Comma, end }
  }

  /** A reference that nests, so it is closed. */
  private start(dollar: number, stop: number): ExpressionPiece {
    const end = this.brackets.partnerOf(dollar + 1, stop) as number
    if (this.references.length === MAXIMUM_DEPTH) {
      const reference: Reference = { kind: 'too-deep', text: this.text.slice(dollar, end + 1) }
      return { type: PlainText, end: end + 1, payload: [reference] }
    }
    const open = this.text.charCodeAt(dollar + 1)
    const called = functionAt(this.text, dollar + 2, end)
    if (called === undefined) {
      this.references.push({ open, end, stop: end, commas: 0 })
      return { type: ComputedStart, end: dollar + 2 }
    }
    const first = skipSpace(this.text, dollar + 2 + called.length, end)
    const { maximum = Number.POSITIVE_INFINITY } = FUNCTIONS[called]
    const reference: OpenReference = { open, end, stop: end, commas: maximum - 1 }
    reference.stop = this.nextStop(reference, first)
    this.references.push(reference)
    return { type: CallStart, end: first, payload: called }
  }

  private nextStop({ open, end, commas }: OpenReference, from: number): number {
    if (commas === 0) return end
    for (let at = from; at < end; at++) {
      const code = this.text.charCodeAt(at)
      if (code === COMMA) return at
      if (code === open) at = this.brackets.partnerOf(at, end) ?? end
    }
    return end
  }
}
