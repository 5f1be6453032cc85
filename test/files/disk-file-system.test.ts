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

  test('says why a file cannot be read, by the name it was asked for', () => {
    expect(codeOf(() => files().read('nothing'))).toBe('ENOENT nothing')
    expect(codeOf(() => files().read('sub'))).toBe('EISDIR sub')
    expect(codeOf(() => files().read('empty/x'))).toBe('ENOTDIR empty/x')
    expect(codeOf(() => files().read('loop'))).toBe('ELOOP loop')
    expect(codeOf(() => files().read('a\0b'))).toBe('EINVAL a\0b')
    expect(codeOf(() => files().read('large'))).toBe('TOO_LARGE large')
    expect(codeOf(() => files().list('nothing'))).toBe('ENOENT nothing')
  })

  test('ends with an error on a device without an end', () => {
    expect(codeOf(() => files(100_000).read('/dev/zero'))).toBe('TOO_LARGE /dev/zero')
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
