/** What the lists of one directory come to: the cases that Makefile.lib and Makefile.build know. */
import { describe, expect, test } from 'vitest'
import { directoryLists } from '../../src/kbuild/directory-lists.ts'
import { builtinObjectsOf, librariesOf, modulesOf } from '../../src/kbuild/products.ts'
import { buildOf, moduleLines, pathsOf, type TreeOptions } from './kernel-tree.ts'

const Y = { needBuiltin: true, needModorder: true }

/** The root's lists, given its Kbuild file. */
const listsOf = (kbuild: string, config: TreeOptions['config'] = {}) => {
  const made = buildOf({ Kbuild: kbuild }, { config })
  const [root] = made.roots
  if (root === undefined) throw new Error('no root')
  return {
    modules: moduleLines(made),
    builtin: pathsOf(made.builtinObjects),
    library: made.libraries.flatMap(({ objects }) => pathsOf(objects)),
    libraries: made.libraries.length,
    lists: root.lists,
  }
}

describe('words', () => {
  test('named twice, it is where it is first', () => {
    const { modules, builtin } = listsOf('obj-y := a.o b.o a.o\nobj-m := c.o d.o c.o\n')
    expect(builtin).toEqual(['a.o', 'b.o'])
    expect(modules).toEqual(['c.ko: c.o', 'd.ko: d.o'])
  })

  test('in y and in m, it is y', () => {
    const { modules, builtin, lists } = listsOf('obj-m := a.o b.o\nobj-y := b.o\n')
    expect(builtin).toEqual(['b.o'])
    expect(modules).toEqual(['a.ko: a.o'])
    expect(lists.objM).toEqual(['a.o'])
  })

  test('what is neither y nor m is in no list', () => {
    const { modules, builtin } = listsOf('obj-$(CONFIG_A) += a.o\nobj-n += b.o\nobj-$(CONFIG_M)$(CONFIG_M) += c.o\n', {
      M: 'm',
    })
    expect([...modules, ...builtin]).toEqual([])
  })

  test('lists of the configuration', () => {
    const text = `obj-$(CONFIG_A) += a.o\nobj-$\{CONFIG_B} += b.o\nobj-$(CONFIG_C) += c.o\n`
    const { modules, builtin } = listsOf(text, { A: 'y', B: 'm' })
    expect(builtin).toEqual(['a.o'])
    expect(modules).toEqual(['b.ko: b.o'])
  })

  test.each([
    ['$(subst m,y,$(CONFIG_HYPERV))', { HYPERV: 'm' }, ['x.o'], []],
    ['$(subst m,y,$(CONFIG_HYPERV))', {}, [], []],
    ['$(subst y,$(CONFIG_L2TP),$(CONFIG_PPPOL2TP))', { L2TP: 'm', PPPOL2TP: 'y' }, [], ['x.ko: x.o']],
    ['$(subst y,$(CONFIG_L2TP),$(CONFIG_PPPOL2TP))', { L2TP: 'y', PPPOL2TP: 'y' }, ['x.o'], []],
    ['$(CONFIG_NVRAM:m=y)', { NVRAM: 'm' }, ['x.o'], []],
    ['$(findstring y,$(CONFIG_A) $(CONFIG_B))', { A: 'm', B: 'y' }, ['x.o'], []],
    ['$(CONFIG_A)$(CONFIG_B)', { B: 'm' }, [], ['x.ko: x.o']],
    ['$(if $(KBUILD_EXTMOD),m,$(CONFIG_A))', { A: 'y' }, ['x.o'], []],
  ] as const)('a name that is worked out: obj-%s', (suffix, config, builtin, modules) => {
    expect(listsOf(`obj-${suffix} += x.o\n`, config)).toMatchObject({ builtin, modules })
  })

  test('a list that is put together elsewhere', () => {
    const text = 'own-y := a.o\nown-$(CONFIG_B) += b.o\nobj-$(CONFIG_A) += $(own-y) $(addprefix sub/,c.o d.o)\n'
    expect(listsOf(text, { A: 'm', B: 'y' }).modules).toEqual([
      'a.ko: a.o',
      'b.ko: b.o',
      'sub/c.ko: sub/c.o',
      'sub/d.ko: sub/d.o',
    ])
  })

  test('a conditional that makes a module of it', () => {
    const text = 'ifeq ($(CONFIG_USB),m)\nobj-m += core.o\nelse\nobj-$(CONFIG_CDNS) += core.o\nendif\n'
    expect(listsOf(text, { USB: 'm', CDNS: 'y' }).modules).toEqual(['core.ko: core.o'])
    expect(listsOf(text, { USB: 'y', CDNS: 'y' }).builtin).toEqual(['core.o'])
  })
})

