/** Ways to objects, what comes of them, and how names are understood. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtAs } from '../../src/kbuild/built-as.ts'
import { drawnTree } from './drawn-tree.ts'
import type { TreeOptions } from './kernel-tree.ts'
import { chainLines, exploreTree, objectsIn } from './why-index.ts'

type Tree = Parameters<typeof exploreTree>[0]

const chains = (files: Tree, name: string, config: TreeOptions['config'] = {}): readonly (readonly string[])[] =>
  exploreTree(files, { config })
    .index.why(name)
    .found.map(({ chain }) => chainLines(chain))

const best = (files: Tree, name: string, config: TreeOptions['config'] = {}): readonly string[] | undefined =>
  chains(files, name, config)[0]

describe('ways', () => {
  const tree = {
    Kbuild: 'obj-y += drivers/\n',
    'drivers/Kbuild': 'obj-$(CONFIG_NET) += net/\nobj-$(CONFIG_USB_PHY) += usb/\nobj-$(CONFIG_USB) += usb/\n',
    'drivers/net/Kbuild': 'obj-$(CONFIG_VETH) += veth.o\n',
    'drivers/usb/Kbuild': 'obj-$(subst m,y,$(CONFIG_USB)) += core.o\n',
  }

  test('from the top, directories included', () => {
    expect(best(tree, 'veth', { NET: 'y', VETH: 'm' })).toEqual([
      'module',
      'obj-y drivers/ built-in',
      'obj-$(CONFIG_NET) net/ built-in',
      'obj-$(CONFIG_VETH) veth.o module',
    ])
  })

  test('into directories that are not entered', () => {
    expect(best(tree, 'drivers/net/veth.ko')).toEqual([
      'not-built',
      'obj-y drivers/ built-in',
      'obj-$(CONFIG_NET) net/ none',
      'obj-$(CONFIG_VETH) veth.o none',
    ])
  })

  test('by the list that enters a directory, where another one does not', () => {
    expect(best(tree, 'core.o', { USB: 'y' })).toEqual([
      'built-in',
      'obj-y drivers/ built-in',
      'obj-$(CONFIG_USB) usb/ built-in',
      'obj-$(subst m,y,$(CONFIG_USB)) core.o built-in',
    ])
  })

  test('objects to be built in are dropped where a directory is entered for modules only', () => {
    expect(best(tree, 'core', { USB: 'm' })?.[0]).toBe('dropped')
  })

  test('modules below subdir-y are in no list', () => {
    const files = { Kbuild: 'subdir-y += a\n', 'a/Kbuild': 'obj-m += b.o\nlib-y += c.o\n' }
    expect(best(files, 'b')).toEqual(['unlisted', 'subdir-y a built-in', 'obj-m b.o module'])
    expect(best(files, 'c')?.[0]).toBe('library')
  })

  test('through composites', () => {
    const files = { Kbuild: 'obj-m += a.o\na-objs := b.o\na-$(CONFIG_C) += c.o\na-m += d.o\n' }
    expect(best(files, 'b')).toEqual(['module', 'obj-m a.o module', 'a-objs b.o module'])
    expect(best(files, 'c', { C: 'y' })).toEqual(['module', 'obj-m a.o module', 'a-$(CONFIG_C) c.o module'])
    expect(best(files, 'c')).toEqual(['not-built', 'obj-m a.o module', 'a-$(CONFIG_C) c.o none'])
    const builtIn = { Kbuild: 'obj-y += a.o\na-objs := b.o\na-m += d.o\n' }
    expect(best(builtIn, 'd')).toEqual(['not-built', 'obj-y a.o built-in', 'a-m d.o none'])
  })

  test('through variables, set or not', () => {
    const files = { Kbuild: 'my-obj-$(CONFIG_G) += g.o\nobj-$(CONFIG_M) += a.o $(my-obj-y)\n' }
    expect(best(files, 'g', { M: 'm', G: 'y' })).toEqual([
      'module',
      'obj-$(CONFIG_M) g.o module',
      'my-obj-$(CONFIG_G) g.o module',
    ])
    expect(best(files, 'g', { M: 'm' })).toEqual([
      'not-built',
      'obj-$(CONFIG_M) g.o module',
      'my-obj-$(CONFIG_G) g.o none',
    ])
  })

  test('variables that a function makes other words of are no way to their own', () => {
    const files = { Kbuild: 'obj-m += a.o\nparts := b.o\na-y += $(addprefix sub/,$(parts))\n' }
    expect(chains(files, 'b.o')).toEqual([['module', 'obj-m a.o module', 'a-y sub/b.o module']])
  })

  test('in branches and includes that were not read', () => {
    const files = {
      Kbuild: 'ifdef CONFIG_A\nobj-m += a.o\nelse\ninclude $(src)/other.mk\nendif\n',
      'other.mk': 'obj-m += b.o\n',
    }
    expect(best(files, 'b', { A: 'y' })).toEqual(['not-built', 'obj-m b.o none'])
    const [found] = exploreTree(files, { config: { A: 'y' } }).index.why('b').found
    expect(found?.chain.steps[0]?.gates).toMatchObject([{ text: 'ifdef CONFIG_A', inElse: true, holds: true }])
    expect(best(files, 'a', { A: 'y' })?.[0]).toBe('module')
  })

  test('by what was carried out, whatever the variables are at the end', () => {
    const files = { Kbuild: 'X := y\nifeq ($(X),y)\nobj-$(X) += a.o\nendif\nX := n\n' }
    expect(best(files, 'a')?.[0]).toBe('built-in')
    const [found] = exploreTree(files).index.why('a').found
    expect(found?.chain.steps[0]?.gates).toMatchObject([{ holds: true }])
  })

  test('what a later line takes away again', () => {
    expect(best({ Kbuild: 'obj-y := a.o\nobj-y := b.o\n' }, 'a')?.[0]).toBe('not-built')
    expect(best({ Kbuild: 'obj-y := a.o b.o\nobj-y := $(filter-out a.o,$(obj-y))\n' }, 'a')?.[0]).toBe('not-built')
    expect(best({ Kbuild: 'obj-y := a.o b.o\nobj-y := $(filter-out a.o,$(obj-y))\n' }, 'b')?.[0]).toBe('built-in')
  })

  test('obj-y takes words out of obj-m', () => {
    expect(chains({ Kbuild: 'obj-m := a.o\nobj-y := a.o\n' }, 'a')).toEqual([
      ['built-in', 'obj-y a.o built-in'],
      ['not-built', 'obj-m a.o none'],
    ])
  })

  test('with what the directories above export', () => {
    const files = { Kbuild: 'export deep := a.o\nobj-$(CONFIG_D) += d/\n', 'd/Kbuild': 'obj-m += $(deep)\n' }
    expect(best(files, 'a')).toEqual(['not-built', 'obj-$(CONFIG_D) d/ none', 'obj-m a.o module'])
  })
})

describe('names', () => {
  const files = {
    Kbuild: 'obj-y += d/\nobj-m += hv-bus.o both.o\n',
    'd/Kbuild': 'obj-m += hv_bus.o whole.o\nobj-y += both.o ../top.o\nwhole-y := part.o\n',
  }
  const { index } = exploreTree(files)
  const paths = (name: string): readonly string[] => index.why(name).found.map(({ chain }) => chain.path)

  test.each([
    ['hv_bus', ['hv-bus', 'd/hv_bus']],
    ['hv-bus.ko.xz', ['hv-bus', 'd/hv_bus']],
    ['d/hv_bus.ko', ['d/hv_bus']],
    ['d/hv-bus.ko', []],
    ['./d/whole.o', ['d/whole']],
    ['part', ['d/part']],
    ['top.c', ['d/../top']],
    ['d/../top.o', ['d/../top']],
    ['top.o', ['d/../top']],
  ])('%s', (name, expected) => {
    expect(paths(name)).toEqual(expected)
  })

  test('modules stand before what is built in', () => {
    expect(index.why('both').found.map(({ chain }) => chain.outcome)).toEqual(['module', 'built-in'])
  })

  test('near ones where there is none, never parts', () => {
    expect(index.why('hvbus').nearest).toEqual(['hv-bus'])
    expect(index.why('pant').nearest).toEqual([])
  })
})

describe('the walk', () => {
  test('and the chains agree on every object', () => {
    fc.assert(
      fc.property(drawnTree, ({ files, config }) => {
        const explored = exploreTree(files, { config })
        for (const path of objectsIn(explored)) {
          const outcomes = explored.index.why(`./${path}.o`).found.map(({ chain }) => chain.outcome)
          const [first = 'none'] = outcomes.filter((one) => ['module', 'built-in', 'library'].includes(one))
          expect([path, first]).toEqual([path, builtAs(explored.made, path) ?? 'none'])
        }
      }),
      { numRuns: 400 },
    )
  })
})
