/**
 * Which sources say MODULE_LICENSE() when they are built into the kernel: it is what writes `file=` into .modinfo there,
 * and so what makes an object a line of modules.builtin (MODULE_FILE in include/linux/module.h, Linux 5.6 to 6.12;
 * rust/macros/module.rs for Rust).
 */
import { FileError, type FileSystem } from '../files/file-system.ts'
import type { ConfigLookup } from '../kernel/fact.ts'
import { glanceAtLicence, type LicenceGlance } from './licence-glance.ts'
import { type IncludedSource, type LicenceAnswer, readLicence } from './licence-reader.ts'
import { folderOf, joinPath } from './tree-path.ts'

export interface LicenceRequest {
  readonly files: FileSystem
  /** The folder of the kernel's source. */
  readonly tree: string
  /** Where generated files are; absent where that is the tree itself. */
  readonly build?: string
  readonly config: ConfigLookup
}

/** Whether a source file, given relative to the tree, declares a module. */
export type LicenceLookup = (source: string) => LicenceAnswer

const NONE: LicenceAnswer = { licensed: false, assumed: [] }
const LICENSED: LicenceAnswer = { licensed: true, assumed: [] }
const NO_GLANCE: LicenceGlance = { licence: 'no', includes: [] }

/** `module! { … license: "GPL" … }`, and macros made of it, whose names begin so. */
const RUST_MODULE = /^[ \t]*(?:\w+::)*module(?:_\w+)?!\s*[{(][\s\S]*?\blicense\s*:/m
const withoutRustComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')

class LicenceFinder {
  readonly #request: LicenceRequest
  readonly #glances = new Map<string, LicenceGlance>()
  readonly #mentions = new Map<string, boolean>()

  constructor(request: LicenceRequest) {
    this.#request = request
  }

  find(source: string): LicenceAnswer {
    if (source.endsWith('.rs')) return this.#rust(source)
    const { licence, includes } = this.#glance(source)
    if (licence === 'certain') return LICENSED
    const isMentioned = licence === 'possible' || includes.some((name) => this.#mentionsBelow(name, source, source))
    const text = isMentioned ? this.#text(source) : undefined
    if (text === undefined) return NONE
    return readLicence(source, text, this.#request.config, (name, from) => this.#included(name, from, source))
  }

  #rust(source: string): LicenceAnswer {
    const text = this.#text(source)
    return text !== undefined && RUST_MODULE.test(withoutRustComments(text)) ? LICENSED : NONE
  }

  #included(name: string, from: string, root: string): IncludedSource | undefined {
    const path = this.#resolve(name, from, root)
    const text = path === undefined ? undefined : this.#text(path)
    if (path === undefined || text === undefined) return undefined
    return { path, text, mentions: this.#mentionedIn(path, root) }
  }

  #mentionsBelow(name: string, from: string, root: string): boolean {
    const path = this.#resolve(name, from, root)
    return path !== undefined && this.#mentionedIn(path, root)
  }

  #mentionedIn(path: string, root: string): boolean {
    const known = this.#mentions.get(path)
    if (known !== undefined) return known
    // a source that includes itself says nothing new
    this.#mentions.set(path, false)
    const { licence, includes } = this.#glance(path)
    const mentions = licence !== 'no' || includes.some((name) => this.#mentionsBelow(name, path, root))
    this.#mentions.set(path, mentions)
    return mentions
  }

  /** Beside the file that includes it, or in a folder above the source: there is the Kbuild file that may add `-I`. */
  #resolve(name: string, from: string, root: string): string | undefined {
    const folders = [folderOf(from)]
    for (let folder = folderOf(root); folder !== ''; folder = folderOf(folder)) folders.push(folder)
    return folders.map((folder) => joinPath(folder, name)).find((path) => this.#kindOf(path))
  }

  #kindOf(path: string): boolean {
    return this.#places(path).some((place) => this.#request.files.kind(place) === 'file')
  }

  #places(path: string): readonly string[] {
    const { tree, build = tree } = this.#request
    return build === tree ? [joinPath(tree, path)] : [joinPath(tree, path), joinPath(build, path)]
  }

  #read<T>(path: string, read: (place: string) => T): T | undefined {
    for (const place of this.#places(path)) {
      try {
        return read(place)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
      }
    }
    return undefined
  }

  #text(path: string): string | undefined {
    return this.#read(path, (place) => this.#request.files.readText(place))
  }

  #glance(path: string): LicenceGlance {
    const known = this.#glances.get(path)
    if (known !== undefined) return known
    const { files } = this.#request
    const found = this.#read(path, (place) => glanceAtLicence(files.readShared?.(place) ?? files.read(place)))
    this.#glances.set(path, found ?? NO_GLANCE)
    return found ?? NO_GLANCE
  }
}

/** Answers for many sources; each is read once, and a second time only where a condition may decide. */
export const licenceLookup = (request: LicenceRequest): LicenceLookup => {
  const finder = new LicenceFinder(request)
  return (source) => finder.find(source)
}
