/**
 * What dkms.conf says is held against what kbuild would build: names that no module has, modules that dkms would leave
 * behind, entries that it refuses or overwrites. Follows read_conf(), prepare_and_actual_build() and do_install() of
 * dkms 3.0.
 */
import { nearestName } from '../diagnostics/edit-distance.ts'
import { type DkmsConf, type DkmsEntry, dkmsEntry } from './dkms-conf.ts'
import { joinPath, nameOf, resolvedPath } from './tree-path.ts'

/** One finding; `line` is 1-based, of the assignment in question, and absent where there is none. */
export type DkmsFinding = { readonly line?: number } & (
  | { readonly kind: 'missing-directive'; readonly directive: string; readonly index?: number }
  /** Its value hangs on something only a shell could tell. */
  | {
      readonly kind: 'unknown-value'
      readonly directive: string
      readonly index: number
      readonly unknown: readonly string[]
    }
  /** dkms puts `.ko` behind the name itself, and refuses one that ends so. */
  | { readonly kind: 'suffix-in-name'; readonly directive: string; readonly index: number; readonly name: string }
  /** Neither /kernel, /updates nor /extra. */
  | { readonly kind: 'bad-destination'; readonly index: number; readonly destination: string }
  /** dkms counts the elements and looks at as many, from 0 on. */
  | { readonly kind: 'ignored-index'; readonly index: number; readonly name: string; readonly count: number }
  /** The file that dkms looks for is not built: at the same name elsewhere, or what was meant. */
  | {
      readonly kind: 'no-such-module'
      readonly index: number
      readonly path: string
      readonly elsewhere: readonly string[]
      readonly suggestion?: string
    }
  | { readonly kind: 'not-installed'; readonly module: string }
  /** Two entries for one file; or two files to one name, of which the later overwrites the other. */
  | { readonly kind: 'same-module'; readonly index: number; readonly other: number; readonly path: string }
  | { readonly kind: 'same-destination'; readonly index: number; readonly other: number; readonly name: string }
)

const NAMES = ['BUILT_MODULE_NAME', 'BUILT_MODULE_LOCATION', 'DEST_MODULE_NAME', 'DEST_MODULE_LOCATION'] as const

interface Entry {
  readonly index: number
  readonly line?: number
  /** The file, relative to the root of the package; undefined where its name is not known. */
  readonly path?: string
  readonly destination?: string
}

class DkmsCheck {
  readonly findings: DkmsFinding[] = []
  readonly #conf: DkmsConf

  constructor(conf: DkmsConf) {
    this.#conf = conf
  }

  #value(directive: string, index: number): DkmsEntry | undefined {
    const entry = dkmsEntry(this.#conf, directive, index)
    return entry?.value.text === '' ? undefined : entry
  }

