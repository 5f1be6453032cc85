/**
 * Which file an object is made of. Follows the pattern rules of scripts/Makefile.build, Makefile.lib, Makefile.dtbs and
 * Makefile.host (Linux 6.1, 6.12), those of the Kbuild file that names the object, and the order in which make tries
 * them ("Implicit Rule Search Algorithm" of the manual of GNU make 4.3): the shortest stem first, then those of which
 * the first prerequisite is there, then chains.
 */
import type { FolderNames } from './folder-names.ts'
import { type KbuildRule, stemOf, withStem } from './kbuild-rule.ts'
import { nameOf, resolvedPath } from './tree-path.ts'

export type ObjectSource =
  /** A file of the tree is compiled, or copied to a name that is. Relative to the tree, without `..`. */
  | { readonly kind: 'source'; readonly path: string }
  /** Objects are linked to one: their files. */
  | { readonly kind: 'linked'; readonly from: readonly string[] }
  /** A program writes what is compiled: `by` is that file, `from` what is known of what it is made of. */
  | { readonly kind: 'generated'; readonly by: string; readonly from: readonly string[] }
  | { readonly kind: 'none' }

/** Suffix of the target, suffix of what it is made of; in the order of the makefiles. */
const SUFFIX_RULES: readonly (readonly [target: string, prerequisite: string])[] = [
  ['.asn1.c', '.asn1'],
  ['.lex.c', '.l'],
  ['.tab.c', '.y'],
  ['.dtb.S', '.dtb'],
  ['.dtbo.S', '.dtbo'],
  ['.o', '.c'],
  ['.o', '.rs'],
  ['.o', '.S'],
  ['.lds', '.lds.S'],
  ['.dtb', '.dts'],
  ['.dtbo', '.dtso'],
  // before 6.2 an overlay had the suffix of any device tree
  ['.dtbo', '.dts'],
  ['', '_shipped'],
]

const TREE_RULES: readonly KbuildRule[] = SUFFIX_RULES.map(([target, prerequisite]) => ({
  targets: [`%${target}`],
  prerequisites: [`%${prerequisite}`],
  hasRecipe: true,
}))

/** No chain in the kernel is longer; `x.c` of `x.c` must end. */
const CHAIN_LIMIT = 8

interface Candidate {
  readonly stem: string
  readonly rule: KbuildRule
}

class SourceSearch {
  readonly #names: FolderNames
  readonly #tree: string
  readonly #patterns: readonly KbuildRule[]
  /** Rules that name a target in full. */
  readonly #named = new Map<string, KbuildRule[]>()

  constructor(names: FolderNames, rules: readonly KbuildRule[], tree: string) {
    this.#names = names
    this.#tree = tree
    const own = rules.filter(({ hasRecipe }) => hasRecipe).map((rule) => this.#inTree(rule))
    this.#patterns = own.filter(
      ({ targets, targetPattern }) => targetPattern === undefined && targets[0]?.includes('%'),
    )
    for (const rule of own)
      for (const target of rule.targets) this.#named.set(target, [...(this.#named.get(target) ?? []), rule])
  }

