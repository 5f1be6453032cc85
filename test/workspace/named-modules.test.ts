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
    { kind: 'file', path: 'm/build/other.ko' },
    { kind: 'file', path: 'm/z.ko' },
    { kind: 'none-found', path: 'n' },
    { kind: 'file', path: 'nowhere' },
  ])
})

test('folders that links lead to are left out, unless they are named; links to modules are not', () => {
  const at = (path: string): string => join(folder(), path)
  mkdirSync(at('sub'))
  writeFileSync(at('sub/m.ko'), '')
  symlinkSync('..', at('sub/up'))
  symlinkSync('m.ko', at('sub/n.ko'))
  symlinkSync('sub', at('link'))
  const found = (path: string) =>
    namedModules(diskFileSystem(), [at(path)]).map((each) => relative(folder(), each.path))
  expect(found('.')).toEqual(['sub/m.ko', 'sub/n.ko'])
  expect(found('link')).toEqual(['link/m.ko', 'link/n.ko'])
})
