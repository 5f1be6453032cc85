/**
 * Module.symvers: the symbols that a kernel or its modules export, each with the CRC of its type.
 * Follows read_dump() in scripts/mod/modpost.c (Linux 2.6.9 to 6.12), which stops at the first line that it cannot read;
 * here such a line is a problem, and the rest is read.
 */
import { type ExportWord, exportWord, isGplOnly } from './export-word.ts'
import { type SymversLayout, symversLayout } from './symvers-layout.ts'
import type { SymversProblem, SymversProblemCode } from './symvers-problem.ts'

export interface ExportedSymbol {
  readonly name: string
  /** Unsigned, 32 bits; 0 throughout in a kernel without CONFIG_MODVERSIONS. */
  readonly crc: number
  /** `vmlinux`, or the module's path without `.ko`. */
  readonly module: string
  /** Absent where the line has no such column. */
  readonly word: ExportWord | undefined
  /** Whether only GPL modules get it. */
  readonly gpl: boolean
  /** Empty: in none. */
  readonly namespace: string
  /** 1-based. */
  readonly line: number
}

export interface Symvers {
  /** Absent: the text is no Module.symvers. */
  readonly layout: SymversLayout | undefined
  /** By name, in the order of the file. */
  readonly exports: ReadonlyMap<string, ExportedSymbol>
  /** Exports whose name an earlier line had: the earlier one counts. */
  readonly duplicates: readonly ExportedSymbol[]
  /** Whether any line has a CRC other than 0. */
  readonly hasCrcs: boolean
  /** Whether the file says which namespace a symbol is in. */
  readonly hasNamespaces: boolean
  readonly problems: readonly SymversProblem[]
}

/** Where each layout has what, counted from 0; -1: nowhere. */
const COLUMNS: Readonly<
  Record<SymversLayout, { readonly module: number; readonly word: number; readonly namespace: number }>
> = {
  'no-export': { module: 2, word: -1, namespace: -1 },
  'export-fourth': { module: 2, word: 3, namespace: 4 },
  'export-fifth': { module: 3, word: 4, namespace: 2 },
}
const FEWEST: Readonly<Record<SymversLayout, number>> = { 'no-export': 3, 'export-fourth': 3, 'export-fifth': 5 }
const MOST: Readonly<Record<SymversLayout, number>> = { 'no-export': 3, 'export-fourth': 5, 'export-fifth': 5 }

const RETURN = 0x0d

/** The value of `0x` and 1 to 8 hexadecimal digits in `text` between two offsets, or -1. */
const readCrc = (text: string, start: number, end: number): number => {
  const length = end - start
  if (length < 3 || length > 10 || text.charCodeAt(start) !== 0x30 || (text.charCodeAt(start + 1) | 0x20) !== 0x78) {
    return -1
  }
  let value = 0
  for (let at = start + 2; at < end; at++) {
    const unit = text.charCodeAt(at)
    const letter = unit | 0x20
    if (unit >= 0x30 && unit <= 0x39) value = value * 16 + unit - 0x30
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57
    else return -1
  }
  return value
}

/** Reads the text of one file, line by line, in one pass. */
class SymversReader {
  readonly exports = new Map<string, ExportedSymbol>()
  readonly duplicates: ExportedSymbol[] = []
  readonly problems: SymversProblem[] = []
  hasCrcs = false
  hasNamespaces = false
  readonly #text: string
  readonly #layout: SymversLayout
  /** Where the columns of the line at hand begin; the entry after the last is one beyond the line's end. */
  readonly #starts: number[] = [0, 0, 0, 0, 0, 0, 0]
  #line = 0
  /** Most lines have the module of the line before: one text serves them all. */
  #module = ''

  constructor(text: string, layout: SymversLayout) {
    this.#text = text
    this.#layout = layout
  }

