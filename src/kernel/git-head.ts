/**
 * What a git repository's files say of the commit that is checked out, without git: HEAD, references loose and packed, and
 * annotated tags as far as they are no part of a pack. Follows gitrepository-layout(5) and
 * git-pack-refs(1) of git 2.39; loose objects are zlib streams of `TYPE SIZE NUL CONTENT`.
 */
import { posix } from 'node:path'
import { FileError, type FileSystem, listIfThere, readTextIfThere } from '../files/file-system.ts'

export interface GitFolders {
  /** With HEAD: of a work tree added to a repository, its own. */
  readonly head: string
  /** With refs/ and objects/. */
  readonly common: string
}

/** The commit that is checked out; `none` where nothing was committed, `unknown` where files do not tell. */
export type GitHead =
  | { readonly kind: 'commit'; readonly commit: string; readonly file: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** The commit that an annotated tag is of; `other` for what is no such tag. */
type Tagged = { readonly kind: 'commit'; readonly commit: string } | { readonly kind: 'other' | 'unknown' }

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** The repository whose work tree begins in a folder; undefined where none does. */
export const gitFolders = (files: FileSystem, folder: string): GitFolders | undefined => {
  const path = `${folder}/.git`
  const kind = files.kind(path)
  if (kind === 'directory') return { head: path, common: path }
  const named = /^gitdir: *([^\n]+)/.exec((kind === 'file' && readTextIfThere(files, path)) || '')?.[1]
  if (named === undefined) return undefined
  const head = posix.resolve(folder, named)
  const common = readTextIfThere(files, `${head}/commondir`)?.trim()
  return { head, common: common === undefined ? head : posix.resolve(head, common) }
}

/** Lines of packed-refs: the object of each reference, and the commit of each annotated tag. */
class PackedReferences {
  readonly objects = new Map<string, string>()
  readonly commits = new Map<string, string>()
  /** Whether every annotated tag has its commit beside it. */
  readonly isPeeled: boolean

  constructor(text: string) {
    this.isPeeled = /^# pack-refs with:.* (fully-)?peeled/.test(text)
    let last = ''
    for (const line of text.split('\n')) {
      const [, object, name] = /^([0-9a-f]{40,64}) (\S+)$/.exec(line) ?? []
      if (object !== undefined && name !== undefined) {
        this.objects.set(name, object)
        last = name
      } else if (line.startsWith('^')) this.commits.set(last, line.slice(1))
    }
  }
}

/** As much of an object as tells what a tag is of. */
const OBJECT_LIMIT = 1 << 20

export class GitReferences {
  readonly #files: FileSystem
  readonly #folders: GitFolders
  readonly #packed: PackedReferences

  constructor(files: FileSystem, folders: GitFolders) {
    this.#files = files
    this.#folders = folders
    this.#packed = new PackedReferences(readTextIfThere(files, `${folders.common}/packed-refs`) ?? '')
  }

  head(): GitHead {
    // references in another form than files
    if (this.#files.kind(`${this.#folders.common}/reftable`) !== undefined) return { kind: 'unknown' }
    const file = `${this.#folders.head}/HEAD`
    let text = readTextIfThere(this.#files, file)?.trim()
    // a reference may stand for another one, not without end
    for (let depth = 0; depth < 5 && text !== undefined; depth++) {
      if (COMMIT.test(text)) return { kind: 'commit', commit: text, file }
      const name = /^ref: *(\S+)$/.exec(text)?.[1]
      if (name === undefined) return { kind: 'unknown' }
      text = this.#reference(name)
      if (text === undefined) return { kind: 'none' }
    }
    return { kind: 'unknown' }
  }

  /** Names of all tags, without `refs/tags/`. */
  tags(): readonly string[] {
    const names = new Set([...this.#packed.objects.keys()].filter((name) => name.startsWith(TAGS)))
    this.#addLoose(`${this.#folders.common}/${TAGS.slice(0, -1)}`, TAGS, names, 0)
    return [...names].map((name) => name.slice(TAGS.length))
  }

  /** The commit that an annotated tag is of. */
  tagged(tag: string): Tagged {
    const name = TAGS + tag
    const loose = this.#loose(name)
    if (loose !== undefined) return COMMIT.test(loose) ? this.#ofObject(loose) : { kind: 'unknown' }
    const packed = this.#packed.objects.get(name)
    if (packed === undefined) return { kind: 'other' }
    const commit = this.#packed.commits.get(name)
    if (commit !== undefined) return { kind: 'commit', commit }
    return this.#packed.isPeeled ? { kind: 'other' } : this.#ofObject(packed)
  }

  #loose(name: string): string | undefined {
    return readTextIfThere(this.#files, `${this.#folders.common}/${name}`)?.trim()
  }

  #reference(name: string): string | undefined {
    // a work tree has some of its own
    const own = readTextIfThere(this.#files, `${this.#folders.head}/${name}`)?.trim()
    return own ?? this.#loose(name) ?? this.#packed.objects.get(name)
  }

  #addLoose(folder: string, prefix: string, names: Set<string>, depth: number): void {
    for (const name of listIfThere(this.#files, folder)) {
      if (this.#files.kind(`${folder}/${name}`) !== 'directory') names.add(prefix + name)
      else if (depth < 8) this.#addLoose(`${folder}/${name}`, `${prefix}${name}/`, names, depth + 1)
    }
  }

  #ofObject(object: string): Tagged {
    const text = this.#object(object)
    if (text === undefined) return { kind: 'unknown' }
    if (!text.startsWith('tag ')) return { kind: 'other' }
    const [, commit, type] = /^tag \d+\0object ([0-9a-f]+)\ntype (\w+)\n/.exec(text) ?? []
    return commit !== undefined && type === 'commit' ? { kind: 'commit', commit } : { kind: 'unknown' }
  }

  /** A loose object; undefined where it lies in a pack, or cannot be read. */
  #object(name: string): string | undefined {
    const path = `${this.#folders.common}/objects/${name.slice(0, 2)}/${name.slice(2)}`
    try {
      const zlib = process.getBuiltinModule('node:zlib')
      return zlib.inflateSync(this.#files.read(path), { maxOutputLength: OBJECT_LIMIT }).toString('latin1')
    } catch (error) {
      if (error instanceof FileError || (error instanceof Error && 'code' in error)) return undefined
      throw error
    }
  }
}

const TAGS = 'refs/tags/'
