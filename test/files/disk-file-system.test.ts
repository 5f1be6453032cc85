import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { FileError } from '../../src/files/file-system.ts'
import { makeFolder } from '../../src/files/make-folder.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder('file')
beforeAll(() => {
  mkdirSync(join(folder(), 'sub'))
  writeFileSync(join(folder(), 'sub', 'a'), Buffer.from([0x61, 0x00, 0xff]))
  writeFileSync(join(folder(), 'empty'), '')
  writeFileSync(join(folder(), 'large'), Buffer.alloc(1001))
  symlinkSync('sub', join(folder(), 'link'))
  symlinkSync('loop', join(folder(), 'loop'))
})

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action()
    return undefined
  } catch (error) {
    return error instanceof FileError ? `${error.code} ${error.path}` : String(error)
  }
}

describe('diskFileSystem', () => {
  const files = (sizeLimit = 1000) => diskFileSystem({ root: folder(), sizeLimit })

  test('reads bytes below its root, through links', () => {
    expect([...files().read('sub/a')]).toEqual([0x61, 0x00, 0xff])
    expect([...files().read('link/a')]).toEqual([0x61, 0x00, 0xff])
    expect(files().read('empty')).toHaveLength(0)
    expect(files().read(join(folder(), 'sub/a'))).toHaveLength(3)
  })

  test('reads text, of any size', () => {
    expect(files().readText('link/a')).toBe('a\0\xff')
    expect(files().readText('empty')).toBe('')
    for (const size of [1, 262_143, 262_144, 262_145, 1_000_000]) {
      const bytes = Buffer.alloc(size, 'abc\xe9\n', 'latin1')
      writeFileSync(join(folder(), 'text'), bytes)
      expect(files(size).readText('text') === bytes.toString('latin1')).toBe(true)
      expect(codeOf(() => files(size - 1).readText('text'))).toBe('TOO_LARGE text')
    }
    expect(files().readText('/proc/self/stat')).toMatch(/^\d+ \(/)
  })

  test.each(['read', 'readText'] as const)(
    'says why a file cannot be read, by the name it was asked for: %s',
    (how) => {
      expect(codeOf(() => files()[how]('nothing'))).toBe('ENOENT nothing')
      expect(codeOf(() => files()[how]('sub'))).toBe('EISDIR sub')
      expect(codeOf(() => files()[how]('empty/x'))).toBe('ENOTDIR empty/x')
      expect(codeOf(() => files()[how]('loop'))).toBe('ELOOP loop')
      expect(codeOf(() => files()[how]('a\0b'))).toBe('EINVAL a\0b')
      expect(codeOf(() => files()[how]('large'))).toBe('TOO_LARGE large')
    },
  )

  test('says why a folder cannot be listed', () => {
    expect(codeOf(() => files().list('nothing'))).toBe('ENOENT nothing')
  })

  test.each(['read', 'readText'] as const)('ends with an error on a device without an end: %s', (how) => {
    expect(codeOf(() => files(100_000)[how]('/dev/zero'))).toBe('TOO_LARGE /dev/zero')
    expect(codeOf(() => files(1_000_000)[how]('/dev/zero'))).toBe('TOO_LARGE /dev/zero')
  })

  test('knows kinds and lists folders', () => {
    expect(files().kind('sub')).toBe('directory')
    expect(files().kind('link')).toBe('directory')
    expect(files().kind('large')).toBe('file')
    expect(files().kind('/dev/null')).toBe('other')
    expect(files().kind('nothing')).toBeUndefined()
    expect(files().kind('empty/x')).toBeUndefined()
    expect(files().list('sub')).toEqual(['a'])
  })

  test('has a signature of each file, and none where there is none', () => {
    expect(files().signature?.('sub/a')?.text).toMatch(/^\d+:\d+:3:/)
    for (const name of ['sub', 'nothing', 'empty/x', 'loop']) expect(files().signature?.(name)).toBeUndefined()
  })
})

describe('reading one file after the other', () => {
  test('in memory that is used again, grown to the largest', () => {
    const files = diskFileSystem({ root: folder(), sizeLimit: 3 << 20 })
    const large = Buffer.alloc(5 << 19, 'x')
    writeFileSync(join(folder(), 'shared-small'), 'one')
    writeFileSync(join(folder(), 'shared-large'), large)
    writeFileSync(join(folder(), 'shared-over'), Buffer.alloc((3 << 20) + 1))
    const small = files.readShared?.('shared-small')
    expect(small && Buffer.from(small).toString()).toBe('one')
    expect(Buffer.compare(files.readShared?.('shared-large') ?? large.subarray(1), large)).toBe(0)
    expect(files.readShared?.('shared-small')).toHaveLength(3)
    expect(() => files.readShared?.('shared-over')).toThrow(new FileError('shared-over', 'TOO_LARGE'))
    expect(() => files.readShared?.('shared-none')).toThrow(new FileError('shared-none', 'ENOENT'))
    expect(() => files.readShared?.('.')).toThrow(new FileError('.', 'EISDIR'))
  })

  test('links are told from what they lead to', () => {
    const files = diskFileSystem({ root: folder() })
    writeFileSync(join(folder(), 'linked'), '')
    symlinkSync('linked', join(folder(), 'a-link'))
    expect(['a-link', 'linked', 'nothing'].map((path) => files.isLink?.(path))).toEqual([true, false, false])
  })
})

describe('makeFolder', () => {
  test('makes a folder with its parents, and says why it cannot', () => {
    makeFolder(join(folder(), 'p/q'))
    makeFolder(join(folder(), 'p/q'))
    expect(diskFileSystem({ root: folder() }).kind('p/q')).toBe('directory')
    expect(codeOf(() => makeFolder(join(folder(), 'empty')))).toBe(`EEXIST ${join(folder(), 'empty')}`)
    expect(codeOf(() => makeFolder(join(folder(), 'empty/x/y')))).toBe(`ENOTDIR ${join(folder(), 'empty/x/y')}`)
    // Node's own recursion would never return from there
    expect(codeOf(() => makeFolder('/proc/nothing'))).toMatch(/^E[A-Z]+ \/proc\/nothing$/)
  })
})