describe('composites', () => {
  test('-objs, -y, -m, in that order, each part once', () => {
    const text = 'obj-m := foo.o\nfoo-m := m.o a.o\nfoo-y := y.o m.o\nfoo-objs := o.o y.o\n'
    expect(listsOf(text).modules).toEqual(['foo.ko: o.o y.o m.o a.o'])
  })

  test('-m is no part of what is built in, but makes it a composite of a module', () => {
    expect(listsOf('obj-y := foo.o\nfoo-objs := a.o\nfoo-m := b.o\n').builtin).toEqual(['a.o'])
    expect(listsOf('obj-y := foo.o\nfoo-m := b.o\n').builtin).toEqual(['foo.o'])
    expect(listsOf('obj-m := foo.o\nfoo-m := b.o\n').modules).toEqual(['foo.ko: b.o'])
  })

  test('a symbol that is not set makes a composite without parts', () => {
    const text = 'obj-$(CONFIG_A) := foo.o\nfoo-$(CONFIG_X) += a.o\n'
    expect(listsOf(text, { A: 'm' }).modules).toEqual(['foo.ko:'])
    expect(listsOf(text, { A: 'y' }).builtin).toEqual([])
    expect(listsOf(text, { A: 'm', X: 'y' }).modules).toEqual(['foo.ko: a.o'])
  })

  test('an empty list makes none', () => {
    expect(listsOf('obj-m := foo.o\nfoo-y :=\nfoo-$(CONFIG_X) += $(nothing)\n').modules).toEqual(['foo.ko: foo.o'])
  })

  test('what is not m or y of the configuration is no part', () => {
    const text = 'obj-m := foo.o\nfoo-y := a.o\nfoo-$(CONFIG_X) += x.o\n'
    expect(listsOf(text, { X: 'y' }).modules).toEqual(['foo.ko: a.o x.o'])
    expect(listsOf(text, { X: '12' }).modules).toEqual(['foo.ko: a.o'])
  })

  test('with a folder in its word, the folder is in the names of its lists', () => {
    const text = 'obj-m := sub/foo.o\nsub/foo-y := sub/a.o b.o\nfoo-y := wrong.o\n'
    expect(listsOf(text).modules).toEqual(['sub/foo.ko: sub/a.o b.o'])
  })

  test('of its own name', () => {
    expect(listsOf('obj-m := foo.o\nfoo-y := foo.o a.o\n').modules).toEqual(['foo.ko: foo.o a.o'])
  })

  test('lists that name each other are worked out at the end', () => {
    const text = 'obj-m := foo.o\nfoo-y = $(base) $(more)\nbase = a.o\nmore := b.o\n'
    expect(listsOf(text).modules).toEqual(['foo.ko: a.o b.o'])
  })

  test('a part of two composites is linked into both, and once into what is built in', () => {
    const text = 'a-y := common.o a1.o\nb-y := common.o b1.o\n'
    expect(listsOf(`obj-m := a.o b.o\n${text}`).modules).toEqual(['a.ko: common.o a1.o', 'b.ko: common.o b1.o'])
    expect(listsOf(`obj-y := a.o b.o\n${text}`).builtin).toEqual(['common.o', 'a1.o', 'b1.o'])
  })
})

