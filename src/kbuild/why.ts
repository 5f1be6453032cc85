/**
 * Why something is built, or is not: every way that the makefiles have to it.
 */
import { editDistance } from '../diagnostics/edit-distance.ts'
import type { ExploredDirectory } from './explore.ts'
import { type Chain, chainOf } from './gate-chain.ts'
import type { Listing } from './listings.ts'
import { pathIn } from './walk.ts'

export interface Why {
  readonly chains: readonly Chain[]
  /** Names that are spelt alike, where there is no chain. */
  readonly nearest: readonly string[]
}

const OBJECT_LIST = /^(?:obj|lib)-/
const SUGGESTIONS = 3

/** As the kernel compares names: `-` is `_`. */
const sameName = (name: string): string => name.replaceAll('-', '_')
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

interface Candidate {
  readonly directory: ExploredDirectory
  readonly listing: Listing
  readonly path: string
}

/** `foo.ko`, `foo.o`, `foo`, with a path or without. */
const stemOfName = (name: string): string =>
  name.replace(/^\.\//, '').replace(/\.(?:ko(?:\.(?:gz|xz|zst))?|o|c|S)$/, '')

const candidates = (directories: readonly ExploredDirectory[]): readonly Candidate[] =>
  directories.flatMap((directory) =>
    directory.listings
      .filter(({ word }) => word.endsWith('.o'))
      .map((listing) => ({ directory, listing, path: pathIn(directory.path, listing.word.slice(0, -'.o'.length)) })),
  )

/** Built before not built, then by how few things stand in the way. */
const merit = ({ outcome, steps }: Chain): number => {
  const built = outcome === 'module' || outcome === 'built-in' ? 0 : 1
  return built * 1000 + steps.filter(({ effect }) => effect === 'none').length
}

/** The composites of a directory that list a part, as listings of the composites themselves. */
const listedAs = (all: readonly Candidate[], part: Candidate): readonly Candidate[] => {
  const composite = `${part.listing.list.replace(/-(?:y|m|objs|n|)$/, '')}.o`
  return all.filter(
    ({ directory, listing }) =>
      directory === part.directory && listing.word === composite && OBJECT_LIST.test(listing.list),
  )
}

const chainsOf = (all: readonly Candidate[], found: Candidate): readonly Chain[] => {
  const { directory, listing, path } = found
  if (OBJECT_LIST.test(listing.list)) return [chainOf(directory, [listing], path)]
  return listedAs(all, found).map((composite) => chainOf(directory, [composite.listing, listing], path))
}

/** All chains to what a user names, the best first. */
export const whyBuilt = (directories: readonly ExploredDirectory[], name: string): Why => {
  const wanted = stemOfName(name)
  const all = candidates(directories)
  const isWanted = wanted.includes('/')
    ? ({ path }: Candidate) => path === wanted
    : ({ path }: Candidate) => sameName(baseOf(path)) === sameName(baseOf(wanted))
  const found = all.filter(isWanted)
  // a module's own listing says more than those that name an object of the same name as a part
  const own = found.filter(({ listing }) => OBJECT_LIST.test(listing.list))
  const chains = (own.length > 0 ? own : found).flatMap((candidate) => chainsOf(all, candidate))
  if (chains.length > 0) return { chains: chains.toSorted((a, b) => merit(a) - merit(b)), nearest: [] }
  return { chains: [], nearest: nearestNames(all, baseOf(wanted)) }
}

const nearestNames = (all: readonly Candidate[], wanted: string): readonly string[] => {
  const limit = Math.max(1, Math.floor(wanted.length / 3))
  const near = new Map<string, number>()
  for (const { path, listing } of all) {
    const name = baseOf(path)
    if (!OBJECT_LIST.test(listing.list) || near.has(name) || Math.abs(name.length - wanted.length) > limit) continue
    const distance = editDistance(name, wanted)
    if (distance <= limit) near.set(name, distance)
  }
  return [...near]
    .sort(([, a], [, b]) => a - b)
    .slice(0, SUGGESTIONS)
    .map(([name]) => name)
}
