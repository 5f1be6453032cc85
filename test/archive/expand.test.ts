import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expanded, expand } from '../../src/archive/expand.ts'
import { chooseUnpack, expandZstd } from '../../src/archive/zstd.ts'
import { decodeFrame } from '../../src/archive/zstd-decoder.ts'
import { readZstdFrames } from '../../src/archive/zstd-frames.ts'
import { has, pack, packZeros, sample } from './packers.ts'

const LIMIT = 64 * 1024 * 1024

/** Ways to pack, by tool: each is a format's feature. */
const WAYS = [
  ['gzip', ['-1']],
  ['gzip', ['-9']],
  ['xz', ['-0', '--check=crc32']],
  ['xz', ['-6', '--check=none']],
  ['xz', ['-e', '--check=sha256']],
  ['xz', ['--lzma2=lc=0,lp=4,pb=4']],
  ['xz', ['--lzma2=dict=4KiB,lc=4,pb=0']],
  ['xz', ['-T2', '--block-size=64KiB']],
  ['zstd', ['-1']],
  ['zstd', ['-19', '--no-check']],
  ['zstd', ['-T0', '-12']],
  ['zstd', ['-3', '--no-content-size']],
] as const

const tools = [...new Set(WAYS.map(([tool]) => tool))]
const missing = tools.filter((tool) => !has(tool))
if (missing.length > 0) test.skip(`skipped for want of: ${missing.join(', ')}`, () => {})

const codeOf = (result: Expanded): string => (result.kind === 'damaged' ? result.code : result.kind)
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)

test('what no magic tells is given back, uncopied', () => {
  for (const bytes of [new Uint8Array(0), Buffer.from('\x7fELF'), Buffer.from([0x1f]), Buffer.from([0xfd, 0x37])]) {
    const result = expand(bytes, { limit: 0 })
    expect(result).toEqual({ kind: 'plain', bytes })
    expect(result.kind === 'plain' && result.bytes).toBe(bytes)
  }
})

describe.each(WAYS)('%s %o', (tool, args) => {
  const packed = (bytes: Uint8Array): Uint8Array => pack(tool, args, bytes)
  const isVerified = !['--check=none', '--no-check'].some((arg) => (args as readonly string[]).includes(arg))

  test.skipIf(!has(tool)).each([0, 1, 100, 70_000, 400_000])('%i bytes come back', (size) => {
    const bytes = sample(size)
    const result = expand(packed(bytes), { limit: size })
    expect(result).toMatchObject({ kind: tool, verified: isVerified })
    expect(result.kind !== 'damaged' && Buffer.from(result.bytes).equals(bytes)).toBe(true)
  })

  test.skipIf(!has(tool))('the limit holds', () => {
    const bytes = packed(sample(5000))
    expect(expand(bytes, { limit: 4999 })).toMatchObject({ code: 'archive/over-limit', args: { limit: 4999 } })
    expect(expand(bytes, { limit: 0 })).toMatchObject({ code: 'archive/over-limit' })
  })

  test.skipIf(!has(tool))('one file after the other is one', () => {
    const two = joined(packed(Buffer.from('one ')), packed(Buffer.from('two')))
    const result = expand(two, { limit: 7 })
    expect(result.kind !== 'damaged' && Buffer.from(result.bytes).toString()).toBe('one two')
    expect(expand(two, { limit: 6 })).toMatchObject({ code: 'archive/over-limit' })
  })

  test.skipIf(!has(tool))('what follows the end is found', () => {
    const bytes = packed(sample(100))
    for (const rest of ['\n', 'garbage', '\x7fELF']) {
      expect(codeOf(expand(joined(bytes, Buffer.from(rest)), { limit: LIMIT }))).toBe('archive/trailing-data')
    }
  })

  test.skipIf(!has(tool))('cut at every length it is damaged', () => {
    const bytes = packed(sample(300))
    for (let length = 6; length < bytes.length; length++) {
      expect([length, expand(bytes.subarray(0, length), { limit: LIMIT }).kind]).toEqual([length, 'damaged'])
    }
  })

  test.skipIf(!has(tool))('every bit that is turned is found, or changes nothing', () => {
    const original = sample(120)
    const bytes = packed(original)
    const unseen: number[] = []
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes)
      turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const result = expand(turned, { limit: LIMIT })
      if (result.kind === 'damaged' || result.kind === 'plain') continue
      // where there is no checksum, nobody can tell
      if (result.verified && !Buffer.from(result.bytes).equals(original)) unseen.push(bit)
    }
    expect(unseen).toEqual([])
  })
})

test.each([
  ['gzip', ['-1']],
  ['xz', ['-0']],
  ['zstd', ['-1']],
  ['zstd', ['-1', `--stream-size=${2 ** 30}`]],
] as const)('a gigabyte of zeros by %s %o is refused, soon and without the memory', (tool, args) => {
  if (!has(tool)) return
  const bomb = packZeros(tool, args, 2 ** 30)
  const before = process.memoryUsage().arrayBuffers
  const start = performance.now()
  expect(codeOf(expand(bomb, { limit: LIMIT }))).toBe('archive/over-limit')
  expect(performance.now() - start).toBeLessThan(5000)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * LIMIT)
})