  read(): void {
    const text = this.#text
    for (let start = 0; start < text.length; ) {
      const newline = text.indexOf('\n', start)
      const end = newline < 0 ? text.length : newline
      this.#line++
      this.#readLine(start, end > start && text.charCodeAt(end - 1) === RETURN ? end - 1 : end)
      if (newline < 0) this.#problem('unterminated', start, end, {})
      start = end + 1
    }
  }

  #readLine(start: number, end: number): void {
    if (start === end) return
    const layout = this.#layout
    const columns = this.#split(start, end)
    if (columns < FEWEST[layout] || columns > MOST[layout]) {
      return this.#problem('columns', start, start, { columns, fewest: FEWEST[layout], most: MOST[layout] })
    }
    const crc = readCrc(this.#text, start, this.#end(0))
    if (crc < 0) return this.#problem('crc', start, start, { text: this.#column(0) })
    const places = COLUMNS[layout]
    if (this.#isEmpty(1)) return this.#problem('empty-column', start, this.#start(1), { name: 'symbol' })
    if (this.#isEmpty(places.module)) {
      return this.#problem('empty-column', start, this.#start(places.module), { name: 'module' })
    }
    const hasWord = places.word >= 0 && places.word < columns
    const word = hasWord ? exportWord(this.#column(places.word)) : undefined
    if (hasWord && word === undefined) {
      return this.#problem('export-word', start, this.#start(places.word), { text: this.#column(places.word) })
    }
    const hasNamespace = places.namespace >= 0 && places.namespace < columns
    if (hasNamespace) this.hasNamespaces = true
    if (crc !== 0) this.hasCrcs = true
    this.#add({
      name: this.#column(1),
      crc,
      module: this.#sharedModule(places.module),
      word,
      gpl: word !== undefined && isGplOnly(word),
      namespace: hasNamespace ? this.#column(places.namespace) : '',
      line: this.#line,
    })
  }

  #add(symbol: ExportedSymbol): void {
    if (this.exports.has(symbol.name)) this.duplicates.push(symbol)
    else this.exports.set(symbol.name, symbol)
  }

  /** Notes where the columns begin and returns their number; beyond six it no longer matters. */
  #split(start: number, end: number): number {
    const starts = this.#starts
    starts[0] = start
    let columns = 1
    for (let tab = this.#text.indexOf('\t', start); tab >= 0 && tab < end && columns < 6; columns++) {
      starts[columns] = tab + 1
      tab = this.#text.indexOf('\t', tab + 1)
    }
    starts[columns] = end + 1
    return columns
  }

  #sharedModule(index: number): string {
    const start = this.#start(index)
    const length = this.#end(index) - start
    if (this.#module.length !== length || !this.#text.startsWith(this.#module, start))
      this.#module = this.#column(index)
    return this.#module
  }

  #start(index: number): number {
    return this.#starts[index] ?? 0
  }

  #end(index: number): number {
    return this.#start(index + 1) - 1
  }

  #isEmpty(index: number): boolean {
    return this.#end(index) === this.#start(index)
  }

  #column(index: number): string {
    return this.#text.slice(this.#start(index), this.#end(index))
  }

  #problem(code: SymversProblemCode, start: number, at: number, args: SymversProblem['args']): void {
    this.problems.push({ code, line: this.#line, column: at - start + 1, args })
  }
}

/** The exports of a Module.symvers, given as latin1 text. Whatever the text holds, the answer is data. */
export const parseSymvers = (text: string): Symvers => {
  const layout = symversLayout(text)
  if (layout === undefined) {
    // an empty file is right: a module that exports nothing has one
    const problems = text.trim() === '' ? [] : [{ code: 'not-symvers', line: 1, column: 1, args: {} } as const]
    return { layout, exports: new Map(), duplicates: [], hasCrcs: false, hasNamespaces: false, problems }
  }
  const reader = new SymversReader(text, layout)
  reader.read()
  const { exports, duplicates, hasCrcs, hasNamespaces, problems } = reader
  return { layout, exports, duplicates, hasCrcs, hasNamespaces, problems }
}
