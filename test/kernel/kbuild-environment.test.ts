import { describe, expect, test } from 'vitest'
import { architecture } from '../../src/kernel/architectures.ts'
import { clangFlags } from '../../src/kernel/clang-flags.ts'
import { UNKNOWN } from '../../src/kernel/environment-value.ts'
import { type KbuildRequest, kbuildEnvironment } from '../../src/kernel/kbuild-environment.ts'
import { toolNames } from '../../src/kernel/tool-names.ts'

const MAKEFILE = `VERSION = 6
PATCHLEVEL = 1
SUBLEVEL = 7
EXTRAVERSION = -x
export VERSION PATCHLEVEL SUBLEVEL KERNELRELEASE KERNELVERSION
export ARCH SRCARCH CONFIG_SHELL CROSS_COMPILE LD CC
export RUSTC KBUILD_CFLAGS
\texport KBUILD_DEFCONFIG CC_VERSION_TEXT
`

const environment = (request: Partial<KbuildRequest> = {}) =>
  kbuildEnvironment({
    architecture: architecture('x86_64'),
    makefile: MAKEFILE,
    hostArchitecture: 'x86',
    process: {},
    ...request,
  })

const pick = (map: ReadonlyMap<string, unknown>, ...names: readonly string[]): readonly unknown[] =>
  names.map((name) => map.get(name))

describe('kbuildEnvironment', () => {
  test('says what follows from the tree and the architecture', () => {
    expect(Object.fromEntries(environment())).toMatchObject({
      srctree: '.',
      KERNELVERSION: '6.1.7-x',
      SUBLEVEL: '7',
      ARCH: 'x86_64',
      SRCARCH: 'x86',
      CC: 'gcc',
      LD: 'ld',
      PAHOLE: 'pahole',
      PYTHON3: 'python3',
      CONFIG_SHELL: 'sh',
      CLANG_FLAGS: '',
      USERCFLAGS: '',
      CROSS_COMPILE_COMPAT: '',
    })
  })

  test('marks what only a toolchain tells, where the tree exports it', () => {
    expect(pick(environment(), 'CC_VERSION_TEXT', 'KBUILD_CFLAGS')).toEqual([UNKNOWN, UNKNOWN])
    expect(environment().has('RUSTC_VERSION_TEXT')).toBe(false)
    expect(environment({ makefile: `${MAKEFILE}export RUSTC_VERSION_TEXT\n` }).get('RUSTC_VERSION_TEXT')).toEqual(
      UNKNOWN,
    )
  })

  test('takes what kbuild takes from the process, and nothing else', () => {
    const process = {
      CROSS_COMPILE: 'arm-',
      LD: 'my-ld',
      HOME: '/h',
      SRCARCH: 'vax',
      CC_VERSION_TEXT: 'gcc',
      USERCFLAGS: '-O',
    }
    expect(pick(environment({ process }), 'CC', 'LD', 'HOME', 'SRCARCH', 'CC_VERSION_TEXT', 'USERCFLAGS')).toEqual([
      'arm-gcc',
      'my-ld',
      undefined,
      'x86',
      UNKNOWN,
      '-O',
    ])
  })

  test('asks for the host of um', () => {
    const um = { architecture: architecture('um') }
    expect(pick(environment(um), 'SUBARCH', 'HEADER_ARCH')).toEqual(['x86', 'x86'])
    expect(pick(environment({ ...um, process: { SUBARCH: 'i386' } }), 'SUBARCH', 'HEADER_ARCH')).toEqual([
      'i386',
      'x86',
    ])
    expect(environment().has('HEADER_ARCH')).toBe(false)
  })

  test('knows the flags of clang from the tree', () => {
    const process = { LLVM: '1' }
    expect(environment({ process }).get('CLANG_FLAGS')).toEqual(UNKNOWN)
    const makefileClang = 'CLANG_TARGET_FLAGS_x86\t\t:= x86_64-linux-gnu\n'
    expect(environment({ process, makefileClang }).get('CLANG_FLAGS')).toBe('--target=x86_64-linux-gnu -fintegrated-as')
  })
})

describe('toolNames', () => {
  test.each([
    [{}, 'gcc', 'ld', 'nm', 'gcc'],
    [{ CROSS_COMPILE: '/opt/arm-' }, '/opt/arm-gcc', '/opt/arm-ld', '/opt/arm-nm', 'gcc'],
    [{ LLVM: '1', CROSS_COMPILE: 'arm-' }, 'clang', 'ld.lld', 'llvm-nm', 'clang'],
    [{ LLVM: '-15' }, 'clang-15', 'ld.lld-15', 'llvm-nm-15', 'clang-15'],
    [{ LLVM: '/opt/bin/' }, '/opt/bin/clang', '/opt/bin/ld.lld', '/opt/bin/llvm-nm', '/opt/bin/clang'],
    [{ CC: 'clang', HOSTCC: 'cc' }, 'clang', 'ld', 'nm', 'cc'],
  ])('%o', (variables, ...expected) => {
    const { CC, LD, NM, HOSTCC, CPP } = toolNames(variables)
    expect([CC, LD, NM, HOSTCC]).toEqual(expected)
    expect(CPP).toBe(`${CC} -E`)
  })
})

describe('clangFlags', () => {
  const older =
    'CLANG_TARGET_FLAGS_arm\t:= arm-linux-gnueabi\nCLANG_TARGET_FLAGS_x86\t:= x86_64-linux-gnu\n' +
    'CLANG_FLAGS\t+= --target=$(notdir $(CROSS_COMPILE:%-=%))\nCLANG_FLAGS\t+= -Werror=unknown-warning-option\n'
  const newer = older.replace('$(notdir $(CROSS_COMPILE:%-=%))', '$(CLANG_TARGET_FLAGS)')
  const request = { makefileClang: older, srcarch: 'arm', subarch: '', crossCompile: '/opt/armv7-eabi-', llvmIas: '' }

  test.each([
    [{}, '--target=armv7-eabi -fintegrated-as -Werror=unknown-warning-option'],
    [{ crossCompile: '' }, '--target=arm-linux-gnueabi -fintegrated-as -Werror=unknown-warning-option'],
    [{ makefileClang: newer }, '--target=arm-linux-gnueabi -fintegrated-as -Werror=unknown-warning-option'],
    [
      { makefileClang: newer, srcarch: 'um', subarch: 'x86' },
      '--target=x86_64-linux-gnu -fintegrated-as -Werror=unknown-warning-option',
    ],
    [{ makefileClang: newer, srcarch: 'alpha' }, UNKNOWN],
    [{ llvmIas: '0' }, UNKNOWN],
  ])('%o', (changes, flags) => {
    expect(clangFlags({ ...request, ...changes })).toEqual(flags)
  })
})
