/** modules.builtin as scripts/Makefile.modbuiltin made it. */
import { expect, test } from 'vitest'
import { type TristateFolder, tristateBuiltinModules, tristateValues } from '../../src/kbuild/tristate-builtin.ts'

const folders =
  (tree: Record<string, Partial<TristateFolder>>) =>
  (folder: string): TristateFolder | undefined => {
    const found = tree[folder]
    return found === undefined ? undefined : { objY: [], subfolders: [], ...found }
  }

test('a folder comes before those below it, and these are sorted', () => {
  const read = folders({
    fs: { objY: ['b.o', 'a.o', 'ext4/'], subfolders: ['nls', 'cifs'] },
    'fs/cifs': { objY: ['cifs.o'] },
    'fs/ext4': { objY: ['ext4.o'] },
    'fs/nls': { objY: ['nls_base.o'] },
    lib: { objY: ['crc16.o'] },
  })
  expect(tristateBuiltinModules(['lib', 'fs'], read)).toEqual([
    'kernel/lib/crc16.ko',
    'kernel/fs/b.ko',
    'kernel/fs/a.ko',
    'kernel/fs/cifs/cifs.ko',
    'kernel/fs/ext4/ext4.ko',
    'kernel/fs/nls/nls_base.ko',
  ])
})

test('a line stands once, and a folder is read once', () => {
  let reads = 0
  const read = folders({ a: { objY: ['x.o', 'x.o'], subfolders: ['b', 'b'] }, 'a/b': { objY: ['../x.o'] } })
  const counted = (folder: string) => {
    reads += 1
    return read(folder)
  }
  expect(tristateBuiltinModules(['a', 'a/b'], counted)).toEqual(['kernel/a/x.ko', 'kernel/a/b/../x.ko'])
  expect(reads).toBe(2)
})

test('folders that lead to each other end, and one without a Kbuild file gives nothing', () => {
  const read = folders({
    a: { objY: ['x.o'], subfolders: ['gone', 'b'] },
    'a/b': { objY: ['y.o'], subfolders: ['..'] },
  })
  expect(tristateBuiltinModules(['a'], read)).toEqual(['kernel/a/x.ko', 'kernel/a/b/y.ko'])
})

test('only symbols of type tristate are written in capital letters', () => {
  const values = tristateValues(
    [
      ['EXT4_FS', 'y'],
      ['CIFS', 'm'],
      ['SMP', 'y'],
      ['NLS', 'n'],
      ['HZ', '250'],
    ],
    (symbol) => symbol !== 'SMP',
  )
  expect([...values]).toEqual([
    ['EXT4_FS', 'Y'],
    ['CIFS', 'M'],
  ])
})
