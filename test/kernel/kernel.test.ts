/** Architectures, versions and what a Makefile exports. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import {
  architecture,
  chooseArchitecture,
  knownArchitectures,
  treeArchitectures,
} from '../../src/kernel/architectures.ts'
import { hostArchitecture } from '../../src/kernel/host-architecture.ts'
import { isAtLeast, parseKernelVersion } from '../../src/kernel/kernel-version.ts'
import { exportedNames } from '../../src/kernel/makefile-exports.ts'

describe('architecture', () => {
  test.each([
    ['x86', 'x86'],
    ['x86_64', 'x86'],
    ['i386', 'x86'],
    ['sparc64', 'sparc'],
    ['parisc64', 'parisc'],
    ['arm64', 'arm64'],
    ['constructor', 'constructor'],
  ])('%s is in arch/%s', (arch, srcarch) => {
    expect(architecture(arch)).toEqual({ arch, srcarch })
  })
})

describe('the architectures of a tree', () => {
  const files = memoryFileSystem({
    't/arch/Kconfig': '',
    't/arch/x86/Kconfig': '',
    't/arch/arm64/Kconfig': '',
    't/arch/sparc/Kconfig': '',
    't/arch/gone/README': '',
  })
  const folders = treeArchitectures(files, 't')

  test('are its folders with a Kconfig', () => {
    expect(folders).toEqual(['arm64', 'sparc', 'x86'])
    expect(treeArchitectures(files, 'elsewhere')).toEqual([])
    expect(treeArchitectures(memoryFileSystem({ 'arch/um/Kconfig': '' }), '')).toEqual(['um'])
  })

  test('have other names', () => {
    expect(knownArchitectures(folders)).toEqual(['arm64', 'i386', 'sparc', 'sparc32', 'sparc64', 'x86', 'x86_64'])
  })

  test.each([
    ['aarch64', 'arm64'],
    ['amd64', 'x86_64'],
    ['sprac64', 'sparc64'],
    ['ppc64', undefined],
    ['../x86', undefined],
  ])('%s is unknown: %s may have been meant', (arch, nearest) => {
    expect(chooseArchitecture(arch, folders)).toMatchObject({ kind: 'unknown', nearest })
  })

  test('are found by any of their names', () => {
    expect(chooseArchitecture('i386', folders)).toEqual({
      kind: 'known',
      architecture: { arch: 'i386', srcarch: 'x86' },
    })
  })
})

describe('hostArchitecture', () => {
  test.each([
    ['x86_64', 'x86'],
    ['i686', 'x86'],
    ['aarch64', 'arm64'],
    ['arm64', 'arm64'],
    ['armv7l', 'arm'],
    ['ppc64le', 'powerpc'],
    ['s390x', 's390'],
    ['riscv64', 'riscv'],
    ['sun4u', 'sparc64'],
    ['sh4a', 'sh'],
    ['mips64', 'mips'],
    ['alpha', 'alpha'],
  ])('%s is %s', (machine, arch) => {
    expect(hostArchitecture(machine)).toBe(arch)
  })
})

describe('parseKernelVersion', () => {
  test.each([
    ['VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 192\nEXTRAVERSION =\nNAME = Curry Ramen\n', '6.1.192'],
    ['# SPDX\nVERSION = 6\nPATCHLEVEL = 13\nSUBLEVEL = 0\nEXTRAVERSION = -rc3\n', '6.13.0-rc3'],
    ['VERSION = 3\nPATCHLEVEL = 0\nSUBLEVEL =\nEXTRAVERSION = +x # mine\n', '3.0+x'],
    ['VERSION=4\nPATCHLEVEL=17\nSUBLEVEL=2\nVERSION = 9\n', '4.17.2'],
  ])('%j is %s', (makefile, text) => {
    expect(parseKernelVersion(makefile)?.text).toBe(text)
  })

  test.each(['', 'VERSION = 6\n', 'VERSION = $(shell x)\nPATCHLEVEL = 1\n', 'all:\n\techo\n'])(
    '%j has none',
    (makefile) => {
      expect(parseKernelVersion(makefile)).toBeUndefined()
    },
  )

  test('compares releases', () => {
    const version = parseKernelVersion('VERSION = 6\nPATCHLEVEL = 9\nNAME = N\n')
    expect(version).toMatchObject({ version: 6, patchlevel: 9, sublevel: '', text: '6.9' })
    if (version === undefined) throw new Error('no version')
    expect([
      isAtLeast(version, 6, 9),
      isAtLeast(version, 6, 10),
      isAtLeast(version, 5, 19),
      isAtLeast(version, 7, 0),
    ]).toEqual([true, false, true, false])
  })
})

describe('exportedNames', () => {
  test('reads every form of export', () => {
    const makefile =
      'export A B \\\n\tC # D\n  export E := 1 F\nexport\nunexport G\n#export H\nexport I ?= $(J)\nexport $(K)\n'
    expect([...exportedNames(makefile)]).toEqual(['A', 'B', 'C', 'E', 'I'])
  })
})
