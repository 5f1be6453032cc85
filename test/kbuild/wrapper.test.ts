/** What `make` in a module's folder hands to the kernel's makefile, in the spellings that modules have. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { readWrapper, type Wrapper } from '../../src/kbuild/wrapper.ts'
import { MakefileStore } from '../../src/make/makefile-store.ts'

interface Options {
  readonly variables?: Readonly<Record<string, string>>
  readonly beside?: Readonly<Record<string, string>>
}

const wrapperOf = (makefile: string, { variables = {}, beside = {} }: Options = {}): Wrapper | undefined =>
  readWrapper({
    files: memoryFileSystem({ '/m/Makefile': makefile, ...beside }),
    store: new MakefileStore(),
    folder: '/m',
    variables: new Map(Object.entries(variables)),
    shell: () => undefined,
  })

/** `NAME=VALUE how`. */
const handedOn = (makefile: string, options: Options = {}): readonly string[] | undefined =>
  wrapperOf(makefile, options)?.handedOn.map(({ name, value, how }) => `${name}=${value} ${how}`)

describe('the call of the kernel', () => {
  test.each([
    '$(MAKE) -C $(KDIR) M=$(PWD) modules CONFIG_A=m',
    '$(MAKE) -C $(KDIR) M=$(CURDIR) CONFIG_A=m',
    '@$(MAKE) -C $(KDIR) SUBDIRS=$(PWD) modules CONFIG_A=m',
    '-make -C $(KDIR) KBUILD_EXTMOD=$(PWD) CONFIG_A=m modules',
    '+@$(MAKE) -C "$(KDIR)" M="$(PWD)" CONFIG_A="m"',
    "make -C '$(KDIR)' 'M=$(PWD)' 'CONFIG_A=m'",
    '$(MAKE) CONFIG_A=m -C $(KDIR) M=`pwd`',
    'cd $(KDIR) && $(MAKE) M=$(PWD) CONFIG_A=m modules',
    'cd $(KDIR); make CONFIG_A=m M=$$PWD',
    '$(MAKE) -C $(KDIR) M=$$(pwd) CONFIG_A=m',
    '$(MAKE) -C $(KDIR) M=$(shell pwd) CONFIG_A=m',
    '$(MAKE) -C $(KDIR) \\\n\t\tM=$(PWD) \\\n\t\tCONFIG_A=m modules',
  ])('%s', (command) => {
    expect(handedOn(`KDIR := /lib/modules/$(shell uname -r)/build\nall:\n\t${command}\n`)).toEqual([
      'CONFIG_A=m argument',
    ])
  })

  test('arguments keep what is quoted in them', () => {
    expect(handedOn('all:\n\tmake M=. EXTRA_CFLAGS="-DA -DB=1" V=1\n')).toEqual([
      'EXTRA_CFLAGS=-DA -DB=1 argument',
      'V=1 argument',
    ])
  })

  test('is found at its place', () => {
    expect(wrapperOf('KDIR := /k\nall:\n\t@echo building\n\t$(MAKE) -C $(KDIR) M=$(PWD) A=1\n')).toMatchObject({
      makefile: 'Makefile',
      goal: 'all',
      command: 'make -C /k M=/m A=1',
      external: '/m',
      place: { file: 'Makefile', line: 4 },
    })
  })

  test('makefiles without one', () => {
    expect(wrapperOf('obj-m := a.o\n')).toBeUndefined()
    expect(wrapperOf('all:\n\tgcc -o a a.c\n')).toBeUndefined()
    expect(wrapperOf('all: ;\nother:\n\tmake M=.\n')).toBeUndefined()
    expect(
      readWrapper({
        files: memoryFileSystem({ '/m/Kbuild': '' }),
        store: new MakefileStore(),
        folder: '/m',
        variables: new Map(),
        shell: () => undefined,
      }),
    ).toBeUndefined()
  })
})

describe('the goal', () => {
  test('the first target, though not a special one or a pattern', () => {
    expect(
      wrapperOf('.PHONY: clean\n%.x: %.y\n\ttrue\nmodules:\n\tmake M=. A=1\nclean:\n\tmake M=. clean\n')?.goal,
    ).toBe('modules')
  })

  test('what it needs comes first', () => {
    const text = 'all: prepare modules\nprepare:\n\ttouch x\nmodules: prepare\n\tmake -C /k M=. A=1\n'
    expect(wrapperOf(text)).toMatchObject({ goal: 'all', command: 'make -C /k M=. A=1' })
  })

  test('prerequisites of several rules', () => {
    expect(handedOn('all: a\nall: b\na: ;\nb: | c\nc: ; make M=. A=1\n')).toEqual(['A=1 argument'])
  })

  test('.DEFAULT_GOAL', () => {
    expect(handedOn('.DEFAULT_GOAL := two\none:\n\tmake M=. A=1\ntwo:\n\tmake M=. A=2\n')).toEqual(['A=2 argument'])
  })

  test('targets that need each other are made once', () => {
    expect(wrapperOf('all: a\na: all\n\ttrue\n')).toBeUndefined()
  })

  test('in a makefile that is included', () => {
    const beside = { '/m/rules.mk': 'all:\n\tmake -C /k M=$(PWD) A=1\n' }
    expect(wrapperOf('include rules.mk\n', { beside })).toMatchObject({
      goal: 'all',
      place: { file: 'rules.mk', line: 2 },
    })
  })
})

describe('two halves', () => {
  const both =
    'ifneq ($(KERNELRELEASE),)\nobj-$(CONFIG_A) := a.o\nelse\nexport CONFIG_A = m\nall:\n\tmake -C /k M=$(PWD)\nendif\n'

  test('the half without KERNELRELEASE is the one that make reads', () => {
    expect(handedOn(both)).toEqual(['CONFIG_A=m export'])
    expect(wrapperOf(both)?.handedOn[0]?.place).toEqual({ file: 'Makefile', line: 4 })
  })

  test('names of exports, all variables, values of the end', () => {
    expect(handedOn('export A B\nA := 1\nB = $(C)\nC := 2\nall:\n\tmake M=.\n')).toEqual(['A=1 export', 'B=2 export'])
    expect(handedOn('export\nA := 1\nunexport B\nB := 2\nall:\n\tmake M=.\n')).toEqual(['A=1 export'])
  })

  test('what the user gives is stronger, and is no news', () => {
    expect(handedOn('export A := 1\nall:\n\tmake M=. B=$(A)\n', { variables: { A: '2' } })).toEqual(['B=2 argument'])
  })

  test('variables in front of the command are exported to it', () => {
    expect(handedOn('all:\n\tA=1 make -C /k M=. B=2\n')).toEqual(['A=1 export', 'B=2 argument'])
    expect(handedOn('all:\n\texport A=1; dd if=x of=y; make -C /k M=. B=2\n')).toEqual(['A=1 export', 'B=2 argument'])
  })

  test('GNUmakefile and makefile come before Makefile', () => {
    const beside = { '/m/makefile': 'all:\n\tmake M=. A=2\n' }
    expect(wrapperOf('all:\n\tmake M=. A=1\n', { beside })).toMatchObject({
      makefile: 'makefile',
      command: 'make M=. A=2',
    })
  })
})

describe('automatic variables', () => {
  test('the target is that of the rule', () => {
    expect(wrapperOf('all: modules\nmodules:\n\tmake -C /k M=. A=1 $@\n')?.command).toBe('make -C /k M=. A=1 modules')
  })
})
