/** Which directories are entered, in which order, with what in their environment, and what stops the walk. */
import { describe, expect, test } from 'vitest'
import { build } from '../../src/kbuild/build.ts'
import { visits } from '../../src/kbuild/walk.ts'
import type { MakeStop } from '../../src/make/make-stop.ts'
import { buildOf, built, moduleLines, pathsOf, SOURCE, type TreeOptions, treeRequest } from './kernel-tree.ts'

type Tree = Parameters<typeof buildOf>[0]

const walkOf = (files: Tree, options: TreeOptions = {}) => {
  const made = buildOf(files, options)
  const all = made.roots.flatMap((root) => [...visits(root)])
  return {
    modules: moduleLines(made),
    builtin: pathsOf(made.builtinObjects),
    directories: all.map(({ path, needBuiltin, needModorder }) =>
      [path, ...(needBuiltin ? ['y'] : []), ...(needModorder ? ['m'] : [])].join(' '),
    ),
    makefiles: all.map(({ makefile }) => makefile),
    stopped: all.flatMap(({ stopped }) => (stopped === undefined ? [] : [stopped])),
  }
}

describe('directories', () => {
  test('modules.order: directories of obj-y first, then obj-m as it is written', () => {
    const { modules } = walkOf({
      Kbuild: 'obj-m := a.o m/ b.o\nobj-y := z/ y.o c/\n',
      'm/Kbuild': 'obj-m := m.o\n',
      'z/Kbuild': 'obj-m := z.o\n',
      'c/Kbuild': 'obj-m := c.o\n',
    })
    expect(modules).toEqual(['z/z.ko: z/z.o', 'c/c.ko: c/c.o', 'a.ko: a.o', 'm/m.ko: m/m.o', 'b.ko: b.o'])
  })

  test('built-in objects stand where their directory does', () => {
    const files = { Kbuild: 'obj-y := a.o d/ b.o\n', 'd/Kbuild': 'obj-y := e/ c.o\n', 'd/e/Kbuild': 'obj-y := d.o\n' }
    expect(walkOf(files).builtin).toEqual(['a.o', 'd/e/d.o', 'd/c.o', 'b.o'])
  })

  test('entered in the order of their names', () => {
    const files = {
      Kbuild: 'obj-y := z/ a/ k/\n',
      'z/Kbuild': '',
      'a/Kbuild': 'obj-y := b/\n',
      'a/b/Kbuild': '',
      'k/Kbuild': '',
    }
    expect(walkOf(files).directories).toEqual(['. y m', 'a y m', 'a/b y m', 'k y m', 'z y m'])
  })

  test('one of modules only hands that on: objects built in below it are nowhere', () => {
    const { directories, modules, builtin } = walkOf({
      Kbuild: 'obj-m := d/\n',
      'd/Kbuild': 'obj-y := lost.o e/\nobj-m := kept.o\n',
      'd/e/Kbuild': 'obj-y := lost.o\nobj-m := kept.o\n',
    })
    expect(directories).toEqual(['. y m', 'd m', 'd/e m'])
    expect(builtin).toEqual([])
    expect(modules).toEqual(['d/e/kept.ko: d/e/kept.o', 'd/kept.ko: d/kept.o'])
  })

  test('one of subdir-y is entered, and gives neither', () => {
    const { directories, modules, builtin } = walkOf({
      Kbuild: 'subdir-y := d\n',
      'd/Kbuild': 'obj-y := a.o e/\nobj-m := b.o\n',
      'd/e/Kbuild': 'obj-y := c.o\nobj-m := d.o\n',
    })
    expect(directories).toEqual(['. y m', 'd', 'd/e'])
    expect([...modules, ...builtin]).toEqual([])
  })

  test('in obj-y and in obj-m it counts as obj-y', () => {
    const files = { Kbuild: 'obj-m := usb/\nobj-y := usb/\n', 'usb/Kbuild': 'obj-y := a.o\nobj-m := b.o\n' }
    expect(walkOf(files)).toMatchObject({
      directories: ['. y m', 'usb y m'],
      builtin: ['usb/a.o'],
      modules: ['usb/b.ko: usb/b.o'],
    })
  })

  test('named twice it is entered once', () => {
    const files = { Kbuild: 'obj-y := d/ a.o d/\nsubdir-y := d\n', 'd/Kbuild': 'obj-y := b.o\n' }
    expect(walkOf(files)).toMatchObject({ directories: ['. y m', 'd y m'], builtin: ['d/b.o', 'a.o'] })
  })

  test('several levels in one word', () => {
    const files = { Kbuild: 'obj-y := arch/$(SRCARCH)/\n', 'arch/tiny/Kbuild': 'obj-m := core.o\n' }
    expect(walkOf(files)).toMatchObject({
      directories: ['. y m', 'arch/tiny y m'],
      modules: ['arch/tiny/core.ko: arch/tiny/core.o'],
    })
  })

  test('a word through .. keeps it, for objects and directories', () => {
    const { modules, builtin } = walkOf({
      Kbuild: 'obj-y := a/\n',
      'a/Kbuild': 'obj-y := ../virt/x.o ../b/\nobj-m := ../../tools/iomap.o\n',
      'b/Kbuild': 'obj-y := b.o\nobj-m := c.o\n',
    })
    expect(builtin).toEqual(['a/../virt/x.o', 'a/../b/b.o'])
    expect(modules).toEqual(['a/../b/c.ko: a/../b/c.o', 'a/../../tools/iomap.ko: a/../../tools/iomap.o'])
  })

  test('entered on two ways it counts on both', () => {
    const files = {
      Kbuild: 'obj-y := a/ b/\n',
      'a/Kbuild': 'obj-m := ../b/\n',
      'b/Kbuild': 'obj-y := x.o\nobj-m := y.o\n',
    }
    expect(walkOf(files)).toMatchObject({
      directories: ['. y m', 'a y m', 'a/../b m', 'b y m'],
      builtin: ['b/x.o'],
      modules: ['a/../b/y.ko: a/../b/y.o', 'b/y.ko: b/y.o'],
    })
  })

  test('only one of them', () => {
    const files = { Kbuild: 'obj-y := d/ a.o\n', 'd/Kbuild': 'obj-y := b.o\nobj-m := c.o\n' }
    const made = built(treeRequest(files), 'd')
    expect(moduleLines(made)).toEqual(['d/c.ko: d/c.o'])
    expect(pathsOf(made.builtinObjects)).toEqual(['d/b.o'])
  })
})

