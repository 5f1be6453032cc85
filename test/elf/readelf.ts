/** What readelf of binutils says of a file, and how much of it kcheck says the same of. */
import { spawnSync } from 'node:child_process'
import type { ElfFile, ElfSection } from '../../src/elf/elf-file.ts'
import { relocationsOf } from '../../src/elf/relocations.ts'
import { symbolsOf } from '../../src/elf/symbols.ts'

/** Kept apart, as knip would have it declared as a package's. */
const READELF = 'readelf'

export const hasReadelf = spawnSync(READELF, ['--version']).status === 0

const readelf = (path: string, options: readonly string[]): string => {
  const { stdout } = spawnSync(READELF, ['-W', ...options, path], { maxBuffer: 2 ** 30, encoding: 'latin1' })
  return stdout
}

const TYPES: Readonly<Record<string, number>> = {
  NULL: 0,
  PROGBITS: 1,
  SYMTAB: 2,
  STRTAB: 3,
  RELA: 4,
  HASH: 5,
  DYNAMIC: 6,
  NOTE: 7,
  NOBITS: 8,
  REL: 9,
  DYNSYM: 11,
  INIT_ARRAY: 14,
  FINI_ARRAY: 15,
  GROUP: 17,
  'SYMTAB SECTION INDICES': 18,
}
const FLAGS = 'W1 A2 X4 M10 S20 I40 L80 O100 G200 T400 C800'
  .split(' ')
  .map((flag) => [flag[0] as string, Number.parseInt(flag.slice(1), 16)] as const)

const SECTION =
  /^ +\[ *(\d+)\] (.*?) *(NULL|PROGBITS|SYMTAB SECTION INDICES|[A-Z_0-9]+|[0-9a-f]+: <unknown>|LOOS\S+|LOPROC\S+) +([0-9a-f]{8,16}) ([0-9a-f]{6,}) ([0-9a-f]{6,}) ([0-9a-f]{2,}) ([ A-Za-z]{3,}) +(\d+) +(\d+) +(\d+)$/

const knownFlags = (flags: number): string =>
  FLAGS.filter(([, bit]) => (flags & bit) !== 0)
    .map(([letter]) => letter)
    .join('')

const sectionsByReadelf = (path: string): readonly string[] =>
  readelf(path, ['-S'])
    .split('\n')
    .map((line) => SECTION.exec(line))
    .filter((match) => match !== null)
    .map(([, index, name, type = '', addr, offset, size, entsize, flags = '', link, info, align]) => {
      const known = [...flags].filter((letter) => FLAGS.some(([other]) => other === letter)).join('')
      const hex = (text = '0'): string => BigInt(`0x${text}`).toString(16)
      return [
        index,
        name,
        TYPES[type] ?? '',
        hex(addr),
        hex(offset),
        hex(size),
        hex(entsize),
        known,
        link,
        info,
        align,
      ].join()
    })

const sectionsByKcheck = ({ sections }: ElfFile): readonly string[] =>
  sections.map((section) => {
    const { index, name, type, flags, addr, offset, size, entsize, link, info, addralign } = section
    const known = Object.values(TYPES).includes(type) ? type : ''
    const hex = (value: number | bigint): string => value.toString(16)
    return [
      index,
      name,
      known,
      hex(addr),
      hex(offset),
      hex(size),
      hex(entsize),
      knownFlags(flags),
      link,
      info,
      addralign,
    ].join()
  })

const SYMBOL_TYPES = ['NOTYPE', 'OBJECT', 'FUNC', 'SECTION', 'FILE', 'COMMON', 'TLS']
const BINDS = ['LOCAL', 'GLOBAL', 'WEAK']
const VISIBILITIES = ['DEFAULT', 'INTERNAL', 'HIDDEN', 'PROTECTED']
const SYMBOL = /^ *(\d+): ([0-9a-f]+) +(\d+|0x[0-9a-f]+) (\S+) +(\S+) +(\S+) +(?:\[[^\]]*\] +)*(\S+) ?(.*)$/

