/**
 * An x86-64 module that can be changed: where its structures are, and writing into them. Only for modules that are whole
 * when they come; after a mutation nothing need be right any more, so places are found once, in the module as it was.
 */
import { HEADER, type HeaderField, RELA, SECTION, type SectionField, SYMBOL } from '../../../src/elf/layout.ts'

const LITTLE = true

/** Where a number is, and how wide. */
export interface Place {
  readonly at: number
  readonly size: 1 | 2 | 4 | 8
}

export interface EditSection {
  readonly index: number
  readonly name: string
  readonly type: number
  readonly flags: number
  readonly offset: number
  readonly size: number
  readonly link: number
  readonly info: number
}

const textAt = (bytes: Uint8Array, at: number): string => {
  const end = bytes.indexOf(0, at)
  return Buffer.from(bytes.subarray(at, end < 0 ? bytes.length : end)).toString('latin1')
}

export class ElfEdit {
  bytes: Uint8Array<ArrayBuffer>
  readonly sections: readonly EditSection[]
  readonly #original: Uint8Array<ArrayBuffer>
  readonly #table: number

  constructor(original: Uint8Array) {
    this.bytes = new Uint8Array(original)
    this.#original = this.bytes.slice()
    this.#table = Number(this.get(this.header('e_shoff')))
    const count = Number(this.get(this.header('e_shnum')))
    const names = this.#fieldsOf(Number(this.get(this.header('e_shstrndx'))))
    this.sections = Array.from({ length: count }, (_, index) => {
      const fields = this.#fieldsOf(index)
      return { index, ...fields, name: textAt(this.bytes, names.offset + fields.nameAt) }
    })
  }

  get length(): number {
    return this.bytes.length
  }

  get(place: Place): bigint {
    const view = new DataView(this.bytes.buffer)
    if (place.at + place.size > this.length) return 0n
    if (place.size === 8) return view.getBigUint64(place.at, LITTLE)
    if (place.size === 4) return BigInt(view.getUint32(place.at, LITTLE))
    return BigInt(place.size === 2 ? view.getUint16(place.at, LITTLE) : view.getUint8(place.at))
  }

  /** Writes as many bits as the place has. What lies behind the end (the file was cut before) is left alone. */
  set(place: Place, value: bigint): void {
    const view = new DataView(this.bytes.buffer)
    if (place.at + place.size > this.length) return
    const bits = BigInt.asUintN(place.size * 8, value)
    if (place.size === 8) view.setBigUint64(place.at, bits, LITTLE)
    else if (place.size === 4) view.setUint32(place.at, Number(bits), LITTLE)
    else if (place.size === 2) view.setUint16(place.at, Number(bits), LITTLE)
    else view.setUint8(place.at, Number(bits))
  }

  header(field: HeaderField): Place {
    const [at, size] = HEADER[64].fields[field]
    return { at, size }
  }

  sectionField(index: number, field: SectionField): Place {
    const [at, size] = SECTION[64].fields[field]
    return { at: this.#table + index * SECTION[64].size + at, size }
  }

  symbolField(index: number, field: keyof (typeof SYMBOL)[64]['fields']): Place {
    const [at, size] = SYMBOL[64].fields[field]
    return { at: (this.section('.symtab')?.offset ?? 0) + index * SYMBOL[64].size + at, size }
  }

  relocationField(section: EditSection, entry: number, field: keyof (typeof RELA)[64]['fields']): Place {
    const [at, size] = RELA[64].fields[field]
    return { at: section.offset + entry * RELA[64].size + at, size }
  }

  section(name: string): EditSection | undefined {
    return this.sections.find((section) => section.name === name)
  }

  symbolCount(): number {
    return Math.floor((this.section('.symtab')?.size ?? 0) / SYMBOL[64].size)
  }

  /** As it was, whatever has become of it. */
  symbolName(index: number): string {
    const strings = this.section('.strtab')
    const { at } = this.symbolField(index, 'st_name')
    const name = new DataView(this.#original.buffer).getUint32(at, LITTLE)
    return textAt(this.#original, (strings?.offset ?? 0) + name)
  }

  contentOf(section: EditSection): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(section.offset, section.offset + section.size)
  }

  /** Puts a section's new content at the end of the file, aligned, and its header right. */
  replace(section: EditSection, content: Uint8Array): void {
    const at = this.append(content, 64)
    this.set(this.sectionField(section.index, 'sh_offset'), BigInt(at))
    this.set(this.sectionField(section.index, 'sh_size'), BigInt(content.length))
  }

  /** Bytes at the end of the file; returns where. */
  append(content: Uint8Array, alignment = 1): number {
    const at = Math.ceil(this.length / alignment) * alignment
    const longer = new Uint8Array(at + content.length)
    longer.set(this.bytes)
    longer.set(content, at)
    this.bytes = longer
    return at
  }

  truncate(length: number): void {
    this.bytes = this.bytes.slice(0, Math.max(0, length))
  }

  #fieldsOf(index: number): Omit<EditSection, 'index' | 'name'> & { readonly nameAt: number } {
    const field = (name: SectionField): number => Number(this.get(this.sectionField(index, name)))
    return {
      nameAt: field('sh_name'),
      type: field('sh_type'),
      flags: field('sh_flags'),
      offset: field('sh_offset'),
      size: field('sh_size'),
      link: field('sh_link'),
      info: field('sh_info'),
    }
  }
}
