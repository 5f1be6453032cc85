/** The names that objects are compiled with. */
import { expect, test } from 'vitest'
import { Modfiles } from '../../src/kbuild/modfile.ts'
import { buildOf } from './kernel-tree.ts'

/** `a.o → names`, of the built-in objects of a directory `d`. */
const namesOf = (kbuild: string): readonly string[] => {
  const { builtinObjects, libraries } = buildOf({ Kbuild: 'obj-y := d/\n', 'd/Kbuild': kbuild })
  const modfiles = new Modfiles()
  return [...builtinObjects, ...libraries.flatMap(({ objects }) => objects)].map(
    (object) => `${object.word} ${modfiles.of(object).join(' ')}`,
  )
}

test('its own name, without the folder in its word', () => {
  expect(namesOf('obj-y := a.o sub/b.o ../c.o\n')).toEqual(['a.o d/a', 'sub/b.o d/b', '../c.o d/c'])
})

test('the composite that lists it, with the folder in the name of that', () => {
  expect(namesOf('obj-y := foo.o sub/bar.o\nfoo-y := a.o sub/b.o\nsub/bar-y := sub/c.o\n')).toEqual([
    'a.o d/foo',
    'sub/b.o d/foo',
    'sub/c.o d/sub/bar',
  ])
})

test('several composites are sorted by their names, without what is behind the dot', () => {
  expect(namesOf('obj-y := ab.o a.o a-b.o\nab-y := x.o\na-y := x.o\na-b-y := x.o\n')).toEqual(['x.o d/a d/a-b d/ab'])
})

test('a module that lists it counts too, by its m list', () => {
  expect(namesOf('obj-y := foo.o\nobj-m := bar.o\nfoo-y := x.o\nbar-m := x.o\n')).toEqual(['x.o d/bar d/foo'])
})

test('not a composite that is not built', () => {
  expect(namesOf('obj-y := x.o\nobj-$(CONFIG_NO) := foo.o\nfoo-y := x.o\n')).toEqual(['x.o d/x'])
})

test('not a composite of another directory', () => {
  const { builtinObjects } = buildOf({ Kbuild: 'obj-y := d/ foo.o\nfoo-y := d/x.o\n', 'd/Kbuild': 'obj-y := x.o\n' })
  const modfiles = new Modfiles()
  expect(builtinObjects.map((object) => [object.path, ...modfiles.of(object)])).toEqual([
    ['d/x.o', 'd/x'],
    ['d/x.o', 'foo'],
  ])
})

test('members of libraries', () => {
  expect(namesOf('lib-y := b.o a.o\n')).toEqual(['a.o d/a', 'b.o d/b'])
})
