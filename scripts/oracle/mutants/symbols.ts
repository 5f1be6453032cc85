/**
 * Mutations of symbols and relocations. `init_module` and `cleanup_module` keep their values and sections: what the kernel
 * calls then is still a function.
 */
import { SYMBOL } from '../../../src/elf/layout.ts'
import type { Draw } from './draw.ts'
import type { ElfEdit } from './elf-edit.ts'
import { changeNumber, changesCode, keepsCode, type Mutate, type Mutation, setNumber } from './mutation.ts'

const isCalled = (name: string): boolean => name === 'init_module' || name === 'cleanup_module'

/** Undefined symbols as often as all others together: they are what the kernel looks up. */
const aSymbol = (elf: ElfEdit, draw: Draw): number => {
  const all = Array.from({ length: elf.symbolCount() }, (_, index) => index)
  const undefinedOnes = all.filter((index) => index > 0 && elf.get(elf.symbolField(index, 'st_shndx')) === 0n)
  return draw.oneIn(2) && undefinedOnes.length > 0 ? draw.of(undefinedOnes) : draw.below(all.length)
}

const symbolText = (elf: ElfEdit, index: number, field: string): string =>
  `symbol ${index} ${elf.symbolName(index)} ${field}`

/** COMMON, ABS, livepatch, large common of x86-64, the first reserved, XINDEX. */
const RESERVED = [0xfff2n, 0xfff1n, 0xff20n, 0xff02n, 0xff00n, 0xffffn]

const changeIndex = (elf: ElfEdit, draw: Draw, index: number): Mutation => {
  const count = BigInt(elf.sections.length)
  const wild = [0n, ...RESERVED, count - 1n, count, count + 1n, 0xfeffn]
  const choices = isCalled(elf.symbolName(index)) ? [0n, 0xfff2n, count, count + 7n] : wild
  const place = elf.symbolField(index, 'st_shndx')
  return changesCode(setNumber(elf, place, draw.of(choices), symbolText(elf, index, 'st_shndx')))
}

/** Local, global, weak, and what no one uses; no type, object, function, section, file. */
const changeInfo = (elf: ElfEdit, draw: Draw, index: number): Mutation => {
  const info = draw.of([0n, 1n, 2n, 3n, 10n, 15n]) * 16n + draw.of([0n, 1n, 2n, 3n, 4n, 6n, 10n])
  return keepsCode(setNumber(elf, elf.symbolField(index, 'st_info'), info, symbolText(elf, index, 'st_info')))
}

/** Another symbol's name, part of one, none; rarely one that is nowhere. */
const changeName = (elf: ElfEdit, draw: Draw, index: number): Mutation => {
  const size = elf.section('.strtab')?.size ?? 0
  const other = elf.get(elf.symbolField(draw.below(elf.symbolCount()), 'st_name'))
  const wild = BigInt(draw.of([size - 1, size, size + 5, 0x7fffffff]))
  const name = draw.oneIn(25) ? wild : draw.of([0n, other, other, other + 1n, BigInt(draw.below(size))])
  const text = symbolText(elf, index, 'st_name')
  const change = setNumber(elf, elf.symbolField(index, 'st_name'), name, text)
  return changesCode(change)
}

const changeRest = (elf: ElfEdit, draw: Draw, index: number): Mutation | undefined => {
  const field = draw.of(['st_other', 'st_size', 'st_value'] as const)
  const name = elf.symbolName(index)
  if (field === 'st_value' && isCalled(name)) return undefined
  const text = changeNumber(elf, draw, elf.symbolField(index, field), symbolText(elf, index, field))
  return field === 'st_value' ? changesCode(text) : keepsCode(text)
}

export const mutateSymbol: Mutate = (elf, draw) => {
  if (elf.symbolCount() === 0) return undefined
  const index = aSymbol(elf, draw)
  return draw.of([changeName, changeName, changeInfo, changeInfo, changeIndex, changeIndex, changeRest])(
    elf,
    draw,
    index,
  )
}

/** The order in which the kernel looks symbols up decides its error number. */
export const swapSymbols: Mutate = (elf, draw) => {
  const [one, other] = [aSymbol(elf, draw), aSymbol(elf, draw)]
  const place = (index: number): number => elf.symbolField(index, 'st_name').at
  const { size } = SYMBOL[64]
  const kept = elf.bytes.slice(place(one), place(one) + size)
  elf.bytes.copyWithin(place(one), place(other), place(other) + size)
  elf.bytes.set(kept, place(other))
  return changesCode(`symbols ${one} and ${other} swapped`)
}

/** A letter of an undefined symbol's name. */
export const misspellSymbol: Mutate = (elf, draw) => {
  const strings = elf.section('.strtab')
  const index = aSymbol(elf, draw)
  const name = elf.symbolName(index)
  if (strings === undefined || name === '') return undefined
  const at = strings.offset + Number(elf.get(elf.symbolField(index, 'st_name'))) + draw.below(name.length)
  const letter = BigInt(draw.of([0x78, 0x5f, 0x2e, 0x20, 0xe4, 0]))
  return changesCode(setNumber(elf, { at, size: 1 }, letter, symbolText(elf, index, 'a letter')))
}

/** Those of x86-64 that a kernel applies, one that it does not know, and the one that it cannot see the end of. */
const TYPES = [0n, 1n, 2n, 3n, 4n, 8n, 9n, 10n, 11n, 12n, 24n, 25n, 26n, 41n, 42n, 255n]

export const mutateRelocation: Mutate = (elf, draw) => {
  const sections = elf.sections.filter(({ type, size }) => type === 4 && size > 0)
  if (sections.length === 0) return undefined
  const section = draw.of(sections)
  const entry = draw.below(Math.floor(section.size / 24))
  const info = elf.relocationField(section, entry, 'r_info')
  const old = elf.get(info)
  const what = `${section.name} entry ${entry}`
  switch (draw.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const type = (old & ~0xffffffffn) | draw.of(TYPES)
      return changesCode(setNumber(elf, info, type, `${what} type`))
    }
    case 4:
    case 5:
    case 6: {
      const symbol = BigInt(draw.oneIn(12) ? elf.symbolCount() + draw.below(99) : draw.below(elf.symbolCount()))
      return changesCode(setNumber(elf, info, (symbol << 32n) | (old & 0xffffffffn), `${what} symbol`))
    }
    case 7:
    case 8: {
      const place = elf.relocationField(section, entry, 'r_offset')
      const size = elf.sections[section.info]?.size ?? 0
      const far = draw.of([BigInt(size), 1n << 31n, 1n << 46n])
      const next = draw.oneIn(8) ? far : BigInt(draw.below(Math.max(1, size - 8)))
      return changesCode(setNumber(elf, place, next, `${what} offset`))
    }
    default:
      return changesCode(
        changeNumber(elf, draw, elf.relocationField(section, entry, 'r_addend'), `${what} addend`, [
          1n << 31n,
          1n << 33n,
        ]),
      )
  }
}