/** Of .symtab: dynamic symbols have versions in their names there. */
const symbolsByReadelf = (path: string): readonly string[] => {
  const lines = readelf(path, ['-s']).split('\n')
  const start = lines.findIndex((line) => line.startsWith("Symbol table '.symtab'"))
  return (start === -1 ? [] : lines.slice(start))
    .map((line) => SYMBOL.exec(line))
    .filter((match) => match !== null)
    .map(([, index, value, size = '', type = '', bind = '', visibility, place, name]) =>
      [
        index,
        BigInt(`0x${value}`).toString(16),
        Number(size),
        SYMBOL_TYPES.includes(type) ? type : '',
        BINDS.includes(bind) ? bind : '',
        visibility,
        place,
        type === 'SECTION' ? '' : name,
      ].join(),
    )
}

/** readelf writes control characters, which numbered labels have, as ^A and so on. */
const shown = (name: string): string =>
  [...name].map((unit) => (unit < ' ' ? `^${String.fromCharCode(unit.charCodeAt(0) + 64)}` : unit)).join('')

const PLACES = { undefined: 'UND', absolute: 'ABS', common: 'COM' } as const

const symbolsByKcheck = (file: ElfFile): readonly string[] => {
  const table = file.sections.find(({ type, name }) => type === 2 && name === '.symtab')
  if (table === undefined) return []
  return symbolsOf(file, table).map(({ index, name, value, size, type, bind, visibility, place, shndx }) =>
    [
      index,
      value.toString(16),
      size,
      SYMBOL_TYPES[type] ?? '',
      BINDS[bind] ?? '',
      VISIBILITIES[visibility],
      place === 'section' || place === 'reserved' ? shndx : PLACES[place],
      type === 3 ? '' : shown(name ?? '<corrupt>'),
    ].join(),
  )
}

const RELOCATION = /^([0-9a-f]{8,16}) +([0-9a-f]{8,16}) (.*)$/
const ADDEND = /(?:([+-]) |^\S+ +)([0-9a-f]+)$/

/** Offset and r_info, and the addend where the section has them. */
const relocationsByReadelf = (path: string): readonly string[] => {
  let hasAddend = false
  const found: string[] = []
  for (const line of readelf(path, ['-r']).split('\n')) {
    if (/^ *Offset/.test(line)) hasAddend = line.includes('Addend')
    const match = RELOCATION.exec(line)
    if (match === null) continue
    const [, offset, info, rest = ''] = match
    const [, sign, digits = '0'] = ADDEND.exec(rest.trim()) ?? []
    const addend = BigInt(`0x${digits}`) * (sign === '-' ? -1n : 1n)
    found.push(`${BigInt(`0x${offset}`)},${BigInt(`0x${info}`)},${hasAddend ? BigInt.asIntN(64, addend) : ''}`)
  }
  return found
}

const infoOf = (file: ElfFile, symbol: number, type: number): bigint =>
  file.layout.bits === 64 ? (BigInt(symbol) << 32n) | BigInt(type) : BigInt(symbol * 256 + type)

const relocationsByKcheck = (file: ElfFile): readonly string[] =>
  file.sections
    .filter(({ type }) => type === 4 || type === 9)
    .flatMap((section: ElfSection) => relocationsOf(file, section))
    .map(({ offset, symbol, type, addend }) => `${offset},${infoOf(file, symbol, type)},${addend ?? ''}`)

export interface Comparison {
  readonly sections: number
  readonly symbols: number
  readonly relocations: number
  /** Lines of readelf that kcheck has otherwise, with kcheck's below. */
  readonly differences: readonly string[]
}

const differing = (what: string, theirs: readonly string[], ours: readonly string[]): string[] => {
  const found = theirs.length === ours.length ? [] : [`${what}: ${theirs.length} in readelf, ${ours.length} here`]
  theirs.forEach((line, index) => {
    if (line !== ours[index]) found.push(`${what}\n  ${line}\n  ${ours[index]}`)
  })
  return found.slice(0, 5)
}

export const compareWithReadelf = (path: string, file: ElfFile): Comparison => {
  const sections = sectionsByReadelf(path)
  const symbols = symbolsByReadelf(path)
  const relocations = relocationsByReadelf(path)
  return {
    sections: sections.length,
    symbols: symbols.length,
    relocations: relocations.length,
    differences: [
      ...differing('section', sections, sectionsByKcheck(file)),
      ...differing('symbol', symbols, symbolsByKcheck(file)),
      ...differing('relocation', relocations, relocationsByKcheck(file)),
    ],
  }
}
