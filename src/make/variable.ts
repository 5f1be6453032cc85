/**
 * Variables as make has them, each value with the lines that it was put together from: which line added a word is asked
 * long after the makefile was read.
 * Follows the manual of GNU make 4.3, "How to Use Variables".
 */
import type { Statement } from '../../grammar/make/index.ts'
import type { Place } from './make-stop.ts'
import type { Unknowns } from './unknown.ts'

export type Flavour = 'recursive' | 'simple'

/** From weak to strong, but for `automatic`, which nobody assigns. */
export type Origin = 'default' | 'environment' | 'file' | 'command line' | 'override' | 'automatic'

/** A branch of a conditional that is being read. */
export interface Frame {
  /** The name as make's messages have it. */
  readonly file: string
  readonly conditional: Extract<Statement, { kind: 'conditional' }>
  /** Index of the branch that is read, or -1 where none is. */
  readonly branch: number
  /** The branch that is read hangs on these. */
  readonly unknowns?: Unknowns
  readonly outer?: Frame
}

/** What one statement put into a variable. */
export interface Contribution {
  /** Unexpanded in a recursive variable, expanded in a simple one. */
  readonly text: string
  /** Absent where no makefile says it: environment, command line, built in. */
  readonly statement?: Statement | undefined
  readonly file?: string | undefined
  /** As make counts: the lines of an `$(eval)` are all on the line that it stands on. */
  readonly line?: number | undefined
  /** The innermost conditional around it. */
  readonly frame?: Frame | undefined
  /** What `text`, or its being there at all, hangs on. */
  readonly unknowns?: Unknowns | undefined
  /**
   * Unexpanded text that would be there if an unknown were another one: the statement stands in a branch that was not
   * taken.  `text` is empty then.
   */
  readonly possible?: string
}

export class Variable {
  readonly name: string
  flavour: Flavour
  origin: Origin
  exported: boolean | undefined
  /** In the order in which they were added; at least one. */
  parts: Contribution[]
  /** Depth of its own expansion that is going on: more than zero and no `call` is a recursion. */
  expanding = 0
  /** It is called as a function, and may call itself. */
  callable = false

  constructor(name: string, flavour: Flavour, origin: Origin, parts: Contribution[]) {
    this.name = name
    this.flavour = flavour
    this.origin = origin
    this.parts = parts
  }

  /** Its text as it stands: `$(value NAME)`. */
  get raw(): string {
    if (this.parts.length === 1) return (this.parts[0] as Contribution).text
    let text = ''
    for (const part of this.parts) if (part.text !== '') text = text === '' ? part.text : `${text} ${part.text}`
    return text
  }

  /** Where it was last assigned; undefined where no makefile did. */
  get place(): Place | undefined {
    const { file, line } = this.parts.findLast((part) => part.possible === undefined) ?? {}
    return file === undefined || line === undefined ? undefined : { file, line }
  }

  /** Another one that can be changed without this one noticing. */
  copy(): Variable {
    const copy = new Variable(this.name, this.flavour, this.origin, this.parts.slice())
    copy.exported = this.exported
    return copy
  }
}