describe('the makefile of a directory', () => {
  test('Kbuild before Makefile', () => {
    const files = {
      Kbuild: 'obj-y := a/ b/\n',
      'a/Kbuild': 'obj-m := k.o\n',
      'a/Makefile': 'obj-m := m.o\n',
      'b/Makefile': 'obj-m := m.o\n',
    }
    expect(walkOf(files)).toMatchObject({
      makefiles: ['Kbuild', 'a/Kbuild', 'b/Makefile'],
      modules: ['a/k.ko: a/k.o', 'b/m.ko: b/m.o'],
    })
  })

  test('what it includes, by the variables of kbuild', () => {
    const { modules } = walkOf({
      Kbuild: 'obj-y := d/\n',
      'd/Kbuild':
        'parts := $(srctree)/$(src)/sub/Makefile\ninclude $(parts) $(srctree)/virt/Makefile.kvm\n-include $(src)/none\n',
      'd/sub/Makefile': 'obj-m += sub/a.o\n',
      'virt/Makefile.kvm': 'KVM := ../virt\nobj-m += kvm.o\nkvm-y := $(KVM)/main.o\n',
    })
    expect(modules).toEqual(['d/sub/a.ko: d/sub/a.o', 'd/kvm.ko: d/../virt/main.o'])
  })

  test('it cannot change the directory: the command line is stronger', () => {
    const files = { Kbuild: 'obj-y := d/\n', 'd/Kbuild': 'obj := elsewhere\nneed-modorder :=\nobj-m := $(obj).o\n' }
    expect(walkOf(files).modules).toEqual(['d/d.ko: d/d.o'])
  })

  test('an assignment with override can', () => {
    const files = { Kbuild: 'obj-y := d/\n', 'd/Kbuild': 'override CONFIG_A := y\nobj-$(CONFIG_A) := a.o\n' }
    expect(walkOf(files, { variables: { CONFIG_A: 'm' } }).builtin).toEqual(['d/a.o'])
  })

  test('lists of the environment do not count', () => {
    const files = { Kbuild: 'obj-m += a.o\nfoo-y += b.o\nobj-m += foo.o\n' }
    expect(walkOf(files, { exported: { 'obj-m': 'env.o', 'foo-y': 'c.o' } }).modules).toEqual([
      'a.ko: a.o',
      'foo.ko: c.o b.o',
    ])
  })

  test('each directory begins anew', () => {
    const files = { Kbuild: 'own-y := a.o\nobj-y := d/\nobj-m := x.o\n', 'd/Kbuild': 'obj-m += $(own-y) b.o\n' }
    expect(walkOf(files).modules).toEqual(['d/b.ko: d/b.o', 'x.ko: x.o'])
  })

  test('the build folder is another one than the source', () => {
    const output = '/out'
    const files = {
      Kbuild: 'obj-y := d/\n',
      'd/Kbuild': 'include $(srctree)/$(src)/more.mk\nobj-m += a.o\n',
      'd/more.mk':
        'obj-m += $(if $(wildcard include/generated/x.h),made.o) $(notdir $(patsubst %.c,%.o,$(wildcard $(srctree)/$(src)/*.c)))\n',
      'd/b.c': '',
    }
    const made = walkOf(files, { output, beside: { [`${output}/include/generated/x.h`]: '' } })
    expect(made.modules).toEqual(['d/made.ko: d/made.o', 'd/b.ko: d/b.o', 'd/a.ko: d/a.o'])
    expect(made.makefiles).toEqual([`${SOURCE}/./Kbuild`, `${SOURCE}/d/Kbuild`])
  })

  test('CURDIR and MAKEFILE_LIST are those of the folder where make runs', () => {
    const files = {
      Kbuild: 'obj-y := d/\n',
      'd/Kbuild': 'obj-m := $(notdir $(CURDIR)).o $(lastword $(MAKEFILE_LIST)).o\n',
    }
    expect(walkOf(files).modules).toEqual(['d/src.ko: d/src.o', 'd/d/Kbuild.ko: d/d/Kbuild.o'])
  })
})

