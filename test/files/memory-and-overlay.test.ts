import { describe, expect, test } from 'vitest'
import { FileError } from '../../src/files/file-system.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { overlayFileSystem } from '../../src/files/overlay-file-system.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('memoryFileSystem', () => {
  const files = memoryFileSystem({ 'a/b/c': 'hé', './d': new Uint8Array([1]), '/abs/e': '' })

  test('reads what it was given, whatever way the path is written', () => {
    expect(text(files.read('a/b/c'))).toBe('hé')
    expect(text(files.read('./a//b/../b/c'))).toBe('hé')
    expect([...files.read('d')]).toEqual([1])
    expect(files.read('/abs/e')).toHaveLength(0)
  })

  test('implies the folders', () => {
    expect(files.kind('a')).toBe('directory')
    expect(files.kind('')).toBe('directory')
    expect(files.list('.')).toEqual(['a', 'd'])
    expect(files.list('a/b/')).toEqual(['c'])
    expect(files.list('/abs')).toEqual(['e'])
    expect(files.kind('b')).toBeUndefined()
  })

  test.each([
    ['read', 'a', 'EISDIR'],
    ['read', 'x', 'ENOENT'],
    ['list', 'd', 'ENOTDIR'],
    ['list', 'x', 'ENOENT'],
  ] as const)('%s %s fails with %s', (method, path, code) => {
    expect(() => files[method](path)).toThrow(new FileError(path, code))
  })
})

describe('overlayFileSystem', () => {
  const files = overlayFileSystem(
    memoryFileSystem({ 'both/a': 'upper', 'both/b': 'upper', file: 'upper' }),
    memoryFileSystem({ 'both/a': 'lower', 'both/c': 'lower', 'below/d': 'lower', 'file/e': 'lower' }),
  )

  test('shows the upper file, and the lower one where there is none', () => {
    expect(text(files.read('both/a'))).toBe('upper')
    expect(text(files.read('both/c'))).toBe('lower')
    expect(text(files.read('file'))).toBe('upper')
  })

  test('merges folders', () => {
    expect(files.list('both')).toEqual(['a', 'b', 'c'])
    expect(files.list('below')).toEqual(['d'])
    expect(files.kind('file')).toBe('file')
    expect(() => files.list('file')).toThrow(FileError)
    expect(() => files.read('both')).toThrow(new FileError('both', 'EISDIR'))
  })
})
