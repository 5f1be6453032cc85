/**
 * What a configuration builds as texts that can be compared line by line: theirs out of a folder of truth, ours out of
 * `kcheck kbuild --json`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownMakefiles } from './walk-dump.ts'

/** What is compared, in this order. */
export const KINDS = [
  'modules.order',
  'modules.objects',
  'builtin.objects',
  'lib.objects',
  'directories',
  'makefiles',
  'modules.builtin',
] as const
export type Kind = (typeof KINDS)[number]

/** Text by kind; one that nobody knows is not there. */
export type BuildLines = ReadonlyMap<Kind, string>

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** The file of each kind in a folder of truth, and which columns are compared. */
const FILES: Readonly<Record<Kind, readonly [file: string, columns: readonly number[]]>> = {
  'modules.order': ['modules.order', [0]],
  'modules.objects': ['modules.objects', [0, 1]],
  'builtin.objects': ['builtin.objects', [0]],
  // Which library is linked was recorded by its spelling, of which there are several: paths only.
  'lib.objects': ['lib.objects', [0]],
  directories: ['dirs.tsv', [0, 1, 2]],
  makefiles: ['dirs.tsv', [0, 3]],
  'modules.builtin': ['modules.builtin.predicted', [0]],
}

const columnsOf = (line: string, columns: readonly number[]): string => {
  const cells = line.split('\t')
  return columns.map((column) => cells[column] ?? '').join('\t')
}

/** Reads a folder of truth (truth-files.ts). */
export const readBuildLines = (folder: string): BuildLines => {
  const lines = new Map<Kind, string>()
  for (const kind of KINDS) {
    const [file, columns] = FILES[kind]
    const path = join(folder, file)
    if (!existsSync(path)) continue
    const all = readFileSync(path, 'latin1').split('\n').slice(0, -1)
    lines.set(kind, text(all.map((line) => columnsOf(line, columns))))
  }
  return lines
}

/** `kcheck kbuild --json`, schema kcheck/kbuild/1: of it what is compared. */
export interface KbuildJson {
  readonly modules: readonly { readonly path: string; readonly objects: readonly string[] }[]
  readonly builtinObjects: readonly string[]
  readonly libObjects: readonly string[]
  readonly directories: readonly DirectoryJson[]
  /** Absent for modules outside the kernel. */
  readonly modulesBuiltin?: readonly string[]
  readonly doubts?: readonly { readonly word: string; readonly commands: readonly string[] }[]
}

interface DirectoryJson {
  readonly path: string
  readonly builtin: boolean
  readonly modules: boolean
  readonly makefiles: readonly string[]
}

const needsLine = ({ path, builtin, modules }: DirectoryJson): string =>
  [path, builtin ? 'builtin' : '-', modules ? 'modorder' : '-'].join('\t')

const makefilesLine = ({ path, makefiles }: DirectoryJson): string => `${path}\t${ownMakefiles(makefiles).join(' ')}`

/** kcheck's answer. Sets are sorted as the truth has them. */
export const answerLines = (answer: KbuildJson): BuildLines =>
  new Map<Kind, string>([
    ['modules.order', text(answer.modules.map(({ path }) => path))],
    ['modules.objects', text(answer.modules.map(({ path, objects }) => `${path}\t${objects.join(' ')}`))],
    ['builtin.objects', text(answer.builtinObjects)],
    ['lib.objects', text(byFolder(answer.libObjects))],
    ['directories', text(byPath(answer.directories).map(needsLine))],
    ['makefiles', text(byPath(answer.directories).map(makefilesLine))],
    ['modules.builtin', text(answer.modulesBuiltin ?? [])],
  ])

const bytewise = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byPath = (directories: readonly DirectoryJson[]): readonly DirectoryJson[] =>
  directories.toSorted((a, b) => bytewise(a.path, b.path))

/** Sorted by folder, then by name; a folder comes before those in it. */
const byFolder = (paths: readonly string[]): readonly string[] => {
  const split = paths.map((path) => {
    const slash = path.lastIndexOf('/')
    return { path, folder: path.slice(0, Math.max(slash, 0)), name: path.slice(slash + 1) }
  })
  return split.toSorted((a, b) => bytewise(a.folder, b.folder) || bytewise(a.name, b.name)).map(({ path }) => path)
}
