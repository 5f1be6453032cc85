import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ElfFile, readElf, sectionNamed, sectionsNamed } from '../../src/elf/elf-file.ts'
import { relocationsOf } from '../../src/elf/relocations.ts'
import { symbolsOf } from '../../src/elf/symbols.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { compareWithReadelf, hasReadelf } from './readelf.ts'
import { LAYOUTS, nameOf, relocation, sampleObject, strings, symbol, writeElf } from './write-elf.ts'

const COMPILER = 'cc'
const folder = temporaryFolder()
if (!hasReadelf) test.skip('skipped for want of readelf: 5 comparisons', () => {})

const read = (bytes: Uint8Array): ElfFile => {
  const file = readElf(bytes)
  if (file.kind === 'problems') throw new Error(JSON.stringify(file.findings))
  return file
}

const sectionOf = (file: ElfFile, name: string) => {
  const section = sectionNamed(file, name)
  if (section === undefined) throw new Error(name)
  return section
}

describe.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('%s', (_, layout) => {
  const bytes = sampleObject(layout, 62)
  const file = read(bytes)

  test('the header', () => {
    expect(file.header).toEqual({ type: 1, machine: 62, version: 1, osabi: 0, flags: 0, entry: 0n })
    expect([file.layout, file.oddities]).toEqual([layout, []])
  })

  test('bytes are a view of the file', () => {
    const text = sectionOf(file, '.text')
    expect(Buffer.from(text.bytes).toString()).toBe('0123456789abcdef')
    expect(text.bytes.buffer).toBe(bytes.buffer)
    expect(text).toMatchObject({ index: 1, type: 1, flags: 6, size: 16, addralign: 16, entsize: 0 })
  })

  test('what has no bytes in the file has a size in memory', () => {
    expect(sectionOf(file, '.bss')).toMatchObject({ size: 1 << 20, addralign: 64, bytes: { length: 0 } })
  })

  test('symbols', () => {
    const value = layout.bits === 64 ? 0xffffffff81000000n : 0xc0000000n
    const common = { visibility: 0, other: 0 }
    expect(symbolsOf(file, sectionOf(file, '.symtab'))).toEqual([
      { index: 0, name: '', value: 0n, size: 0n, bind: 0, type: 0, ...common, place: 'undefined', shndx: 0 },
      {
        index: 1,
        name: 'first',
        value: 4n,
        size: 8n,
        bind: 0,
        type: 1,
        visibility: 2,
        other: 2,
        place: 'section',
        shndx: 1,
      },
      { index: 2, name: 'second', value: 0n, size: 100n, bind: 1, type: 2, ...common, place: 'section', shndx: 2 },
      { index: 3, name: 'outside', value: 0n, size: 0n, bind: 2, type: 0, ...common, place: 'undefined', shndx: 0 },
      { index: 4, name: 'here\xe9', value, size: 0n, bind: 1, type: 0, ...common, place: 'absolute', shndx: 0xfff1 },
      { index: 5, name: 'first', value: 8n, size: 8n, bind: 1, type: 1, ...common, place: 'common', shndx: 0xfff2 },
    ])
    expect(symbolsOf(file, sectionOf(file, '.text'))).toEqual([])
  })

  test('relocations', () => {
    expect(relocationsOf(file, sectionOf(file, '.rel.text'))).toEqual([
      { offset: 0n, symbol: 1, type: 2, addend: undefined },
      { offset: 8n, symbol: 2, type: 2, addend: undefined },
    ])
    expect(relocationsOf(file, sectionOf(file, '.rela.text')).map(({ addend }) => addend)).toEqual([
      -4n,
      0n,
      0x7fffffffn,
    ])
    expect(relocationsOf(file, sectionOf(file, '.symtab'))).toEqual([])
  })

  test.skipIf(!hasReadelf)('readelf says the same', () => {
    const path = join(folder(), 'sample.o')
    writeFileSync(path, bytes)
    expect(compareWithReadelf(path, file)).toEqual({ sections: 8, symbols: 6, relocations: 5, differences: [] })
  })

  test('a file without sections is a file', () => {
    const header = Buffer.from(bytes.subarray(0, layout.bits === 64 ? 64 : 52))
    header.fill(0, layout.bits === 64 ? 40 : 32, layout.bits === 64 ? 48 : 36)
    header.fill(0, header.length - 4)
    expect(read(header).sections).toEqual([])
  })
})

