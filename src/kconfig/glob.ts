/**
 * Names that match a pattern, as glob(3) finds them with GLOB_ERR and GLOB_MARK: `*`, `?` and `[…]` within one part of
 * a path, hidden names only where the dot is written, sorted bytewise, folders marked with a slash.
 */

/** What the search needs to know of folders. Paths are as the pattern writes them. */
export interface FolderReader {
  /** The names in a folder, or why there are none. */
  list(path: string): readonly string[] | 'not-a-folder' | 'unreadable'
  kind(path: string): 'folder' | 'other' | undefined
}

/** The names, none where nothing matches, or `unreadable` where a folder that must be searched cannot be. */
export const glob = (pattern: string, folders: FolderReader): readonly string[] | 'unreadable' => {
  const found = search(pattern, folders)
  if (found === 'unreadable') return found
  return [...found].sort().map((path) => (folders.kind(path) === 'folder' && !path.endsWith('/') ? `${path}/` : path))
}

const search = (pattern: string, folders: FolderReader): readonly string[] | 'unreadable' => {
  const slash = pattern.lastIndexOf('/')
  const parent = slash < 0 ? '' : slash === 0 ? '/' : pattern.slice(0, slash)
  const name = pattern.slice(slash + 1)
  if (name === '' && slash > 0) {
    const found = search(parent, folders)
    return found === 'unreadable'
      ? found
      : found.filter((path) => folders.kind(path) === 'folder').map((path) => `${path}/`)
  }
  if (!isMagic(parent)) return searchFolder(withoutEscapes(parent), name, folders)
  const parents = search(parent, folders)
  if (parents === 'unreadable') return parents
  const found: string[] = []
  for (const folder of parents) {
    if (folders.kind(folder) !== 'folder') continue
    const inside = searchFolder(folder, name, folders)
    if (inside === 'unreadable') return inside
    found.push(...inside)
  }
  return found
}

const searchFolder = (folder: string, pattern: string, folders: FolderReader): readonly string[] | 'unreadable' => {
  const path = (name: string): string => (folder === '' || folder === '/' ? folder + name : `${folder}/${name}`)
  if (!isMagic(pattern)) {
    const plain = path(withoutEscapes(pattern))
    return folders.kind(plain) === undefined ? [] : [plain]
  }
  const names = folders.list(folder === '' ? '.' : folder)
  if (names === 'unreadable') return names
  if (names === 'not-a-folder') return []
  const expression = expressionOf(pattern)
  const hidden = pattern.startsWith('.') || pattern.startsWith('\\.')
  return names.filter((name) => (hidden || !name.startsWith('.')) && expression.test(name)).map(path)
}

const withoutEscapes = (text: string): string => text.replace(/\\(.)/gs, '$1')

/** Something in it stands for other text; an opening bracket does where a closing one follows. */
const isMagic = (text: string): boolean => /^(?:[^\\]|\\.)*?(?:[*?]|\[(?:[^\\]|\\.)*\])/s.test(text)

const expressionOf = (pattern: string): RegExp => {
  let source = ''
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern.charAt(at)
    const bracket = c === '[' ? /^\[([!^]?)(\]?(?:[^\]\\]|\\.)*)\]/s.exec(pattern.slice(at)) : null
    if (bracket !== null) {
      const [whole, negation = '', set = ''] = bracket
      source += `[${negation === '' ? '' : '^'}${withoutEscapes(set).replace(/[\\\][^]/g, '\\$&')}]`
      at += whole.length - 1
    } else if (c === '*') source += '.*'
    else if (c === '?') source += '.'
    else source += (c === '\\' ? pattern.charAt(++at) : c).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  }
  return new RegExp(`^${source}$`, 's')
}
