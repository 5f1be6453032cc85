import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { findModules } from '../../src/workspace/find-modules.ts'
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
  const found = findModules(files, ['any', 'm/', 'n', 'nowhere'])
  expect(found.map((each) => ('problem' in each ? each : each.file))).toEqual([
    'any',
    'm/a/x.ko.gz',
    'm/a/y.ko.xz',
    'm/b.ko.zst',
    'm/build/other.ko',
    'm/z.ko',
    { file: 'n', problem: { kind: 'no-modules' } },
    'nowhere',
  ])
})

test('a file that is named again, or is in a folder that is named too, is one file', () => {
  const files = memoryFileSystem({ '/h/m/a.ko': '', '/h/m/b.ko': '' })
  expect(findModules(files, ['m/b.ko', './m', 'm/a.ko', 'm', 'm/../m/b.ko', '/h/m/b.ko'], '/h')).toEqual([
    { file: 'm/b.ko', path: '/h/m/b.ko', isNamed: true },
    { file: './m/a.ko', path: '/h/m/a.ko', isNamed: true },
  ])
})

test('folders that links lead to are left out, unless they are named; links to modules are not', () => {
  const at = (path: string): string => join(folder(), path)
  mkdirSync(at('sub'))
  writeFileSync(at('sub/m.ko'), '')
  symlinkSync('..', at('sub/up'))
  symlinkSync('m.ko', at('sub/n.ko'))
  symlinkSync('sub', at('link'))
  const found = (path: string) => findModules(diskFileSystem(), [path], folder()).map((each) => each.file)
  expect(found('.')).toEqual(['./sub/m.ko', './sub/n.ko'])
  expect(found('link')).toEqual(['link/m.ko', 'link/n.ko'])
})
