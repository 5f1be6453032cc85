/**
 * Source files in directories that are built, which nothing would build whatever the configuration says: leftovers, or
 * objects that somebody forgot to list.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { resolveIn } from '../make/resolve-in.ts'
import type { ExploredDirectory } from './explore.ts'
import { type FolderNames, sourcesInFolder } from './folder-names.ts'
import { joinPath, nameOf, resolvedPath } from './tree-path.ts'
import { pathIn } from './walk.ts'

export interface UnusedSourcesRequest {
  readonly files: Pick<FileSystem, 'readText'>
  /** The source tree, and make's working directory. */
  readonly source: string
  readonly folder: string
  readonly names: FolderNames
  readonly directories: readonly ExploredDirectory[]
}

const INCLUDED = /^[ \t]*#[ \t]*include[ \t]+["<]([^">]+\.[cS])[">]/gm
const WORD = /[\w.-]+/g

const withoutSuffix = (path: string): string => path.replace(/\.\w+$/, '')

/**
 * Files whose name no makefile of their directory mentions in any way (a program for the host, a rule of its own), no list
 * holds, and no other source of the directories includes. Reads every source of the directories once.
 */
export const unusedSources = ({
  files,
  source,
  folder,
  names,
  directories,
}: UnusedSourcesRequest): readonly string[] => {
  const listed = new Set<string>()
  const mentioned = new Map<string, Mentions>()
  for (const { path, ways, makefiles, visit } of directories) {
    for (const word of ways.words())
      if (word.endsWith('.o')) listed.add(withoutSuffix(resolvedPath(pathIn(path, word))))
    mentioned.set(path, mentionsIn(files, folder, makefiles, visit?.make))
  }
  const [top] = directories
  // the tree's own top makefile has rules for files further down
  const isKnown = (path: string, stem: string): boolean =>
    [path, top?.path ?? path].some((place) => {
      const mentions = mentioned.get(place)
      return mentions !== undefined && isMentioned(mentions, stem)
    })
  const entered = directories.filter(({ visit }) => visit !== undefined)
  const candidates = new Set<string>()
  const included = new Set<string>()
  for (const { path } of entered)
    for (const file of sourcesInFolder(names, path)) {
      const stem = withoutSuffix(nameOf(file))
      if (!listed.has(withoutSuffix(file)) && !isKnown(path, stem)) candidates.add(file)
      for (const name of includedSources(files, `${source}/${file}`)) {
        included.add(joinPath(path, name))
        included.add(nameOf(name))
      }
    }
  return [...candidates].filter((file) => !included.has(resolvedPath(file)) && !included.has(nameOf(file))).sort()
}

/** The names that a directory's makefiles mention, and those that a variable completes: `entry_$(BITS).o`. */
interface Mentions {
  readonly words: ReadonlySet<string>
  readonly patterns: readonly RegExp[]
}

const COMPLETED = /([\w-]*)\$[({]\w+[)}]([\w-]*)(?=[.\s]|$)/g

const isMentioned = ({ words, patterns }: Mentions, stem: string): boolean =>
  words.has(stem) || patterns.some((pattern) => pattern.test(stem))

/** Every word that could be a name, with its suffix and without. */
const mentionsIn = (
  files: Pick<FileSystem, 'readText'>,
  folder: string,
  makefiles: readonly string[],
  make: Interpreter | undefined,
): Mentions => {
  const words = new Set<string>()
  // names that functions make, as wildcard does
  for (const { name } of make?.scope.own() ?? [])
    for (const word of make?.wordsIn(name) ?? []) words.add(withoutSuffix(nameOf(word)))
  const patterns: RegExp[] = []
  for (const makefile of makefiles) {
    const text = readTextIfThere(files, resolveIn(folder, makefile)) ?? ''
    for (const [word] of text.matchAll(WORD)) words.add(word).add(word.replace(/\..*$/, ''))
    for (const [, before = '', behind = ''] of text.matchAll(COMPLETED))
      if (before !== '' || behind !== '') patterns.push(new RegExp(`^${before}[\\w-]*${behind}$`))
  }
  return { words, patterns }
}

const includedSources = (files: Pick<FileSystem, 'readText'>, path: string): readonly string[] =>
  [...(readTextIfThere(files, path) ?? '').matchAll(INCLUDED)].map(([, name = '']) => name)
