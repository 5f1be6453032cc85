/** Modules outside the tree: their lists, why there are none, what else matters. */
import { describe, expect, test } from 'vitest'
import { emptyListsOf, extraSymbols, flagsOf, includeFolders, shippedObjects } from '../../src/kbuild/external.ts'
import { built, moduleLines, type TreeOptions, treeRequest } from './kernel-tree.ts'

type Files = Readonly<Record<string, string>>

const external = (files: Files, options: TreeOptions = {}) => {
  const beside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/m/${path}`, text]))
  const request = treeRequest({}, { release: '6.1.0', external: '/m', beside, ...options })
  const made = built(request)
  return { request, made, modules: moduleLines(made).map((line) => line.replaceAll('/m/', '')) }
}

const TWO_HALVES =
  'ifneq ($(KERNELRELEASE),)\nobj-m := a.o\na-y := main.o\nelse\nall:\n\t$(MAKE) -C /src M=$(PWD) modules\nendif\n'

describe('lists', () => {
  test('the half of the makefile that is for the kernel', () => {
    expect(external({ Makefile: TWO_HALVES }).modules).toEqual(['a.ko: main.o'])
  })

  test('Kbuild beside Makefile', () => {
    expect(external({ Kbuild: 'obj-m := k.o\n', Makefile: TWO_HALVES }).modules).toEqual(['k.ko: k.o'])
  })

  test('directories below', () => {
    const files = {
      Kbuild: 'obj-y += drivers/ tests/\nobj-m += a.o\n',
      'drivers/Kbuild': 'obj-m := b.o\nb-y := x.o sub/y.o\n',
      'tests/Makefile': 'obj-$(CONFIG_TESTS) := t.o\n',
    }
    expect(external(files).modules).toEqual(['drivers/b.ko: drivers/x.o drivers/sub/y.o', 'a.ko: a.o'])
    expect(external(files, { variables: { CONFIG_TESTS: 'm' } }).modules[1]).toBe('tests/t.ko: tests/t.o')
  })

  test('symbols of the kernel, of the command line, of the makefile', () => {
    const files = {
      Kbuild: 'CONFIG_OWN ?= m\nobj-$(CONFIG_OWN) += o.o\nobj-$(CONFIG_NET) += n.o\nobj-$(CONFIG_X) += x.o\n',
    }
    const options = { config: { NET: 'm' }, variables: { CONFIG_X: 'm' } }
    expect(external(files, options).modules).toEqual(['o.ko: o.o', 'n.ko: n.o', 'x.ko: x.o'])
    expect(external(files, { ...options, variables: { CONFIG_OWN: 'n' } }).modules).toEqual(['n.ko: n.o'])
  })

  test('sources that are looked for, by the folder or by the variables of kbuild', () => {
    const files = {
      Kbuild:
        'obj-m := a.o\na-y := $(patsubst $(src)/%.c,%.o,$(wildcard $(src)/*.c)) $(patsubst $(M)/%.c,%.o,$(wildcard $(M)/more/*.c))\n',
      'x.c': '',
      'more/y.c': '',
    }
    expect(external(files).modules).toEqual(['a.ko: x.o more/y.o'])
  })

  test('makefiles that are made of others', () => {
    const files = {
      Kbuild: 'PARTS := one two\n$(foreach part,$(PARTS),$(eval include $(src)/$(part)/$(part).Kbuild))\n',
      'one/one.Kbuild': 'obj-m += one.o\none-y := one/a.o\n',
      'two/two.Kbuild': 'obj-m += two.o\ntwo-y := two/a.o\n',
    }
    expect(external(files).modules).toEqual(['one.ko: one/a.o', 'two.ko: two/a.o'])
  })

  test('an include that is looked for in the wrong folder', () => {
    const { made } = external({ Kbuild: 'obj-m := a.o\ninclude $(srctree)/$(src)/hal.mk\n', 'hal.mk': '' })
    expect(made.roots[0]?.stopped).toMatchObject({ code: 'missing-include', place: { file: '/m/Kbuild', line: 2 } })
  })
})

describe('nothing is built', () => {
  const emptyLines = (kbuild: string, options: TreeOptions = {}) => {
    const { made, request } = external({ Kbuild: kbuild }, options)
    return emptyListsOf(made, { ...request, folder: made.top.folder }).map(({ line, list, words, values, gates }) =>
      [
        `${line} ${list}: ${words.join(' ')}`.trim(),
        ...values.map(({ name, value }) => `${name}=${value}`),
        ...gates.map(({ text, holds, inElse }) => `${text} ${holds !== inElse}`),
      ].join(', '),
    )
  }

  test('a symbol that is not set', () => {
    expect(emptyLines('obj-$(CONFIG_RTL) := a.o b.o\n')).toEqual(['1 obj-: a.o b.o, CONFIG_RTL='])
  })

  test('a symbol with another value', () => {
    expect(emptyLines('obj-$(CONFIG_RTL) := a.o\n', { variables: { CONFIG_RTL: 'n' } })).toEqual([
      '1 obj-n: a.o, CONFIG_RTL=n',
    ])
  })

  test('a list that a variable was to fill', () => {
    expect(emptyLines('obj-m := $(TP_MODULES)\n')).toEqual(['1 obj-m:, TP_MODULES='])
  })

  test('conditions', () => {
    expect(emptyLines('ifdef WITH_A\nobj-m := a.o\nelse ifeq ($(WITH_B),y)\nobj-m := b.o\nendif\n')).toEqual([
      '2 obj-m: a.o, ifdef WITH_A false',
      '4 obj-m: b.o, ifdef WITH_A true, ifeq ($(WITH_B),y) false',
    ])
  })

  test('objects that would be built in', () => {
    expect(emptyLines('obj-y := a.o\n')).toEqual(['1 obj-y: a.o'])
  })

  test('not what is built, nor directories', () => {
    expect(
      emptyLines('obj-m := a.o\nobj-y := d/\n', {
        beside: { '/m/Kbuild': 'obj-m := a.o\nobj-y := d/\n', '/m/d/Kbuild': '' },
      }),
    ).toEqual([])
  })
})

describe('what else matters', () => {
  test('flags, and folders of headers', () => {
    const { made } = external({
      Kbuild: 'ccflags-y := -I$(src)/include -I $(src)/own -DX\nEXTRA_CFLAGS += -isystem /usr/x\nobj-m := d/\n',
      'd/Kbuild': 'obj-m := a.o\n',
    })
    const [flags] = flagsOf(made)
    expect(flagsOf(made)).toHaveLength(1)
    expect(flags).toEqual({ directory: '/m', flags: ['-I/m/include', '-I', '/m/own', '-DX', '-isystem', '/usr/x'] })
    expect(includeFolders(flags?.flags ?? [])).toEqual(['/m/include', '/m/own', '/usr/x'])
    expect(includeFolders(['-I', '-I/a', '-I/a', '-Ib', '-I'])).toEqual(['-I/a', '/a', 'b'])
  })

  test('symbols of other modules', () => {
    expect(
      extraSymbols(external({ Kbuild: 'obj-m := a.o\nKBUILD_EXTRA_SYMBOLS := $(src)/../b/Module.symvers\n' }).made),
    ).toEqual(['/m/../b/Module.symvers'])
    expect(extraSymbols(external({ Kbuild: '' }, { variables: { KBUILD_EXTRA_SYMBOLS: '/x /y' } }).made)).toEqual([
      '/x',
      '/y',
    ])
  })

  test('objects that come ready-made', () => {
    const files = { Kbuild: 'obj-m := a.o\na-y := x.o blob.o\n', 'blob.o_shipped': '', 'other.o_shipped': '' }
    const { made, request } = external(files)
    expect(shippedObjects(made, request.files, request.output)).toEqual(['/m/blob.o'])
  })
})
