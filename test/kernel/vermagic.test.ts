/** VERMAGIC_STRING from the tables: what packaged kernels carry, by the symbols of their configurations. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { type ConfigLookup, known } from '../../src/kernel/fact.ts'
import { versionOf } from '../../src/kernel/tree-version.ts'
import { type Vermagic, vermagicFromText } from '../../src/kernel/vermagic.ts'
import { vermagicFromTable } from '../../src/kernel/vermagic-table.ts'

const lookup = (symbols: string): ConfigLookup => {
  const lines = symbols.split(' ').map((symbol) => `CONFIG_${symbol}${symbol.includes('=') ? '' : '=y'}\n`)
  const set = readConfig(lines.join(''), '.config')
  return (symbol) => set.entries.get(symbol)
}

const magic = (version: string, srcarch: string, symbols: string): Vermagic =>
  vermagicFromTable({
    version: versionOf(version),
    srcarch,
    config: lookup(symbols),
    release: known('R', { kind: 'option', option: '--release' }),
  })

const text = (...args: Parameters<typeof magic>): string | undefined => {
  const found = magic(...args).text
  return found.kind === 'known' ? found.value : undefined
}

describe('Debian 6.1.0-50', () => {
  const both = 'MODULE_UNLOAD MODVERSIONS'
  test.each([
    ['amd64', 'x86', `SMP PREEMPT_BUILD X86_64 MK8 ${both}`, 'R SMP preempt mod_unload modversions '],
    ['686', 'x86', `SMP PREEMPT_BUILD X86_32 MGEODE_LX ${both}`, 'R SMP preempt mod_unload modversions GEODE '],
    ['686-pae', 'x86', `SMP PREEMPT_BUILD X86_32 M686 ${both}`, 'R SMP preempt mod_unload modversions 686 '],
    ['arm64', 'arm64', `SMP ${both}`, 'R SMP mod_unload modversions aarch64'],
    ['rt-arm64', 'arm64', `SMP PREEMPT_RT ${both}`, 'R SMP preempt_rt mod_unload modversions aarch64'],
    ['armmp', 'arm', `SMP CPU_32v6K CPU_32v7 ARM_PATCH_PHYS_VIRT ${both}`, 'R SMP mod_unload modversions ARMv7 p2v8 '],
    ['marvell', 'arm', `CPU_32v5 ARM_PATCH_PHYS_VIRT ${both}`, 'R mod_unload modversions ARMv5 p2v8 '],
    ['rpi', 'arm', `CPU_32v6 ARM_PATCH_PHYS_VIRT ${both}`, 'R mod_unload modversions ARMv6 p2v8 '],
    ['4kc-malta', 'mips', `SMP 32BIT CPU_MIPS32_R2 ${both}`, 'R SMP mod_unload modversions MIPS32_R2 32BIT '],
    ['5kc-malta', 'mips', `SMP 64BIT CPU_MIPS64_R2 ${both}`, 'R SMP mod_unload modversions MIPS64_R2 64BIT '],
    [
      'loongson-3',
      'mips',
      `SMP PREEMPT_BUILD 64BIT CPU_LOONGSON64 ${both}`,
      'R SMP preempt mod_unload modversions LOONGSON64 64BIT ',
    ],
    ['octeon', 'mips', `SMP 64BIT CPU_CAVIUM_OCTEON ${both}`, 'R SMP mod_unload modversions OCTEON 64BIT '],
    [
      'powerpc64le',
      'powerpc',
      `SMP MPROFILE_KERNEL RELOCATABLE ${both}`,
      'R SMP mod_unload modversions mprofile-kernel relocatable ',
    ],
    ['s390x', 's390', `SMP ${both}`, 'R SMP mod_unload modversions '],
  ])('%s', (_, srcarch, symbols, expected) => {
    expect(text('6.1.176', srcarch, symbols)).toBe(expected)
  })
})

describe('generations', () => {
  test.each([
    ['5.15.0', 'PREEMPT PREEMPT_BUILD', 'R preempt aarch64'],
    ['5.15.0', 'PREEMPT_BUILD', 'R aarch64'],
    ['6.1.0', 'PREEMPT', 'R aarch64'],
    ['6.12.1', 'PREEMPT_BUILD PREEMPT_RT', 'R preempt aarch64'],
    ['4.9.45', 'PREEMPT_RT MODVERSIONS', 'R modversions aarch64'],
    ['4.13.0', 'PREEMPT_RT RANDSTRUCT', 'R aarch64'],
  ])('%s %s', (version, symbols, expected) => {
    expect(text(version, 'arm64', symbols)).toBe(expected)
  })

  test('2.6 ends in the compiler, which no old configuration records', () => {
    const old = 'M686 REGPARM 4KSTACKS MODULE_UNLOAD MODVERSIONS SMP'
    expect(text('2.6.9', 'x86', `${old} GCC_VERSION=30300`)).toBe('R SMP 686 REGPARM 4KSTACKS gcc-3.3')
    expect(text('2.6.18', 'x86', `${old} GCC_VERSION=40102`)).toBe('R SMP mod_unload 686 REGPARM 4KSTACKS gcc-4.1')
    expect(text('2.6.32', 'x86', old)).toBe('R SMP mod_unload modversions 686 REGPARM 4KSTACKS ')
    const found = magic('2.6.9', 'x86', old)
    expect(found.text).toEqual({
      kind: 'unknown',
      wanted: [
        { kind: 'option', option: '--like' },
        { kind: 'option', option: '--vermagic' },
      ],
    })
    expect(found.words.map((word) => word.text)).toEqual(['SMP', '686', 'REGPARM', '4KSTACKS'])
  })

  test('between what was seen, nothing is said', () => {
    expect(magic('2.6.24', 'x86', 'M686').text).toMatchObject({
      wanted: [{ file: 'include/linux/vermagic.h' }, {}, {}],
    })
    expect(magic('4.9.45', 'powerpc', 'PPC64').text).toMatchObject({
      wanted: [{ file: 'arch/powerpc/include/asm/vermagic.h' }, {}, {}],
    })
    expect(text('4.9.0', 'blackfin', 'SMP')).toBeUndefined()
  })
})

describe('architectures', () => {
  test.each([
    ['riscv', 'SMP', 'R SMP riscv'],
    ['arc', 'SMP', 'R SMP ARC700'],
    ['loongarch', '64BIT', 'R LOONGARCH 64BIT '],
    ['sh', 'CPU_LITTLE_ENDIAN CPU_SH4', 'R SH4LE '],
    ['sh', 'CPU_SH2', 'R SH2BE '],
    ['ia64', 'GCC_VERSION=120200', 'R ia64gcc-12.2'],
    ['arm', 'CPU_32v7 THUMB2_KERNEL ARM_PATCH_PHYS_VIRT', 'R ARMv7 thumb2 p2v8 '],
    ['powerpc', 'ARCH_USING_PATCHABLE_FUNCTION_ENTRY MPROFILE_KERNEL', 'R patchable-function-entry '],
    ['parisc', 'SMP', 'R SMP '],
    ['x86', 'MVIAC3_2 X86_32', 'R VIAC3-2 '],
    ['x86', 'X86_32', undefined],
    ['mips', '64BIT', undefined],
    ['xtensa', 'SMP', undefined],
    ['arm64', 'RANDSTRUCT', undefined],
  ])('%s %s', (srcarch, symbols, expected) => {
    expect(text('6.2.0', srcarch, symbols)).toBe(expected)
  })
})

test.each([
  ['4.9.45', 'metag', 'METAG_META12 4KSTACKS', 'R META 1.2 4KSTACKS '],
  ['4.9.45', 'metag', 'METAG_META21', 'R META 2.1 '],
  ['4.9.45', 'score', 'SMP', 'R SMP SCORE732BIT '],
  ['4.9.45', 'tile', 'SMP', 'R SMP '],
  ['4.9.45', 'avr32', '', 'R AVR32v1'],
  ['4.9.45', 'frv', '', undefined],
  ['5.10.0', 'powerpc', 'MPROFILE_KERNEL RELOCATABLE', 'R mprofile-kernel relocatable '],
])('an older kernel: %s %s %s', (version, srcarch, symbols, expected) => {
  expect(text(version, srcarch, symbols)).toBe(expected)
})

test('each word with its reason', () => {
  const { words } = magic('6.1.0', 'arm64', 'SMP PREEMPT_RT')
  const written = { kind: 'version', version: '6.1' }
  expect(words).toEqual([
    {
      text: 'SMP',
      macro: 'MODULE_VERMAGIC_SMP',
      written,
      because: [{ kind: 'config', symbol: 'SMP', value: 'y', file: '.config', line: 1 }],
    },
    {
      text: 'preempt_rt',
      macro: 'MODULE_VERMAGIC_PREEMPT',
      written,
      because: [{ kind: 'config', symbol: 'PREEMPT_RT', value: 'y', file: '.config', line: 2 }],
    },
    { text: 'aarch64', macro: 'MODULE_ARCH_VERMAGIC', written, because: [] },
  ])
})

test('a string known as a whole', () => {
  const source = { kind: 'option', option: '--vermagic' } as const
  const found = vermagicFromText('6.1.0-56-amd64 SMP mod_unload ', source)
  expect(found.release).toEqual(known('6.1.0-56-amd64', source))
  expect(found.tail).toEqual(known(' SMP mod_unload ', source))
  expect(found.text).toEqual(known('6.1.0-56-amd64 SMP mod_unload ', source))
  expect(vermagicFromText('6.1.0', source).tail).toEqual(known('', source))
})
