/** Patterns in `source`, as glob(3) reads them. What matches was looked up with the C tool of OpenWrt 24.10. */
import { describe, expect, test } from 'vitest'
import { type FolderReader, glob } from '../../../src/kconfig/glob.ts'

const FILES = ['sub/K.a', 'sub/K.b', 'sub/.hidden', 'sub2/K.a', 'top', 'a[b']

const folders: FolderReader = {
  list(path) {
    const prefix = path === '.' ? '' : `${path.replace(/\/$/, '')}/`
    const names = FILES.filter((name) => name.startsWith(prefix)).map(
      (name) => name.slice(prefix.length).split('/', 1)[0],
    )
    if (names.length > 0) return [...new Set(names)] as string[]
    return FILES.includes(path) ? 'not-a-folder' : 'unreadable'
  },
  kind(path) {
    const plain = path.replace(/^\.\/|\/$/g, '')
    if (FILES.includes(plain)) return 'other'
    return FILES.some((name) => name.startsWith(`${plain}/`)) ? 'folder' : undefined
  },
}

describe('matches', () => {
  test.each([
    ['top', ['top']],
    ['./top', ['./top']],
    ['sub/K.*', ['sub/K.a', 'sub/K.b']],
    ['sub/K.?', ['sub/K.a', 'sub/K.b']],
    ['sub/K.[b-z]', ['sub/K.b']],
    ['sub/K.[!b]', ['sub/K.a']],
    ['sub/K.[]b]', ['sub/K.b']],
    ['s*/K.a', ['sub/K.a', 'sub2/K.a']],
    ['*/K.a', ['sub/K.a', 'sub2/K.a']],
    ['sub/\\K.a', ['sub/K.a']],
    ['a[b', ['a[b']],
    ['su?', ['sub/']],
    ['s*/', ['sub/', 'sub2/']],
  ])('%s', (pattern, expected) => {
    expect(glob(pattern, folders)).toEqual(expected)
  })
})

test.each(['none', 'sub/*.in', 'sub/hidden*', 'top/*', '*/none'])('no match: %s', (pattern) => {
  expect(glob(pattern, folders)).toEqual([])
})

test('hidden names need their dot', () => {
  expect(glob('sub/.h*', folders)).toEqual(['sub/.hidden'])
})

test.each(['none/*', 'none/*/K.a'])('a folder that is not there: %s', (pattern) => {
  expect(glob(pattern, folders)).toBe('unreadable')
})
