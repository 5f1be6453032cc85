import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { namedModules } from '../../src/workspace/named-modules.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

test('files by any name; folders are searched for modules, sorted', () => {
  const files = memoryFileSystem({
    'm/z.ko': '',
    'm/a/y.ko.xz': '',
    'm/a/x.ko.gz': '',
    'm/b.ko.zst': '',
    'm/b.ko.zst.txt': '',
    'm/c.ko.bz2': '',
    'm/d.o': '',
    'm/build/other.ko': '',
    'n/text': '',
    any: '',
  })
  expect(namedModules(files, ['any', 'm', 'n', 'nowhere'])).toEqual([
    { kind: 'file', path: 'any' },
    { kind: 'file', path: 'm/a/x.ko.gz' },
    { kind: 'file', path: 'm/a/y.ko.xz' },
    { kind: 'file', path: 'm/b.ko.zst' },
    { kind: 'file', path: 'm/z.ko' },
    { kind: 'none-found', path: 'n' },
    { kind: 'file', path: 'nowhere' },
  ])
})

test('a link that leads in a circle ends', () => {
  mkdirSync(join(folder(), 'sub'))
  writeFileSync(join(folder(), 'sub/m.ko'), '')
  symlinkSync('..', join(folder(), 'sub/up'))
  const found = namedModules(diskFileSystem(), [folder()])
  expect(relative(folder(), found[0]?.path ?? '')).toBe('sub/m.ko')
  expect(found.length).toBeLessThan(50)
})
