/** What two configurations build differently. */
import { expect, test } from 'vitest'
import { compareBuilds, isSameBuild } from '../../src/kbuild/compare-builds.ts'
import { buildOf } from './kernel-tree.ts'

const KBUILD = `obj-$(CONFIG_A) += a.o
obj-$(CONFIG_B) += foo.o
foo-y := main.o
foo-$(CONFIG_DEBUG) += debug.o
obj-$(CONFIG_D) += d/
lib-$(CONFIG_L) += l.o
obj-y += core.o
`
const builtWith = (config: Readonly<Record<string, string>>) =>
  buildOf({ Kbuild: KBUILD, 'd/Kbuild': 'obj-$(CONFIG_A) += da.o\nobj-m += dm.o\n' }, { config })

const NONE = { added: [], removed: [], toBuiltin: [], toModule: [], changed: [] }

test('the same', () => {
  const difference = compareBuilds(builtWith({ A: 'm', D: 'y' }), builtWith({ A: 'm', D: 'y', OTHER: 'y' }))
  expect(difference).toEqual({ modules: NONE, objects: { added: [], removed: [] } })
  expect(isSameBuild(difference)).toBe(true)
})

test('modules that come and go', () => {
  const [less, more] = [builtWith({}), builtWith({ A: 'm', B: 'm', D: 'm' })]
  const added = ['a.ko', 'foo.ko', 'd/da.ko', 'd/dm.ko']
  expect(compareBuilds(less, more)).toEqual({ modules: { ...NONE, added }, objects: { added: [], removed: [] } })
  expect(compareBuilds(more, less).modules).toEqual({ ...NONE, removed: added })
  expect(isSameBuild(compareBuilds(less, more))).toBe(false)
})

test('modules that become part of the kernel, and back', () => {
  const [module, kernel] = [builtWith({ A: 'm', B: 'm', D: 'y' }), builtWith({ A: 'y', B: 'y', D: 'y' })]
  const moved = ['d/da.ko', 'a.ko', 'foo.ko']
  expect(compareBuilds(module, kernel).modules.toBuiltin.toSorted()).toEqual(moved.toSorted())
  expect(compareBuilds(module, kernel).modules).toMatchObject({ added: [], removed: [], toModule: [] })
  expect(compareBuilds(module, kernel).objects).toEqual({ added: ['a.o', 'main.o', 'd/da.o'], removed: [] })
  expect(compareBuilds(kernel, module).modules.toModule.toSorted()).toEqual(moved.toSorted())
  expect(compareBuilds(kernel, module).objects).toEqual({ added: [], removed: ['a.o', 'main.o', 'd/da.o'] })
})

test('a module whose directory is entered for modules only is gone, not moved', () => {
  const { modules } = compareBuilds(builtWith({ A: 'm', D: 'm' }), builtWith({ A: 'y', D: 'm' }))
  expect(modules).toEqual({ ...NONE, removed: ['d/da.ko'], toBuiltin: ['a.ko'] })
})

test('parts', () => {
  const [less, more] = [builtWith({ B: 'm' }), builtWith({ B: 'm', DEBUG: 'y' })]
  expect(compareBuilds(less, more).modules).toEqual({
    ...NONE,
    changed: [{ path: 'foo.ko', added: ['debug.o'], removed: [] }],
  })
  expect(compareBuilds(more, less).modules.changed).toEqual([{ path: 'foo.ko', added: [], removed: ['debug.o'] }])
  expect(compareBuilds(builtWith({ B: 'y' }), builtWith({ B: 'y', DEBUG: 'y' }))).toEqual({
    modules: NONE,
    objects: { added: ['debug.o'], removed: [] },
  })
})

test('members of libraries', () => {
  expect(compareBuilds(builtWith({}), builtWith({ L: 'y' }))).toEqual({
    modules: NONE,
    objects: { added: ['l.o'], removed: [] },
  })
})
