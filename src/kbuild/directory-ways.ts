/**
 * The ways that a directory's own makefile has to an object or a directory: from a list that is built, through the lists
 * of a composite's parts and the variables in between, down to the statement that names it.
 * Follows what scripts/Makefile.build and Makefile.lib make of the lists (Linux 4.9 to 6.12).
 */
import { IN_BUILTIN, IN_MODULE } from './directory-lists.ts'
import type { ListStatement } from './listings.ts'

/** What a statement does in this configuration. */
export type StepEffect =
  /** Into built-in.a, or into a directory for built-in objects and modules. */
  | 'built-in'
  /** A module, or into a directory for its modules only. */
  | 'module'
  /** Nothing: the list it is in is not one that is built. */
  | 'none'

/** A statement on the way, and the word in it that leads on. */
export interface WayStep {
  readonly statement: ListStatement
  readonly word: string
  readonly effect: StepEffect
}

/** The list that is built first; then its composite's parts, or variables that it refers to. At least one. */
export type Way = readonly WayStep[]

/** Lists that something is built of. */
const BUILT_LIST = /^(?:obj|lib|subdir)-[ymn]*$/
const SUFFIX = /-(?:objs|[ymn]*)$/
/** How many variables stand between a word and its list at most. */
const DEEPEST = 8

const isBuiltList = (list: string): boolean => BUILT_LIST.test(list)

const stemOf = (list: string): string | undefined => (SUFFIX.test(list) ? list.replace(SUFFIX, '') : undefined)

/** `amdgpu-y`, `amdgpu-`: all lists that one symbol may turn into another. */
const family = (variable: string): string => stemOf(variable) ?? variable

const effectOfList = (list: string): StepEffect =>
  list.endsWith('-y') ? 'built-in' : list.endsWith('-m') ? 'module' : 'none'

export const effectOf = ({ list, counts }: Pick<ListStatement, 'list' | 'counts'>): StepEffect =>
  counts ? effectOfList(list) : 'none'

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

/** Finds ways in one directory; made in the size of its makefile. */
export class DirectoryWays {
  readonly #listing = new Map<string, ListStatement[]>()
  /** Statements by the variables that their values refer to. */
  readonly #referring = new Map<string, ListStatement[]>()
  /** What obj-y has: it is taken out of obj-m and lib-y. */
  readonly #builtIn = new Set<string>()

  constructor(statements: readonly ListStatement[]) {
    for (const statement of statements) {
      for (const word of new Set(statement.words)) {
        push(this.#listing, word, statement)
        if (statement.counts && statement.list === 'obj-y') this.#builtIn.add(word)
      }
      for (const name of new Set(statement.refers.map(family))) push(this.#referring, name, statement)
    }
  }

  /** Everything that the makefile names somewhere. */
  words(): Iterable<string> {
    return this.#listing.keys()
  }

  /** The ways to a word, in the order of the file. */
  to(word: string): readonly Way[] {
    const listing = this.#listing.get(word) ?? []
    const shown = listing.filter((statement) => !this.#isSecondHand(statement, word, listing))
    return shown.flatMap((statement) => this.#ways(statement, word, 0))
  }

  /** The word comes out of another variable, whose own statement is shown with this one. */
  #isSecondHand(statement: ListStatement, word: string, listing: readonly ListStatement[]): boolean {
    return listing.some(
      (other) =>
        other !== statement &&
        !isBuiltList(other.list) &&
        (other.counts || !statement.counts) &&
        statement.refers.includes(other.list) &&
        other.words.includes(word),
    )
  }

  #ways(statement: ListStatement, word: string, depth: number): readonly Way[] {
    const { list, counts } = statement
    if (isBuiltList(list)) {
      const isTaken = list !== 'obj-y' && !list.startsWith('subdir-') && this.#builtIn.has(word)
      return [[{ statement, word, effect: isTaken && counts ? 'none' : effectOf(statement) }]]
    }
    if (depth >= DEEPEST) return []
    const composite = stemOf(list)
    const asPart = composite === undefined ? [] : this.#composites(composite, depth)
    const parts = asPart.map((way) => [...way, { statement, word, effect: partEffect(way, statement) }])
    const through = (this.#referring.get(family(list)) ?? []).flatMap((user) =>
      user === statement || user.list === list || isChanged(user, statement, word)
        ? []
        : this.#ways(user, word, depth + 1).map((way) => [
            ...way,
            { statement, word, effect: variableEffect(way, user, statement) },
          ]),
    )
    return [...parts, ...through]
  }

  #composites(stem: string, depth: number): readonly Way[] {
    const word = `${stem}.o`
    const listing = this.#listing.get(word) ?? []
    const ways = listing.flatMap((statement) =>
      stemOf(statement.list) === stem ? [] : this.#ways(statement, word, depth + 1),
    )
    // neither what lib.a holds nor a part is put together of parts
    return ways.filter(([first]) => first?.statement.list.startsWith('obj-') === true && first.word === word)
  }
}

/** Modules take one list more than what is built in does. */
const partEffect = (composite: Way, { list, counts }: ListStatement): StepEffect => {
  const effect = composite.at(-1)?.effect ?? 'none'
  const suffixes = effect === 'built-in' ? IN_BUILTIN : IN_MODULE
  if (!counts || !suffixes.some((suffix) => list.endsWith(suffix))) return 'none'
  return effect === 'none' ? 'built-in' : effect
}

/** The statement that uses the variable makes other words of it: `$(addprefix …)`. */
const isChanged = (user: ListStatement, { list, counts }: ListStatement, word: string): boolean =>
  counts && user.refers.includes(list) && !user.words.includes(word)

const variableEffect = (way: Way, user: ListStatement, { list, counts }: ListStatement): StepEffect => {
  if (!counts || !user.refers.includes(list)) return 'none'
  const effect = way.at(-1)?.effect ?? 'none'
  return effect === 'none' ? 'built-in' : effect
}
