/** MODULE_LICENSE() in built-in code: conditions, comments, included sources. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { glanceAtLicence } from '../../src/kbuild/licence-glance.ts'
import { readLicence } from '../../src/kbuild/licence-reader.ts'
import { licenceLookup } from '../../src/kbuild/module-licence.ts'
import type { ConfigLookup } from '../../src/kernel/fact.ts'

const config = (text: string): ConfigLookup => {
  const set = readConfig(text, '.config')
  return (symbol) => set.entries.get(symbol)
}

const GPL = 'MODULE_LICENSE("GPL");\n'

const answer = (source: Record<string, string>, settings = '') =>
  licenceLookup({
    files: memoryFileSystem(Object.fromEntries(Object.entries(source).map(([name, text]) => [`tree/${name}`, text]))),
    tree: 'tree',
    config: config(settings),
  })(Object.keys(source)[0] ?? '')

const licensed = (text: string, settings = ''): boolean => answer({ 'a.c': text }, settings).licensed

describe('one file', () => {
  for (const [name, expected, text, settings] of [
    ['plain', true, `int a;\n${GPL}`],
    ['blanks before the parenthesis', true, 'MODULE_LICENSE ("GPL");'],
    ['indented', true, `\t${GPL}`],
    ['none', false, 'int a;\n'],
    ['in a block comment', false, `/*\n${GPL}*/\nint a;\n`],
    ['in a block comment with a comment behind it', false, `/*\n${GPL}*/\nint a; /* more */\n`],
    ['behind a comment', true, `/* a */\n${GPL}/* b */\n`],
    ['in a line comment', false, `// ${GPL}`],
    ['in a line comment that goes on', false, `// go on \\\n${GPL}`],
    ['in a string', false, `char *a = "${GPL.replace('"GPL"', '').trim()}";\n`],
    ['under #if 0', false, `#if 0\n${GPL}#endif\n`],
    ['behind #if 0', true, `#if 0\n#endif\n${GPL}`],
    ['before #if 0', true, `${GPL}#if 0\n#endif\n`],
    ['only in a module', false, `#ifdef MODULE\n${GPL}#endif\n`],
    ['only built in', true, `#ifndef MODULE\n${GPL}#endif\n`],
    ['a symbol that is y', true, `#ifdef CONFIG_A\n${GPL}#endif\n`, 'CONFIG_A=y\n'],
    ['a symbol that is m', false, `#ifdef CONFIG_A\n${GPL}#endif\n`, 'CONFIG_A=m\n'],
    ['a symbol that is m, as a module', true, `#ifdef CONFIG_A_MODULE\n${GPL}#endif\n`, 'CONFIG_A=m\n'],
    ['enabled', true, `#if IS_ENABLED(CONFIG_A)\n${GPL}#endif\n`, 'CONFIG_A=m\n'],
    ['not reachable', false, `#if IS_REACHABLE(CONFIG_A)\n${GPL}#endif\n`, 'CONFIG_A=m\n'],
    ['reachable', true, `#if IS_REACHABLE(CONFIG_A)\n${GPL}#endif\n`, 'CONFIG_A=y\n'],
    ['in the second branch', true, `#if 0\n#elif defined(CONFIG_A)\n${GPL}#else\n#endif\n`, 'CONFIG_A=y\n'],
    ['in the last branch', false, `#if 0\n#elif defined(CONFIG_A)\n#else\n${GPL}#endif\n`, 'CONFIG_A=y\n'],
    ['a macro of its own', true, `#define A 1\n#if A\n${GPL}#endif\n`],
    ['a macro taken back', false, `#define A 1\n#undef A\n#ifdef A\n${GPL}#endif\n`],
    ['a macro that stands for it', true, '#define ALL(x) MODULE_LICENSE(x)\nALL("GPL");\n'],
    ['a macro that stands for it and is not used', false, '#define ALL(x) \\\nMODULE_LICENSE(x)\nint a;\n'],
    ['a macro of its name that is empty', false, `#define MODULE_LICENSE(x)\n${GPL}`],
    ['nested conditions', false, `#ifdef CONFIG_A\n#ifndef CONFIG_A\n${GPL}#endif\n#endif\n`, 'CONFIG_A=y\n'],
  ] as readonly (readonly [string, boolean, string, string?])[])
    test(name, () => {
      expect(licensed(text, settings)).toBe(expected)
    })

  test('names what it takes for not defined, where that decides', () => {
    expect(answer({ 'a.c': `#ifdef STATIC\nint a;\n#else\n${GPL}#endif\n` })).toEqual({
      licensed: true,
      assumed: ['STATIC'],
    })
    expect(answer({ 'a.c': `#ifdef OTHER\nint a;\n#endif\n${GPL}#ifdef OTHER\n#endif\n` }).assumed).toEqual([])
  })

  test('a macro that is defined under an assumption carries it on', () => {
    expect(answer({ 'a.c': `#ifdef STATIC\n#define A\n#endif\n#ifndef A\n${GPL}#endif\n` })).toEqual({
      licensed: true,
      assumed: ['STATIC', 'A'],
    })
  })

  test('a condition that is not understood does not hold, and says so', () => {
    expect(answer({ 'a.c': `#if SIZE(4) << 2\n${GPL}#endif\n` })).toEqual({ licensed: false, assumed: ['SIZE'] })
  })
})

