/** Which tree is meant: the folder named, the nearest root around, or the source of a build folder. */
import { describe, expect, test } from 'vitest'
import { FileError, type FileSystem } from '../../src/files/file-system.ts'
import { type MemoryFiles, memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { asTree, findTree } from '../../src/workspace/find-tree.ts'

const KERNEL: MemoryFiles = {
  '/linux/Kconfig': '',
  '/linux/Makefile': 'VERSION = 6\n',
  '/linux/arch/x86/Kconfig': '',
  '/linux/arch/x86/configs/tiny_defconfig': '',
  '/linux/drivers/net/Kconfig': '',
}
const BUILDROOT: MemoryFiles = {
  '/openwrt/Config.in': '',
  '/openwrt/scripts/config/conf.c': '',
  '/openwrt/target/linux/x86/config': '',
}
const PROJECT: MemoryFiles = { '/busybox/Config.in': '', '/busybox/scripts/kconfig/conf.c': '' }
const PLAIN: MemoryFiles = { '/plain/Kconfig': '', '/plain/a/Kconfig': '', '/plain/a/b/x': '' }

const find = (files: MemoryFiles, ...starts: string[]) => findTree(memoryFileSystem(files), starts)
const as = (files: MemoryFiles, folder: string, kconfig?: string) => asTree(memoryFileSystem(files), folder, kconfig)

describe('a folder', () => {
  test.each([
    ['a kernel', KERNEL, '/linux', { folder: '/linux', kind: 'kernel', kconfig: 'Kconfig' }],
    ['an OpenWrt buildroot', BUILDROOT, '/openwrt', { folder: '/openwrt', kind: 'buildroot', kconfig: 'Config.in' }],
    [
      'another project with a configurator',
      PROJECT,
      '/busybox',
      { folder: '/busybox', kind: 'kconfig', kconfig: 'Config.in' },
    ],
    ['a folder with a Kconfig file', PLAIN, '/plain', { folder: '/plain', kind: 'kconfig', kconfig: 'Kconfig' }],
  ])('%s', (_what, files, folder, tree) => {
    expect(as(files, folder)).toEqual(tree)
  })

  test('one without Kconfig files is no tree, unless its root file is named', () => {
    const files = { '/x/My.kconfig': '', '/x/y': '' }
    expect(as(files, '/x')).toBeUndefined()
    expect(as(files, '/x', 'My.kconfig')).toEqual({ folder: '/x', kind: 'kconfig', kconfig: 'My.kconfig' })
    expect(as(KERNEL, '/linux', 'nothing')).toBeUndefined()
    expect(as(KERNEL, '/linux', 'drivers/net/Kconfig')).toMatchObject({
      kind: 'kernel',
      kconfig: 'drivers/net/Kconfig',
    })
  })
})

describe('the nearest root around', () => {
  test('from a configuration of an architecture', () => {
    expect(find(KERNEL, '/linux/arch/x86/configs')).toMatchObject({ folder: '/linux', kind: 'kernel' })
  })

  test('a nested folder with a Kconfig of its own is no root', () => {
    expect(find(KERNEL, '/linux/drivers/net')).toMatchObject({ folder: '/linux' })
    expect(find(BUILDROOT, '/openwrt/target/linux/x86')).toMatchObject({ folder: '/openwrt', kind: 'buildroot' })
  })

  test('without a root it is the outermost folder with a Kconfig file', () => {
    expect(find(PLAIN, '/plain/a/b')).toMatchObject({ folder: '/plain' })
  })

  test('the first start that has one counts', () => {
    expect(find({ ...KERNEL, ...PLAIN }, '/elsewhere', '/plain/a')).toMatchObject({ folder: '/plain' })
    expect(find({ ...KERNEL, ...PLAIN }, '/linux/drivers', '/plain')).toMatchObject({ folder: '/linux' })
  })

  test('a Makefile around that cannot be read ends no search', () => {
    const files = memoryFileSystem({ ...KERNEL, '/linux/drivers/net/Makefile': '' })
    const refusing: FileSystem = {
      ...files,
      read: (path) => {
        if (path === '/linux/drivers/net/Makefile') throw new FileError(path, 'EACCES')
        return files.read(path)
      },
    }
    expect(findTree(refusing, ['/linux/drivers/net'])).toMatchObject({ folder: '/linux' })
  })

  test('there may be none', () => {
    expect(find({ '/x/y': '' }, '/x')).toBeUndefined()
  })
})

describe('a build folder', () => {
  const tree = { folder: '/linux', kind: 'kernel', kconfig: 'Kconfig', buildFolder: '/build' }

  test('through its source link', () => {
    // A link of the disk; in memory the same files under both names.
    const linked = Object.fromEntries(
      Object.entries(KERNEL).map(([path, text]) => [path.replace('/linux', '/build/source'), text]),
    )
    expect(as({ ...linked, '/build/.config': '' }, '/build')).toEqual({ ...tree, folder: '/build/source' })
  })

  test.each([
    ['an absolute name', '# Automatically generated\ninclude /linux/Makefile\n'],
    ['a relative name', 'include ../linux/Makefile\n'],
    ['as until 4.19', 'VERSION = 4\n\nMAKEARGS := -C /linux\nMAKEARGS += O=/build\n'],
  ])('through its Makefile: %s', (_what, makefile) => {
    expect(as({ ...KERNEL, '/build/Makefile': makefile }, '/build')).toEqual(tree)
    expect(find({ ...KERNEL, '/build/Makefile': makefile, '/build/drivers/x': '' }, '/build/drivers')).toEqual(tree)
  })

  test('whose source is gone is no tree', () => {
    expect(as({ '/build/Makefile': 'include /gone/Makefile\n' }, '/build')).toBeUndefined()
    expect(as({ '/build/Makefile': 'include /build/Makefile\n' }, '/build')).toBeUndefined()
  })
})
