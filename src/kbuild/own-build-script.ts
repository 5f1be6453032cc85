/**
 * What a directory's makefile finds set before it begins, where the tree does not bring kbuild's own scripts along:
 * headers that were unpacked without their companion packages.
 */
import { parse, type Statement } from '../../grammar/make/index.ts'

const LISTS = ['obj-y', 'obj-m', 'lib-y', 'lib-m', 'subdir-y', 'subdir-m', 'always-y', 'always-m', 'targets']
const FLAGS = ['asflags-y', 'ccflags-y', 'cppflags-y', 'ldflags-y', 'subdir-asflags-y', 'subdir-ccflags-y']
const OLD_FLAGS = ['EXTRA_AFLAGS', 'EXTRA_CFLAGS', 'EXTRA_CPPFLAGS', 'EXTRA_LDFLAGS']

const SCRIPT = `src := $(obj)
${[...LISTS, ...FLAGS, ...OLD_FLAGS].map((name) => `${name} :=\n`).join('')}
kbuild-dir := $(if $(filter /%,$(src)),$(src),$(srctree)/$(src))
include $(or $(wildcard $(kbuild-dir)/Kbuild),$(kbuild-dir)/Makefile)
`

/** Its statements; the last one includes the directory's makefile. */
export const ownBuildScript = (): readonly Statement[] => parse(SCRIPT).statements
