/** What is odd about a build. */
import { expect, test } from 'vitest'
import { buildFindings } from '../../src/kbuild/build-findings.ts'
import { buildOf, type TreeOptions } from './kernel-tree.ts'

const findings = (files: Parameters<typeof buildOf>[0], options: TreeOptions = {}) =>
  buildFindings(buildOf(files, options))

test('nothing', () => {
  expect(findings({ Kbuild: 'obj-y := a.o d/\nobj-m := foo.o\nfoo-y := x.o\n', 'd/Kbuild': 'obj-y := b.o\n' })).toEqual(
    [],
  )
})

test('objects that are dropped, and modules that are not listed', () => {
  const files = {
    Kbuild: 'obj-m := d/\nsubdir-y := s\n',
    'd/Kbuild': 'obj-y := a.o b.o\nobj-m := c.o\n',
    's/Kbuild': 'obj-m := e.o\n',
  }
  expect(findings(files)).toEqual([
    { code: 'dropped-objects', directory: 'd', objects: ['d/a.o', 'd/b.o'] },
    { code: 'unlisted-modules', directory: 's', objects: ['s/e.o'] },
  ])
})

test('a composite of itself', () => {
  expect(findings({ Kbuild: 'obj-m := foo.o\nobj-y := bar.o\nfoo-y := foo.o a.o\nbar-objs := bar.o\n' })).toEqual([
    { code: 'holds-itself', directory: '.', object: 'bar.o' },
    { code: 'holds-itself', directory: '.', object: 'foo.o' },
  ])
})

test('what makefiles say', () => {
  expect(findings({ Kbuild: '\n$(warning old $(obj))\n$(info no matter)\n' })).toMatchObject([
    { code: 'makefile-warning', message: { text: 'old .', file: 'Kbuild', line: 2 } },
  ])
})
