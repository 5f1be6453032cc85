/** What elfy gets wrong, each by name: the gate and our reader have it right. */
import { describe, expect, test } from 'vitest'
import { readElf, sectionNamed } from '../../src/elf/elf-file.ts'
import { HEADER, SECTION } from '../../src/elf/layout.ts'
import { symbolsOf } from '../../src/elf/symbols.ts'
import { put, sampleObject, symbol, writeElf } from './write-elf.ts'

const layout = { bits: 64, littleEndian: true } as const

const read = (bytes: Uint8Array) => {
  const file = readElf(bytes)
  if (file.kind === 'problems') throw new Error(JSON.stringify(file.findings))
  return file
}

test('64-bit alignment and entry size are read from their own offsets', () => {
  const file = read(
    writeElf({ layout, sections: [{ name: 'x', type: 1, info: 0x12345678, addralign: 4096, entsize: 24 }] }),
  )
  expect(file.sections[1]).toMatchObject({ addralign: 4096, entsize: 24, info: 0x12345678 })
})

test('NOBITS sections have no bytes', () => {
  expect(sectionNamed(read(sampleObject(layout)), '.bss')).toMatchObject({ size: 1 << 20, bytes: { length: 0 } })
})

test('machines it does not know keep their number', () => {
  for (const machine of [243, 258, 0x9026, 0xffff]) {
    expect(read(sampleObject(layout, machine)).header.machine).toBe(machine)
  }
})

test('section types and flags it does not know keep their numbers, names are latin1', () => {
  const section = { name: 'caf\xe9', type: 0x6ffffff5, flags: 0x8000_0000 + 2 }
  expect(read(writeElf({ layout, sections: [section] })).sections[1]).toMatchObject(section)
})

test('addresses beyond 2^53 are exact', () => {
  const addr = 0xffffffff81000001n
  expect(read(writeElf({ layout, sections: [{ name: 'x', type: 1, addr }] })).sections[1]?.addr).toBe(addr)
})

test('ranges are checked', () => {
  const bytes = sampleObject(layout)
  put(bytes, layout, bytes.length - 7 * SECTION[64].size, SECTION[64].fields.sh_size, 1 << 20)
  expect(readElf(bytes)).toMatchObject({ kind: 'problems', findings: [{ code: 'elf/out-of-file', field: 'sh_size' }] })
})

test('program headers that lead nowhere stop nobody', () => {
  const bytes = sampleObject(layout)
  for (const field of ['e_phoff', 'e_phnum', 'e_phentsize'] as const)
    put(bytes, layout, 0, HEADER[64].fields[field], 0xffff)
  expect(read(bytes).sections.length).toBe(8)
})

test('extended numbering does not throw', () => {
  const sections = Array.from({ length: 0xff00 }, () => ({ name: '', type: 1 }))
  expect(read(writeElf({ layout, sections })).sections.length).toBe(0xff00 + 2)
})

test('a names table of another type does not throw', () => {
  const bytes = sampleObject(layout)
  put(bytes, layout, bytes.length - SECTION[64].size, SECTION[64].fields.sh_type, 1)
  expect(sectionNamed(read(bytes), '.text')?.index).toBe(1)
})

describe('one long string that everything is named by takes no more than its length', () => {
  const long = 'x'.repeat(1 << 20)

  test('sections', () => {
    const names = [long, ...Array.from({ length: 20_000 }, () => '')]
    const bytes = writeElf({ layout, sections: names.map((name) => ({ name, type: 1 })) })
    const count = names.length + 2
    const shoff = bytes.length - count * SECTION[64].size
    for (let index = 2; index < count - 1; index++) {
      put(bytes, layout, shoff + index * SECTION[64].size, SECTION[64].fields.sh_name, index)
    }
    const start = performance.now()
    const before = process.memoryUsage().heapUsed
    const file = read(bytes)
    const total = file.sections.reduce((sum, { name }) => sum + name.length, 0)
    expect(sectionNamed(file, '.modinfo')).toBeUndefined()
    expect(total).toBeGreaterThan(20_000_000_000)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024)
  })

  test('symbols', () => {
    const table = Buffer.concat(Array.from({ length: 60_000 }, (_, index) => symbol(layout, { st_name: 1 + index })))
    const sections = [
      { name: '.strtab', type: 3, bytes: Buffer.from(`\0${long}\0`) },
      { name: '.symtab', type: 2, bytes: table, link: 1, entsize: 24 },
    ]
    const file = read(writeElf({ layout, sections }))
    const start = performance.now()
    const symbols = symbolsOf(file, file.sections[2] as NonNullable<(typeof file.sections)[2]>)
    expect(symbols.at(-1)?.name?.length).toBe(long.length - 59_999)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
