/**
 * `tmp/.packageinfo`: what the package Makefiles of a tree say of themselves.
 * Follows parse_package_metadata() in scripts/metadata.pm (17.01 to 25.12): a field is known by its exact name, most
 * values keep the blanks at their end, and a multi-line value ends at a line that begins with `@@`.
 *
 * Cost: one pass over the text.
 */

import { withoutTrailing, wordsOf } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'

export interface Package {
  readonly name: string
  title: string
  depends: readonly string[]
  menuDepends: readonly string[]
  conflicts: readonly string[]
  /** Built as a package: its symbol is a tristate. */
  tristate: boolean
  hidden: boolean
  buildOnly: boolean
  variantDefault: boolean
  /** Has a Repository line: shared between targets. */
  shared: boolean
  /** Conditions and values of its defaults, separated by commas. */
  defaults: string
  /** The entry opens a menu. */
  menu: boolean
  submenu: string
  submenuDepends: string
  /** Help text with its indentation, a newline after each line. */
  description: string
  /** Kconfig text, indented by a tab. */
  config: string
  /** Who provided its name while it was the last package called so. */
  readonly providedBy: string[]
}

/** A name that packages provide besides real ones, in the order in which a dependency on it looks at them. */
export type Providers = readonly Package[]

export interface PackageInfo {
  /** By name; of several with one name the last. */
  readonly packages: ReadonlyMap<string, Package>
  readonly providers: ReadonlyMap<string, Providers>
  /** Names of the providers of an entry, for the release that kept them there: a later package of the name has none. */
  readonly virtual: ReadonlyMap<string, readonly string[]>
  /** Category, then source folder's name, then packages in file order. */
  readonly categories: ReadonlyMap<string, ReadonlyMap<string, readonly Package[]>>
  /** Source folders' names that a feed replaces, sorted. */
  readonly overrides: readonly string[]
}

const SOURCE = /^Source-Makefile: [ \t\v\f\r]*(?:.+\/)?([^/]+)\/Makefile[ \t\v\f\r]*$/

const newPackage = (name: string): Package => ({
  name,
  title: '',
  depends: [],
  menuDepends: [],
  conflicts: [],
  tristate: true,
  hidden: false,
  buildOnly: false,
  variantDefault: false,
  shared: false,
  defaults: '',
  menu: false,
  submenu: '',
  submenuDepends: '',
  description: '',
  config: '',
  providedBy: [],
})

export const parsePackageInfo = (text: string, switches: MetadataSwitches): PackageInfo =>
  new PackageInfoReader(text, switches).read()

class PackageInfoReader {
  readonly #text: string
  readonly #switches: MetadataSwitches
  readonly #packages = new Map<string, Package>()
  readonly #providers = new Map<string, Package[]>()
  readonly #virtual = new Map<string, string[]>()
  readonly #categories = new Map<string, Map<string, Package[]>>()
  readonly #overrides = new Set<string>()
  /** Where the next line begins. */
  #at = 0
  #source: string | undefined
  #package: Package | undefined

  constructor(text: string, switches: MetadataSwitches) {
    this.#text = text
    this.#switches = switches
  }