describe('lookups', () => {
  const layout = { bits: 64, littleEndian: true } as const
  const text = (name: string, byte: string) => ({ name, type: 1, bytes: Buffer.from(byte) })
  const file = read(writeElf({ layout, sections: [text('.a', '1'), text('.b', '2'), text('.a', '3'), text('', '4')] }))

  test('the first of a name, and all of them', () => {
    expect(sectionNamed(file, '.a')?.index).toBe(1)
    expect(sectionsNamed(file, '.a').map(({ index }) => index)).toEqual([1, 3])
    expect(sectionNamed(file, '.')).toBeUndefined()
    expect(sectionNamed(file, '.a\0.b')).toBeUndefined()
  })

  test('section 0 is never found', () => {
    expect(sectionsNamed(file, '').map(({ index }) => index)).toEqual([4])
  })
})

test('64-bit MIPS has its own r_info', () => {
  for (const littleEndian of [true, false]) {
    const layout = { bits: 64, littleEndian } as const
    const bytes = relocation(layout, { r_offset: 16, r_addend: 1 })
    // symbol 3, special symbol 1, types 24, 18 and 5
    bytes.writeUInt8(3, littleEndian ? 8 : 11)
    bytes.set([1, 5, 18, 24], 12)
    const entsize = bytes.length
    const file = read(writeElf({ layout, machine: 8, sections: [{ name: '.rela', type: 4, bytes, entsize }] }))
    expect(relocationsOf(file, sectionOf(file, '.rela'))).toEqual([
      { offset: 16n, symbol: 3, specialSymbol: 1, type: 24 | (18 << 8) | (5 << 16), addend: 1n },
    ])
  }
})

describe('more than 65,279 sections', () => {
  const layout = { bits: 64, littleEndian: true } as const
  const names = strings('far', 'near')
  const symtab = Buffer.concat([
    symbol(layout, {}),
    symbol(layout, { st_name: names.at[0], st_info: 0x10, st_shndx: 0xffff }),
    symbol(layout, { st_name: names.at[1], st_info: 0x10, st_shndx: 0xfff1 }),
  ])
  const indices = Buffer.alloc(12)
  indices.writeUInt32LE(0xfff1, 4)
  const sections = [
    { name: '.strtab', type: 3, bytes: names.bytes },
    { name: '.symtab', type: 2, bytes: symtab, link: 1, info: 1, entsize: 24 },
    { name: '.symtab_shndx', type: 18, bytes: indices, link: 2, entsize: 4 },
    ...Array.from({ length: 65_600 }, (_, index) => ({ name: `.s${index}`, type: 1 })),
  ]
  const bytes = writeElf({ layout, sections })
  const file = read(bytes)

  test('numbers that do not fit are in section 0', () => {
    expect(file.sections.length).toBe(65_605)
    expect(sectionNamed(file, '.s65599')?.index).toBe(65_603)
    expect(file.sections.at(-1)?.name).toBe('.shstrtab')
  })

  test('an index from SHT_SYMTAB_SHNDX is one of a section', () => {
    const [, far, near] = symbolsOf(file, sectionOf(file, '.symtab'))
    expect(far).toMatchObject({ name: 'far', place: 'section', shndx: 0xfff1 })
    expect(near).toMatchObject({ name: 'near', place: 'absolute', shndx: 0xfff1 })
  })

  test.skipIf(!hasReadelf)('readelf says the same', () => {
    const path = join(folder(), 'many.o')
    writeFileSync(path, bytes)
    expect(compareWithReadelf(path, file)).toMatchObject({ sections: 65_605, symbols: 3, differences: [] })
  })
})

describe('files of the system, as readelf reads them', () => {
  const paths = [
    '/bin/sh',
    '/usr/bin/readelf',
    '/usr/lib/x86_64-linux-gnu/crt1.o',
    '/usr/lib/x86_64-linux-gnu/libc.so.6',
  ]
  const present = paths.filter((path) => existsSync(path))
  if (present.length < paths.length) {
    test.skip(`skipped for want of the file: ${paths.length - present.length}`, () => {})
  }

  test.skipIf(!hasReadelf).each(present)('%s', (path) => {
    const result = compareWithReadelf(path, read(readFileSync(path)))
    expect(result.differences).toEqual([])
    expect(result.sections).toBeGreaterThan(10)
  })

  for (const option of ['-m64', '-m32']) {
    test.skipIf(!hasReadelf)(`compiled with ${option}`, (context) => {
      const path = join(folder(), 'compiled.o')
      const input = 'extern int g(int); static int a[9]; int b; int f(int x) { return g(a[x]) + b++; }'
      const options = [option, '-c', '-fcommon', '-g', '-ffunction-sections', '-o', path, '-xc', '-']
      if (spawnSync(COMPILER, options, { input }).status !== 0) context.skip(`no compiler for ${option}`)
      const result = compareWithReadelf(path, read(readFileSync(path)))
      expect(result.differences).toEqual([])
      expect(result.relocations).toBeGreaterThan(5)
    })
  }
})
