/** Directories that makefiles name, entered or not. */
import { describe, expect, test } from 'vitest'
import { explore } from '../../src/kbuild/explore.ts'
import { built, type TreeOptions, treeRequest } from './kernel-tree.ts'

const explored = (files: Parameters<typeof treeRequest>[0], options: TreeOptions = {}): readonly string[] => {
  const request = treeRequest(files, options)
  const { store, source, output: folder } = request
  const { maker, roots } = built(request)
  return explore({ files: request.files, store, source, folder, maker, roots }).map(
    ({ path, visit }) => `${path}${visit === undefined ? '' : ' entered'}`,
  )
}

describe('each once', () => {
  test('entered or not', () => {
    const files = {
      Kbuild: 'obj-y := drivers/\nobj-$(CONFIG_NET) += net/\n',
      'drivers/Kbuild': 'obj-$(CONFIG_USB) += usb/ usb/\n',
      'drivers/usb/Kbuild': 'obj-m += usb.o\n',
      'net/Kbuild': 'subdir-y += tools\n',
      'net/tools/Kbuild': 'obj-m := probe.o\n',
    }
    expect(explored(files).toSorted()).toEqual(['. entered', 'drivers entered', 'drivers/usb', 'net', 'net/tools'])
    expect(explored(files, { config: { USB: 'm' } })).toContain('drivers/usb entered')
  })

  test('where the way leads through ..', () => {
    const files = { Kbuild: 'obj-y := a/ b/\n', 'a/Kbuild': 'obj-y := ../b/\n', 'b/Kbuild': 'obj-m := b.o\n' }
    expect(explored(files).toSorted()).toEqual(['. entered', 'a entered', 'a/../b entered', 'b entered'])
  })

  test('where those that are not entered name each other', () => {
    const files = {
      Kbuild: 'obj-y := a/\n',
      'a/Kbuild': 'obj-$(CONFIG_NO) += ../a/ ../b/ ../c/\nobj-m := a.o\n',
      'b/Kbuild': 'obj-$(CONFIG_NO) += ../a/ ../c/\nobj-m := b.o\n',
      'c/Kbuild': 'obj-$(CONFIG_NO) += ../a/ ../b/\nobj-m := c.o\n',
    }
    expect(explored(files)).toEqual(['. entered', 'a entered', 'a/../b', 'a/../c'])
  })
})

test('one without a makefile is there, and leads nowhere', () => {
  expect(explored({ Kbuild: 'obj-$(CONFIG_NO) += none/\n' })).toEqual(['. entered', 'none'])
})