describe('exports', () => {
  const files = (root: string): Tree => ({
    Kbuild: `space := $(subst ,, )\n${root}obj-y := d/\n`,
    'd/Kbuild': 'obj-y := e/\n',
    'd/e/Kbuild': 'obj-m := $(subst /,-,$(HANDED)).o\n',
  })
  const handed = (root: string, options: TreeOptions = {}) => walkOf(files(root), options).modules

  test('reach all directories below', () => {
    expect(handed('export HANDED := a\n')).toEqual(['d/e/a.ko: d/e/a.o'])
    expect(handed('HANDED = $(WHERE)\nWHERE := b\nexport HANDED\n')).toEqual(['d/e/b.ko: d/e/b.o'])
    expect(handed('export\nHANDED := c\n')).toEqual(['d/e/c.ko: d/e/c.o'])
    expect(handed('HANDED := d\n')).toEqual(['d/e/.ko: d/e/.o'])
  })

  test('reach no directory beside or above', () => {
    const { modules } = walkOf({
      Kbuild: 'obj-y := a/ b/\nobj-m := $(HANDED)r.o\n',
      'a/Kbuild': 'export HANDED := x\nobj-y := c/\n',
      'a/c/Kbuild': 'obj-m := $(HANDED)c.o\n',
      'b/Kbuild': 'obj-m := $(HANDED)b.o\n',
    })
    expect(modules).toEqual(['a/c/xc.ko: a/c/xc.o', 'b/b.ko: b/b.o', 'r.ko: r.o'])
  })

  test('are weaker than the configuration and the command line', () => {
    const text = 'export CONFIG_A := m\n'
    const tree = { Kbuild: `${text}obj-y := d/\n`, 'd/Kbuild': 'obj-$(CONFIG_A) := a.o\n' }
    expect(walkOf(tree)).toMatchObject({ modules: ['d/a.ko: d/a.o'], builtin: [] })
    expect(walkOf(tree, { config: { A: 'y' } })).toMatchObject({ modules: [], builtin: ['d/a.o'] })
    expect(walkOf(tree, { variables: { CONFIG_A: 'y' } })).toMatchObject({ modules: [], builtin: ['d/a.o'] })
    expect(walkOf(tree, { exported: { CONFIG_A: 'y' } })).toMatchObject({ modules: ['d/a.ko: d/a.o'], builtin: [] })
  })

  test('the command line is stronger than the configuration, the environment weaker', () => {
    const tree = { Kbuild: 'obj-$(CONFIG_A) := a.o\n' }
    const config = { A: 'y' }
    expect(walkOf(tree, { config, variables: { CONFIG_A: 'm' } })).toMatchObject({
      modules: ['a.ko: a.o'],
      builtin: [],
    })
    expect(walkOf(tree, { config, exported: { CONFIG_A: 'm' } })).toMatchObject({ modules: [], builtin: ['a.o'] })
    expect(walkOf(tree, { exported: { CONFIG_A: 'm' } }).modules).toEqual(['a.ko: a.o'])
  })

  test('what came from above and is changed is handed on changed', () => {
    const tree = {
      Kbuild: 'export HANDED := a\nobj-y := d/\n',
      'd/Kbuild': 'HANDED := b\nobj-y := e/\nobj-m := $(HANDED).o\n',
      'd/e/Kbuild': 'obj-m := $(HANDED).o\n',
    }
    expect(walkOf(tree).modules).toEqual(['d/e/b.ko: d/e/b.o', 'd/b.ko: d/b.o'])
  })

  test('unexport ends it', () => {
    const tree = {
      Kbuild: 'export HANDED := a\nobj-y := d/\n',
      'd/Kbuild': 'unexport HANDED\nobj-y := e/\nobj-m := $(HANDED)d.o\n',
      'd/e/Kbuild': 'obj-m := $(HANDED)e.o\n',
    }
    expect(walkOf(tree).modules).toEqual(['d/e/e.ko: d/e/e.o', 'd/ad.ko: d/ad.o'])
  })

  test('so does undefine', () => {
    const tree = {
      Kbuild: 'export CONFIG_A := m\nobj-y := d/\n',
      'd/Kbuild': 'undefine CONFIG_A\nobj-y := e/\n',
      'd/e/Kbuild': 'obj-$(or $(CONFIG_A),y) := e.o\n',
    }
    expect(walkOf(tree)).toMatchObject({ modules: [], builtin: ['d/e/e.o'] })
  })

  test('dollars are expanded once more below', () => {
    expect(handed('export HANDED := $$(SRCARCH)\n')).toEqual(['d/e/tiny.ko: d/e/tiny.o'])
  })
})

