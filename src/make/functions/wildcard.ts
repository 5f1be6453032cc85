/**
 * `wildcard`: the files that patterns find.  Follows string_glob() and parse_file_seq() in GNU make 4.3 and glob(3) of
 * glibc.  A tilde stands for itself (nobody's home is known), and members of archives are not looked for.
 */
import { listIfThere } from '../../files/file-system.ts'
import { resolveIn } from '../resolve-in.ts'
import type { FunctionHost } from './function-host.ts'
import { isMagic, nameMatcher, withoutEscapes } from './name-pattern.ts'
import { wordsOf } from './words.ts'

/** How names are searched for. */
interface Search {
  readonly host: FunctionHost
  /** Folders get a slash behind their names. */
  readonly marked: boolean
  /** Of what a pattern finds in a folder, only folders count; a name without magic is taken whatever it is. */
  readonly onlyFolders: boolean
}

const isFolder = (host: FunctionHost, name: string): boolean =>
  host.files.kind(resolveIn(host.folder, name)) === 'directory'

/** A link that leads nowhere is there. */
const exists = (host: FunctionHost, name: string): boolean => {
  const path = resolveIn(host.folder, name)
  return host.files.kind(path) !== undefined || host.files.isLink?.(path) === true
}

/** The names in one folder that match the last part of a pattern. */
const inFolder = (search: Search, folder: string | undefined, part: string): readonly string[] => {
  const { host } = search
  const below = folder === undefined ? '' : folder === '/' ? '/' : `${folder}/`
  if (!isMagic(part)) {
    const name = below + withoutEscapes(part)
    return exists(host, name) ? [name] : []
  }
  const listed = listIfThere(host.files, resolveIn(host.folder, folder ?? '.'))
  const there = listed.length > 0 || isFolder(host, folder ?? '.') ? ['.', '..', ...listed] : []
  const matching = there.filter(nameMatcher(part)).map((name) => below + name)
  return search.onlyFolders ? matching.filter((name) => isFolder(host, name)) : matching
}

const searchFolders = (search: Search, folder: string, part: string): readonly string[] => {
  if (!isMagic(folder)) return inFolder(search, withoutEscapes(folder), part)
  const folders = glob({ host: search.host, marked: false, onlyFolders: true }, folder)
  return folders.flatMap((name) => inFolder(search, name, part))
}

/** The names that one pattern finds, in the order of their bytes. */
const glob = (search: Search, pattern: string): readonly string[] => {
  const slash = pattern.lastIndexOf('/')
  const part = pattern.slice(slash + 1)
  if (part === '' && slash > 1) return glob({ ...search, marked: true, onlyFolders: true }, pattern.slice(0, slash))
  const names =
    slash < 0 ? inFolder(search, undefined, part) : searchFolders(search, pattern.slice(0, slash) || '/', part)
  return names.map((name) => (search.marked && isFolder(search.host, name) ? `${name}/` : name)).sort()
}

/** A pattern, and the backslashes that quote each other in front of the blank that ends it. */
const PATTERN = /[\t-\r ]*((?:[^\\\t ]+|\\+(?![\\\t ])|(?:\\\\)*\\[\t ])*)((?:\\\\)*)/g

const halved = (slashes: string): string => slashes.slice(0, slashes.length >> 1)

/**
 * The patterns in an argument: they end at spaces and tabs, though all blanks are skipped in front of one.  A backslash
 * quotes a blank; of several in front of a blank, half quote the other half.
 */
const patternsIn = (text: string): readonly string[] =>
  /[\\\n-\r]/.test(text) ? quotedPatternsIn(text) : wordsOf(text)

const quotedPatternsIn = (text: string): readonly string[] =>
  [...text.matchAll(PATTERN)]
    .map(([, body = '', end = '']) => body.replace(/\\+(?=[\t ])/g, halved) + halved(end))
    // A slash cannot be quoted: it parts names even so.
    .map((pattern) => pattern.replace(/\\(.)/gs, (quoted, unit) => (unit === '/' ? unit : quoted)))
    .filter((pattern) => pattern !== '')

const found = (pattern: string, host: FunctionHost): readonly string[] =>
  glob({ host, marked: false, onlyFolders: false }, pattern)

/** `$(wildcard PATTERNS)`: what each pattern finds, one after the other; a name without magic is found where it exists. */
export const wildcard = (patterns: string, host: FunctionHost): string =>
  patternsIn(patterns)
    .flatMap((pattern) => found(pattern, host))
    .join(' ')

/**
 * File names as `include` takes them: patterns give way to what they find, unless that is nothing, and `./` in front is
 * taken away.
 */
export const fileNames = (text: string, host: FunctionHost): readonly string[] =>
  patternsIn(text).flatMap((written) => {
    const name = written.replace(/^(?:\.\/+)+/, '') || './'
    const names = isMagic(name) ? found(name, host) : []
    return names.length === 0 ? [name] : names
  })
