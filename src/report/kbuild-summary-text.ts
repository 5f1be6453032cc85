/**
 * What a configuration builds, for people: counts of a whole tree, modules of an external folder.
 */
import type { Fact } from '../kernel/fact.ts'
import type { KbuildOutcome, ModuleEntry } from '../workspace/kbuild-request.ts'
import { placeNames, shown } from './kbuild-place.ts'
import { factRow, type Row, table } from './rows.ts'
import type { Style } from './style.ts'

/** Objects of a module that are named, if there are no more; else so many of them. */
const MOST_OBJECTS = 12
const FIRST_OBJECTS = 4

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Where a release was put together, its place would say no more. */
const releaseRow = (release: Fact<string>): Row => {
  const [title, value, place] = factRow('release', release)
  const isPutTogether = release.kind === 'known' && release.source.kind === 'inferred'
  return place === undefined || isPutTogether ? [title, shown(value)] : [title, shown(value), shown(place)]
}

/** A row for each kind of product. */
export const treeLines = (outcome: KbuildOutcome, style: Style): readonly string[] => {
  const { release, modules, builtinObjects, builtinModules, libraries, directories, sources } = outcome
  const inModules = sum(modules.map(({ objects }) => objects.length))
  const composites = modules.filter(({ composite }) => composite).length
  const inLibraries = sum(libraries.map(({ objects }) => objects.length))
  const entered = directories.filter(({ builtin }) => builtin).length
  const row = (title: string, list: readonly unknown[] | undefined): readonly Row[] =>
    list === undefined ? [] : [[title, String(list.length)]]
  return table(
    [
      ...(release === undefined ? [] : [releaseRow(release)]),
      ['modules', String(modules.length), `of ${counted(inModules, 'object')}; ${composites} composite`],
      ...row('built-in objects', builtinObjects),
      ...row('in modules.builtin', builtinModules),
      ['library objects', String(inLibraries), `in ${libraries.length} lib.a`],
      ['directories', String(directories.length), `${entered} of them for built-in objects`],
      ...row('source files', sources),
    ],
    style.dim,
  )
}

const objectsText = (objects: readonly string[]): string => {
  if (objects.length <= MOST_OBJECTS) return objects.join(' ')
  const first = objects.slice(0, FIRST_OBJECTS).join(' ')
  return `${first} and ${objects.length - FIRST_OBJECTS} more (--emit objects)`
}

/** `foo.ko -> /lib/modules/…/foo.ko`, and what it is linked from. */
const moduleLines = (
  { path, objects, install }: ModuleEntry,
  name: (path: string) => string,
  style: Style,
): readonly string[] => [
  `${style.strong(name(path))}${install === undefined ? '' : ` -> ${shown(install)}`}`,
  `  ${style.dim(objectsText(objects.map(name)))}`,
]

/** The modules of a folder, in order. */
export const externalLines = (outcome: KbuildOutcome, style: Style): readonly string[] => {
  const { file } = placeNames(outcome)
  return outcome.modules.flatMap((module) => moduleLines(module, file, style))
}
