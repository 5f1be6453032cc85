/** Modules of one name, objects of several modules. */
import { expect, test } from 'vitest'
import { modulesOfOneName, sharedObjects } from '../../src/kbuild/module-names.ts'

const paths = (...all: string[]) => all.map((path) => ({ path }))

test('two files of one name', () => {
  expect(modulesOfOneName(paths('a/x.ko', 'b/y.ko', 'c/x.ko'))).toEqual([
    { name: 'x', kind: 'file', paths: ['a/x.ko', 'c/x.ko'], builtin: [] },
  ])
})

test('the kernel writes _ for -', () => {
  expect(modulesOfOneName(paths('a/snd-x.ko', 'b/snd_x.ko', 'b/sndx.ko'))).toEqual([
    { name: 'snd_x', kind: 'name', paths: ['a/snd-x.ko', 'b/snd_x.ko'], builtin: [] },
  ])
})

test('what is built in has a name too', () => {
  expect(modulesOfOneName(paths('a/x.ko'), ['b/x.ko', 'c/y.ko', 'd/y.ko'])).toEqual([
    { name: 'x', kind: 'file', paths: ['a/x.ko'], builtin: ['b/x.ko'] },
  ])
})

test('a module that is listed twice is one', () => {
  expect(modulesOfOneName(paths('a/x.ko', 'a/x.ko'))).toEqual([])
})

test('objects that several modules contain', () => {
  expect(
    sharedObjects([
      { path: 'a/x.ko', objects: ['a/x.o', 'a/common.o', 'a/common.o'] },
      { path: 'a/y.ko', objects: ['a/common.o', 'a/y.o'] },
      { path: 'a/z.ko', objects: ['a/y.o'] },
    ]),
  ).toEqual([
    { object: 'a/common.o', modules: ['a/x.ko', 'a/y.ko'] },
    { object: 'a/y.o', modules: ['a/y.ko', 'a/z.ko'] },
  ])
})
