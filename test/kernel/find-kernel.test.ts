/** What a folder is to a kernel, and where in it things lie. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { findKernel, runningModules } from '../../src/kernel/find-kernel.ts'

const find = (folder: string, paths: readonly string[], texts: Record<string, string> = {}) =>
  findKernel(memoryFileSystem({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...texts }), folder)

const SOURCE = ['Makefile', 'include/linux/module.h', 'kernel/Makefile', 'init/main.c', 'Kconfig']
const at = (folder: string, names: readonly string[]): readonly string[] => names.map((name) => `${folder}/${name}`)

describe('trees', () => {
  test('sources, and what was built in them', () => {
    expect(find('/s', at('/s', SOURCE))).toEqual({ kind: 'source', folder: '/s', source: '/s', build: '/s' })
    expect(find('/s', at('/s', [...SOURCE, '.config', 'Module.symvers', 'modules.order']))).toEqual({
      kind: 'build',
      folder: '/s',
      build: '/s',
      source: '/s',
      config: '/s/.config',
      symvers: '/s/Module.symvers',
    })
  })

  test.each([
    ['include ../s/Makefile\n'],
    ['include /s/Makefile\n'],
    ['VERSION = 2\nMAKEARGS := -C /s\nMAKEARGS += O=/b\n'],
  ])('a build folder: %j', (makefile) => {
    const found = find('/b', [...at('/s', SOURCE), '/b/.config'], { '/b/Makefile': makefile })
    expect(found).toMatchObject({ kind: 'build', build: '/b', source: '/s', config: '/b/.config' })
  })

  test('a build folder whose stub is elsewhere: its source link', () => {
    expect(
      find('/b', [...at('/b/source', SOURCE), '/b/.config'], { '/b/Makefile': 'include /gone/Makefile\n' }),
    ).toMatchObject({
      kind: 'build',
      source: '/b/source',
    })
  })
})

const HEADERS = ['Makefile', 'include/linux/module.h', 'include/generated/utsrelease.h', '.config', 'Module.symvers']

describe('packages', () => {
  const debian = {
    '/usr/src/linux-headers-6.1.0-5-x/Makefile': 'include /usr/src/linux-headers-6.1.0-5-common/Makefile\n',
  }
  const paths = [
    ...at('/usr/src/linux-headers-6.1.0-5-x', ['.config', 'Module.symvers', '.kernelvariables']),
    ...at('/usr/src/linux-headers-6.1.0-5-common', ['Makefile', 'include/linux/module.h']),
    '/lib/modules/6.1.0-5-x/modules.order',
    '/boot/config-6.1.0-5-x',
  ]

  test("Debian's two folders", () => {
    expect(find('/usr/src/linux-headers-6.1.0-5-x', paths, debian)).toEqual({
      kind: 'headers',
      folder: '/usr/src/linux-headers-6.1.0-5-x',
      build: '/usr/src/linux-headers-6.1.0-5-x',
      source: '/usr/src/linux-headers-6.1.0-5-common',
      config: '/usr/src/linux-headers-6.1.0-5-x/.config',
      symvers: '/usr/src/linux-headers-6.1.0-5-x/Module.symvers',
    })
  })

  test('unpacked elsewhere, where no path in them leads anywhere', () => {
    const moved = paths.map((path) => `/t${path}`)
    const texts = { '/t/usr/src/linux-headers-6.1.0-5-x/Makefile': Object.values(debian)[0] ?? '' }
    expect(find('/t/lib/modules/6.1.0-5-x', moved, texts)).toMatchObject({
      kind: 'modules',
      modulesName: '6.1.0-5-x',
      build: '/t/usr/src/linux-headers-6.1.0-5-x',
      source: '/t/usr/src/linux-headers-6.1.0-5-common',
      symvers: '/t/usr/src/linux-headers-6.1.0-5-x/Module.symvers',
    })
  })

  test('/usr/src/kernels, and modules beside it', () => {
    const kernels = at('/usr/src/kernels/6.1.0-5.fc37', HEADERS)
    expect(find('/usr/src/kernels/6.1.0-5.fc37', kernels)).toMatchObject({ kind: 'headers' })
    const modules = '/usr/lib/modules/6.1.0-5.fc37'
    expect(find(modules, [...kernels, `${modules}/modules.dep`])).toMatchObject({
      kind: 'modules',
      build: '/usr/src/kernels/6.1.0-5.fc37',
    })
  })

  test('modules with a build link', () => {
    expect(find('/lib/modules/6', at('/lib/modules/6/build', HEADERS))).toMatchObject({ build: '/lib/modules/6/build' })
  })

  test('modules alone, with what a distribution keeps beside them', () => {
    const folder = '/lib/modules/6.1'
    expect(find(folder, at(folder, ['modules.dep', 'config', 'symvers.xz']))).toEqual({
      kind: 'modules',
      folder,
      modules: folder,
      modulesName: '6.1',
      config: `${folder}/config`,
      symvers: `${folder}/symvers.xz`,
    })
    expect(find(folder, [`${folder}/modules.dep`, '/boot/config-6.1'])).toMatchObject({ config: '/boot/config-6.1' })
    expect(find('/modules/6.1', ['/modules/6.1/x.ko'])).toMatchObject({ kind: 'modules' })
  })

  test('modules kept elsewhere', () => {
    expect(find('/image/mods', ['/image/mods/modules.dep'])).toMatchObject({ kind: 'modules' })
    expect(find('/image/6.1.0', ['/image/6.1.0/kernel/x.ko'])).toMatchObject({ kind: 'modules' })
    expect(find('/etc', ['/etc/kernel/postinst.d/x'])).toBeUndefined()
    expect(find('/my', ['/my/build/x'])).toBeUndefined()
  })

  test('no kernel', () => {
    expect(find('/x', ['/x/y'])).toBeUndefined()
    expect(find('/lib/modules/6', ['/x'])).toBeUndefined()
  })
})

test('the running kernel', () => {
  const files = memoryFileSystem({
    '/proc/version': 'Linux version 6.1.0-5-x (debian) #1 SMP\n',
    '/lib/modules/6.1.0-5-x/modules.dep': '',
    '/usr/lib/modules/6.2/modules.dep': '',
  })
  expect(runningModules(files, '6.2')).toBe('/lib/modules/6.1.0-5-x')
  const other = memoryFileSystem({ '/usr/lib/modules/6.2/modules.dep': '' })
  expect(runningModules(other, '6.2')).toBe('/usr/lib/modules/6.2')
  expect(runningModules(other, '6.3')).toBeUndefined()
  expect(runningModules(other, undefined)).toBeUndefined()
})
