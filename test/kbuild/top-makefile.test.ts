/** What the makefile at the top leaves to the directories, and where the walk begins. */
import { describe, expect, test } from 'vitest'
import { build } from '../../src/kbuild/build.ts'
import { readTopMakefile } from '../../src/kbuild/top-makefile.ts'
import { visits } from '../../src/kbuild/walk.ts'
import { buildOf, built, moduleLines, SOURCE, TOP_MAKEFILE, type TreeOptions, treeRequest } from './kernel-tree.ts'

type Tree = Parameters<typeof treeRequest>[0]

const environmentOf = (files: Tree, options: TreeOptions = {}) => {
  const { environment } = readTopMakefile(treeRequest(files, options))
  return (name: string): string | undefined => environment.get(name)
}

describe('the environment', () => {
  test('exported variables, those of the process among them', () => {
    const get = environmentOf(
      { 'arch/tiny/Makefile': 'BITS := 64\nHERE := 1\nexport BITS\n' },
      { exported: { KNOBS: 'x' } },
    )
    expect([get('BITS'), get('HERE'), get('KNOBS'), get('SRCARCH'), get('srctree')]).toEqual([
      '64',
      undefined,
      'x',
      'tiny',
      '.',
    ])
  })

  test('values are those at the end of the makefile', () => {
    const get = environmentOf({ 'arch/tiny/Makefile': 'export FLAGS = $(LATER)\nLATER := $(KERNELVERSION)\n' })
    expect(get('FLAGS')).toBe('6.1.0')
  })

  test('everything, where export stands alone', () => {
    expect(environmentOf({ 'arch/tiny/Makefile': 'export\nHERE := 1\n' })('HERE')).toBe('1')
  })

  test('the release that files tell, where a command would', () => {
    expect(environmentOf({}, { release: '6.1.0-own' })('KERNELRELEASE')).toBe('6.1.0-own')
    const overridden = { Makefile: `${TOP_MAKEFILE}override KERNELRELEASE := 6.1.0-theirs\n` }
    expect(environmentOf(overridden, { release: '6.1.0-own' })('KERNELRELEASE')).toBe('6.1.0-theirs')
  })

  test('a build folder of its own', () => {
    const get = environmentOf({}, { output: '/out' })
    expect([get('srctree'), get('objtree'), get('abs_objtree'), get('abs_srctree')]).toEqual([
      SOURCE,
      '.',
      '/out',
      SOURCE,
    ])
  })

  test('CONFIG_ variables steer it, and are not handed on', () => {
    const get = environmentOf(
      { 'arch/tiny/Makefile': 'ifdef CONFIG_64BIT\nexport BITS := 64\nendif\n' },
      { config: { '64BIT': 'y' } },
    )
    expect([get('BITS'), get('CONFIG_64BIT')]).toEqual(['64', undefined])
  })

  test('reaches the directories, and is expanded there once more', () => {
    const files = {
      'arch/tiny/Makefile': 'export NAME := $$(obj)\n',
      Kbuild: 'obj-y := d/\n',
      'd/Kbuild': 'obj-m := $(NAME).o\n',
    }
    expect(moduleLines(buildOf(files))).toEqual(['d/d.ko: d/d.o'])
  })
})

describe('where the walk begins', () => {
  const older = (text: string): Tree => ({
    Makefile: `${TOP_MAKEFILE.replaceAll(/^build-dir .*$/gm, '')}${text}`,
    'init/Makefile': 'obj-y := main.o\nobj-m := m.o\n',
    'drivers/Makefile': 'obj-m := d.o\n',
  })
  const rootsOf = (files: Tree, options: TreeOptions = {}) =>
    buildOf(files, options).roots.flatMap((root) => [...visits(root)].map(({ path }) => path))

  test('at the top', () => {
    expect(rootsOf({})).toEqual(['.'])
  })

  test('in the directories that older trees name', () => {
    expect(rootsOf(older('vmlinux-dirs := init drivers\n'))).toEqual(['init', 'drivers'])
    expect(rootsOf(older('build-dirs := drivers init\n'))).toEqual(['drivers', 'init'])
    expect(moduleLines(buildOf(older('vmlinux-dirs := init drivers\n')))).toEqual([
      'init/m.ko: init/m.o',
      'drivers/d.ko: drivers/d.o',
    ])
  })

  test('in the folder of a module', () => {
    const beside = { '/m/Kbuild': 'obj-m := a.o\n' }
    expect(rootsOf({}, { external: '/m', beside })).toEqual(['/m'])
    expect(rootsOf(older('module-dirs := _module_/m\n'), { external: '/m', beside })).toEqual(['/m'])
  })
})

describe('a tree without the scripts of kbuild', () => {
  const without = ['scripts/Makefile.build', 'scripts/Makefile.lib', 'scripts/Kbuild.include']

  test('is walked with what they would set', () => {
    const files = {
      Kbuild: 'obj-$(CONFIG_A) += d/\nobj-m += a.o\n',
      'd/Makefile': 'wrong\n',
      'd/Kbuild': 'obj-y += $(src)/b.o\nccflags-y += -I$(srctree)/$(src)\nobj-m += c.o\n',
    }
    const made = buildOf(files, { config: { A: 'y' }, without, exported: { 'obj-m': 'env.o' } })
    expect(moduleLines(made)).toEqual(['d/c.ko: d/c.o', 'a.ko: a.o'])
    expect(made.builtinObjects.map(({ path }) => path)).toEqual(['d/d/b.o'])
  })

  test('so is a module for it', () => {
    const made = built(
      treeRequest(
        {},
        { external: '/m', without, beside: { '/m/Makefile': 'obj-m := a.o\na-y := $(notdir $(src)).o\n' } },
      ),
    )
    expect(moduleLines(made)).toEqual(['/m/a.ko: /m/m.o'])
  })

  test('with scripts that include no makefile of a directory it cannot be', () => {
    const result = build(treeRequest({ 'scripts/Makefile.build': 'src := $(obj)\n' }))
    expect(result).toMatchObject({
      kind: 'stopped',
      stop: { code: 'missing-include', args: { path: 'scripts/Makefile.build' } },
    })
  })
})
