/**
 * Names and their variables, one layer over another: what all makefiles of a walk have in common is read once, and each
 * of them changes a layer of its own.
 */
import { type Flavour, type Origin, Variable } from './variable.ts'

/** Texts by name; a map is one, and so is what works a text out when it is asked for. */
export interface Texts {
  readonly has: (name: string) => boolean
  readonly get: (name: string) => string | undefined
  readonly keys: () => Iterable<string>
}

/** What the variables of `Texts` have in common. */
export interface TextsKind {
  readonly origin: Origin
  readonly exported?: true
}

const ASSIGNED: TextsKind = { origin: 'file' }

export class Scope {
  /** Null for a name that this layer takes away from those below. */
  readonly #own = new Map<string, Variable | null>()
  readonly #below: Scope | undefined
  readonly #texts: Texts
  readonly #kind: TextsKind

  /**
   * `texts` are the lines of a long makefile that does nothing but assign, or an environment: its variables are made when
   * they are asked for, as most of ten thousand never are.
   */
  constructor(below?: Scope, texts: Texts = new Map(), kind = ASSIGNED) {
    this.#below = below
    this.#texts = texts
    this.#kind = kind
  }

  /** The variable of that name; it may belong to a layer below and must not be changed then. */
  get(name: string): Variable | undefined {
    const own = this.#own.get(name)
    if (own !== undefined) return own ?? undefined
    return this.#fromTexts(name) ?? this.#below?.get(name)
  }

  /** The same, as this layer's own. */
  getOwn(name: string): Variable | undefined {
    const own = this.#own.get(name)
    if (own !== undefined) return own ?? undefined
    const assigned = this.#fromTexts(name)
    if (assigned !== undefined) return assigned
    const copy = this.#below?.get(name)?.copy()
    if (copy !== undefined) this.#own.set(name, copy)
    return copy
  }

  #fromTexts(name: string): Variable | undefined {
    const text = this.#texts.get(name)
    if (text === undefined) return undefined
    const variable = this.define(name, text, 'recursive', this.#kind.origin)
    variable.exported = this.#kind.exported
    return variable
  }

  set(variable: Variable): void {
    this.#own.set(variable.name, variable)
  }

  /** Gives a name a value that no makefile says. */
  define(name: string, text: string, flavour: Flavour, origin: Origin): Variable {
    const variable = new Variable(name, flavour, origin, [{ text }])
    this.#own.set(name, variable)
    return variable
  }

  remove(name: string): void {
    this.#own.set(name, null)
  }

  /** Names that this layer takes away from those below. */
  *removed(): Iterable<string> {
    for (const [name, variable] of this.#own) if (variable === null) yield name
  }

  /** The variables of this layer alone, in the order in which they came, those of `texts` only if they were asked for. */
  *own(): Iterable<Variable> {
    for (const variable of this.#own.values()) if (variable !== null) yield variable
  }

  /** All variables that can be seen, those of this layer first. */
  *all(): Iterable<Variable> {
    for (const name of this.#texts.keys()) if (!this.#own.has(name)) this.#fromTexts(name)
    yield* this.own()
    if (this.#below === undefined) return
    for (const variable of this.#below.all()) if (!this.#own.has(variable.name)) yield variable
  }
}
