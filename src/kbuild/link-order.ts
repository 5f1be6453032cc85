/**
 * The order in which vmlinux is linked: built-in objects, those that must come first moved to the front, then the
 * libraries.
 * Follows vmlinux.a in Makefile and scripts/head-object-list.txt (Linux 6.1, 6.12); before 6.1 `head-y` of the
 * architecture's makefile.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { Build } from './build.ts'
import type { Library, PlacedObject } from './products.ts'

const HEADS = 'scripts/head-object-list.txt'

const tidy = (path: string): string => path.replace(/^(\.\/)+/, '')

/** Libraries by path, each once, in the order in which a variable of the top makefile names them. */
const named = (build: Build, variable: string, libraries: ReadonlyMap<string, Library>): readonly Library[] =>
  [...new Set(build.top.make.wordsIn(variable).map(tidy))].flatMap((path) => libraries.get(path) ?? [])

/** The libraries that vmlinux is linked with: those that are archived whole, and those that only fill gaps. */
export const linkedLibraries = (
  build: Build,
): { readonly whole: readonly Library[]; readonly gaps: readonly Library[] } => {
  const libraries = new Map(build.libraries.map((library) => [tidy(library.path), library]))
  return { whole: named(build, 'KBUILD_VMLINUX_OBJS', libraries), gaps: named(build, 'KBUILD_VMLINUX_LIBS', libraries) }
}

/** What a line of the list of heads is found in, comments included: they are never part of a path. */
const headPatterns = (files: FileSystem, source: string): readonly string[] =>
  (readTextIfThere(files, `${source}/${HEADS}`) ?? '').split('\n').filter((line) => line !== '')

/** All objects of vmlinux in order, each path once. Libraries that only fill gaps count as if all of them were needed. */
export const linkOrder = (build: Build, files: FileSystem, source: string): readonly PlacedObject[] => {
  const { whole, gaps } = linkedLibraries(build)
  const archived = [...build.builtinObjects, ...whole.flatMap(({ objects }) => objects)]
  const patterns = headPatterns(files, source)
  const heads = new Set(build.top.make.wordsIn('head-y'))
  const isHead = ({ path }: PlacedObject): boolean =>
    heads.has(path) || patterns.some((pattern) => path.includes(pattern))
  const first = archived.filter(isHead)
  const inFront = new Set(first)
  const rest = archived.filter((object) => !inFront.has(object))
  const seen = new Set<string>()
  return [...first, ...rest, ...gaps.flatMap(({ objects }) => objects)].filter(({ path }) => {
    const isNew = !seen.has(path)
    seen.add(path)
    return isNew
  })
}