describe('gzip', () => {
  test('zeros may follow, as on a tape', () => {
    const bytes = gzipSync('text')
    expect(expand(joined(bytes, Buffer.alloc(512)), { limit: 4 })).toMatchObject({ kind: 'gzip', verified: true })
    expect(expand(joined(bytes, Buffer.from('\0\0x')), { limit: 4 })).toMatchObject({
      code: 'archive/trailing-data',
      args: { offset: bytes.length + 2 },
    })
  })

  test('a wrong checksum and a wrong length are told from damage', () => {
    const bytes = gzipSync('text')
    const with1 = (at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(expand(with1(bytes.length - 8), { limit: 9 })).toMatchObject({
      code: 'archive/checksum',
      args: { what: 'crc32' },
    })
    expect(expand(with1(bytes.length - 4), { limit: 9 })).toMatchObject({
      code: 'archive/checksum',
      args: { what: 'isize' },
    })
    expect(codeOf(expand(with1(2), { limit: 9 }))).toBe('archive/unsupported')
  })
})

describe.skipIf(!has('xz'))('xz', () => {
  test.each(['none', 'crc32', 'crc64', 'sha256'])('says that it uses %s', (check) => {
    expect(expand(pack('xz', [`--check=${check}`], sample(10)), { limit: 10 })).toMatchObject({ check })
  })

  test('padding comes four zeros at a time', () => {
    const bytes = pack('xz', [], sample(10))
    expect(expand(joined(bytes, Buffer.alloc(8), bytes, Buffer.alloc(4)), { limit: 20 })).toMatchObject({ kind: 'xz' })
    expect(codeOf(expand(joined(bytes, Buffer.alloc(5)), { limit: 20 }))).toBe('archive/trailing-data')
  })

  test('other filters are not read', () => {
    const bytes = pack('xz', ['--x86', '--lzma2'], sample(10))
    expect(expand(bytes, { limit: 10 })).toMatchObject({ code: 'archive/unsupported', args: { what: 'filter 4' } })
  })
})

describe.skipIf(!has('zstd'))('zstd', () => {
  test('frames to be skipped are skipped', () => {
    const skipped = Buffer.from([0x5f, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
    const result = expand(joined(skipped, pack('zstd', [], sample(10)), skipped), { limit: 10 })
    expect(result).toMatchObject({ kind: 'zstd', bytes: Uint8Array.from(sample(10)), verified: true })
  })

  test('a size the header declares is held to', () => {
    const bytes = pack('zstd', ['--stream-size=1000', '--no-check'], sample(1000))
    expect(expand(bytes, { limit: 1000 })).toMatchObject({
      kind: 'zstd',
      verified: false,
      bytes: Uint8Array.from(sample(1000)),
    })
    expect(expand(bytes, { limit: 999 })).toMatchObject({ code: 'archive/over-limit' })
    const frame = readZstdFrames(bytes)[0]
    expect(frame?.contentSize).toBe(1000)
    const lie = Buffer.from(bytes)
    const at = lie.indexOf(Buffer.from([0xe8, 0x02]))
    lie.writeUInt16LE(999 - 256, at)
    expect(expand(lie, { limit: 1000 })).toMatchObject({ code: 'archive/damaged' })
  })

  test('our decoder and the one in use agree', () => {
    const bytes = sample(300_000)
    for (const args of [['-1'], ['-19'], ['--fast=5']]) {
      const packed = pack('zstd', args, bytes)
      expect(Buffer.from(expandZstd(packed, LIMIT, decodeFrame).bytes).equals(bytes)).toBe(true)
      expect(Buffer.from(expandZstd(packed, LIMIT, chooseUnpack()).bytes).equals(bytes)).toBe(true)
    }
  })

  test('many tiny blocks and a large window take no longer than they must', () => {
    const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (26 - 10) << 3])
    const block = Buffer.from([1 << 3, 0, 0, 0x61])
    const blocks = Buffer.concat(new Array<Buffer>(200_000).fill(block))
    const file = joined(head, blocks, Buffer.from([1, 0, 0]))
    const start = performance.now()
    expect(expandZstd(file, LIMIT, decodeFrame).bytes.length).toBe(200_000)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('a block of 9 bytes with 98,047 matches of 65,539 bytes is refused (fzstd works on it for minutes)', () => {
    const block = [0x00, 0xff, 0xff, 0xff, 0b01010100, 0, 0, 52, 1]
    const head = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 2, 0, (block.length << 3) | 5, 0, 0]
    const start = performance.now()
    expect(() => expandZstd(Buffer.from([...head, ...block]), LIMIT, decodeFrame)).toThrow('archive/damaged')
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('whatever is changed, it ends, and with no more than a block yields', () => {
    const packed = pack('zstd', ['-19', '--no-check'], sample(3000))
    const change = fc.record({ at: fc.nat(packed.length - 1), to: fc.integer({ min: 0, max: 255 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(packed)
        for (const { at, to } of changes) bytes[at] = to
        const result = expand(bytes, { limit: 200_000 })
        expect(result.kind === 'damaged' || result.bytes.length <= 200_000).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