describe('what stops it', () => {
  const stopOf = (files: Tree, options: TreeOptions = {}): Partial<MakeStop> | undefined => {
    const [stop] = walkOf(files, options).stopped
    return stop === undefined
      ? undefined
      : { code: stop.code, args: stop.args, ...(stop.place === undefined ? {} : { place: stop.place }) }
  }

  test('an include that is not there, by its place', () => {
    const files = { Kbuild: 'obj-y := d/\n', 'd/Kbuild': 'obj-m := a.o\n\ninclude $(src)/none.mk\nobj-m += b.o\n' }
    expect(stopOf(files)).toEqual({
      code: 'missing-include',
      args: { path: 'd/none.mk' },
      place: { file: 'd/Kbuild', line: 3 },
    })
    expect(walkOf(files).modules).toEqual(['d/a.ko: d/a.o', 'd/b.ko: d/b.o'])
  })

  test('not one that a rule of it makes', () => {
    expect(stopOf({ Kbuild: 'include made.mk\nmade.mk:\n\ttouch $@\n' })).toBeUndefined()
    expect(stopOf({ Kbuild: '-include made.mk\n' })).toBeUndefined()
  })

  test('a directory without a makefile, by the place that includes it', () => {
    expect(stopOf({ Kbuild: 'obj-y := none/\n' })).toMatchObject({
      code: 'missing-include',
      args: { path: 'none/Makefile' },
    })
  })

  test('$(error)', () => {
    expect(stopOf({ Kbuild: 'ifndef CONFIG_A\n$(error no A)\nendif\nobj-m := a.o\n' })).toEqual({
      code: 'error-function',
      args: { text: 'no A' },
      place: { file: 'Kbuild', line: 2 },
    })
  })

  test('a directory that holds itself', () => {
    const files = { Kbuild: 'obj-y := a/\n', 'a/Kbuild': 'obj-y := ../a/\n' }
    expect(build(treeRequest(files))).toMatchObject({ kind: 'stopped', stop: { code: 'too-deep' } })
  })

  test('the makefile at the top', () => {
    expect(build(treeRequest({ 'arch/tiny/Makefile': '$(error no compiler)\n' }))).toMatchObject({
      kind: 'stopped',
      stop: { code: 'error-function', args: { text: 'no compiler' }, place: { file: 'arch/tiny/Makefile', line: 1 } },
    })
    expect(build(treeRequest({}, { without: ['Makefile'] }))).toMatchObject({
      kind: 'stopped',
      stop: { code: 'missing-include' },
    })
  })
})
