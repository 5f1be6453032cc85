/** Packages of every format, and what is wrong with them. */
import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openPackage } from '../../src/archive/open-package.ts'
import type { PackageContent, PackageFormat } from '../../src/archive/package-content.ts'
import { has, pack } from './packers.ts'
import { writeBlock, writeContainer, writeTable } from './write-adb.ts'
import { apk3Container, writePackage } from './write-package.ts'
import { longEntry, tarHeader, writeAr, writeTar } from './write-tar.ts'

const FORMATS: readonly PackageFormat[] = ['ipk', 'ipk-ar', 'apk-2', 'apk-3']

const isModule = (path: string): boolean => path.endsWith('.ko')

const MODULE = 'lib/modules/6.6.73/foo.ko'
const small = {
  kernel: '6.6.73~abc-r1',
  files: { [MODULE]: 'the module', 'etc/modules.d/foo': 'foo', 'lib/modules/6.6.73/empty.ko': '' },
}

const opened = (file: Uint8Array): PackageContent => {
  const result = openPackage(file, isModule)
  if (result.kind === 'damaged') throw new Error(JSON.stringify(result))
  return result
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe.each(FORMATS)('%s', (format) => {
  const file = writePackage(format, small)

  test('what it says of itself, and the files that are wanted', () => {
    const { info, files, format: told } = opened(file)
    expect(told).toBe(format)
    expect(info).toMatchObject({ name: 'kmod-foo', version: '6.6.73-r1' })
    expect(info.dependencies).toContainEqual({
      name: 'kernel',
      operator: '=',
      version: '6.6.73~abc-r1',
      conflict: false,
    })
    expect(files.map(({ path, bytes }) => [path, text(bytes)])).toEqual([
      [MODULE, 'the module'],
      ['lib/modules/6.6.73/empty.ko', ''],
    ])
  })

  test('cut short anywhere it is damaged, or all is there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: file.length - 1 }), (length) => {
        const result = openPackage(file.subarray(0, length), isModule)
        expect(result.kind === 'damaged' || result.files.length === 2).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('whatever bits are flipped, it is read or damaged', () => {
    const flips = fc.array(fc.integer({ min: 0, max: file.length * 8 - 1 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(flips, (bits) => {
        const bytes = Uint8Array.from(file)
        for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(['package', 'damaged']).toContain(openPackage(bytes, isModule).kind)
      }),
      { numRuns: 300 },
    )
  })
})

test('the same below the compression of .apk version 3, where no checksum is in the way', () => {
  const container = apk3Container(small)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(container.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
      const bytes = Uint8Array.from(container)
      for (const [at, value] of changes) bytes[at] = value
      expect(['package', 'damaged']).toContain(openPackage(bytes, isModule).kind)
    }),
    { numRuns: 500 },
  )
})

test('the same in a tar', () => {
  const tar = writeTar([
    { path: '.PKGINFO', content: 'pkgname = a\n' },
    ...longEntry('pax', { path: `a/${'b'.repeat(120)}.ko`, content: 'x' }),
  ])
  fc.assert(
    fc.property(fc.nat(tar.length - 1), fc.nat(255), (at, value) => {
      const bytes = Uint8Array.from(tar)
      bytes[at] = value
      expect(['package', 'damaged']).toContain(openPackage(bytes, isModule).kind)
    }),
    { numRuns: 300 },
  )
})

describe('compression of .apk version 3', () => {
  const container = apk3Container(small)
  const head = (algorithm: number): Buffer => Buffer.from([...Buffer.from('ADBc'), algorithm, 9])

  test('none', () => {
    expect(opened(container).files).toHaveLength(2)
    expect(opened(Buffer.concat([head(0), container])).files).toHaveLength(2)
  })

  test('deflate with a level', () => {
    expect(opened(Buffer.concat([head(1), deflateRawSync(container)])).files).toHaveLength(2)
  })

  test.runIf(has('zstd'))('zstd', () => {
    expect(opened(Buffer.concat([head(2), pack('zstd', [], container)])).files).toHaveLength(2)
  })

  test('one that is not known', () => {
    expect(openPackage(Buffer.concat([head(3), container]), isModule)).toMatchObject({ code: 'archive/unsupported' })
  })
})

describe('.apk version 3', () => {
  test('operators of dependencies', () => {
    const depends = (
      [['any'], ['same', '1'], ['less', '1', 2], ['least', '1', 5], ['like', '1', 9], ['not', undefined, 17]] as const
    ).map((dependency) => [...dependency])
    const info = ['a', '1', ...Array.from({ length: 12 }, () => undefined), depends]
    const file = writeContainer('pckg', [writeBlock(0, writeTable([info]), true)])
    expect(opened(file).info.dependencies.map(({ name, operator, conflict }) => [name, operator, conflict])).toEqual([
      ['any', '', false],
      ['same', '=', false],
      ['less', '<', false],
      ['least', '>=', false],
      ['like', '~', false],
      ['not', '', true],
    ])
  })

  test('an index is no package', () => {
    const file = writeContainer('indx', [writeBlock(0, writeTable(['a']))])
    expect(openPackage(file, isModule)).toMatchObject({ code: 'archive/no-package', format: 'adb' })
  })

  test('data that is not what its hash is of', () => {
    const bytes = apk3Container(small)
    bytes.write('THE MODULE', bytes.indexOf('the module'))
    expect(openPackage(bytes, isModule)).toMatchObject({ code: 'archive/checksum', args: { what: 'sha256' } })
  })

  test('lists that are shared a thousand times over are given up', () => {
    // an array of folders that are all the same folder, whose files are all the same file
    const count = 4000
    const table = Buffer.alloc(8 + 8 * 4 + 2 * 4 * (count + 1) + 64)
    const words = new DataView(table.buffer, table.byteOffset)
    const [info, folder, folders, files, name] = [8, 16, 32, 32 + 4 * (count + 1), 32 + 8 * (count + 1)]
    const set = (at: number, ...values: readonly number[]): void => {
      for (const [index, value] of values.entries()) words.setUint32(at + 4 * index, value >>> 0, true)
    }
    set(info, 1)
    set(folder, 4, 0x80000000 + name, 0, 0xd0000000 + files)
    set(folders, count + 1, ...Array.from({ length: count }, () => 0xe0000000 + folder))
    set(files, count + 1, ...Array.from({ length: count }, () => 0xe0000000 + folder))
    table.writeUInt8(1, name)
    const root = name + 8
    set(root, 3, 0xe0000000 + info, 0xd0000000 + folders)
    set(4, 0xe0000000 + root)
    const start = performance.now()
    expect(openPackage(writeContainer('pckg', [writeBlock(0, table)]), isModule)).toMatchObject({
      code: 'archive/damaged',
      args: { what: 'table' },
    })
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('tar', () => {
  const inApk = (tar: Uint8Array) => opened(tar)

  test.each(['gnu', 'pax'] as const)('long names of %s', (kind) => {
    const path = `lib/${'long/'.repeat(30)}x.ko`
    const tar = writeTar([{ path: '.PKGINFO', content: '' }, ...longEntry(kind, { path, content: 'x' })])
    expect(inApk(tar).files.map((file) => file.path)).toEqual([path])
  })

  test('a name in two fields; links and folders are no files; of two the last counts', () => {
    const info = writeTar([{ path: '.PKGINFO', content: '' }]).subarray(0, 512)
    const tail = writeTar([
      { path: 'a.ko', content: '', type: '2' },
      { path: 'b.ko', content: '', type: '5' },
      { path: './c.ko', content: 'old' },
      { path: 'c.ko', content: 'new' },
    ])
    const { files } = inApk(Buffer.concat([info, tarHeader('x.ko', 0, '0', 'lib/modules'), tail]))
    expect(files.map(({ path, bytes }) => [path, text(bytes)])).toEqual([
      ['lib/modules/x.ko', ''],
      ['c.ko', 'new'],
    ])
  })

  test('the prefix is of POSIX; GNU has other things there', () => {
    const header = tarHeader('x.ko', 0, '0', 'lib')
    const gnu = Buffer.from(header)
    gnu.write('ustar  \0', 257, 'latin1')
    gnu.write(' '.repeat(8), 148, 'latin1')
    const sum = gnu.reduce((total, byte) => total + byte, 0)
    gnu.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    const tar = Buffer.concat([tarHeader('.PKGINFO', 0), header, gnu])
    expect(inApk(tar).files.map((file) => file.path)).toEqual(['lib/x.ko', 'x.ko'])
  })

  test.each([
    ['archive/checksum', (tar: Buffer) => tar.writeUInt8(1, 512 + 20)],
    ['archive/damaged', (tar: Buffer) => tarHeader('a.ko', 9999).copy(tar, 512)],
  ])('%s', (code, damage) => {
    const tar = writeTar([
      { path: '.PKGINFO', content: '' },
      { path: 'a.ko', content: '' },
    ])
    damage(tar)
    expect(openPackage(tar, isModule)).toMatchObject({ code, format: 'tar' })
  })
})

describe('.ipk', () => {
  const control = gzipSync(
    writeTar([{ path: './control', content: 'Package: a\nDepends: kernel (=4.14.195-1-abc)\n' }]),
  )

  test('without blanks in the dependency, its data not compressed', () => {
    const file = writeAr([
      { path: 'debian-binary', content: '2.0\n' },
      { path: 'control.tar.gz', content: control },
      { path: 'data.tar', content: writeTar([{ path: './a.ko', content: 'a' }]) },
    ])
    expect(opened(file).info.dependencies).toEqual([
      { name: 'kernel', operator: '=', version: '4.14.195-1-abc', conflict: false },
    ])
    expect(opened(file).files).toHaveLength(1)
  })

  test('a part that is damaged is named', () => {
    const members = [
      { path: 'control.tar.gz', content: control },
      { path: 'data.tar.gz', content: control.subarray(0, 30) },
    ]
    expect(openPackage(gzipSync(writeTar(members)), isModule)).toMatchObject({
      code: 'archive/damaged',
      args: { what: expect.stringMatching(/^data\.tar\.gz/) },
    })
    expect(openPackage(writeAr(members.slice(0, 1)), isModule)).toMatchObject({ args: { what: 'no data.tar.gz' } })
  })

  test('all of it together has one limit', () => {
    const file = writePackage('ipk', { files: { 'a.ko': Buffer.alloc(100_000) } })
    expect(openPackage(file, isModule, { limit: 50_000 })).toMatchObject({ code: 'archive/over-limit' })
    expect(openPackage(file, isModule, { limit: 150_000 }).kind).toBe('package')
  })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('hello')],
  ['a zip', Buffer.from('PK\x03\x04')],
  ['any tar', writeTar([{ path: 'readme', content: 'x' }])],
  ['any compressed text', gzipSync('hello')],
  ['an empty tar', writeTar([])],
])('%s is no package', (_, file) => {
  expect(openPackage(file, isModule)).toMatchObject({ kind: 'damaged', code: 'archive/no-package' })
})
