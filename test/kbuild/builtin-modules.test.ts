/** The lines of modules.builtin, made of objects in link order. */
import { expect, test } from 'vitest'
import { type BuiltinObject, builtinModules } from '../../src/kbuild/builtin-modules.ts'

const object = (path: string, ...modfiles: string[]): BuiltinObject => ({
  path,
  modfiles: modfiles.length > 0 ? modfiles : [path.replace(/\.o$/, '')],
})

const built = (...objects: BuiltinObject[]) =>
  builtinModules({
    objects,
    sourceOf: (path) => (path.includes('made') ? undefined : path.replace(/\.o$/, path.includes('asm') ? '.S' : '.c')),
    licenceOf: (source) => ({
      licensed: !source.includes('plain'),
      assumed: source.includes('unsure') ? ['STATIC'] : [],
    }),
  })

test('link order; objects without a licence, and assembly, make no line', () => {
  expect(built(object('b/b.o'), object('a/plain.o'), object('a/asm.o'), object('a/a.o')).modules).toEqual([
    'kernel/b/b.ko',
    'kernel/a/a.ko',
  ])
})

test('objects of one composite make one line where they are neighbours, and only there', () => {
  const parts = [object('a/x.o', 'a/ab'), object('a/y.o', 'a/ab'), object('a/z.o'), object('a/w.o', 'a/ab')]
  expect(built(...parts).modules).toEqual(['kernel/a/ab.ko', 'kernel/a/z.ko', 'kernel/a/ab.ko'])
})

test('an object of two composites makes a line for each', () => {
  expect(built(object('a/x.o', 'a/one', 'a/two'), object('a/y.o', 'a/two')).modules).toEqual([
    'kernel/a/one.ko',
    'kernel/a/two.ko',
  ])
})

test('what is not certain is said', () => {
  const result = built(object('a/unsure.o'), object('a/made.o'))
  expect(result.unsure).toEqual([{ object: 'a/unsure.o', source: 'a/unsure.c', licensed: true, assumed: ['STATIC'] }])
  expect(result.withoutSource).toEqual(['a/made.o'])
})
