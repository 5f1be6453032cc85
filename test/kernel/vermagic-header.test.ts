/** VERMAGIC_STRING off headers, in the form that kernels write them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type ConfigLookup, known } from '../../src/kernel/fact.ts'
import { headerPaths } from '../../src/kernel/header-paths.ts'
import type { Vermagic } from '../../src/kernel/vermagic.ts'
import { vermagicFromHeaders } from '../../src/kernel/vermagic-header.ts'

const lookup = (text: string): ConfigLookup => {
  const set = readConfig(text, '.config')
  return (symbol) => set.entries.get(symbol)
}

const HEADER = `/* A comment's apostrophe, and "quotes */
#ifndef _GUARD_H
#define _GUARD_H
#include <generated/utsrelease.h>
#include <asm/vermagic.h>
#ifdef CONFIG_SMP
#define WORD_SMP "SMP "
#else
#define WORD_SMP ""
#endif
#if defined(CONFIG_PREEMPT_BUILD) && !IS_ENABLED(CONFIG_TINY)
#define WORD_PREEMPT "preempt "
#elif defined CONFIG_PREEMPT_RT
#define WORD_PREEMPT "preempt_rt "
#else
#define WORD_PREEMPT ""
#endif
#ifdef RANDSTRUCT
#include <generated/randstruct_hash.h>
#define WORD_SEED "RANDSTRUCT_" RANDSTRUCT_HASHED_SEED
#else
#define WORD_SEED
#endif
struct never { int read; };
#define VERMAGIC_STRING \\
	UTS_RELEASE " " \\
	WORD_SMP WORD_PREEMPT /* more */ \\
	MODULE_ARCH_VERMAGIC \\
	WORD_SEED
