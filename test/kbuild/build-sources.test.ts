/** What the objects of a build are made of, and which of the kernel's own would be modules. */
import { expect, test } from 'vitest'
import { builtinModulesOf, sourceFinder, sourcesOf } from '../../src/kbuild/build-sources.ts'
import { built, treeRequest } from './kernel-tree.ts'

const LICENSED = '#include <linux/module.h>\nMODULE_LICENSE("GPL");\n'

const TREE = {
  Kbuild: 'obj-y := d/ a.o\nobj-m := m.o\nlib-y := l.o\n',
  'd/Kbuild': 'obj-y := foo.o none.o\nfoo-y := x.o gen.o\n$(obj)/gen.o: $(obj)/gen.in\n',
  'a.c': LICENSED,
  'm.c': LICENSED,
  'l.S': '',
  'd/x.c': LICENSED,
  'd/unused.c': '',
}

const request = treeRequest(TREE)
const made = built(request)
const sourceOf = sourceFinder(request, made)

test('sources, sorted, and objects without one', () => {
  const { files, without } = sourcesOf(made, sourceOf)
  expect(files).toEqual(expect.arrayContaining(['a.c', 'd/x.c', 'l.S', 'm.c']))
  expect(files).not.toContain('d/unused.c')
  expect(files).toEqual(files.toSorted())
  expect(without).toContain('d/none.o')
})

test('modules.builtin: what has a licence, by the name of its composite, in the order of the link', () => {
  expect(builtinModulesOf(request, made, sourceOf).modules).toEqual(['kernel/d/foo.ko', 'kernel/a.ko'])
})
