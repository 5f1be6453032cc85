import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Layout } from '../../src/elf/layout.ts'
import { readExtendedVersions } from '../../src/module/extended-versions.ts'
import { matchesCrc, readVersions, type SymbolVersion } from '../../src/module/versions.ts'
import { LAYOUTS, nameOf } from '../elf/write-elf.ts'

const write = (entries: readonly SymbolVersion[], { bits, littleEndian }: Layout): Buffer =>
  Buffer.concat(
    entries.map(({ name, crc, high }) => {
      const entry = Buffer.alloc(64)
      const put = (value: number, at: number) =>
        littleEndian ? entry.writeUInt32LE(value, at) : entry.writeUInt32BE(value, at)
      if (bits === 64) put(high, littleEndian ? 4 : 0)
      put(crc, bits === 64 && !littleEndian ? 4 : 0)
      entry.write(name, bits / 8, 'latin1')
      return entry
    }),
  )

const LE64: Layout = { bits: 64, littleEndian: true }
const BIG: Layout = { bits: 64, littleEndian: false }
const entry = (name: string, crc: number, high = 0): SymbolVersion => ({ name, crc, high })

describe('readVersions', () => {
  test.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('reads what was written: %s', (_name, word) => {
    const written = fc.record({
      name: fc.stringMatching(/^[A-Za-z_.][A-Za-z0-9_.]{0,54}$/),
      crc: fc.nat(0xffffffff),
      high: word.bits === 32 ? fc.constant(0) : fc.oneof(fc.constant(0), fc.nat(0xffffffff)),
    })
    fc.assert(
      fc.property(fc.array(written), fc.nat(63), (entries, spare) => {
        const read = readVersions(Buffer.concat([write(entries, word), Buffer.alloc(spare)]), word)
        expect(read).toMatchObject({ entries, unterminated: [], remainder: spare })
        for (const { name } of entries) expect(read.first(name)).toEqual(entries.find((each) => each.name === name))
      }),
    )
  })

  test('bytes that do not start at their buffer are read where they are', () => {
    const bytes = Buffer.concat([Buffer.alloc(3), write([entry('a', 7)], LE64)])
    expect(readVersions(bytes.subarray(3), LE64).entries).toEqual([entry('a', 7)])
  })

  test('the first entry of a name decides', () => {
    const read = readVersions(write([entry('a', 1), entry('a', 2)], LE64), LE64)
    expect(read.first('a')).toEqual(entry('a', 1))
    expect(read.first('b')).toBeUndefined()
  })

  test('a bit above the CRC makes a mismatch', () => {
    expect(matchesCrc(entry('a', 0xdeadbeef), 0xdeadbeef)).toBe(true)
    expect(matchesCrc(entry('a', 0xdeadbeef, 1), 0xdeadbeef)).toBe(false)
  })

  test('a name without its NUL goes on into the next entry', () => {
    const long = 'x'.repeat(56)
    const bytes = write([entry(long, 1), entry('b', 0x00626262)], LE64)
    expect(readVersions(bytes, LE64)).toMatchObject({ unterminated: [0], entries: [{ name: `${long}bbb` }, {}] })
    expect(readVersions(write([entry(long, 1)], LE64), LE64)).toMatchObject({ unterminated: [0] })
  })

  test('dots are dropped on request', () => {
    const bytes = write([entry('.f', 1), entry('g', 2)], LE64)
    expect(readVersions(bytes, LE64).first('.f')).toBeDefined()
    expect(readVersions(bytes, LE64, { dropDots: true }).entries.map(({ name }) => name)).toEqual(['f', 'g'])
  })

  test('an empty section has no entry', () => {
    expect(readVersions(new Uint8Array(), LE64)).toMatchObject({ entries: [], remainder: 0 })
  })
})

describe('readExtendedVersions', () => {
  const names = (text: string) => Buffer.from(text, 'latin1')
  const crcs = (...values: readonly number[]) => new Uint8Array(new Uint32Array(values).buffer)

  test('both sections or none', () => {
    expect(readExtendedVersions(undefined, undefined, LE64)).toEqual({ kind: 'absent' })
    expect(readExtendedVersions(crcs(1), undefined, LE64)).toEqual({ kind: 'refused', reason: 'only-crcs' })
    expect(readExtendedVersions(undefined, names('a\0'), LE64)).toEqual({ kind: 'refused', reason: 'only-names' })
  })

  test('a CRC needs a name that ends', () => {
    const refused = { kind: 'refused', reason: 'more-crcs-than-names', crcs: 2 }
    expect(readExtendedVersions(crcs(1, 2), names('a\0'), LE64)).toEqual({ ...refused, names: 1 })
    expect(readExtendedVersions(crcs(1, 2), names('a\0b'), LE64)).toEqual({ ...refused, names: 1 })
    expect(readExtendedVersions(crcs(1, 2), names(''), LE64)).toEqual({ ...refused, names: 0 })
  })

  test('pairs by order; the first of a name decides; what is left over is passed over', () => {
    const long = 'x'.repeat(300)
    const read = readExtendedVersions(
      Buffer.concat([crcs(1, 0xffffffff, 3), Buffer.alloc(2)]),
      names(`${long}\0b\0b\0c\0\0`),
      LE64,
    )
    if (read.kind !== 'present') throw new Error(read.kind)
    expect(read).toMatchObject({ spareNames: ['c'], remainder: 2 })
    expect(read.entries).toEqual([entry(long, 1), entry('b', 0xffffffff), entry('b', 3)])
    expect(read.first('b')).toEqual(entry('b', 0xffffffff))
  })

  test('big-endian targets', () => {
    const read = readExtendedVersions(Buffer.from([0, 0, 1, 2]), names('a\0'), BIG)
    expect(read).toMatchObject({ kind: 'present', entries: [{ crc: 0x102 }] })
  })

  test('what was written comes back', () => {
    const written = fc.array(fc.record({ name: fc.stringMatching(/^[a-z_]{1,80}$/), crc: fc.nat(0xffffffff) }))
    fc.assert(
      fc.property(written, (entries) => {
        const read = readExtendedVersions(
          crcs(...entries.map(({ crc }) => crc)),
          names(entries.map(({ name }) => `${name}\0`).join('')),
          LE64,
        )
        expect(read).toMatchObject({ kind: 'present', entries, spareNames: [], remainder: 0 })
      }),
    )
  })
})
