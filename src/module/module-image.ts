/**
 * A module's file as the kernel reads it: with the structures of its own architecture, whatever e_ident says, and with
 * C's idea of a string, which ends where a NUL is and not where a section ends. Nothing here is judged; what lies outside
 * of the file is undefined, and what that means is for the check that asked.
 */
import { type SectionColumns, type SymbolColumns, sectionColumns, symbolColumns } from '../elf/columns.ts'
import { HEADER, type Layout, SECTION } from '../elf/layout.ts'
import { type RawHeader, rawHeader } from '../elf/raw.ts'
import { StringTable } from '../elf/string-table.ts'

export const SHF_WRITE = 0x1
export const SHF_ALLOC = 0x2
export const SHF_EXECINSTR = 0x4

/** The smallest page of any kernel. */
const PAGE = 4096
/** KSYM_NAME_LEN is 512 (Linux 6.12). */
const LONGEST_NAME = 4096

export class ModuleImage {
  /** All bytes that the kernel was given. */
  readonly bytes: Uint8Array
  readonly layout: Layout
  /** Undefined where the file is too short for one. */
  readonly header: RawHeader | undefined
  #sections: SectionColumns | undefined
  #symbols: SymbolColumns | undefined
  /** The whole file as one table of strings: the kernel knows no borders. */
  readonly #file: StringTable
  #strings: StringTable | undefined
  /** Where section names begin, and what their table says of its size; set by the check that finds it right. */
  namesAt = 0
  /** Section indices, 0 where there is none; as the kernel notes them in its load_info. */
  readonly index = { info: 0, symbols: 0, strings: 0, module: 0, versions: 0, percpu: 0 }

  constructor(bytes: Uint8Array, layout: Layout) {
    this.bytes = bytes
    this.layout = layout
    this.header = rawHeader(bytes, layout)
    this.#file = new StringTable(bytes)
  }

  /** Bytes of the kernel's `unsigned long`. */
  get wordBytes(): 4 | 8 {
    return this.layout.bits === 64 ? 8 : 4
  }

  get headerSize(): number {
    return HEADER[this.layout.bits].size
  }

  get sectionEntrySize(): number {
    return SECTION[this.layout.bits].size
  }

  /** The section headers; none before the check of their table has found them to be in the file. */
  get sections(): SectionColumns {
    this.#sections ??= sectionColumns(this.bytes, this.layout, 0, 0)
    return this.#sections
  }

  /** Reads the section headers, which are in the file. */
  readSections(table: number, count: number): void {
    this.#sections = sectionColumns(this.bytes, this.layout, table, count)
  }

  /** The symbols of the table noted in `index.symbols`. */
  get symbols(): SymbolColumns {
    if (this.#symbols === undefined) {
      const { offset, size } = this.sections
      const at = offset[this.index.symbols] ?? 0
      this.#symbols = symbolColumns(this.bytes, this.layout, at, size[this.index.symbols] ?? 0)
    }
    return this.#symbols
  }

  /** The text from `offset` to the next NUL, latin1; undefined where that leads out of what the kernel can read. */
  textAt(offset: number): string | undefined {
    const end = this.#endOfText(offset)
    return end < 0 ? undefined : this.#slice(offset, end)
  }

  /**
   * A symbol's name; undefined where it leads out of what the kernel can read. All names are parts of one text. Those that
   * are longer than any that a kernel exports are cut.
   */
  symbolName(index: number): string | undefined {
    const name = this.#wholeName(index)
    return name !== undefined && name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME) : name
  }

  #wholeName(index: number): string | undefined {
    const name = this.symbols.name[index] ?? 0
    const { offset, size } = this.sections
    const at = offset[this.index.strings] ?? 0
    this.#strings ??= new StringTable(this.bytes.subarray(at, at + (size[this.index.strings] ?? 0)))
    return this.#strings.at(name) ?? this.#nameBehind(at, name)
  }

  /** A name that does not end in its table, or does not begin there: the kernel reads on. */
  #nameBehind(at: number, name: number): string | undefined {
    const text = this.#file.at(at + name)
    if (text !== undefined) return text
    // there is no NUL up to the end of the file
    return this.#goesOn(at + name) ? this.#file.rest(at + name) : undefined
  }

  /** Whether the kernel has anything at `offset` of the file, or zeros behind its end. */
  isReadable(offset: number): boolean {
    return offset < Math.ceil(this.bytes.length / PAGE) * PAGE
  }

  /** A section's name, whatever its table's size; undefined where it leads out of the file. */
  sectionName(index: number): string | undefined {
    return this.textAt(this.namesAt + (this.sections.name[index] ?? 0))
  }

  isNamed(index: number, name: string): boolean {
    return this.#file.isAt(this.namesAt + (this.sections.name[index] ?? 0), name)
  }

  /** The first allocated section of a name, 0 where there is none: what the kernel calls find_sec(). */
  findAllocated(name: string): number {
    const { count, flags } = this.sections
    for (let index = 1; index < count; index++) {
      if (((flags[index] ?? 0) & SHF_ALLOC) !== 0 && this.isNamed(index, name)) return index
    }
    return 0
  }

  /** All sections of a name, allocated or not. */
  findAll(name: string): readonly number[] {
    const found: number[] = []
    for (let index = 1; index < this.sections.count; index++) if (this.isNamed(index, name)) found.push(index)
    return found
  }

  /** The bytes that a section's header places, whatever its type; undefined where not all of them are in the file. */
  contentOf(index: number): Uint8Array | undefined {
    const at = this.sections.offset[index] ?? 0
    const end = at + (this.sections.size[index] ?? 0)
    return end <= this.bytes.length ? this.bytes.subarray(at, end) : undefined
  }

  #slice(start: number, end: number): string {
    const { bytes } = this
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end)
  }

  /** Behind the file the kernel finds zeros to the end of the page, and behind that nothing. */
  #endOfText(offset: number): number {
    const { length } = this.bytes
    const end = offset >= length ? -1 : this.bytes.indexOf(0, offset)
    if (end >= 0) return end
    return this.#goesOn(offset) ? Math.max(offset, length) : -1
  }

  #goesOn(offset: number): boolean {
    return this.isReadable(offset) && this.bytes.length % PAGE !== 0
  }
}
