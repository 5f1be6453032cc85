/**
 * What a package asks for, as `select` and `depends on`.
 * Follows mconf_depends() and mconf_conflicts() in scripts/package-metadata.pl (17.01 to 25.12): what is selected does
 * not have its own dependencies checked by Kconfig, so they are repeated at whoever selects it, all the way down.
 *
 * Cost: for each package its dependencies and those of what it selects, each once.
 */

import type { Package, PackageInfo } from './package-info.ts'
import { compareBytes } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'

export interface Dependency {
  readonly kind: 'select' | 'depends'
  /** A symbol's name or, of `depends`, a condition. */
  readonly on: string
  readonly condition?: string
}

/** No tree has packages that select each other over so many others, nor any that reach so many. */
const DEEPEST = 200
const MOST_LISTS = 100_000

/** Packages select each other in a circle under a condition: the script follows it for ever. */
export class EndlessDependencies extends Error {
  readonly packageName: string
  constructor(packageName: string) {
    super(`${packageName} selects itself under a condition`)
    this.packageName = packageName
  }
}

/** What was found for one list of dependencies. */
interface Findings {
  /** By the text behind the keyword. */
  readonly lines: Map<string, Dependency>
  /** Texts met under a condition, by that; those met without one are noted in an array by their number. */
  readonly seen: Map<string, Set<string>>
}

/** One word of a list of dependencies, taken apart: `+COND:x`. */
interface Wish {
  readonly selects: boolean
  /** It names a symbol, not a package. */
  readonly symbol: boolean
  /** Without the flags, and the text's number. */
  readonly text: string
  readonly id: number
  readonly when: string | undefined
  readonly what: string
}

interface Inherited {
  readonly depends: readonly string[]
  readonly condition: string
}

/** One provider to select, unless another one is chosen. */
interface Choice {
  readonly name: string
  readonly unless: readonly string[]
}

export class PackageDependencies {
  readonly #info: PackageInfo
  readonly #switches: MetadataSwitches
  readonly #touched: Set<string>
  readonly #parsed = new Map<readonly string[], readonly Wish[]>()
  readonly #choices = new Map<string, Choice>()
  readonly #numbers = new Map<string, number>()
  /** By a text's number: the list, by its number, that met it last without a condition. */
  readonly #met: number[] = []
  #list = 0
  /** Lists gone through for the one at hand. */
  #walked = 0

  /** `touched`: names that nothing provides and that were looked up, which makes an empty entry of them. */
  constructor(info: PackageInfo, switches: MetadataSwitches, touched: Set<string>) {
    this.#info = info
    this.#switches = switches
    this.#touched = touched
  }

  /** The lines of a package for one of its lists, in bytewise order of what they say. */
  of(name: string, depends: readonly string[]): readonly Dependency[] {
    if (depends.length === 0) return []
    const findings: Findings = { lines: new Map(), seen: new Map() }
    this.#list++
    this.#walked = 0
    this.#collect(name, depends, findings, '', 0)
    return [...findings.lines].sort(([a], [b]) => compareBytes(a, b)).map(([, line]) => line)
  }

  /** The packages it may not be built into an image with, of those that there are. */
  conflictsOf({ conflicts }: Package): readonly string[] {
    return conflicts.filter((name) => this.#isEntry(name))
  }

  #isEntry(name: string): boolean {
    return this.#info.packages.has(name) || (this.#entries && (this.#info.virtual.has(name) || this.#touched.has(name)))
  }

