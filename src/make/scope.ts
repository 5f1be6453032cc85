/**
 * Names and their variables, one layer over another: what all makefiles of a walk have in common is read once, and each
 * of them changes a layer of its own.
 */
import { type Flavour, type Origin, Variable } from './variable.ts'

export class Scope {
  readonly #own = new Map<string, Variable | undefined>()
  readonly #below: Scope | undefined

  constructor(below?: Scope) {
    this.#below = below
  }

  /** The variable of that name; it may belong to a layer below and must not be changed then. */
  get(name: string): Variable | undefined {
    const own = this.#own.get(name)
    if (own !== undefined) return own
    return this.#below === undefined || this.#own.has(name) ? undefined : this.#below.get(name)
  }

  /** The same, as this layer's own. */
  getOwn(name: string): Variable | undefined {
    const own = this.#own.get(name)
    if (own !== undefined || this.#own.has(name)) return own
    const copy = this.#below?.get(name)?.copy()
    if (copy !== undefined) this.#own.set(name, copy)
    return copy
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
    if (this.#below?.get(name) === undefined) this.#own.delete(name)
    else this.#own.set(name, undefined)
  }

  /** Names that this layer takes away from those below. */
  *removed(): Iterable<string> {
    for (const [name, variable] of this.#own) if (variable === undefined) yield name
  }

  /** The variables of this layer alone, in the order in which they came. */
  *own(): Iterable<Variable> {
    for (const variable of this.#own.values()) if (variable !== undefined) yield variable
  }

  /** All variables that can be seen, those of this layer first. */
  *all(): Iterable<Variable> {
    yield* this.own()
    if (this.#below === undefined) return
    for (const variable of this.#below.all()) if (!this.#own.has(variable.name)) yield variable
  }
}
