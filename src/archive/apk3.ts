/**
 * .apk version 3, OpenWrt's since 25.12: an ADB container whose table describes the package and its files, and a block of
 * data for each file that is not empty (src/apk_adb.h and src/extract_v3.c, apk-tools 3.0).
 */
import { sha256 } from '../files/checksums.ts'
import { type AdbBlock, type AdbContainer, openAdb } from './adb-container.ts'
import { type AdbNode, AdbTable } from './adb-values.ts'
import { Damage, damaged } from './damage.ts'
import {
  type PackageDependency,
  type PackageFile,
  type PackageInfo,
  plainPath,
  type WantedFile,
  wantedFiles,
} from './package-content.ts'

const SCHEMA = 'pckg'

/** Numbers of members. */
const PACKAGE = { info: 1, paths: 2 } as const
const INFO = { name: 1, version: 2, architecture: 5, depends: 15 } as const
const DEPENDENCY = { name: 1, version: 2, match: 3 } as const
const FOLDER = { name: 1, files: 3 } as const
const FILE = { name: 1, size: 3, hash: 5, target: 6 } as const

/** Bits of a dependency's match; without any it is `=`. */
const MATCH = { equal: 1, less: 2, greater: 4, fuzzy: 8, conflict: 16 } as const
const SHA256_BYTES = 32
/** Of a path, in what is said of damage. */
const LONGEST_SHOWN = 200

const operatorOf = (match: number): string => {
  if ((match & MATCH.fuzzy) !== 0) return (match & MATCH.less) !== 0 ? '<~' : (match & MATCH.greater) !== 0 ? '>~' : '~'
  const ordered = `${(match & MATCH.greater) !== 0 ? '>' : ''}${(match & MATCH.less) !== 0 ? '<' : ''}`
  return ordered === '' ? '=' : `${ordered}${(match & MATCH.equal) !== 0 ? '=' : ''}`
}

/** A file that the table lists. `key`: by which its data refers to it. */
interface ListedFile {
  readonly key: string
  readonly path: string
  readonly size: number
  readonly hash: Uint8Array | undefined
}

class PackageTable {
  readonly #table: AdbTable
  readonly #root: AdbNode | undefined

  constructor(bytes: Uint8Array) {
    this.#table = new AdbTable(bytes)
    this.#root = this.#table.root
  }

  get info(): PackageInfo {
    const table = this.#table
    const info = table.node(this.#root, PACKAGE.info) ?? damaged('package info', 0)
    const depends = table.node(info, INFO.depends)
    return {
      name: table.text(info, INFO.name),
      version: table.text(info, INFO.version),
      architecture: table.text(info, INFO.architecture),
      dependencies: [...this.#children(depends)].map(([, node]) => this.#dependency(node)),
    }
  }

  #dependency(node: AdbNode | undefined): PackageDependency {
    const version = this.#table.text(node, DEPENDENCY.version)
    const match = this.#table.number(node, DEPENDENCY.match) || MATCH.equal
    return {
      name: this.#table.text(node, DEPENDENCY.name),
      operator: version === '' ? '' : operatorOf(match),
      version,
      conflict: (match & MATCH.conflict) !== 0,
    }
  }

  /** Regular files; links have a target. */
  *files(wanted: WantedFile): Generator<ListedFile> {
    const table = this.#table
    for (const [pathNumber, folder] of this.#children(table.node(this.#root, PACKAGE.paths))) {
      const name = table.text(folder, FOLDER.name)
      for (const [number, file] of this.#children(table.node(folder, FOLDER.files))) {
        if (table.blob(file, FILE.target) !== undefined) continue
        const own = table.text(file, FILE.name)
        const path = name === '' ? own : `${name}/${own}`
        if (!wanted(plainPath(path))) continue
        const [size, hash] = [table.number(file, FILE.size), table.blob(file, FILE.hash)]
        yield { key: `${pathNumber} ${number}`, path, size, hash }
      }
    }
  }

  *#children(list: AdbNode | undefined): Generator<readonly [number: number, node: AdbNode | undefined]> {
    for (let number = 1; number <= (list?.count ?? 0); number++) yield [number, this.#table.node(list, number)]
  }
}

/** Which file the data in a block is of, and the data. */
const dataOf = ({ bytes, offset }: AdbBlock): readonly [key: string, content: Uint8Array] => {
  if (bytes.length < 8) damaged('data block', offset)
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
  return [`${view.getUint32(0, true)} ${view.getUint32(4, true)}`, bytes.subarray(8)]
}

const checked = ({ path, size, hash }: ListedFile, content: Uint8Array): Uint8Array => {
  if (content.length !== size) throw new Damage('archive/damaged', { what: `size of ${path.slice(0, LONGEST_SHOWN)}` })
  if (hash?.length === SHA256_BYTES && !sha256([content]).equals(hash))
    throw new Damage('archive/checksum', { what: 'sha256' })
  return content
}

const partsOf = ({ blocks }: AdbContainer): { table: Uint8Array; data: readonly AdbBlock[] } => {
  let table: Uint8Array | undefined
  const data: AdbBlock[] = []
  for (const block of blocks) {
    // the table comes first, and there is one
    if ((block.kind === 'table') !== (table === undefined)) damaged('block', block.offset)
    if (block.kind === 'table') table = block.bytes
    else if (block.kind === 'data') data.push(block)
  }
  return { table: table ?? damaged('table', 0), data }
}

/** The package in a file that begins as an ADB container. Throws a `Damage`. */
export const readApk3 = (
  file: Uint8Array,
  wanted: WantedFile,
  limit: number,
): { readonly info: PackageInfo; readonly files: readonly PackageFile[] } => {
  const container = openAdb(file, limit)
  if (container.schema !== SCHEMA) throw new Damage('archive/no-package', { what: `schema ${container.schema}` })
  const { table: bytes, data } = partsOf(container)
  const table = new PackageTable(bytes)
  const { info } = table
  const contents = new Map(data.map(dataOf))
  const files = function* (): Generator<PackageFile> {
    for (const listed of table.files(wanted)) {
      const content = contents.get(listed.key)
      yield { path: listed.path, bytes: checked(listed, content ?? new Uint8Array(0)) }
    }
  }
  return { info, files: wantedFiles(files(), wanted) }
}