describe('libraries', () => {
  test('sorted, each once, without what is built in', () => {
    const { library, builtin } = listsOf('lib-y := c.o a.o\nlib-$(CONFIG_M) += b.o a.o\nobj-y := c.o\n', { M: 'm' })
    expect(library).toEqual(['a.o', 'b.o'])
    expect(builtin).toEqual(['c.o'])
  })

  test('members keep their names, composite or not', () => {
    expect(listsOf('lib-y := foo.o\nfoo-y := a.o\n').library).toEqual(['foo.o'])
  })

  test('an archive of nothing, where a symbol is not set', () => {
    expect(listsOf('lib-$(CONFIG_X) += a.o\n')).toMatchObject({ library: [], libraries: 1 })
    expect(listsOf('lib-y :=\n')).toMatchObject({ library: [], libraries: 0 })
  })

  test('no archive where all of it is built in', () => {
    expect(listsOf('lib-y := a.o\nobj-y := a.o\n')).toMatchObject({ library: [], libraries: 0, builtin: ['a.o'] })
  })
})

describe('how it was entered', () => {
  const text = 'obj-y := a.o d/\nobj-m := b.o e/\nsubdir-y := f\n'
  test('nothing is listed for a makefile that says nothing', () => {
    expect(listsOf('').lists).toMatchObject({ modules: [], builtin: [], directories: [], hasLibrary: false })
  })

  const below = { 'd/Kbuild': '', 'e/Kbuild': '', 'f/Kbuild': '' }
  const enter = (entry: { needBuiltin: boolean; needModorder: boolean }) => {
    const [root] = buildOf({ Kbuild: text, ...below }).roots
    if (root === undefined) throw new Error('no root')
    return directoryLists(root, { path: '.', ...entry })
  }
  const entries = (lists: ReturnType<typeof enter>) =>
    lists.directories.map(
      ({ path, needBuiltin, needModorder }) => `${path}${needBuiltin ? ' y' : ''}${needModorder ? ' m' : ''}`,
    )

  test('for objects and modules', () => {
    const lists = enter(Y)
    expect(lists.builtin.map(({ word }) => word)).toEqual(['a.o', 'd/'])
    expect(lists.modules.map(({ word }) => word)).toEqual(['d/', 'b.o', 'e/'])
    expect(entries(lists)).toEqual(['d y m', 'e m', 'f'])
    expect(lists).toMatchObject({ dropped: [], unlisted: [] })
  })

  test('for modules only: its objects are dropped, and nothing below is for objects', () => {
    const lists = enter({ needBuiltin: false, needModorder: true })
    expect(lists.builtin).toEqual([])
    expect(entries(lists)).toEqual(['d m', 'e m', 'f'])
    expect(lists).toMatchObject({ dropped: ['a.o'], unlisted: [] })
  })

  test('through subdir-y: neither', () => {
    const lists = enter({ needBuiltin: false, needModorder: false })
    expect(lists).toMatchObject({ modules: [], builtin: [], dropped: ['a.o'], unlisted: ['b.o'] })
    expect(entries(lists)).toEqual(['d', 'e', 'f'])
  })

  test('the directories are sorted, each once, whatever lists them', () => {
    const [root] = buildOf({
      Kbuild: 'subdir-y := d z\nsubdir-m := b\nobj-m := d/ c/\nobj-y := d/\n',
      ...Object.fromEntries(['b', 'c', 'd', 'z'].map((name) => [`${name}/Kbuild`, ''])),
    }).roots
    expect(root === undefined ? [] : entries(directoryLists(root, { path: '.', ...Y }))).toEqual([
      'b',
      'c m',
      'd y m',
      'z',
    ])
  })
})

test('the products of a directory below are those of a walk that begins there', () => {
  const made = buildOf({ Kbuild: 'obj-y := a.o d/\n', 'd/Kbuild': 'obj-y := b.o\nobj-m := c.o\nlib-y := l.o\n' })
  const below = made.roots[0]?.below.get('d')
  if (below === undefined) throw new Error('d was not entered')
  expect(pathsOf(builtinObjectsOf(below))).toEqual(['d/b.o'])
  expect(modulesOf(below).map(({ path }) => path)).toEqual(['d/c.ko'])
  expect(librariesOf(below).map(({ path }) => path)).toEqual(['d/lib.a'])
})
