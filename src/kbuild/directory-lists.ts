/**
 * What a directory's makefile asks for, put in order: modules, built-in objects, a library, directories below.
 * Follows scripts/Makefile.lib and Makefile.build (Linux 6.1, 6.12).
 */
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { type DirectoryEntry, EXPORT_LIST, type ReadDirectory } from './directory-maker.ts'

/** One word of `obj-y` or `obj-m`, as it is written in its directory. */
export type Item =
  | { readonly kind: 'directory'; readonly word: string }
  | {
      readonly kind: 'object'
      readonly word: string
      /** What it is linked from, for a composite; may be empty. */
      readonly parts?: readonly string[]
    }

export interface DirectoryLists {
  /** The words of `obj-y` and of what is left of `obj-m`, as they are written. */
  readonly objY: readonly string[]
  readonly objM: readonly string[]
  /** What modules.order is made of, each once; empty where there will be none. */
  readonly modules: readonly Item[]
  /** What built-in.a is made of, each once; empty where there will be none. */
  readonly builtin: readonly Item[]
  /** `obj-y` objects that nothing will contain: the directory is entered for its modules only. */
  readonly dropped: readonly string[]
  /** Objects of `obj-m` that nothing will list: the directory is entered through `subdir-y`. */
  readonly unlisted: readonly string[]
  /** Members of lib.a, sorted. */
  readonly library: readonly string[]
  /** There is a lib.a, be it empty. */
  readonly hasLibrary: boolean
  /** Sorted; `path` is relative to this directory. */
  readonly directories: readonly DirectoryEntry[]
}

const isDirectory = (word: string): boolean => word.endsWith('/')
const isObject = (word: string): boolean => word.endsWith('.o')
/** A directory's word without the slash at its end. */
export const withoutSlash = (word: string): string => word.slice(0, -1)

/** What stands in front of a part's list: `foo` of foo.o; a word that is no object stands for itself. */
const stem = (word: string, suffix: string): string => (isObject(word) ? word.slice(0, -2) + suffix : word)

/** The parts of a composite that the named suffixes list; undefined where neither they nor `foo-` say anything. */
export const compositeParts = (
  make: Interpreter,
  word: string,
  suffixes: readonly string[],
): readonly string[] | undefined => {
  if (!isObject(word)) return undefined
  const parts = suffixes.flatMap((suffix) => wordsOf(make.valueOf(stem(word, suffix))))
  return parts.length > 0 || make.valueOf(stem(word, '-')).trim() !== '' ? parts : undefined
}

export const IN_BUILTIN = ['-objs', '-y']
export const IN_MODULE = ['-objs', '-y', '-m']

const item = (make: Interpreter, word: string, suffixes: readonly string[]): Item => {
  if (isDirectory(word)) return { kind: 'directory', word }
  const parts = compositeParts(make, word, suffixes)
  return parts === undefined ? { kind: 'object', word } : { kind: 'object', word, parts }
}

/** The lists of a directory whose makefile was read; `entry` says how it was entered. */
export const directoryLists = (
  { make, linksExports = false }: Pick<ReadDirectory, 'make'> & Partial<Pick<ReadDirectory, 'linksExports'>>,
  entry: DirectoryEntry,
): DirectoryLists => {
  const words = (name: string): readonly string[] => wordsOf(make.valueOf(name))
  const objY = words('obj-y')
  const builtIn = new Set(objY)
  const objM = words('obj-m').filter((word) => !builtIn.has(word))
  const library = sortedOnce([...words('lib-y'), ...words('lib-m')]).filter((word) => !builtIn.has(word))
  const above = [...objY, ...objM].filter(isDirectory)
  const below = sortedOnce([...words('subdir-y'), ...words('subdir-m'), ...above.map(withoutSlash)])
  const inOrder = [...new Set([...objY.filter(isDirectory), ...objM])]
  const inArchive = [...new Set(objY)]
  const intoBuiltin = new Set(entry.needBuiltin ? inArchive.filter(isDirectory).map(withoutSlash) : [])
  const intoOrder = new Set(entry.needModorder ? inOrder.filter(isDirectory).map(withoutSlash) : [])
  const hasLibrary = [...library, ...words('lib-m'), ...words('lib-')].length > 0
  const exportList: readonly Item[] = linksExports && hasLibrary ? [{ kind: 'object', word: EXPORT_LIST }] : []
  return {
    objY,
    objM,
    modules: entry.needModorder ? inOrder.map((word) => item(make, word, IN_MODULE)) : [],
    builtin: entry.needBuiltin ? [...inArchive.map((word) => item(make, word, IN_BUILTIN)), ...exportList] : [],
    dropped: entry.needBuiltin ? [] : inArchive.filter(isObject),
    unlisted: entry.needModorder ? [] : objM.filter(isObject),
    library,
    hasLibrary,
    directories: below.map((path) => ({
      path,
      needBuiltin: intoBuiltin.has(path),
      needModorder: intoOrder.has(path),
    })),
  }
}

const sortedOnce = (words: readonly string[]): readonly string[] => [...new Set(words)].sort()
