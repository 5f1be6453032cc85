/**
 * What a configuration builds as texts that can be compared line by line: theirs out of a folder of truth, ours out of
 * `kcheck kbuild --json`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is compared, in this order. */
export const KINDS = [
  'modules.order',
  'modules.objects',
  'builtin.objects',
  'lib.objects',
  'directories',
  'modules.builtin',
] as const
export type Kind = (typeof KINDS)[number]

/** Text by kind; one that nobody knows is not there. */
export type BuildLines = ReadonlyMap<Kind, string>

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** The file of each kind in a folder of truth, and what of a line is compared. */
const FILES: Readonly<Record<Kind, readonly [file: string, column: RegExp]>> = {
  'modules.order': ['modules.order', /^.*$/],
  'modules.objects': ['modules.objects', /^.*$/],
  'builtin.objects': ['builtin.objects', /^.*$/],
  // Which library is linked is spelled in more ways than one: paths only.
  'lib.objects': ['lib.objects', /^[^\t]*/],
  directories: ['dirs.tsv', /^[^\t]*/],
  'modules.builtin': ['modules.builtin.predicted', /^.*$/],
}

/** Reads a folder of truth (truth-files.ts). */
export const readBuildLines = (folder: string): BuildLines => {
  const lines = new Map<Kind, string>()
  for (const kind of KINDS) {
    const [file, column] = FILES[kind]
    const path = join(folder, file)
    if (!existsSync(path)) continue
    const all = readFileSync(path, 'latin1').split('\n').slice(0, -1)
    lines.set(kind, text(all.map((line) => column.exec(line)?.[0] ?? '')))
  }
  return lines
}

type Entry = string | { readonly path: string }

/** `kcheck kbuild --json`, schema kcheck/kbuild/1: of it what is compared. */
export interface KbuildJson {
  readonly schema: string
  readonly modules: readonly { readonly path: string; readonly objects: readonly string[] }[]
  readonly builtinObjects: readonly string[]
  readonly libObjects: readonly Entry[]
  readonly directories: readonly Entry[]
  readonly modulesBuiltin: readonly string[]
}

const pathOf = (entry: Entry): string => (typeof entry === 'string' ? entry : entry.path)

/** kcheck's answer. Sets are sorted as the truth has them. */
export const answerLines = (answer: KbuildJson): BuildLines =>
  new Map<Kind, string>([
    ['modules.order', text(answer.modules.map(({ path }) => path))],
    ['modules.objects', text(answer.modules.map(({ path, objects }) => `${path}\t${objects.join(' ')}`))],
    ['builtin.objects', text(answer.builtinObjects)],
    ['lib.objects', text(byFolder(answer.libObjects.map(pathOf)))],
    ['directories', text(answer.directories.map(pathOf).toSorted(bytewise))],
    ['modules.builtin', text(answer.modulesBuiltin)],
  ])

const bytewise = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sorted by folder, then by name; a folder comes before those in it. */
const byFolder = (paths: readonly string[]): readonly string[] => {
  const split = paths.map((path) => {
    const slash = path.lastIndexOf('/')
    return { path, folder: path.slice(0, Math.max(slash, 0)), name: path.slice(slash + 1) }
  })
  return split.toSorted((a, b) => bytewise(a.folder, b.folder) || bytewise(a.name, b.name)).map(({ path }) => path)
}
