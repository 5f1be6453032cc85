/**
 * walk.mk and start.mk under GNU make, on a tree whose few makefiles name things as a kernel's do.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joinWalk } from '../../scripts/oracle/kbuild/join-walk.ts'
import { referenceWalk } from '../../scripts/oracle/kbuild/reference-walk.ts'
import { hasProgram } from '../../scripts/oracle/place/command.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const MACHINERY = {
  'scripts/Makefile.build': [
    'obj-y :=',
    'obj-m :=',
    'lib-y :=',
    'EXTRA_AFLAGS :=',
    'asflags-y :=',
    'targets :=',
    '-include include/config/auto.conf',
    'include $(obj)/Makefile',
    'include scripts/Makefile.lib',
    'subdir-builtin := $(filter %/built-in.a,$(real-obj-y))',
    'obj-dirs := $(obj)/must-not-be-made',
    'ifneq ($(obj-dirs),)',
    '$(shell mkdir -p $(obj-dirs))',
    'endif',
  ],
  'scripts/Makefile.lib': [
    'asflags-y += $(EXTRA_AFLAGS)',
    'parts = $(strip $(foreach s,$2,$($(1:.o=$s))))',
    'subdir-ym := $(sort $(patsubst %/,$(obj)/%,$(filter %/,$(obj-y) $(obj-m))))',
    'subdir-ym := $(patsubst ./%,%,$(subdir-ym))',
    'ifdef need-modorder',
    'obj-m := $(patsubst %/,%/modules.order,$(filter %/,$(obj-y)) $(obj-m))',
    'endif',
    'obj-y := $(patsubst %/,%/built-in.a,$(obj-y))',
    'real-obj-y := $(foreach o,$(obj-y),$(if $(call parts,$o,-objs -y -),$(call parts,$o,-objs -y),$o))',
    'ifneq ($(obj),.)',
    'obj-m := $(addprefix $(obj)/,$(obj-m))',
    'real-obj-y := $(addprefix $(obj)/,$(real-obj-y))',
    'endif',
  ],
}

const write = (files: Readonly<Record<string, readonly string[]>>): string => {
  const tree = join(folder(), 'source')
  const all = { 'include/linux/x.h': [], ...MACHINERY, ...files }
  for (const [name, lines] of Object.entries(all)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true })
    writeFileSync(join(tree, name), lines.map((line) => `${line}\n`).join(''))
  }
  return tree
}

const walked = (files: Readonly<Record<string, readonly string[]>>) => {
  const tree = write(files)
  const [config, autoConf] = [join(folder(), 'config'), join(folder(), 'auto.conf')]
  writeFileSync(config, 'CONFIG_A=y\nCONFIG_M=m\n')
  writeFileSync(autoConf, 'CONFIG_A=y\nCONFIG_M=m\n')
  const lists = joinWalk(referenceWalk({ tree, arch: 'tiny', config, autoConf, folder: join(folder(), 'walk') }))
  return { tree, lists }
}

const TOP = [
  'build-dir := .',
  'export srctree := .',
  'export KBUILD_WORD := word',
  'KBUILD_VMLINUX_OBJS := ./built-in.a',
]

describe.skipIf(!hasProgram('make'))('the reference walk under GNU make', () => {
  it('finds modules, objects and composites, with what the top exports, and makes nothing', () => {
    const { tree, lists } = walked({
      // the same file serves as the top and as the root's list
      Makefile: [...TOP, 'obj-$(CONFIG_A) += fs/', 'obj-$(CONFIG_M) += quiet/', 'obj-y += init.o'],
      'fs/Makefile': [
        'obj-$(CONFIG_M) += many.o one.o',
        'many-$(CONFIG_A) := a.o $(KBUILD_WORD).o',
        'many-$(CONFIG_M) += b.o',
        'obj-$(CONFIG_A) += core.o gone.o',
        'core-objs := x.o',
        'gone-$(CONFIG_NO) := never.o',
        'include fs/more.mk',
      ],
      'fs/more.mk': ['core-y := y.o'],
      'quiet/Makefile': ['obj-m := q.o', 'obj-y := lost.o'],
    })
    expect(lists.modules).toEqual([
      { path: 'fs/many.ko', objects: ['fs/a.o', 'fs/word.o', 'fs/b.o'] },
      { path: 'fs/one.ko', objects: ['fs/one.o'] },
      { path: 'quiet/q.ko', objects: ['quiet/q.o'] },
    ])
    expect(lists.builtinObjects).toEqual(['fs/x.o', 'fs/y.o', 'init.o'])
    expect(
      lists.directories.map(({ path, needBuiltin, needModorder, read }) => [path, needBuiltin, needModorder, read]),
    ).toEqual([
      ['.', true, true, ['Makefile']],
      ['fs', true, true, ['fs/Makefile', 'fs/more.mk']],
      ['quiet', false, true, ['quiet/Makefile']],
    ])
    expect(readdirSync(join(tree, 'fs'))).toEqual(['Makefile', 'more.mk'])
  })

  it('says what make said when it stops', () =>
    expect(() => walked({ Makefile: [...TOP, 'obj-y += fs/'], 'fs/Makefile': ['$(error no such luck)'] })).toThrow(
      /exit 2\n(.*\n)*.*no such luck/,
    ))
})
