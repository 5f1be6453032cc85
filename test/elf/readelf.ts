/** What readelf of binutils says of a file, and how much of it kcheck says the same of. */
import { spawnSync } from 'node:child_process'
import { sectionsHere, sectionsThere, symbolsHere, symbolsThere } from '../../scripts/oracle/info/readelf-lines.ts'
import type { ElfFile, ElfSection } from '../../src/elf/elf-file.ts'
import { relocationsOf } from '../../src/elf/relocations.ts'

/** Kept apart, as knip would have it declared as a package's. */
const READELF = 'readelf'

export const hasReadelf = spawnSync(READELF, ['--version']).status === 0

const readelf = (path: string, options: readonly string[]): string => {
  const { stdout } = spawnSync(READELF, ['-W', ...options, path], { maxBuffer: 2 ** 30, encoding: 'latin1' })
  return stdout
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

const lines = (text: string | undefined): readonly string[] => text?.split('\n') ?? []

export const compareWithReadelf = (path: string, file: ElfFile): Comparison => {
  const sections = lines(sectionsThere(readelf(path, ['-S'])))
  const symbols = lines(symbolsThere(readelf(path, ['-s'])))
  const relocations = relocationsByReadelf(path)
  return {
    sections: sections.length,
    symbols: symbols.length,
    relocations: relocations.length,
    differences: [
      ...differing('section', sections, lines(sectionsHere(file))),
      ...differing('symbol', symbols, lines(symbolsHere(file))),
      ...differing('relocation', relocations, relocationsByKcheck(file)),
    ],
  }
}