describe('sources that include sources', () => {
  test('the included one declares it', () => {
    expect(answer({ 'a/b.c': '#include "c.c"\n', 'a/c.c': GPL }).licensed).toBe(true)
  })

  test('the including one has defined a macro', () => {
    const inner = `#ifndef UNSAFE\n${GPL}#endif\n`
    expect(answer({ 'a/safe.c': '#define UNSAFE\n#include "b.c"\n', 'a/b.c': inner }).licensed).toBe(false)
    expect(answer({ 'a/b.c': inner }).licensed).toBe(true)
  })

  test('under a condition that does not hold', () => {
    const including = '#ifdef STATIC\n#include "x/b.c"\n#endif\n'
    expect(answer({ 'a/a.c': including, 'a/x/b.c': GPL })).toEqual({ licensed: false, assumed: ['STATIC'] })
    expect(answer({ 'a/a.c': including, 'a/x/b.c': 'int a;\n' })).toEqual({ licensed: false, assumed: [] })
  })

  test('in a folder above, as -I of the Kbuild folder has it', () => {
    expect(answer({ 'd/gpu/gt/a.c': '#include "self/b.c"\n', 'd/gpu/self/b.c': GPL }).licensed).toBe(true)
  })

  test('over two files, and one that includes itself', () => {
    const files = { 'a.c': '#include "b.c"\n', 'b.c': '#include "b.c"\n#include "c.c"\n', 'c.c': GPL }
    expect(answer(files).licensed).toBe(true)
    expect(answer({ ...files, 'c.c': 'int a;\n' }).licensed).toBe(false)
  })

  test('one that is not there declares nothing', () => {
    expect(answer({ 'a.c': '#include "gone.c"\nint a;\n' })).toEqual({ licensed: false, assumed: [] })
  })

  test('a condition that an included file leaves open ends with it', () => {
    expect(answer({ 'a.c': `#include "b.c"\n\t${GPL}`, 'b.c': `#if 0\n${GPL}` }).licensed).toBe(true)
  })

  test('a generated one in the build folder', () => {
    const files = memoryFileSystem({ 's/a/b.c': '#include "made.c"\n', 'o/a/made.c': GPL })
    expect(licenceLookup({ files, tree: 's', build: 'o', config: config('') })('a/b.c').licensed).toBe(true)
  })
})

test('any text is read to its end', () => {
  const piece = fc.constantFrom(
    '#if ',
    '#elif ',
    '#else\n',
    '#endif\n',
    '#define ',
    '#undef ',
    '#include "a.c"\n',
    GPL,
    'A',
    '(',
    ')',
    '&&',
    '!',
    '\n',
    '\\\n',
    '"',
    '/*',
    '*/',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(typeof licensed(pieces.join(''))).toBe('boolean')
    }),
    { numRuns: 1000 },
  )
})

test('Rust declares it with the module! macros', () => {
  const rust = (text: string) => answer({ 'a/b.rs': text }).licensed
  expect(rust('use kernel::prelude::*;\n\nmodule! {\n    type: A,\n    name: "a",\n    license: "GPL",\n}\n')).toBe(
    true,
  )
  expect(rust('kernel::module_phy_driver! {\n    drivers: [A],\n    license: "GPL",\n}\n')).toBe(true)
  expect(rust('//! module! {\n//!  license: "GPL",\n//! }\n')).toBe(false)
  expect(rust('fn license() {}\n')).toBe(false)
})

describe('the first look', () => {
  const LINES = [GPL, `\t${GPL}`, 'int a;\n', '/* a */\n', '#define X "/*"\n']
  const plain = fc.constantFrom(...LINES)
  const commented = fc.array(fc.constantFrom(...LINES, '#if 0\n', '#endif\n', '/*\n'), { maxLength: 3 })
  const joined = (lines: readonly string[]): string => lines.join('')
  /** Texts that end what they begin, as any file that compiles does. */
  const { text } = fc.letrec<{ text: string; block: string }>((tie) => ({
    text: fc.array(tie('block'), { maxLength: 4 }).map(joined),
    block: fc.oneof(
      { depthSize: 'small' },
      plain,
      // the next line is part of it
      fc.tuple(fc.constantFrom('// go on \\\n', '#define X \\\n'), plain).map(joined),
      commented.map((lines) => `/*\n${joined(lines).replaceAll('*/', '')}*/\n`),
      fc
        .tuple(fc.constantFrom('#if 0\n', '#ifdef CONFIG_A\n', '#ifndef CONFIG_A\n'), tie('text'), tie('text'))
        .map(([start, first, second]) => `${start}${first}int b;\n#else\n${second}int b;\n#endif\n`),
    ),
  }))

  test('is certain only of what the reader finds too', () => {
    const met = { certain: 0, no: 0, possible: 0 }
    fc.assert(
      fc.property(text, (source) => {
        const { licence } = glanceAtLicence(Buffer.from(source, 'latin1'))
        const read = readLicence('a.c', source, config(''), () => undefined)
        if (licence === 'certain') expect(read.licensed).toBe(true)
        if (licence === 'no') expect(read.licensed).toBe(false)
        met[licence] += 1
      }),
      { numRuns: 1000 },
    )
    expect(Math.min(...Object.values(met))).toBeGreaterThan(0)
  })

  test('finds what is included', () => {
    const { includes } = glanceAtLicence(Buffer.from('#include "a.c"\n # include "../b.c"\n#include "c.h"\nx(".c");\n'))
    expect(includes).toEqual(['a.c', '../b.c'])
  })
})
