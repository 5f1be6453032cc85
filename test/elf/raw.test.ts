import { describe, expect, test } from 'vitest'
import { rawHeader, rawRelocation, rawSection, rawSymbol } from '../../src/elf/raw.ts'
import { LAYOUTS, nameOf, sampleObject } from './write-elf.ts'

describe.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('%s', (_, layout) => {
  const bytes = sampleObject(layout, 62)
  // what the file says of itself is not looked at
  bytes.set([0, 0], 4)
  const header = rawHeader(bytes, layout)
  if (header === undefined) throw new Error('header')

  test('the header', () => {
    expect(header).toMatchObject({ e_type: 1, e_machine: 62, e_version: 1, e_entry: 0n, e_shnum: 8, e_shstrndx: 7 })
    expect([...header.e_ident.subarray(0, 7)]).toEqual([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1])
    for (const length of [0, 51]) expect(rawHeader(bytes.subarray(0, length), layout)).toBeUndefined()
  })

  test('with the other byte order it is what the bytes are in that order', () => {
    expect(rawHeader(bytes, { ...layout, littleEndian: !layout.littleEndian })?.e_type).toBe(256)
  })

  test('section headers, as long as there are bytes', () => {
    expect(rawSection(bytes, layout, header, 2)).toMatchObject({ sh_type: 8, sh_size: 1048576n, sh_flags: 3n })
    expect(rawSection(bytes, layout, header, 8)).toBeUndefined()
    expect(rawSection(bytes, layout, { e_shoff: 2n ** 64n - 1n }, 0)).toBeUndefined()
    expect(rawSection(bytes, layout, { e_shoff: 0n }, 0)).toBeDefined()
  })

  test('symbols and relocations of a table at any offset', () => {
    const table = rawSection(bytes, layout, header, 4)?.sh_offset ?? 0n
    expect(rawSymbol(bytes, layout, table, 2)).toMatchObject({ st_info: 0x12, st_shndx: 2, st_size: 100n })
    expect(rawSymbol(bytes, layout, BigInt(bytes.length), 0)).toBeUndefined()
    const rel = rawSection(bytes, layout, header, 5)?.sh_offset ?? 0n
    const rela = rawSection(bytes, layout, header, 6)?.sh_offset ?? 0n
    const info = layout.bits === 64 ? (2n << 32n) | 2n : 0x202n
    expect(rawRelocation(bytes, layout, rel, 1, 'rel')).toEqual({ r_offset: 8n, r_info: info, r_addend: 0n })
    expect(rawRelocation(bytes, layout, rela, 0, 'rela')).toMatchObject({ r_addend: -4n })
    expect(rawRelocation(bytes, layout, BigInt(bytes.length) - 1n, 0, 'rel')).toBeUndefined()
  })
})