  /** Also says what is unknown. */
  #text(directive: string, index: number): string | undefined {
    const entry = this.#value(directive, index)
    const unknown = entry?.value.unknown ?? []
    if (entry !== undefined && unknown.length > 0)
      this.findings.push({ kind: 'unknown-value', directive, index, unknown, line: entry.line })
    return unknown.length > 0 ? undefined : entry?.value.text
  }

  package(): void {
    for (const directive of ['PACKAGE_NAME', 'PACKAGE_VERSION'])
      if (this.#value(directive, 0) === undefined) this.findings.push({ kind: 'missing-directive', directive })
  }

  entries(): readonly Entry[] {
    const count = Math.max(...NAMES.map((name) => this.#conf.directives.get(name)?.size ?? 0))
    if (NAMES.some((name) => this.#conf.open.has(name))) return this.#listed()
    if (count === 0) this.findings.push({ kind: 'missing-directive', directive: 'BUILT_MODULE_NAME' })
    for (const [index, { value, line }] of this.#conf.directives.get('BUILT_MODULE_NAME') ?? [])
      if (index >= count) this.findings.push({ kind: 'ignored-index', index, name: value.text, count, line })
    return Array.from({ length: count }, (_, index) => this.#entry(index, count))
  }

  /** Where elements are set that are not known, those that are known still can be wrong. */
  #listed(): readonly Entry[] {
    const indices = [...(this.#conf.directives.get('BUILT_MODULE_NAME')?.keys() ?? [])]
    return [...indices.map((index) => this.#entry(index, Number.POSITIVE_INFINITY)), { index: -1 }]
  }

  #entry(index: number, count: number): Entry {
    const line = this.#value('BUILT_MODULE_NAME', index)?.line
    const at = line === undefined ? {} : { line }
    const name = this.#name(index, count)
    const hasLocation = this.#value('BUILT_MODULE_LOCATION', index) !== undefined
    const location = this.#text('BUILT_MODULE_LOCATION', index)
    const hasOwnName = this.#value('DEST_MODULE_NAME', index) !== undefined
    const destination = this.#text('DEST_MODULE_NAME', index) ?? (hasOwnName ? undefined : name)
    this.#suffix('BUILT_MODULE_NAME', index, name)
    if (hasOwnName) this.#suffix('DEST_MODULE_NAME', index, destination)
    this.#destination(index)
    const isKnown = name !== undefined && (location !== undefined || !hasLocation)
    return {
      index,
      ...at,
      ...(isKnown ? { path: resolvedPath(joinPath(location ?? '', `${name}.ko`)) } : {}),
      ...(destination === undefined ? {} : { destination }),
    }
  }

  /** The package's name where there is one module only. */
  #name(index: number, count: number): string | undefined {
    if (this.#value('BUILT_MODULE_NAME', index) !== undefined) return this.#text('BUILT_MODULE_NAME', index)
    if (count === 1 && this.#value('PACKAGE_NAME', 0) !== undefined) return this.#text('PACKAGE_NAME', 0)
    this.findings.push({ kind: 'missing-directive', directive: 'BUILT_MODULE_NAME', index })
    return undefined
  }

  #suffix(directive: string, index: number, name: string | undefined): void {
    const line = this.#value(directive, index)?.line
    if (name === undefined || !/\.k?o$/.test(name)) return
    this.findings.push({ kind: 'suffix-in-name', directive, index, name, ...(line === undefined ? {} : { line }) })
  }

  #destination(index: number): void {
    const entry = this.#value('DEST_MODULE_LOCATION', index)
    const mayBe = this.#conf.open.has('DEST_MODULE_LOCATION')
    if (entry === undefined && !mayBe)
      this.findings.push({ kind: 'missing-directive', directive: 'DEST_MODULE_LOCATION', index })
    const text = this.#text('DEST_MODULE_LOCATION', index)
    if (entry === undefined || text === undefined || /^\/(?:kernel|updates|extra)/.test(text)) return
    this.findings.push({ kind: 'bad-destination', index, destination: text, line: entry.line })
  }

  repeats(entries: readonly Entry[]): void {
    const paths = new Map<string, number>()
    const destinations = new Map<string, number>()
    for (const { index, line, path, destination } of entries) {
      const at = line === undefined ? {} : { line }
      const samePath = path === undefined ? undefined : paths.get(path)
      const sameName = destination === undefined ? undefined : destinations.get(destination)
      if (samePath !== undefined && path !== undefined)
        this.findings.push({ kind: 'same-module', index, other: samePath, path, ...at })
      else if (sameName !== undefined && destination !== undefined)
        this.findings.push({ kind: 'same-destination', index, other: sameName, name: destination, ...at })
      if (path !== undefined && samePath === undefined) paths.set(path, index)
      if (destination !== undefined && sameName === undefined) destinations.set(destination, index)
    }
  }

  against(entries: readonly Entry[], modules: readonly string[]): void {
    const built = new Set(modules)
    for (const { index, line, path } of entries) {
      if (path === undefined || built.has(path)) continue
      const elsewhere = modules.filter((module) => nameOf(module) === nameOf(path))
      const suggestion = elsewhere.length > 0 ? undefined : meant(nameOf(path), modules)
      this.findings.push({
        kind: 'no-such-module',
        index,
        path,
        elsewhere,
        ...(suggestion === undefined ? {} : { suggestion }),
        ...(line === undefined ? {} : { line }),
      })
    }
    // an entry that is not known could be any of them
    if (entries.some(({ path }) => path === undefined)) return
    const installed = new Set(entries.map(({ path }) => path))
    for (const module of modules) if (!installed.has(module)) this.findings.push({ kind: 'not-installed', module })
  }
}

const underscored = (name: string): string => name.replaceAll('-', '_')

/** A module whose name differs in `-` and `_` only, else the nearest one. */
const meant = (name: string, modules: readonly string[]): string | undefined => {
  const equal = modules.find((module) => underscored(nameOf(module)) === underscored(name))
  if (equal !== undefined) return equal
  const nearest = nearestName(
    name.replace(/\.ko$/, ''),
    modules.map((module) => nameOf(module).replace(/\.ko$/, '')),
  )
  return nearest === undefined ? undefined : modules.find((module) => nameOf(module) === `${nearest}.ko`)
}

/**
 * Holds a dkms.conf against the modules that are built, `sub/foo.ko` relative to the root of the package, in their
 * order. Without `modules` (what is built is not known) only what the file itself shows is checked.
 */
export const checkDkms = (conf: DkmsConf, modules?: readonly string[]): readonly DkmsFinding[] => {
  const check = new DkmsCheck(conf)
  check.package()
  const entries = check.entries()
  check.repeats(entries)
  if (modules !== undefined) check.against(entries, modules.map(resolvedPath))
  return check.findings
}
