/**
 * Why something is built, or is not: every way that the makefiles have to it.
 */
import { editDistance } from '../diagnostics/edit-distance.ts'
import type { Way } from './directory-ways.ts'
import type { ExploredDirectory } from './explore.ts'
import { type Chain, chainOf } from './gate-chain.ts'
import { nameOf, resolvedPath } from './tree-path.ts'
import { pathIn } from './walk.ts'

/** A chain, and what it was made of. */
export interface FoundChain {
  readonly chain: Chain
  readonly directory: ExploredDirectory
  readonly way: Way
}

export interface Why {
  /** The best first. */
  readonly found: readonly FoundChain[]
  /** Names that are spelt alike, where there is no chain. */
  readonly nearest: readonly string[]
}

/** Answers for any number of names. */
export interface WhyIndex {
  /** All chains to what a user names. */
  readonly why: (name: string) => Why
}

const SUGGESTIONS = 3

/** As the kernel compares names: `-` is `_`. */
const sameName = (name: string): string => name.replaceAll('-', '_')

/** An object that a directory's makefile names. */
interface Named {
  readonly directory: ExploredDirectory
  readonly word: string
  /** From the top of the tree, without `.o`. */
  readonly path: string
}

/** `foo.ko`, `foo.o`, `foo`, with a path or without. */
const stemOfName = (name: string): string => name.replace(/\.(?:ko(?:\.(?:gz|xz|zst))?|o|c|S)$/, '')

/** Objects by their whole paths, and by their own names as the kernel compares them. */
const namedObjects = (
  directories: readonly ExploredDirectory[],
): {
  readonly byPath: ReadonlyMap<string, readonly Named[]>
  readonly byName: ReadonlyMap<string, readonly Named[]>
} => {
  const byPath = new Map<string, Named[]>()
  const byName = new Map<string, Named[]>()
  const add = (map: Map<string, Named[]>, key: string, named: Named): void => {
    const known = map.get(key)
    if (known === undefined) map.set(key, [named])
    else known.push(named)
  }
  for (const directory of directories)
    for (const word of directory.ways.words()) {
      if (!word.endsWith('.o')) continue
      const path = pathIn(directory.path, word.slice(0, -'.o'.length))
      const named = { directory, word, path }
      add(byPath, resolvedPath(path), named)
      add(byName, sameName(nameOf(path)), named)
    }
  return { byPath, byName }
}

/** Modules are asked about most: they stand first where several things have one name. */
const OUTCOMES: readonly Chain['outcome'][] = ['module', 'built-in', 'library']

/** Built before not built, then by how few things stand in the way. */
const merit = ({ outcome, steps }: Chain): number => {
  const place = OUTCOMES.indexOf(outcome)
  return place >= 0 ? place : OUTCOMES.length + steps.filter(({ effect }) => effect === 'none').length
}

/** A part of a composite says less than what is listed under its own name. */
const isOwn = (way: Way): boolean => (way[0]?.word ?? '') === (way.at(-1)?.word ?? '')

const chainsOf = (named: readonly Named[], partsToo: boolean): readonly FoundChain[] => {
  const ways = named.flatMap(({ directory, word, path }) =>
    directory.ways.to(word).map((way) => ({ directory, way, path })),
  )
  const own = ways.filter(({ way }) => isOwn(way))
  const wanted = own.length > 0 && !partsToo ? own : ways
  return wanted
    .filter(({ way }) => !(way[0]?.statement.list ?? '').startsWith('subdir-'))
    .map(({ directory, way, path }) => ({ directory, way, chain: chainOf(directory, way, path) }))
    .toSorted((a, b) => merit(a.chain) - merit(b.chain))
}

/** Makes what all questions share once; an answer then costs what its name has ways. */
export const whyIndex = (directories: readonly ExploredDirectory[]): WhyIndex => {
  const { byPath, byName } = namedObjects(directories)
  return {
    why: (name) => {
      const wanted = stemOfName(name)
      const isPath = wanted.includes('/')
      const named = isPath ? byPath.get(resolvedPath(wanted)) : byName.get(sameName(wanted))
      const found = chainsOf(named ?? [], isPath && !/\.ko\b/.test(name))
      return { found, nearest: found.length > 0 ? [] : nearestNames(byName, nameOf(wanted)) }
    },
  }
}

const nearestNames = (byName: ReadonlyMap<string, readonly Named[]>, wanted: string): readonly string[] => {
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  const near: { readonly name: string; readonly distance: number }[] = []
  for (const [key, all] of byName) {
    if (Math.abs(key.length - wanted.length) > limit) continue
    const distance = editDistance(key, sameName(wanted))
    if (distance > limit) continue
    const own = all.find(({ directory, word }) => directory.ways.to(word).some(isOwn))
    if (own !== undefined) near.push({ name: nameOf(own.path), distance })
  }
  return near
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name)
}
