/**
 * Makefiles as trees, each read and parsed once.
 */
import { type Expression, type ParseResult, parse, parseExpression } from '../../grammar/make/index.ts'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'

/** A path without the detours that makefiles write: `./` and doubled slashes. */
const plain = (path: string): string =>
  path.includes('/./') || path.includes('//') ? path.replace(/\/(?:\.?\/)+/g, '/') : path

export class MakefileStore {
  readonly #expressions = new Map<string, Expression>()
  readonly #trees = new Map<string, ParseResult | undefined>()

  /** The tree of the file at an absolute path; undefined where it cannot be read. */
  read(files: Pick<FileSystem, 'readText'>, named: string): ParseResult | undefined {
    const path = plain(named)
    const known = this.#trees.get(path)
    if (known !== undefined || this.#trees.has(path)) return known
    const text = readTextIfThere(files, path)
    const tree = text === undefined ? undefined : parse(text)
    this.#trees.set(path, tree)
    return tree
  }

  /** The pieces of a text; the texts of functions are expanded again and again. */
  expression(text: string): Expression {
    let expression = this.#expressions.get(text)
    if (expression === undefined) {
      expression = parseExpression(text)
      this.#expressions.set(text, expression)
    }
    return expression
  }

  /** The tree of a file that was read before. */
  known(path: string): ParseResult | undefined {
    return this.#trees.get(plain(path))
  }

  /** Makes the file at a path one with this tree, whatever is on the disk. */
  seed(path: string, tree: ParseResult): void {
    this.#trees.set(plain(path), tree)
  }

  /** The paths that were asked for and are there, in the order of the first reading. */
  *paths(): Iterable<string> {
    for (const [path, tree] of this.#trees) if (tree !== undefined) yield path
  }
}
