/**
 * Variables and user functions of the Kconfig preprocessor: `=` expands at use, `:=` at definition, `+=` keeps the
 * flavour of what is there.  Follows variable_add() and variable_expand() in scripts/kconfig/preprocess.c.
 */

export type Flavor = 'recursive' | 'simple'

export interface Variable {
  readonly name: string
  flavor: Flavor
  value: string
  /** How many expansions of it are under way. */
  depth: number
}

export class Variables {
  readonly #byName = new Map<string, Variable>()

  get(name: string): Variable | undefined {
    return this.#byName.get(name)
  }

  /**
   * Defines or appends. `expand` is applied to the text where the flavour is simple: for `+=` to the appended part
   * alone, and only if the variable is simple already.
   */
  assign(name: string, operator: '=' | ':=' | '+=', text: string, expand: (text: string) => string): void {
    const known = this.#byName.get(name)
    const flavor: Flavor =
      operator === ':=' ? 'simple' : operator === '=' ? 'recursive' : (known?.flavor ?? 'recursive')
    if (known === undefined) {
      const variable = { name, flavor, value: '', depth: 0 }
      this.#byName.set(name, variable)
      variable.value = flavor === 'simple' ? expand(text) : text
      return
    }
    known.flavor = flavor
    const value = flavor === 'simple' ? expand(text) : text
    known.value = operator === '+=' ? `${known.value} ${value}` : value
  }
}