  find(object: string): ObjectSource {
    const target = resolvedPath(object)
    const plain = this.#plainSource(target)
    if (plain !== undefined) return { kind: 'source', path: plain }
    if (this.#step(target, CHAIN_LIMIT) === undefined) return { kind: 'none' }
    const by = this.#written(target, CHAIN_LIMIT)
    const from = this.#origins(target)
    if (by !== undefined) return { kind: 'generated', by, from }
    const [path, ...more] = from
    if (path === undefined) return { kind: 'none' }
    return more.length === 0 ? { kind: 'source', path } : { kind: 'linked', from }
  }

  #inTree(rule: KbuildRule): KbuildRule {
    const plain = (path: string): string =>
      resolvedPath(path.startsWith(`${this.#tree}/`) ? path.slice(this.#tree.length + 1) : path)
    return { ...rule, targets: rule.targets.map(plain), prerequisites: rule.prerequisites.map(plain) }
  }

  /** `x.c` of `x.o` where no rule could say anything else: so it is nearly always. */
  #plainSource(target: string): string | undefined {
    const stem = stemOf('%.o', target)
    const path = `${stem}.c`
    const isPlain = stem !== undefined && this.#patterns.length === 0 && !nameOf(stem).includes('.')
    if (!isPlain || this.#named.has(target) || this.#named.has(path) || this.#names.has(`${path}_shipped`))
      return undefined
    return this.#names.has(path) ? path : undefined
  }

  /** The file on the way to the object that a program writes: neither an object, nor a copy of what is shipped. */
  #written(target: string, limit: number): string | undefined {
    const made = (this.#step(target, limit) ?? []).filter((path) => this.#step(path, limit - 1) !== undefined)
    const written = made.find((path) => !path.endsWith('.o') && !this.#isCopied(path))
    const [only, ...more] = made
    if (written !== undefined || only === undefined || more.length > 0 || this.#isCopied(only)) return written
    return this.#written(only, limit - 1)
  }

  #isCopied(path: string): boolean {
    return this.#names.has(`${path}_shipped`)
  }

  /** The files at the beginnings of all chains: those that are there and that no rule makes. */
  #origins(target: string): readonly string[] {
    const found: string[] = []
    const visited = new Set<string>()
    const visit = (path: string, limit: number): void => {
      if (visited.has(path)) return
      visited.add(path)
      const step = this.#step(path, limit)
      if (step !== undefined) for (const next of step) visit(next, limit - 1)
      else if (this.#names.has(path)) found.push(path)
    }
    visit(target, CHAIN_LIMIT)
    return found
  }

  /** What a file is made of directly, or undefined where no rule makes it. */
  #step(target: string, limit: number): readonly string[] | undefined {
    if (limit <= 0) return undefined
    const named = this.#fromNamed(target)
    if (named !== undefined) return named
    const candidates = this.#candidates(target)
    const chosen =
      candidates.find((candidate) => this.#isThere(mainOf(candidate))) ??
      candidates.find((candidate) => this.#step(mainOf(candidate), limit - 1) !== undefined)
    return chosen === undefined ? undefined : madeOf(chosen)
  }

  #fromNamed(target: string): readonly string[] | undefined {
    // of two recipes for one file, make keeps the later
    for (const rule of this.#named.get(target)?.toReversed() ?? []) {
      const stem = rule.targetPattern === undefined ? '' : stemOf(rule.targetPattern, target)
      if (stem !== undefined && rule.prerequisites.length > 0) return madeOf({ rule, stem })
    }
    return undefined
  }

  #candidates(target: string): readonly Candidate[] {
    const found: Candidate[] = []
    for (const rule of [...this.#patterns, ...TREE_RULES]) {
      const stem =
        rule.prerequisites.length === 0
          ? undefined
          : rule.targets.map((pattern) => stemOf(pattern, target)).find((one) => one !== undefined)
      if (stem !== undefined) found.push({ stem, rule })
    }
    return found.sort((a, b) => a.stem.length - b.stem.length)
  }

  #isThere(path: string): boolean {
    return this.#names.has(path) || this.#named.has(path)
  }
}

const mainOf = ({ rule, stem }: Candidate): string => withStem(rule.prerequisites[0] ?? '', stem)

/** What is linked of objects is made of all of them, anything else of its first prerequisite: the rest are tools. */
const madeOf = ({ rule, stem }: Candidate): readonly string[] => {
  const all = rule.prerequisites.map((word) => withStem(word, stem))
  const objects = all.filter((path) => path.endsWith('.o'))
  return objects.length > 0 ? objects : all.slice(0, 1)
}

/** Tells an object's source; `object` is relative to the tree, as the walk names it. */
export type SourceLookup = (object: string) => ObjectSource

export interface SourceRequest {
  readonly names: FolderNames
  /** How the Kbuild files were told where the tree is: `$(srctree)` in front of a path. */
  readonly tree: string
  /**
   * The rules of the Kbuild file that names the object, expanded, in its order, those of conditionals that do not hold
   * left out. One array for all objects of a Kbuild file: it is looked at once.
   */
  readonly rulesFor?: (object: string) => readonly KbuildRule[]
}

/**
 * Nearly all objects have a `.c` of their name: that is two looks into a folder that is read once. In a tree that was
 * built, what a rule writes counts as written, there or not.
 */
export const sourceLookup = ({ names, tree, rulesFor }: SourceRequest): SourceLookup => {
  const own = new SourceSearch(names, [], tree)
  const searches = new Map<readonly KbuildRule[], SourceSearch>()
  return (object) => {
    const rules = rulesFor?.(object) ?? []
    if (rules.length === 0) return own.find(object)
    const search = searches.get(rules) ?? new SourceSearch(names, rules, tree)
    searches.set(rules, search)
    return search.find(object)
  }
}

/** The file whose text is compiled into an object: what is generated has none that could be read. */
export const compiledFile = (source: ObjectSource): string | undefined =>
  source.kind === 'source' ? source.path : undefined
