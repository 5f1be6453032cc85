/** Each fault of a file by name: what the gate says of it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readElf, sectionNamed } from '../../src/elf/elf-file.ts'
import { HEADER, type HeaderField, type Layout, SECTION, type SectionField } from '../../src/elf/layout.ts'
import { relocationsOf } from '../../src/elf/relocations.ts'
import { symbolsOf } from '../../src/elf/symbols.ts'
import { LAYOUTS, nameOf, put, sampleObject } from './write-elf.ts'

const readAll = (bytes: Uint8Array, forced?: Layout): void => {
  const file = readElf(bytes, forced)
  if (file.kind === 'problems') {
    expect(file.findings.length).toBeGreaterThan(0)
    return
  }
  for (const section of file.sections) {
    expect(section.bytes.length === 0 || section.bytes.length === section.size).toBe(true)
    if (section.type !== 0) expect(section.isNamed(section.name)).toBe(true)
    symbolsOf(file, section)
    relocationsOf(file, section)
  }
  sectionNamed(file, '.modinfo')
}

describe.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('%s', (_, layout) => {
  const header = HEADER[layout.bits]
  const entry = SECTION[layout.bits]
  const sound = sampleObject(layout)
  const shoff = sound.length - 8 * entry.size

  const inHeader = (field: HeaderField, value: number | bigint): Buffer => {
    const bytes = Buffer.from(sound)
    put(bytes, layout, 0, header.fields[field], value)
    return bytes
  }
  const inSection = (index: number, field: SectionField, value: number | bigint): Buffer => {
    const bytes = Buffer.from(sound)
    put(bytes, layout, shoff + index * entry.size, entry.fields[field], value)
    return bytes
  }
  const all = layout.bits === 64 ? 2n ** 64n - 1n : 2n ** 32n - 1n

  test.each([
    ['e_shentsize', entry.size + 1, 'elf/entry-size'],
    ['e_shoff', all, 'elf/out-of-file'],
    ['e_shoff', shoff + 1, 'elf/out-of-file', 'e_shnum'],
    ['e_shnum', 9, 'elf/out-of-file'],
    ['e_shoff', 0, 'elf/index', 'e_shnum'],
    ['e_shstrndx', 8, 'elf/index'],
    ['e_shnum', 0, 'elf/index', 'e_shstrndx'],
  ] as const)('%s %s: %s', (field, value, code, reported: HeaderField = field) => {
    const offset = header.fields[reported][0]
    expect(readElf(inHeader(field, value))).toMatchObject({ findings: [{ code, field: reported, offset }] })
  })

  test.each([
    [1, 'sh_offset', all, 'elf/out-of-file'],
    [1, 'sh_size', all, 'elf/out-of-file'],
    [1, 'sh_size', sound.length, 'elf/out-of-file'],
    [1, 'sh_name', 1000, 'elf/string'],
    [4, 'sh_entsize', 0, 'elf/entry-size'],
    [4, 'sh_size', 25, 'elf/entry-size'],
    [4, 'sh_link', 0, 'elf/index'],
    [4, 'sh_link', 8, 'elf/index'],
    [4, 'sh_link', 1, 'elf/string'],
    [5, 'sh_link', 1, 'elf/index'],
    [7, 'sh_type', 8, 'elf/string'],
    [7, 'sh_size', 0, 'elf/string'],
    [7, 'sh_size', 30, 'elf/string'],
  ] as const)('section %i: %s %s: %s', (section, field, value, code) => {
    const offset = shoff + section * entry.size + entry.fields[field][0]
    expect(readElf(inSection(section, field, value))).toMatchObject({
      findings: [{ code, field, offset, args: { section } }],
    })
  })

  test.each([
    [0, 'sh_type', 1],
    [5, 'sh_info', 8],
    [7, 'sh_type', 1],
  ] as const)('section %i: %s %s is unusual', (section, field, value) => {
    const result = readElf(inSection(section, field, value))
    expect(result).toMatchObject({ kind: 'elf', oddities: [{ code: 'elf/unusual', field, args: { section } }] })
  })

  test('versions and the size of the header are unusual', () => {
    expect(readElf(inHeader('e_version', 0))).toMatchObject({ oddities: [{ field: 'e_version' }] })
    expect(readElf(inHeader('e_ehsize', 1))).toMatchObject({ oddities: [{ field: 'e_ehsize' }] })
  })

  test('a class or byte order that is none can be read by force', () => {
    const bytes = Buffer.from(sound)
    bytes.set([7, 9], 4)
    expect(readElf(bytes)).toMatchObject({ findings: [{ code: 'elf/ident', field: 'EI_CLASS', offset: 4 }] })
    const forced = readElf(bytes, layout)
    expect(forced.kind === 'elf' && sectionNamed(forced, '.text')?.size).toBe(16)
  })

  test('cut at every length', () => {
    for (let length = 0; length < sound.length; length++) {
      expect(readElf(sound.subarray(0, length)).kind).toBe('problems')
    }
  })

  test('whatever is changed, nothing throws', () => {
    const change = fc.record({ at: fc.nat(sound.length - 1), to: fc.integer({ min: 0, max: 255 }) })
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 8 }),
        fc.nat(sound.length),
        fc.constantFrom(undefined, ...LAYOUTS),
        (changes, cut, forced) => {
          const bytes = Buffer.from(sound)
          for (const { at, to } of changes) bytes[at] = to
          readAll(bytes, forced)
          readAll(bytes.subarray(0, cut), forced)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('every bit of the header and the section headers', () => {
    for (const [start, end] of [
      [0, header.size],
      [shoff, sound.length],
    ] as const) {
      for (let bit = start * 8; bit < end * 8; bit++) {
        const bytes = Buffer.from(sound)
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        readAll(bytes)
      }
    }
  })
})

test('what is no ELF file', () => {
  expect(readElf(new Uint8Array(0))).toMatchObject({ findings: [{ code: 'elf/too-short', offset: 0 }] })
  expect(readElf(Buffer.from('\x7fEL'))).toMatchObject({ findings: [{ code: 'elf/too-short', offset: 3 }] })
  expect(readElf(Buffer.from('\x7fElf'))).toMatchObject({ findings: [{ code: 'elf/ident', offset: 2 }] })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readAll(bytes)))
})
