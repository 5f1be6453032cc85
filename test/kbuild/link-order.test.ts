/** The order of vmlinux: heads, built-in objects, libraries. */
import { expect, test } from 'vitest'
import { linkedLibraries, linkOrder } from '../../src/kbuild/link-order.ts'
import { built, pathsOf, SOURCE, type TreeOptions, treeRequest } from './kernel-tree.ts'

type Tree = Parameters<typeof treeRequest>[0]

const TREE: Tree = {
  Kbuild: 'obj-y := init/ arch/tiny/ $(ARCH_CORE) $(ARCH_LIB) $(ARCH_DRIVERS) other/\n',
  'init/Kbuild': 'obj-y := main.o\n',
  'arch/tiny/Makefile':
    'core-y += arch/tiny/mm/\nlibs-y := arch/tiny/lib/ $(libs-y) lib.o\ndrivers-y += arch/tiny/pci/\n',
  'arch/tiny/Kbuild': 'obj-y := kernel/head.o kernel/head32.o\n',
  'arch/tiny/mm/Kbuild': 'obj-y := mm.o\n',
  'arch/tiny/pci/Kbuild': 'obj-y := pci.o\n',
  'arch/tiny/lib/Kbuild': 'lib-y := z.o a.o\n',
  'lib/Kbuild': 'obj-y := built.o\nlib-y := string.o\n',
  'other/Kbuild': 'lib-y := never.o\nobj-y := last.o\n',
}

const orderOf = (files: Tree, options: TreeOptions = {}) => {
  const request = treeRequest({ ...TREE, ...files }, options)
  const made = built(request)
  return { order: pathsOf(linkOrder(made, request.files, SOURCE)), ...linkedLibraries(made) }
}

const BUILT_IN = [
  'init/main.o',
  'arch/tiny/kernel/head.o',
  'arch/tiny/kernel/head32.o',
  'arch/tiny/mm/mm.o',
  'lib/built.o',
  'arch/tiny/pci/pci.o',
  'other/last.o',
]

test('the architecture says which directories, and its libraries come first', () => {
  const { order, whole, gaps } = orderOf({}, { config: { MODULES: 'y' } })
  expect(order).toEqual([...BUILT_IN, 'arch/tiny/lib/a.o', 'arch/tiny/lib/z.o', 'lib/string.o'])
  expect(whole.map(({ path }) => path)).toEqual(['arch/tiny/lib/lib.a', 'lib/lib.a'])
  expect(gaps).toEqual([])
})

test('without modules libraries only fill gaps', () => {
  const { order, whole, gaps } = orderOf({})
  expect(order).toEqual([...BUILT_IN, 'arch/tiny/lib/a.o', 'arch/tiny/lib/z.o', 'lib/string.o'])
  expect(whole).toEqual([])
  expect(gaps.map(({ path }) => path)).toEqual(['arch/tiny/lib/lib.a', 'lib/lib.a'])
})

test('heads come first, in the order of the archive; a line is any part of a path', () => {
  const heads = 'arch/none/kernel/head.o\nkernel/head\nlib/string.o\n\n'
  expect(orderOf({ 'scripts/head-object-list.txt': heads }, { config: { MODULES: 'y' } }).order).toEqual([
    'arch/tiny/kernel/head.o',
    'arch/tiny/kernel/head32.o',
    'lib/string.o',
    ...BUILT_IN.filter((path) => !path.includes('head')),
    'arch/tiny/lib/a.o',
    'arch/tiny/lib/z.o',
  ])
})

test('older trees name them in the makefile of the architecture', () => {
  const makefile = `${TREE['arch/tiny/Makefile']}head-y := arch/tiny/kernel/head32.o\n`
  expect(orderOf({ 'arch/tiny/Makefile': makefile }).order[0]).toBe('arch/tiny/kernel/head32.o')
})

test('a library is found whichever way its path is written', () => {
  const makefile = `${TREE['arch/tiny/Makefile']}libs-y += ./other/\n`
  const { whole } = orderOf({ 'arch/tiny/Makefile': makefile }, { config: { MODULES: 'y' } })
  expect(whole.map(({ path }) => path)).toEqual(['arch/tiny/lib/lib.a', 'lib/lib.a', 'other/lib.a'])
})

test('an object that two lists have is linked once', () => {
  const files = {
    'init/Kbuild': 'obj-y := main.o\n',
    'other/Kbuild': 'obj-y := last.o\n',
    Kbuild: 'obj-y := init/main.o init/ other/\n',
  }
  expect(orderOf(files).order).toEqual(['init/main.o', 'other/last.o'])
})
