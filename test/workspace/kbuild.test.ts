/** `kcheck kbuild` from request to outcome, over small trees in memory. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { kbuild } from '../../src/workspace/kbuild.ts'
import type { KbuildCommandRequest, KbuildOutcome, KbuildProblem } from '../../src/workspace/kbuild-request.ts'
import { SOURCE, treeFiles } from '../kbuild/kernel-tree.ts'

type Files = Readonly<Record<string, string>>

const HEADER = '#\n# Automatically generated file; DO NOT EDIT.\n# Linux/tiny 6.1.0 Kernel Configuration\n#\n'

const TREE: Files = {
  '.config': `${HEADER}CONFIG_A=m\nCONFIG_D=y\n# CONFIG_NO is not set\n`,
  Kconfig: 'mainmenu "Linux/$(ARCH) $(KERNELVERSION) Kernel Configuration"\n',
  'arch/tiny/Kconfig': '',
  Kbuild: 'obj-$(CONFIG_A) += a.o\nobj-$(CONFIG_D) += d/\nobj-$(CONFIG_NO) += no.o\nlib-y += l.o\n',
  'd/Kbuild': 'obj-y += b.o\nobj-m += $(if $(CONFIG_A),c.o)\n',
}

const ask = (files: Files, request: Partial<KbuildCommandRequest>, beside: Files = {}) =>
  kbuild(
    { cwd: SOURCE, environment: {}, stdin: () => '', arch: 'tiny', toolchain: 'none', wants: new Set(), ...request },
    memoryFileSystem(treeFiles({ ...TREE, ...files }, { beside })),
  )

const outcome = async (
  files: Files = {},
  request: Partial<KbuildCommandRequest> = {},
  beside: Files = {},
): Promise<KbuildOutcome> => {
  const result = await ask(files, request, beside)
  if (result.kind === 'failed') throw new Error(JSON.stringify(result.problem))
  return result
}

const problem = async (
  files: Files,
  request: Partial<KbuildCommandRequest> = {},
  beside: Files = {},
): Promise<KbuildProblem> => {
  const result = await ask(files, request, beside)
  if (result.kind !== 'failed') throw new Error('it was built')
  return result.problem
}

const paths = ({ modules }: Pick<KbuildOutcome, 'modules'>): readonly string[] => modules.map(({ path }) => path)

describe('a tree', () => {
  test('modules, objects, libraries, directories', async () => {
    const made = await outcome()
    expect(paths(made)).toEqual(['d/c.ko', 'a.ko'])
    expect(made.builtinObjects).toEqual(['d/b.o'])
    expect(made.libraries).toEqual([{ path: 'lib.a', objects: ['l.o'], linked: false }])
    expect(made.directories.map(({ path, builtin, modules }) => [path, builtin, modules])).toEqual([
      ['.', true, true],
      ['d', true, true],
    ])
  })

  test('one directory of it, however it is named', async () => {
    for (const request of [{ folder: 'd' }, { folder: `${SOURCE}/d` }, { folder: '.', cwd: `${SOURCE}/d` }]) {
      expect(paths(await outcome({}, { tree: SOURCE, ...request }))).toEqual(['d/c.ko'])
    }
    expect(paths(await outcome({}, { folder: '.' }))).toEqual(['d/c.ko', 'a.ko'])
  })

  test('another configuration, and variables of the command line', async () => {
    const files = { 'other.config': `${HEADER}CONFIG_NO=m\n` }
    expect(paths(await outcome(files, { config: 'other.config' }))).toEqual(['no.ko'])
    expect(paths(await outcome({}, { variables: [['CONFIG_NO', 'm']] }))).toEqual(['d/c.ko', 'a.ko', 'no.ko'])
  })

  test('what a symbol adds', async () => {
    const { symbol } = await outcome({}, { symbol: 'A' })
    expect(symbol).toMatchObject({ symbol: 'CONFIG_A', value: 'm' })
    expect(
      symbol?.effects.map(({ value, difference }) => [value, difference.modules.added, difference.objects.added]),
    ).toEqual([
      ['m', ['d/c.ko', 'a.ko'], []],
      ['y', ['d/c.ko'], ['a.o']],
    ])
  })

  test('what another configuration builds', async () => {
    const files = { 'other.config': `${HEADER}CONFIG_NO=m\n` }
    const { against } = await outcome(files, { against: 'other.config' })
    expect(against?.difference).toMatchObject({
      modules: { added: ['no.ko'], removed: ['d/c.ko', 'a.ko'] },
      objects: { added: [], removed: ['d/b.o'] },
    })
  })

  test('doubts carry the commands that nobody answered', async () => {
    const { doubts } = await outcome({ Kbuild: 'ifeq ($(shell probe),y)\nobj-m += a.o\nendif\n' })
    expect(doubts).toMatchObject([{ directory: '.', list: 'obj-m', word: 'a.o', listed: false, commands: ['probe'] }])
  })
})

describe('what cannot be done', () => {
  test('make stops, by its place', async () => {
    expect(await problem({ 'd/Kbuild': '\ninclude $(src)/none.mk\n' })).toMatchObject({
      kind: 'make-stopped',
      code: 'missing-include',
      args: { path: 'd/none.mk' },
      place: { file: 'd/Kbuild', line: 2 },
    })
    expect(await problem({ 'd/Kbuild': 'obj-y := ../d/\n' })).toMatchObject({ kind: 'make-stopped', code: 'too-deep' })
  })

  test('folders that are none, or elsewhere', async () => {
    expect(await problem({}, { tree: '/none' })).toMatchObject({ kind: 'unreadable', what: 'tree' })
    expect(await problem({}, { tree: SOURCE, folder: '/else' }, { '/else/x': '' })).toMatchObject({
      kind: 'not-in-tree',
    })
    expect(await problem({}, { tree: SOURCE, external: '/none' })).toMatchObject({ kind: 'unreadable', what: 'module' })
    expect(await problem({}, { cwd: '/else' }, { '/else/x': '' })).toMatchObject({ kind: 'no-tree' })
  })

  test('no configuration', async () => {
    const result = await kbuild(
      { cwd: SOURCE, environment: {}, stdin: () => '', arch: 'tiny', toolchain: 'none', wants: new Set() },
      memoryFileSystem(treeFiles({ Kconfig: '', 'arch/tiny/Kconfig': '', 'include/linux/module.h': '' })),
    )
    expect(result).toMatchObject({ kind: 'failed', problem: { kind: 'no-config' } })
  })
})

describe('a module outside', () => {
  const given = { tree: SOURCE, external: '/m', cwd: '/' }

  test('paths are those of its folder', async () => {
    const made = await outcome({}, given, {
      '/m/Kbuild': 'obj-m := x.o\nx-y := main.o\nobj-y := sub/\n',
      '/m/sub/Kbuild': 'obj-m := y.o\n',
    })
    expect(paths(made)).toEqual(['sub/y.ko', 'x.ko'])
    expect(made.external).toBe('/m')
  })

  test('nothing, and why: the wrapper sets what its lists hang on', async () => {
    const makefile =
      'ifneq ($(KERNELRELEASE),)\nobj-$(CONFIG_X) := x.o\nelse\nexport CONFIG_X = m\nall:\n\t$(MAKE) -C /src M=$(PWD) modules\nendif\n'
    const made = await outcome({ 'include/config/kernel.release': '6.1.0\n' }, given, { '/m/Makefile': makefile })
    expect(paths(made)).toEqual([])
    expect(made.nothing?.lists).toMatchObject([{ line: 2, words: ['x.o'], values: [{ name: 'CONFIG_X', value: '' }] }])
    expect(made.wrapper).toMatchObject({
      goal: 'all',
      modules: ['x.ko'],
      handedOn: [{ name: 'CONFIG_X', value: 'm', how: 'export' }],
    })
  })

  test('commands in the wrapper run in its own folder', async () => {
    const makefile =
      'ifneq ($(KERNELRELEASE),)\nobj-m := x.o\nelse\nexport TOP := $(shell pwd)\nall:\n\tmake -C /src M=$(shell pwd)\nendif\n'
    const made = await outcome({ 'include/config/kernel.release': '6.1.0\n' }, given, { '/m/Makefile': makefile })
    expect(made.wrapper?.handedOn).toMatchObject([{ name: 'TOP', value: '/m' }])
  })
})