  read(): PackageInfo {
    const { length } = this.#text
    while (this.#at < length) this.#line(this.#nextLine())
    return {
      packages: this.#packages,
      providers: this.#providers,
      virtual: this.#virtual,
      categories: this.#categories,
      overrides: [...this.#overrides].sort(),
    }
  }

  #nextLine(): string {
    const end = this.#text.indexOf('\n', this.#at)
    const line = this.#text.slice(this.#at, end < 0 ? this.#text.length : end)
    this.#at = end < 0 ? this.#text.length : end + 1
    return line
  }

  #line(line: string): void {
    const colon = line.indexOf(':')
    if (colon <= 0) return
    const name = line.slice(0, colon)
    if (name === 'Source-Makefile') {
      const [, source] = SOURCE.exec(line) ?? []
      if (source === undefined) return
      this.#source = source
      this.#package = undefined
    } else if (name === 'Package') this.#begin(withoutTrailing(trimmed(line, colon)))
    else if (name === 'Override') {
      if (this.#source !== undefined && spaced(line, colon) !== '') this.#overrides.add(this.#source)
    } else if (this.#package !== undefined) this.#field(this.#package, name, line, colon)
  }

  #begin(name: string): void {
    if (this.#source === undefined || name === '') return
    const made = newPackage(name)
    this.#package = made
    this.#packages.set(name, made)
    this.#virtual.delete(name)
    this.#providers.set(name, [made, ...(this.#providers.get(name) ?? [])])
  }

  #field(into: Package, name: string, line: string, colon: number): void {
    const value = spaced(line, colon)
    switch (name) {
      case 'Title':
        if (value !== '') into.title = value
        return
      case 'Depends':
        if (value !== '') into.depends = wordsOf(value)
        return
      case 'Menu-Depends':
        if (value !== '') into.menuDepends = wordsOf(value)
        return
      case 'Conflicts':
        if (value !== '') into.conflicts = wordsOf(value)
        return
      case 'Provides':
        if (value !== '') this.#provides(into, wordsOf(value))
        return
      case 'Category':
        if (value !== '') this.#categorize(into, value)
        return
      case 'Type':
        if (value !== '') into.tristate = wordsOf(value).some((word) => word.includes('ipkg'))
        return
      case 'Menu':
        into.menu ||= value !== '' && value !== '0'
        return
      case 'Submenu':
        if (value !== '') into.submenu = value
        return
      case 'Submenu-Depends':
        if (value !== '') into.submenuDepends = value
        return
      case 'Default':
        if (value !== '') into.defaults = value
        return
      case 'Hidden':
        into.hidden ||= value !== ''
        return
      case 'Default-Variant':
        into.variantDefault ||= line.charAt(colon + 1) === ' '
        return
      case 'Build-Only':
        into.buildOnly ||= value !== ''
        return
      case 'Repository':
        into.shared ||= trimmed(line, colon) !== ''
        return
      case 'Description':
        if (line.charAt(colon + 1) === ' ') into.description = `\t\t ${trimmed(line, colon)}\n${this.#lines('\t\t ')}`
        return
      case 'Config':
        into.config = `${trimmed(line, colon)}\n${this.#lines('\t')}`
        return
    }
  }

  #provides(by: Package, names: readonly string[]): void {
    for (const word of names) {
      const name = this.#switches.markedProvides ? word.replace(/^@/, '') : word
      const entry = this.#packages.get(name)
      if (entry === undefined) append(this.#virtual, name, by.name)
      else {
        entry.providedBy.push(by.name)
        this.#virtual.set(name, entry.providedBy)
      }
      if (name !== by.name) append(this.#providers, name, by)
    }
  }

  #categorize(added: Package, category: string): void {
    let sources = this.#categories.get(category)
    if (sources === undefined) {
      sources = new Map()
      this.#categories.set(category, sources)
    }
    append(sources, this.#source as string, added)
  }

  /** The lines of a multi-line value, each behind `prefix`. */
  #lines(prefix: string): string {
    let value = ''
    while (this.#at < this.#text.length) {
      const start = this.#at
      const line = this.#nextLine()
      if (line.startsWith('@@')) break
      value += prefix + this.#text.slice(start, this.#at)
    }
    return value
  }
}

const append = <T>(lists: Map<string, T[]>, name: string, item: T): void => {
  const known = lists.get(name)
  if (known === undefined) lists.set(name, [item])
  else known.push(item)
}

/** The value behind `Name:` and blanks. */
const trimmed = (line: string, colon: number): string => {
  let at = colon + 1
  while (isBlank(line.charCodeAt(at))) at++
  return line.slice(at)
}

/** The value of a field that must have a blank behind its colon; one that is all blanks is one blank. */
const spaced = (line: string, colon: number): string => {
  if (line.charCodeAt(colon + 1) !== 0x20) return ''
  const value = trimmed(line, colon)
  return value === '' && line.length > colon + 2 ? line.slice(-1) : value
}

const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d)
