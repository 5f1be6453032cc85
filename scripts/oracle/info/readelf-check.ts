/**
 * `readelf -SW` and `-sW` of several modules at a time, beside kcheck's sections and symbols. Compressed modules are unpacked
 * by the programs that compress them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readElf } from '../../../src/elf/elf-file.ts'
import { openModule } from '../../../src/module/module-file.ts'
import { command } from '../place/command.ts'
import { sectionsHere, sectionsThere, symbolsHere, symbolsThere } from './readelf-lines.ts'
import type { Tally } from './tally.ts'

const UNPACK: readonly (readonly [string, string])[] = [
  ['.xz', 'xz'],
  ['.gz', 'gzip'],
  ['.zst', 'zstd'],
]

/** A file that readelf reads. */
const unpacked = (path: string, folder: string, index: number): string => {
  const program = UNPACK.find(([ending]) => path.endsWith(ending))?.[1]
  if (program === undefined) return path
  const file = join(folder, `${index}.ko`)
  writeFileSync(file, Buffer.from(command(program, ['-dc', path]), 'latin1'))
  return file
}

/** What readelf says of each file, by its path. */
const readelf = (option: string, files: readonly string[]): ReadonlyMap<string, string> => {
  // one more file, so that readelf names each; it is the last
  const output = command('readelf', ['-W', option, ...files, files[0] ?? ''])
  const parts = `\n${output}`.split('\n\nFile: ').slice(1)
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]))
}

/** Compares sections and symbols; `folder` is for files of the moment. */
export const checkReadelf = (paths: readonly string[], folder: string, tally: Tally): void => {
  const files = paths.map((path, index) => unpacked(path, folder, index))
  const sections = readelf('-S', files)
  const symbols = readelf('-s', files)
  paths.forEach((path, index) => {
    const file = files[index] ?? ''
    const opened = openModule(readFileSync(path))
    const elf = opened.kind === 'module' ? opened.elf : readElf(readFileSync(file))
    const here = elf.kind === 'elf' ? elf : undefined
    tally.compare('sections (readelf -S)', path, sectionsThere(sections.get(file) ?? ''), here && sectionsHere(here))
    const there = symbolsThere(symbols.get(file) ?? '')
    tally.compare('symbols (readelf -s)', path, there, here && symbolsHere(here))
  })
}