#endif
`
const ARM64 = '#define MODULE_ARCH_VERMAGIC\t"aarch64"\n'

interface Case {
  readonly header?: string
  readonly asm?: string
  readonly more?: Record<string, string>
  readonly config?: string | undefined
  readonly srcarch?: string
}

const magic = ({ header = HEADER, asm = ARM64, more = {}, srcarch = 'arm64', ...rest }: Case): Vermagic | undefined => {
  const config = 'config' in rest && rest.config === undefined ? undefined : lookup(rest.config ?? '')
  const files = memoryFileSystem({
    's/include/linux/vermagic.h': header,
    's/arch/arm64/include/asm/vermagic.h': asm,
    's/include/asm-generic/vermagic.h': '#define MODULE_ARCH_VERMAGIC ""\n',
    ...more,
  })
  const place = { build: 'b', source: 's', srcarch, ...(config === undefined ? {} : { config }) }
  const release = known('R', { kind: 'option', option: '--release' })
  return vermagicFromHeaders({ files, headerPaths: headerPaths(place), config, release })
}

const text = (request: Case): string | undefined => {
  const found = magic(request)?.text
  return found?.kind === 'known' ? found.value : undefined
}

describe('words and their order', () => {
  test.each([
    ['', 'R aarch64'],
    ['CONFIG_SMP=y\n', 'R SMP aarch64'],
    ['CONFIG_SMP=m\n', 'R aarch64'],
    ['CONFIG_PREEMPT_BUILD=y\nCONFIG_PREEMPT_RT=y\n', 'R preempt aarch64'],
    ['CONFIG_PREEMPT_BUILD=y\nCONFIG_TINY=m\n', 'R aarch64'],
    ['CONFIG_PREEMPT_RT=y\n', 'R preempt_rt aarch64'],
  ])('%j', (config, expected) => {
    expect(text({ config })).toBe(expected)
  })

  test('each with the line of the header and of the configuration', () => {
    expect(magic({ config: '# x\nCONFIG_PREEMPT_RT=y\n' })?.words).toEqual([
      {
        text: 'preempt_rt',
        macro: 'WORD_PREEMPT',
        written: { kind: 'file', file: 's/include/linux/vermagic.h', line: 14 },
        because: [{ kind: 'config', symbol: 'PREEMPT_RT', value: 'y', file: '.config', line: 2 }],
      },
      {
        text: 'aarch64',
        macro: 'MODULE_ARCH_VERMAGIC',
        written: { kind: 'file', file: 's/arch/arm64/include/asm/vermagic.h', line: 1 },
        because: [],
      },
    ])
  })

  test('what other configurations would give', () => {
    expect(magic({})?.choices.map((choice) => [choice.text, ...choice.symbols])).toEqual([
      ['aarch64'],
      ['SMP', 'SMP'],
      ['preempt', 'PREEMPT_BUILD', 'TINY'],
      ['preempt_rt', 'PREEMPT_RT'],
    ])
  })
})

describe('the architecture', () => {
  test('what the compiler is given', () => {
    const asm = '#define A "ARMv" __stringify(__LINUX_ARM_ARCH__) " "\n#define MODULE_ARCH_VERMAGIC A\n'
    expect(text({ asm, config: 'CONFIG_CPU_32v7=y\n' })).toBe('R ARMv7 ')
    expect(magic({ asm })?.text).toMatchObject({ kind: 'unknown', wanted: [{ symbol: 'CPU_32v7' }] })
  })

  test('the name of a macro that nobody defines, a string in quotes', () => {
    expect(text({ asm: '#define MODULE_ARCH_VERMAGIC __stringify(PROCESSOR_MODEL_NAME) " "\n' })).toBe(
      'R PROCESSOR_MODEL_NAME ',
    )
    expect(text({ asm: '#define MODULE_ARCH_VERMAGIC __stringify(OTHER) " "\n' })).toBeUndefined()
    const asm = '#include <variant/core.h>\n#define MODULE_ARCH_VERMAGIC "xtensa-" __stringify(XCHAL_CORE_ID) " "\n'
    const xtensa = { srcarch: 'xtensa', config: 'CONFIG_XTENSA_VARIANT_NAME="fsf"\n' }
    const more = {
      's/arch/xtensa/include/asm/vermagic.h': asm,
      's/arch/xtensa/variants/fsf/include/variant/core.h': '#define XCHAL_CORE_ID "fsf" /* name */\n',
    }
    expect(text({ ...xtensa, more })).toBe('R xtensa-"fsf" ')
    const file = { 's/arch/xtensa/include/asm/vermagic.h': asm }
    expect(magic({ ...xtensa, more: file })?.text).toMatchObject({ kind: 'unknown', wanted: [{ kind: 'file' }] })
  })

  test('none of its own: the generic one, also through a generated header', () => {
    expect(text({ srcarch: 's390' })).toBe('R ')
    const generated = { 'b/arch/s390/include/generated/asm/vermagic.h': '#include <asm-generic/vermagic.h>\n' }
    expect(text({ srcarch: 's390', more: generated })).toBe('R ')
  })

  test('that is not known leaves the string unknown', () => {
    const files = memoryFileSystem({ 's/include/linux/vermagic.h': HEADER, 's/include/asm-generic/vermagic.h': ARM64 })
    const found = vermagicFromHeaders({
      files,
      headerPaths: headerPaths({ build: 's', source: 's' }),
      config: lookup(''),
      release: known('R', { kind: 'option', option: '--release' }),
    })
    expect(found?.text.kind).toBe('unknown')
  })

  test('asm/module.h of older trees', () => {
    const header =
      '#include <linux/module.h>\n#ifndef MODULE_ARCH_VERMAGIC\n#define MODULE_ARCH_VERMAGIC ""\n#endif\n' +
      '#define VERMAGIC_STRING UTS_RELEASE " " MODULE_ARCH_VERMAGIC "gcc-" __stringify(__GNUC__) "." __stringify(__GNUC_MINOR__)\n'
    const more = { 's/include/asm-i386/module.h': '#ifdef CONFIG_M686\n#define MODULE_ARCH_VERMAGIC "686 "\n#endif\n' }
    const old = { header, srcarch: 'x86', more }
    expect(text({ ...old, config: 'CONFIG_M686=y\nCONFIG_GCC_VERSION=30401\n' })).toBe('R 686 gcc-3.4')
    expect(text({ ...old, config: 'CONFIG_GCC_VERSION=30401\n' })).toBe('R gcc-3.4')
    // a tree without the architecture's folder
    expect(text({ ...old, more: {}, config: 'CONFIG_GCC_VERSION=30401\n' })).toBeUndefined()
    expect(magic({ ...old, config: 'CONFIG_M686=y\n' })?.words.map((word) => word.text)).toEqual(['686'])
  })
})

describe('what is not known', () => {
  test('the seed of a build that left none', () => {
    const found = magic({ config: 'CONFIG_RANDSTRUCT=y\nCONFIG_SMP=y\n' })
    expect(found?.text).toEqual({
      kind: 'unknown',
      wanted: [{ kind: 'file', file: 'b/include/generated/randstruct_hash.h' }],
    })
    // the word that the seed would complete is none yet
    expect(found?.words.map((word) => word.text)).toEqual(['SMP'])
    const more = { 'b/include/generated/randstruct_hash.h': '#define RANDSTRUCT_HASHED_SEED "abc"\n' }
    expect(text({ config: 'CONFIG_RANDSTRUCT=y\n', more })).toBe('R aarch64RANDSTRUCT_abc')
  })

  test('without a configuration each symbol is wanted', () => {
    expect(magic({ config: undefined })?.text).toMatchObject({
      kind: 'unknown',
      wanted: expect.arrayContaining([{ kind: 'config', symbol: 'SMP' }]),
    })
    expect(text({ config: undefined, header: '#define VERMAGIC_STRING UTS_RELEASE " fixed "\n' })).toBe('R fixed ')
  })

  test.each([
    '#if CONFIG_SMP +\n#define W "x"\n#else\n#define W ""\n#endif\n#define VERMAGIC_STRING UTS_RELEASE W\n',
    '#define VERMAGIC_STRING UTS_RELEASE + 1\n',
    '#define VERMAGIC_STRING VERMAGIC_STRING\n',
    '#define VERMAGIC_STRING UTS_RELEASE UNHEARD_OF\n',
  ])('%j is not guessed', (header) => {
    expect(magic({ header })?.text.kind).toBe('unknown')
  })

  test.each(['', '#endif\n#else\n#elif 1\n', '/* open', '#define\n#include\n#if\n', '\\\n\\', '\0\xff#"'])(
    '%j is no vermagic header',
    (header) => {
      expect(magic({ header })).toBeUndefined()
    },
  )

  test('what doubles or nests without end is not known, and ends', () => {
    const doubling = Array.from({ length: 40 }, (_, n) => `#define M${n} M${n + 1} M${n + 1}\n`).join('')
    expect(magic({ header: `${doubling}#define M40 "x "\n#define VERMAGIC_STRING UTS_RELEASE M0\n` })?.text.kind).toBe(
      'unknown',
    )
    const nested = `#if ${'('.repeat(50000)}1${')'.repeat(50000)}\n#define W "x "\n#endif\n`
    expect(magic({ header: `${nested}#define VERMAGIC_STRING UTS_RELEASE W\n` })?.text.kind).toBe('unknown')
  })

  test('names that every object has', () => {
    const header = '#if constructor == toString\n#define W " w "\n#endif\n#define VERMAGIC_STRING UTS_RELEASE W\n'
    expect(text({ header })).toBe('R w ')
    expect(magic({ header: '#if 1 constructor 1\n#define VERMAGIC_STRING "x"\n#endif\n' })?.text.kind).toBe('unknown')
  })

  test('no text makes it fail', () => {
    const words = [
      '#if ',
      '#ifdef ',
      '#elif ',
      '#else',
      '#endif',
      '#define ',
      '#undef ',
      '#include ',
      '<asm/vermagic.h>',
    ]
    const more = [
      'VERMAGIC_STRING ',
      'CONFIG_SMP ',
      'UTS_RELEASE ',
      '__stringify(',
      '"',
      '"w "',
      '\\',
      '\n',
      '/*',
      '*/',
      '//',
    ]
    const last = ['(', ')', '!', '&&', '||', '==', '1', 'defined', 'IS_ENABLED(', "'", '\xff', '\0']
    const header = fc
      .array(fc.constantFrom(...words, ...more, ...last), { maxLength: 40 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(header, header, (one, asm) => magic({ header: one, asm }) === undefined || true),
      { numRuns: 300 },
    )
  })

  test('a header that includes itself ends', () => {
    expect(text({ asm: `#include <asm/vermagic.h>\n${ARM64}` })).toBe('R aarch64')
  })
})
