import { describe, expect, test } from 'vitest'
import { FileError } from '../../src/files/file-system.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { candidatePaths, openFile } from '../../src/files/search-roots.ts'

describe('candidatePaths', () => {
  test.each([
    ['Kconfig', { base: '' }, ['Kconfig']],
    ['Kconfig', { base: '', srctree: '.' }, ['Kconfig']],
    ['Kconfig', { base: 'tree', srctree: '.' }, ['tree/Kconfig']],
    ['Kconfig', { base: 'obj', srctree: '../src' }, ['obj/Kconfig', 'src/Kconfig']],
    ['Kconfig', { base: 'obj', srctree: '/src' }, ['obj/Kconfig', '/src/Kconfig']],
    ['/etc/Kconfig', { base: 'obj', srctree: '/src' }, ['/etc/Kconfig']],
  ] as const)('%s seen from %o', (name, roots, paths) => {
    expect(candidatePaths(name, roots)).toEqual(paths)
  })
})

describe('openFile', () => {
  const files = memoryFileSystem({ 'obj/a': '1', 'src/a': '2', 'src/b': '3', 'obj/folder/x': '', 'src/folder': '4' })
  const roots = { base: 'obj', srctree: '../src' }

  test('takes the first place that has the name', () => {
    expect(openFile(files, 'a', roots).path).toBe('obj/a')
    expect(openFile(files, 'b', roots)).toMatchObject({ name: 'b', path: 'src/b' })
  })

  test('finds nothing', () => {
    expect(() => openFile(files, 'c', roots)).toThrow(new FileError('src/c', 'ENOENT'))
  })

  test('does not look behind a folder of that name', () => {
    expect(() => openFile(files, 'folder', roots)).toThrow(new FileError('obj/folder', 'EISDIR'))
  })
})