  get #entries(): boolean {
    return this.#switches.virtualPackages === 'entries'
  }

  /** `outer` is the condition under which what is inherited counts. Below the top only dependencies are wanted. */
  #collect(name: string, depends: readonly string[], into: Findings, outer: string, depth: number): void {
    if (depth > DEEPEST || ++this.#walked > MOST_LISTS) throw new EndlessDependencies(name)
    const { lines } = into
    const below: Inherited[] = []
    for (const wish of this.#wishes(depends)) {
      const { text, id, when, what } = this.#inForce(wish, lines)
      if (text === outer || !this.#isNew(id, text, outer, into)) continue
      const own = when === undefined || when === `PACKAGE_${name}` ? '' : when
      if (this.#entries && this.#info.packages.get(what)?.buildOnly === true) continue
      const condition = both(outer, own)
      if (wish.selects) {
        const choice = this.#choice(what)
        const needed = choice.unless.length > 0 ? both(condition, this.#untilChosen(choice.unless, name)) : condition
        const selected = this.#info.packages.get(choice.name)
        if (selected !== undefined) below.push({ depends: selected.depends, condition: needed })
        if (depth === 0) putSelect(lines, wish.symbol ? choice.name : `PACKAGE_${choice.name}`, needed)
      } else putDepends(lines, this.#anyOf(what, wish.symbol), condition)
    }
    for (const { depends: theirs, condition } of below) this.#collect(name, theirs, into, condition, depth + 1)
  }

  #wishes(depends: readonly string[]): readonly Wish[] {
    let wishes = this.#parsed.get(depends)
    if (wishes === undefined) {
      wishes = depends.map((word) => {
        const flags = /^[@+]*/.exec(word)?.[0] ?? ''
        return this.#wish(word.slice(flags.length), flags.includes('+'), flags.includes('@'))
      })
      this.#parsed.set(depends, wishes)
    }
    return wishes
  }

  #wish(text: string, selects: boolean, symbol: boolean): Wish {
    let id = this.#numbers.get(text)
    if (id === undefined) {
      id = this.#numbers.size
      this.#numbers.set(text, id)
    }
    const [when, what] = split(text)
    return { selects, symbol, text, id, when, what }
  }

  /** Without its condition, where what that asks for is selected anyway and the release knows. */
  #inForce(wish: Wish, lines: Findings['lines']): Wish {
    const { when, what, selects, symbol } = wish
    if (when === undefined || !this.#switches.dropsSelectedConditions) return wish
    return lines.get(when)?.kind === 'select' ? this.#wish(what, selects, symbol) : wish
  }

  /** The text was not met under this condition, nor without one. */
  #isNew(id: number, text: string, outer: string, { seen }: Findings): boolean {
    if (this.#met[id] === this.#list) return false
    if (outer === '') {
      this.#met[id] = this.#list
      return true
    }
    const here = seen.get(outer)
    if (here === undefined) seen.set(outer, new Set([text]))
    else if (here.has(text)) return false
    else here.add(text)
    return true
  }

  /** What selecting a name selects: the default variant, or the first that provides it. */
  #choice(name: string): Choice {
    if (this.#entries) return this.#choiceOfEntry(name)
    const known = this.#choices.get(name)
    if (known !== undefined) return known
    const providers = this.#info.providers.get(name)
    // a name that was looked up for another reason since may not be the same any more
    if (providers === undefined) return { name: this.#touched.has(name) ? '' : name, unless: [] }
    const names: string[] = []
    for (const { name: provider, buildOnly, variantDefault } of providers) {
      if (buildOnly) continue
      if (variantDefault) names.unshift(provider)
      else names.push(provider)
    }
    const choice = { name: names[0] ?? '', unless: names.slice(1) }
    this.#choices.set(name, choice)
    return choice
  }

  #choiceOfEntry(name: string): Choice {
    this.#touched.add(name)
    const providers = this.#info.virtual.get(name)
    if (providers === undefined) return { name, unless: [] }
    const rest: string[] = []
    let chosen: string | undefined
    for (const provider of providers) {
      if (this.#info.packages.get(provider)?.variantDefault === true) chosen = provider
      else rest.push(provider)
    }
    return { name: chosen ?? rest.shift() ?? '', unless: rest }
  }

  #untilChosen(others: readonly string[], by: string): string {
    if (this.#switches.providerTest === 'less')
      return others.map((other) => `PACKAGE_${other}<PACKAGE_${by}`).join('&&')
    const all = others.map((other) => `PACKAGE_${other}`).join('||')
    return others.length > 1 ? `!(${all})` : `!${all}`
  }

  /** A name that is depended on: one of those that provide it. */
  #anyOf(name: string, symbol: boolean): string {
    const providers = this.#entries
      ? this.#info.virtual.get(name)
      : this.#info.providers.get(name)?.map((provider) => provider.name)
    if (this.#entries) this.#touched.add(name)
    if (providers !== undefined && providers.length > 0)
      return providers.map((provider) => `PACKAGE_${provider}`).join('||')
    return symbol ? name : `PACKAGE_${name}`
  }
}

/** `COND:x` in its two parts; a condition may have colons itself. */
const split = (text: string): readonly [string | undefined, string] => {
  const colon = text.lastIndexOf(':', text.length - 2)
  return colon > 0 ? [text.slice(0, colon), text.slice(colon + 1)] : [undefined, text]
}

const both = (outer: string, inner: string): string =>
  outer === '' ? inner : inner === '' ? outer : `${outer} && ${inner}`

const putSelect = (lines: Findings['lines'], on: string, condition: string): void => {
  if (condition === '') put(lines, on, { kind: 'select', on })
  else if (on !== condition) put(lines, `${on} if ${condition}`, { kind: 'select', on, condition })
}

const putDepends = (lines: Findings['lines'], on: string, condition: string): void => {
  if (condition === '') put(lines, on, { kind: 'depends', on })
  else if (!lines.has(`${on} if ${condition}`)) {
    const needed = lines.get(condition)?.kind === 'select' ? on : `!(${condition}) || ${on}`
    put(lines, needed, { kind: 'depends', on: needed })
  }
}

/** What is selected stays so. */
const put = (lines: Findings['lines'], text: string, line: Dependency): void => {
  if (lines.get(text)?.kind !== 'select') lines.set(text, line)
}
