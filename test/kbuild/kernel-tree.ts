/**
 * Small kernel trees in memory: a top makefile, an architecture's and kbuild's scripts, of our own, as short as the walk
 * can do with. A test adds the makefiles of directories and looks at lists.
 */
import { type MemoryFiles, memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type Build, build } from '../../src/kbuild/build.ts'
import type { PlacedObject } from '../../src/kbuild/products.ts'
import type { KbuildRequest } from '../../src/kbuild/top-makefile.ts'
import { MakefileStore } from '../../src/make/makefile-store.ts'

export const SOURCE = '/src'

/** In the manner of Linux 6.1: one root, directories of the architecture exported to the Kbuild file there. */
export const TOP_MAKEFILE = `VERSION = 6
PATCHLEVEL = 1
SUBLEVEL = 0
EXTRAVERSION =
ifneq ($(sub_make_done),1)
export sub_make_done := 1
export abs_objtree := $(or $(KBUILD_OUTPUT),$(CURDIR))
export abs_srctree := $(realpath $(dir $(lastword $(MAKEFILE_LIST))))
ifneq ($(abs_objtree),$(CURDIR))
need-sub-make := 1
endif
endif
ifeq ($(abs_srctree),$(abs_objtree))
srctree := .
else
srctree := $(abs_srctree)
endif
objtree := .
SRCARCH := $(ARCH)
export srctree objtree ARCH SRCARCH KBUILD_EXTMOD
KERNELVERSION = $(VERSION).$(PATCHLEVEL).$(SUBLEVEL)$(EXTRAVERSION)
KERNELRELEASE = $(file < include/config/kernel.release)
export KERNELVERSION KERNELRELEASE
-include include/config/auto.conf
core-y :=
drivers-y :=
libs-y := lib/
include $(srctree)/arch/$(SRCARCH)/Makefile
ifeq ($(KBUILD_EXTMOD),)
build-dir := .
else
build-dir := $(KBUILD_EXTMOD)
endif
export ARCH_CORE := $(core-y)
export ARCH_LIB := $(filter %/,$(libs-y))
export ARCH_DRIVERS := $(drivers-y) $(drivers-m)
KBUILD_VMLINUX_OBJS := ./built-in.a
ifdef CONFIG_MODULES
KBUILD_VMLINUX_OBJS += $(patsubst %/,%/lib.a,$(filter %/,$(libs-y)))
KBUILD_VMLINUX_LIBS := $(filter-out %/,$(libs-y))
else
KBUILD_VMLINUX_LIBS := $(patsubst %/,%/lib.a,$(libs-y))
endif
`

const LISTS = ['obj-y', 'obj-m', 'lib-y', 'lib-m', 'always-y', 'targets', 'subdir-y', 'subdir-m', 'ccflags-y']

const BUILD_SCRIPT = `src := $(obj)
${LISTS.map((name) => `${name} :=\n`).join('')}EXTRA_CFLAGS :=
-include include/config/auto.conf
include $(srctree)/scripts/Kbuild.include
kbuild-dir := $(if $(filter /%,$(src)),$(src),$(srctree)/$(src))
include $(or $(wildcard $(kbuild-dir)/Kbuild),$(kbuild-dir)/Makefile)
include $(srctree)/scripts/Makefile.lib
`

/** What every tree has unless a test says otherwise; it builds nothing. */
export const BARE_TREE: MemoryFiles = {
  Makefile: TOP_MAKEFILE,
  Kbuild: '',
  'arch/tiny/Makefile': '',
  'scripts/Makefile.build': BUILD_SCRIPT,
  'scripts/Makefile.lib': '',
  'scripts/Kbuild.include': 'build := -f $(srctree)/scripts/Makefile.build obj\n',
}

/** What a tree is built with; `without` names files that it does not have. */
export interface TreeOptions {
  /** `CONFIG_` in front of the names is left out. */
  readonly config?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly exported?: Readonly<Record<string, string>>
  /** Answers of commands. */
  readonly shell?: Readonly<Record<string, string>>
  readonly external?: string
  readonly output?: string
  readonly release?: string
  readonly without?: readonly string[]
  /** Of folders beside the tree, absolute. */
  readonly beside?: MemoryFiles
}

const absolute = (files: MemoryFiles, without: readonly string[]): MemoryFiles =>
  Object.fromEntries(
    Object.entries({ ...BARE_TREE, ...files }).flatMap(([path, text]) =>
      without.includes(path) ? [] : [[`${SOURCE}/${path}`, text]],
    ),
  )

/** The files of a tree, below `SOURCE`. */
export const treeFiles = (files: MemoryFiles, { without = [], beside = {} }: TreeOptions = {}): MemoryFiles => ({
  ...absolute(files, without),
  ...beside,
})

const mapOf = (record: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(record))

/** Symbols as auto.conf has them. */
export const configurationOf = (config: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(config).map(([symbol, text]) => [`CONFIG_${symbol}`, text]))

export const treeRequest = (files: MemoryFiles, options: TreeOptions = {}): KbuildRequest => {
  const { config = {}, variables = {}, exported = {}, shell = {}, external, output = SOURCE, release } = options
  return {
    files: memoryFileSystem(treeFiles(files, options)),
    store: new MakefileStore(),
    source: SOURCE,
    output,
    arch: 'tiny',
    configuration: configurationOf(config),
    variables: mapOf(variables),
    exported: mapOf(exported),
    ...(external === undefined ? {} : { external }),
    ...(release === undefined ? {} : { release }),
    shell: (command) => shell[command],
  }
}

/** A build that must come to its end. */
export const built = (request: KbuildRequest, only?: string): Build => {
  const result = build(request, only)
  if (result.kind === 'stopped') throw result.stop
  return result.build
}

/** The build of a tree, directory makefiles in. */
export const buildOf = (files: MemoryFiles, options: TreeOptions = {}): Build => built(treeRequest(files, options))

/** `a.ko: b.o c.o`, in the order of modules.order. */
export const moduleLines = (made: Build): readonly string[] =>
  made.modules.map(({ path, objects }) => `${path}: ${objects.join(' ')}`.trim())

export const pathsOf = (objects: readonly PlacedObject[]): readonly string[] => objects.map(({ path }) => path)
