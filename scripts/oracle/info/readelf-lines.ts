/**
 * What readelf of binutils (2.40) says of sections and symbols, and what it would say of what kcheck reads: each as lines of
 * numbers and names.
 */
import type { ElfFile } from '../../../src/elf/elf-file.ts'
import { symbolsOf } from '../../../src/elf/symbols.ts'
import { sectionFlags, sectionType } from './readelf-names.ts'

const SECTION =
  /^ +\[ *(\d+)\] (.*?) +(SYMTAB SECTION INDICES|[A-Z][A-Z_0-9+a-z]*|[0-9a-f]+: <unknown>) +([0-9a-f]{8,16}) ([0-9a-f]{6,}) ([0-9a-f]{6,}) ([0-9a-f]{2,}) ([ A-Za-z]{3,}) +(\d+) +(\d+) +(\d+)$/

const hex = (text = '0'): string => BigInt(`0x${text}`).toString(16)

/** One line for each section in the output of `readelf -SW`. */
export const sectionsThere = (output: string): string =>
  output
    .split('\n')
    .map((line) => SECTION.exec(line.replace(/^( +\[ *0\]) {2}/, '$1  ')))
    .filter((match) => match !== null)
    .map(([, index, name = '', type, addr, offset, size, entsize, flags = '', link, info, align]) =>
      [index, name.trim(), type, hex(addr), hex(offset), hex(size), hex(entsize), flags.trim(), link, info, align].join(
        ' ',
      ),
    )
    .join('\n')

export const sectionsHere = (file: ElfFile): string =>
  file.sections
    .map(({ index, name, type, addr, offset, size, entsize, flags, link, info, addralign }) =>
      [
        index,
        name,
        sectionType(type, file.header.machine),
        addr.toString(16),
        offset.toString(16),
        size.toString(16),
        entsize.toString(16),
        sectionFlags(flags, file.header.machine, file.header.osabi),
        link,
        info,
        addralign,
      ].join(' '),
    )
    .join('\n')

const SYMBOL =
  /^ *(\d+): ([0-9a-f]+) +(\d+|0x[0-9a-f]+) (\S+|<[^>]*>: \d+) +(\S+|<[^>]*>: \d+) +(\S+) +(?:\[([^\]]*)\] +)?(\S+) ?(.*)$/

/** One line for each symbol of .symtab in the output of `readelf -sW`; undefined where there is no such table. */
export const symbolsThere = (output: string): string | undefined => {
  const lines = output.split('\n')
  const start = lines.findIndex((line) => line.startsWith("Symbol table '.symtab'"))
  if (start < 0) return undefined
  return lines
    .slice(start)
    .map((line) => SYMBOL.exec(line))
    .filter((match) => match !== null)
    .map(([, index, value, size = '', type, bind, visibility, _other, place, name]) =>
      [index, hex(value), Number(size), type, bind, visibility, place, name].join(' '),
    )
    .join('\n')
}

const TYPES = ['NOTYPE', 'OBJECT', 'FUNC', 'SECTION', 'FILE', 'COMMON', 'TLS']
const BINDS = ['LOCAL', 'GLOBAL', 'WEAK']
const VISIBILITIES = ['DEFAULT', 'INTERNAL', 'HIDDEN', 'PROTECTED']
const PLACES = { undefined: 'UND', absolute: 'ABS', common: 'COM' } as const
const STT_SECTION = 3

/** readelf writes control characters, which numbered labels have, as ^A and so on. */
const shown = (name: string): string =>
  [...name].map((unit) => (unit < ' ' ? `^${String.fromCharCode(unit.charCodeAt(0) + 64)}` : unit)).join('')

/** The same of what kcheck reads. A section's symbol without a name has the section's. */
export const symbolsHere = (file: ElfFile): string | undefined => {
  const table = file.sections.find(({ name }) => name === '.symtab')
  if (table === undefined) return undefined
  return symbolsOf(file, table)
    .map(({ index, name = '<corrupt>', value, size, type, bind, visibility, place, shndx }) => {
      const isSection = type === STT_SECTION && name === ''
      return [
        index,
        value.toString(16),
        size,
        TYPES[type] ?? `<unknown>: ${type}`,
        BINDS[bind] ?? `<unknown>: ${bind}`,
        VISIBILITIES[visibility],
        place === 'section' || place === 'reserved' ? shndx : PLACES[place],
        shown(isSection ? (file.sections[shndx]?.name ?? '') : name),
      ].join(' ')
    })
    .join('\n')
}
