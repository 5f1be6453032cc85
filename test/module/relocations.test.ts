import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Layout, RELA } from '../../src/elf/layout.ts'
import { known, unknown } from '../../src/kernel/fact.ts'
import type { KernelFacts } from '../../src/kernel/kernel-facts.ts'
import { relocations } from '../../src/module/checks/relocations.ts'
import { Load } from '../../src/module/load.ts'
import type { LoadAttempt, LoadResult } from '../../src/module/load-result.ts'
import { ModuleImage } from '../../src/module/module-image.ts'
import type { KernelExport, TargetKernel } from '../../src/module/target-kernel.ts'
import { type NewSection, put, relocation, strings, symbol, writeElf } from '../elf/write-elf.ts'

const LE64: Layout = { bits: 64, littleEndian: true }
const BE64: Layout = { bits: 64, littleEndian: false }
const LE32: Layout = { bits: 32, littleEndian: true }

const R_64 = 1
const R_PC32 = 2
const R_PLT32 = 4
const R_32 = 10
const R_32S = 11

/** Sections of every object here, by index. */
const TEXT = 1
const BSS = 2
const NOTE = 3
const SYMTAB = 4
const STRTAB = 5
const REL = 6

/** Symbols of every object here, by index. */
const HERE = 1
const THERE = 2
const OUTSIDE = 3
const WEAK = 4
const ABSOLUTE = 5
const IN_NOTE = 6
const SYMBOLS = 7

interface Entry {
  readonly type: number
  readonly offset?: number | bigint
  readonly symbol?: number
  readonly addend?: number | bigint
}

interface Options {
  readonly layout?: Layout
  readonly srcarch?: string
  readonly machine?: number
  readonly version?: string
  readonly type?: number
  readonly mips64?: boolean
  readonly text?: Uint8Array
  readonly relocated?: number
  readonly flags?: number
  readonly name?: string
  readonly exports?: readonly string[]
  readonly more?: readonly NewSection[]
  readonly absolute?: bigint
}

const infoOf = (layout: Layout, { type, symbol: index = HERE }: Entry, isMips64: boolean): bigint => {
  if (layout.bits === 32) return BigInt(index * 256 + type)
  if (!isMips64) return (BigInt(index) << 32n) | BigInt(type)
  // r_sym, then four bytes of which the last is the type, whatever the byte order
  return layout.littleEndian ? (BigInt(type) << 56n) | BigInt(index) : (BigInt(index) << 32n) | BigInt(type)
}

const table = (layout: Layout, entries: readonly Entry[], hasAddend: boolean, isMips64 = false): Buffer =>
  Buffer.concat(
    entries.map((entry) =>
      relocation(layout, {
        r_offset: entry.offset ?? 0,
        r_info: infoOf(layout, entry, isMips64),
        ...(hasAddend && { r_addend: entry.addend ?? 0 }),
      }),
    ),
  )

const objectOf = (entries: readonly Entry[], options: Options): Buffer => {
  const { layout = LE64, type = 4, relocated = TEXT, flags = 0, text = Buffer.alloc(64), machine = 62 } = options
  const names = strings('here', 'there', 'outside', 'weak', 'absolute', 'in_note')
  const [here, there, outside, weak, absolute, inNote] = names.at
  const symbols = Buffer.concat([
    symbol(layout, {}),
    symbol(layout, { st_name: here, st_shndx: TEXT, st_value: 8 }),
    symbol(layout, { st_name: there, st_shndx: BSS, st_value: 16 }),
    symbol(layout, { st_name: outside, st_info: 0x10 }),
    symbol(layout, { st_name: weak, st_info: 0x20 }),
    symbol(layout, { st_name: absolute, st_shndx: 0xfff1, st_value: options.absolute ?? 0x1234 }),
    symbol(layout, { st_name: inNote, st_shndx: NOTE }),
  ])
  return writeElf({
    layout,
    machine,
    sections: [
      { name: '.text', type: 1, flags: 6, bytes: text },
      { name: '.bss', type: 8, flags: 3, size: 64 },
      { name: '.note', type: 1, bytes: Buffer.alloc(64) },
      { name: '.symtab', type: 2, bytes: symbols, link: STRTAB },
      { name: '.strtab', type: 3, bytes: names.bytes },
      {
        name: options.name ?? (type === 4 ? '.rela.text' : '.rel.text'),
        type,
        flags,
        info: relocated,
        bytes: table(layout, entries, type === 4, options.mips64 === true),
      },
      ...(options.more ?? []),
    ],
  })
}

const STATED = { kind: 'option', option: '--like' } as const

const kernelOf = ({ srcarch = 'x86', version = '6.1', exports }: Options): TargetKernel => {
  const [major = 0, patchlevel = 0] = version.split('.').map(Number)
  const find = (name: string): KernelExport | undefined =>
    exports?.includes(name) ? { name, gpl: false, namespace: '', crc: undefined, owner: 'vmlinux' } : undefined
  const facts = {
    version: known({ version: major, patchlevel, sublevel: '0', text: `${version}.0` }, STATED),
    architecture: { srcarch: srcarch === '' ? unknown() : known(srcarch, STATED) },
  } as unknown as KernelFacts
  return {
    facts,
    exports: exports === undefined ? unknown() : known({ find, hasOwner: () => true }, STATED),
  } as unknown as TargetKernel
}

const judge = (file: Uint8Array, options: Options = {}): LoadResult => {
  const image = new ModuleImage(file, options.layout ?? LE64)
  image.readSections(Number(image.header?.e_shoff), image.header?.e_shnum ?? 0)
  image.namesAt = image.sections.offset[image.header?.e_shstrndx ?? 0] ?? 0
  Object.assign(image.index, { symbols: SYMTAB, strings: STRTAB })
  const load = new Load(kernelOf(options), { file } as unknown as LoadAttempt, image)
  load.structName = 'mod'
  relocations.run(load)
  load.endCheck()
  return load.result()
}

const relocate = (entries: readonly Entry[], options: Options = {}): LoadResult =>
  judge(objectOf(entries, options), options)

const lines = (result: LoadResult): readonly string[] => result.dmesg.map(({ text }) => text)
const reasons = (result: LoadResult): readonly unknown[] =>
  result.findings.map(({ kind, args }) => `${kind} ${args['reason']}`)

describe('which sections are relocated', () => {
  const BAD = [{ type: 99 }]

  test('one whose target is in memory', () => {
    expect(relocate(BAD)).toMatchObject({ verdict: 'refused', errno: 'ENOEXEC', check: 'module/relocation' })
  })

  test.each<[string, Options]>([
    ['a target that is not in memory', { relocated: NOTE }],
    ['no target', { relocated: 0 }],
    ['livepatch resolves it', { flags: 0x0010_0000 }],
    ['neither SHT_REL nor SHT_RELA', { type: 1 }],
    ['a target that does not exist, and a name that says nothing', { relocated: 500, name: '.rela.debug' }],
  ])('not with %s', (_, options) => {
    expect(relocate(BAD, options).verdict).toBe('loads')
  })

  test('the symbol table is in memory too', () => {
    expect(relocate(BAD, { relocated: SYMTAB }).verdict).toBe('refused')
  })

  test('sections that the kernel has taken out of memory are not', () => {
    const file = objectOf(BAD, {})
    for (const name of ['info', 'versions', 'percpu'] as const) {
      const image = new ModuleImage(file, LE64)
      image.readSections(Number(image.header?.e_shoff), image.header?.e_shnum ?? 0)
      Object.assign(image.index, { symbols: SYMTAB, strings: STRTAB, [name]: TEXT })
      const load = new Load(kernelOf({}), { file } as unknown as LoadAttempt, image)
      relocations.run(load)
      expect(load.result().verdict).toBe('loads')
    }
  })

  test('one that by its name was to relocate what is needed leaves it as it is', () => {
    const result = relocate([{ type: R_64 }], { relocated: 500 })
    expect(result.verdict).toBe('undefined')
    expect(result.findings[0]?.args).toEqual({
      reason: 'target-out-of-table',
      section: REL,
      name: '.rela.text',
      target: '',
    })
  })

  test('the first section that is refused is the last', () => {
    const more = [{ name: '.rela.text2', type: 4, info: TEXT, bytes: table(LE64, [{ type: 77 }], true) }]
    const result = relocate(BAD, { more })
    expect(lines(result)).toEqual(['module: mod: Unknown rela relocation: 99'])
    expect(result.findings).toHaveLength(1)
  })

  test('without a symbol table, nothing is said', () => {
    const image = new ModuleImage(objectOf(BAD, {}), LE64)
    const load = new Load(kernelOf({}), { file: image.bytes } as unknown as LoadAttempt, image)
    relocations.run(load)
    expect(load.result().findings).toEqual([])
  })
})

describe('x86-64', () => {
  test('what compilers write is taken', () => {
    const entries = [
      { type: R_PLT32, offset: 0, symbol: OUTSIDE, addend: -4 },
      { type: R_PC32, offset: 4, symbol: THERE, addend: -4 },
      { type: R_32S, offset: 8, symbol: THERE, addend: 8 },
      { type: R_32S, offset: 12, symbol: OUTSIDE },
      { type: R_64, offset: 16, symbol: HERE },
      { type: 24, offset: 24, symbol: HERE },
      { type: R_64, offset: 32, symbol: WEAK },
    ]
    for (const version of ['6.1', '6.12']) expect(reasons(relocate(entries, { version }))).toEqual([])
  })

  test('types that are not known', () => {
    const result = relocate([{ type: 0 }, { type: 12, offset: 6, symbol: THERE }])
    expect(lines(result)).toEqual(['module: mod: Unknown rela relocation: 12'])
    expect(result.findings[0]?.args).toEqual({
      reason: 'unknown-type',
      section: REL,
      name: '.rela.text',
      target: '.text',
      entry: 1,
      offset: 6,
      symbol: 'there',
      type: 12,
    })
    expect(lines(relocate([{ type: 0xffff_ffff }]))).toEqual(['module: mod: Unknown rela relocation: 4294967295'])
    expect(lines(relocate([{ type: 12 }], { version: '2.6' }))).toEqual(['module mod: Unknown rela relocation: 12'])
  })

  test('SHT_REL, even without entries', () => {
    const result = relocate([], { type: 9 })
    expect(result).toMatchObject({ verdict: 'refused', errno: 'ENOEXEC' })
    expect(lines(result)).toEqual(['module mod: REL relocation unsupported'])
  })

  test.each([
    ['beyond the section', 61, 'undefined'],
    ['far beyond', 0xffff_ffff_0000_0000n, 'undefined'],
    ['by 2 GiB', 0x8000_0000, 'undefined'],
    ['the last four bytes', 60, 'loads'],
  ])('a place: %s', (_, offset, verdict) => {
    const result = relocate([{ type: R_PC32, offset, symbol: OUTSIDE }])
    expect(result.verdict).toBe(verdict)
    if (verdict === 'undefined') expect(reasons(result)).toEqual(['crash offset-out-of-section'])
  })

  test.each([SYMBOLS, 0xffff_ffff])('symbol %i is none', (index) => {
    expect(reasons(relocate([{ type: R_PC32, symbol: index }]))).toEqual(['crash symbol-out-of-table'])
  })

  test('type NONE looks at its symbol, not at its place', () => {
    expect(reasons(relocate([{ type: 0, offset: 1000 }]))).toEqual([])
    // seen: both 6.1 and 6.12 oops
    expect(reasons(relocate([{ type: 0, symbol: 1000 }]))).toEqual(['crash symbol-out-of-table'])
  })

  describe('places must hold zeros', () => {
    const text = (at: number): Buffer => Buffer.alloc(64).fill(1, at, at + 1)

    test.each([
      [R_PC32, 7, true],
      [R_PC32, 8, false],
      [R_64, 11, true],
      [R_64, 12, false],
      [R_64, 3, false],
    ])('type %i at 4 with a byte at %i', (type, at, isRefused) => {
      const result = relocate([{ type, offset: 4, symbol: OUTSIDE }], { text: text(at) })
      expect(result.verdict).toBe(isRefused ? 'refused' : 'loads')
    })

    test('the line, by release', () => {
      const at = (version: string) => lines(relocate([{ type: R_PC32, symbol: OUTSIDE }], { text: text(0), version }))
      const rest = 'relocation target, existing value is nonzero for type 2, loc *, val *'
      expect(at('6.1')).toEqual([`module: x86/modules: Skipping invalid ${rest}`])
      expect(at('6.12')).toEqual([`module: x86/modules: Invalid ${rest}`])
      expect(at('4.9')).toEqual([])
    })

    test('.bss is zeros', () => {
      expect(relocate([{ type: R_64, offset: 56 }], { relocated: BSS }).verdict).toBe('loads')
    })

    const twice = (first: Entry, second: Partial<Entry> = {}) => [first, { ...first, ...second }]

    test.each<[string, readonly Entry[]]>([
      ['an address', twice({ type: R_64, symbol: HERE })],
      ['a call', twice({ type: R_PLT32, symbol: OUTSIDE, addend: -4 })],
      ['a distance within the section', twice({ type: R_PC32, symbol: HERE, offset: 4 })],
      ['a distance to another section', twice({ type: R_PC32, symbol: THERE })],
      ['an absolute value', twice({ type: R_32, symbol: ABSOLUTE })],
      ['the lower half of an address', twice({ type: R_64 }, { type: R_PC32 })],
      ['the upper half of an address', twice({ type: R_64 }, { type: R_PC32, offset: 4 })],
      ['the top of an address', twice({ type: R_32S }, { type: R_PC32, offset: 3 })],
      ['a distance, wholly', twice({ type: R_PC32, offset: 10, symbol: OUTSIDE }, { type: R_64, offset: 6 })],
      [
        'out of order',
        [
          { type: R_64, offset: 32 },
          { type: R_64, offset: 0 },
          { type: R_64, offset: 16 },
          { type: R_PC32, offset: 4 },
        ],
      ],
    ])('written twice: %s', (_, entries) => {
      expect(reasons(relocate(entries))).toEqual(['error target-not-zero'])
      expect(reasons(relocate(entries, { version: '4.9' }))).toEqual([])
    })

    test.each<[string, readonly Entry[]]>([
      ['a distance of zero', twice({ type: R_PC32, symbol: HERE, offset: 8 })],
      ['an absolute value of zero', twice({ type: R_64, symbol: ABSOLUTE, addend: -0x1234 })],
      [
        'out of order, and apart',
        [
          { type: R_64, offset: 32 },
          { type: R_64, offset: 24 },
          { type: R_64, offset: 40 },
        ],
      ],
    ])('nothing was written: %s', (_, entries) => {
      expect(reasons(relocate(entries))).toEqual([])
    })

    test.each<[string, readonly Entry[]]>([
      ['part of a distance', twice({ type: R_PC32, symbol: OUTSIDE }, { offset: 2 })],
      ['part of an address', twice({ type: R_64, offset: 8 }, { type: R_PC32, offset: 6 })],
      ['what may be next to it', twice({ type: R_PC32, symbol: THERE, offset: 60, addend: -20 })],
    ])('it depends on addresses: %s', (_, entries) => {
      const result = relocate(entries)
      expect(result.verdict).toBe('unknown')
      expect(reasons(result)).toEqual(['unknown target-not-zero'])
    })

    test('by another section', () => {
      const more = [{ name: '.rela.more', type: 4, info: TEXT, bytes: table(LE64, [{ type: R_64, offset: 16 }], true) }]
      const result = relocate([{ type: R_64, offset: 16 }], { more })
      expect(result.findings[0]?.args).toMatchObject({ reason: 'target-not-zero', section: REL + 1, entry: 0 })
    })
  })

  describe('values of 32 bits', () => {
    test('an address does not fit 32', () => {
      const result = relocate([{ type: R_32, symbol: HERE }])
      expect(reasons(result)).toEqual(['error overflow'])
      expect(lines(result)).toEqual([
        'module: overflow in relocation type 10 val *',
        "module: `mod' likely not compiled with -mcmodel=kernel",
      ])
    })

    test('an exact one is told', () => {
      const absolute = 0xffff_ffff_0000_0000n
      const result = relocate([{ type: R_32S, symbol: ABSOLUTE, addend: -1 }], { absolute })
      expect(lines(result)[0]).toBe('module: overflow in relocation type 11 val fffffffeffffffff')
    })

    test.each<[string, Entry, string]>([
      ['far from a symbol of the module', { type: R_32S, symbol: HERE, addend: 0x2_0000_0000n }, 'refused'],
      ['near the end of 64 bits', { type: R_32S, symbol: HERE, addend: 0xc000_0000 }, 'unknown'],
      ['a section that is not in memory', { type: R_32S, symbol: IN_NOTE }, 'refused'],
      ['jiffies + 0x7fffffff', { type: R_32, symbol: OUTSIDE, addend: 0x7fff_ffff }, 'loads'],
      ['a symbol of the kernel', { type: R_32, symbol: OUTSIDE }, 'unknown'],
      ['an absolute one', { type: R_32, symbol: ABSOLUTE }, 'loads'],
      ['an absolute one with a sign', { type: R_32, symbol: ABSOLUTE, addend: -0x1235 }, 'refused'],
      ['the null symbol', { type: R_32, symbol: 0 }, 'loads'],
    ])('%s', (_, entry, verdict) => {
      for (const version of ['6.1', '6.12']) expect(relocate([entry], { version }).verdict).toBe(verdict)
    })

    test('a weak symbol that nobody exports is 0', () => {
      const entries = [{ type: R_32, symbol: WEAK }]
      expect(relocate(entries, { exports: [] }).verdict).toBe('loads')
      expect(relocate(entries, { exports: ['weak'] }).missing).toEqual([
        { check: 'module/relocation', wanted: [{ kind: 'file', file: 'System.map' }] },
      ])
      expect(relocate(entries).verdict).toBe('unknown')
    })

    test('is looked at before its place since 6.3', () => {
      const entries = [{ type: R_32, symbol: HERE, offset: 0 }]
      const text = Buffer.alloc(64, 1)
      expect(reasons(relocate(entries, { text }))).toEqual(['error target-not-zero'])
      expect(reasons(relocate(entries, { text, version: '6.12' }))).toEqual(['error overflow'])
    })
  })
})

describe('other architectures', () => {
  interface Case {
    readonly srcarch: string
    readonly layout: Layout
    readonly good: readonly number[]
    readonly bad: number
    readonly line: string | undefined
    readonly errno?: string
    readonly options?: Options
  }
  const REL_TYPE = { type: 9 }
  const cases: readonly Case[] = [
    {
      srcarch: 'x86',
      layout: LE32,
      good: [1, 2, 4],
      bad: 0,
      line: 'module: mod: Unknown relocation: 0',
      options: REL_TYPE,
    },
    {
      srcarch: 'arm',
      layout: LE32,
      good: [0, 2, 28, 40],
      bad: 4,
      line: 'mod: unknown relocation: 4',
      options: REL_TYPE,
    },
    {
      srcarch: 'arm64',
      layout: LE64,
      good: [0, 256, 283],
      bad: 281,
      line: 'module mod: unsupported RELA relocation: 281',
    },
    {
      srcarch: 'arm64',
      layout: LE64,
      good: [257],
      bad: 1027,
      line: 'Modules: module mod: unsupported RELA relocation: 1027',
      options: { version: '6.12' },
    },
    {
      srcarch: 'mips',
      layout: LE32,
      good: [0, 2, 4, 6],
      bad: 3,
      line: 'mod: Unknown relocation type 3',
      errno: 'EINVAL',
      options: REL_TYPE,
    },
    { srcarch: 'mips', layout: LE32, good: [], bad: 18, line: undefined, errno: 'EINVAL', options: REL_TYPE },
    {
      srcarch: 'mips',
      layout: LE64,
      good: [5, 18, 28, 29],
      bad: 3,
      line: 'mod: Unknown relocation type 3',
      errno: 'EINVAL',
      options: { mips64: true },
    },
    {
      srcarch: 'mips',
      layout: BE64,
      good: [5, 18],
      bad: 3,
      line: 'mod: Unknown relocation type 3',
      errno: 'EINVAL',
      options: { mips64: true },
    },
    { srcarch: 'powerpc', layout: BE64, good: [10, 38], bad: 0, line: 'module_64: mod: Unknown ADD relocation: 0' },
    {
      srcarch: 'powerpc',
      layout: { bits: 32, littleEndian: false },
      good: [1, 6],
      bad: 0,
      line: 'module_32: mod: unknown ADD relocation: 0',
    },
    { srcarch: 's390', layout: BE64, good: [0, 20, 22], bad: 61, line: 'module mod: unknown relocation: 61' },
    { srcarch: 's390', layout: BE64, good: [], bad: 12, line: undefined },
    { srcarch: 'riscv', layout: LE64, good: [2, 35], bad: 0, line: 'mod: Unknown relocation type 0', errno: 'EINVAL' },
    { srcarch: 'riscv', layout: LE64, good: [], bad: 33, line: 'mod: Unknown relocation type 33', errno: 'EINVAL' },
    {
      srcarch: 'riscv',
      layout: LE64,
      good: [33, 61],
      bad: 58,
      line: 'mod: Dynamic linking not supported in kernel modules PC = *',
      errno: 'EINVAL',
      options: { version: '6.12' },
    },
    {
      srcarch: 'riscv',
      layout: LE64,
      good: [],
      bad: 29,
      line: 'mod: Thread local storage not supported in kernel modules PC = *',
      errno: 'EINVAL',
      options: { version: '6.12' },
    },
    {
      srcarch: 'riscv',
      layout: LE64,
      good: [],
      bad: 43,
      line: "mod: The unexpected relocation type 'R_RISCV_ALIGN' from PC = *",
      errno: 'EINVAL',
    },
    {
      srcarch: 'loongarch',
      layout: LE64,
      good: [0, 66, 71],
      bad: 99,
      line: 'kmod: mod: Unsupport relocation type 99, please add its support.',
      errno: 'EINVAL',
    },
    {
      srcarch: 'loongarch',
      layout: LE64,
      good: [99],
      bad: 53,
      line: 'kmod: mod: Unsupport relocation type 53',
      errno: 'EINVAL',
      options: { version: '6.12' },
    },
    {
      srcarch: 'loongarch',
      layout: LE64,
      good: [],
      bad: 110,
      line: 'kmod: mod: Unknown relocation type 110',
      errno: 'EINVAL',
    },
    { srcarch: 'm68k', layout: LE32, good: [1, 4], bad: 2, line: 'module mod: Unknown relocation: 2' },
  ]

  test.each(cases)('$srcarch, $layout.bits bits, type $bad', ({ srcarch, layout, good, bad, line, errno, options }) => {
    const all = { srcarch, layout, ...options }
    const entries = good.map((type, index) => ({ type, offset: index * 8 }))
    expect(reasons(relocate(entries, all))).toEqual([])
    const result = relocate([...entries, { type: bad }], all)
    expect(result).toMatchObject({ verdict: 'refused', errno: errno ?? 'ENOEXEC' })
    expect(lines(result)).toEqual(line === undefined ? [] : [line])
    expect(result.findings[0]?.args).toMatchObject({ entry: good.length, type: bad, symbol: 'here' })
    for (const type of good.slice(-1)) {
      if (srcarch === 'arm') continue
      expect(reasons(relocate([{ type, offset: 64 }], all))).toEqual(['crash offset-out-of-section'])
      expect(reasons(relocate([{ type, symbol: SYMBOLS }], all))).toEqual(['crash symbol-out-of-table'])
    }
  })

  test.each<[string, Layout, number]>([
    ['x86', LE32, 4],
    ['arm', LE32, 4],
    ['mips', LE32, 4],
    ['arm64', LE64, 9],
    ['s390', BE64, 9],
  ])('%s takes no sections of the other kind', (srcarch, layout, type) => {
    const result = relocate([], { srcarch, layout, type })
    expect(lines(result)).toEqual(['module mod: REL relocation unsupported'])
  })

  describe('ARM looks where an entry leads', () => {
    const ARM = { srcarch: 'arm', layout: LE32, type: 9 }

    test('a symbol that is none', () => {
      const result = relocate([{ type: 0, symbol: SYMBOLS + 1 }], ARM)
      expect(result.errno).toBe('ENOEXEC')
      expect(lines(result)).toEqual([`mod: section ${REL} reloc 0: bad relocation sym offset`])
    })

    test('but one past the last is let through', () => {
      expect(reasons(relocate([{ type: 2, symbol: SYMBOLS }], ARM))).toEqual(['crash symbol-out-of-table'])
    })

    test.each([
      [61, '61'],
      [0x8000_0000, '-2147483648'],
    ])('a place out of its section: %i', (offset, text) => {
      const result = relocate([{ type: 0 }, { type: 2, offset }], ARM)
      expect(reasons(result)).toEqual(['error offset-out-of-section'])
      expect(lines(result)).toEqual([
        `mod: section ${REL} reloc 1 sym 'here': out of bounds relocation, offset ${text} size 64`,
      ])
    })

    test('a section of less than a word is too small for the look', () => {
      const result = relocate([{ type: 2, offset: 0 }], { ...ARM, text: Buffer.alloc(2) })
      expect(reasons(result)).toEqual(['crash offset-out-of-section'])
    })
  })

  test('MIPS refuses an upper half that no lower one follows, without a word', () => {
    const options = { srcarch: 'mips', layout: LE32, type: 9 }
    expect(relocate([{ type: 5 }, { type: 6, offset: 4 }], options).verdict).toBe('loads')
    const result = relocate([{ type: 6 }, { type: 5, offset: 4 }, { type: 2, offset: 8 }], options)
    expect(result).toMatchObject({ errno: 'ENOEXEC', dmesg: [] })
    expect(result.findings[0]?.args).toMatchObject({ reason: 'unpaired-high-half', entry: 1 })
  })

  test('of others, ranges are looked at', () => {
    const sparc = { srcarch: 'sparc', layout: BE64 }
    expect(
      reasons(
        relocate(
          [
            { type: 200, offset: 63 },
            { type: 0, offset: 99, symbol: 99 },
          ],
          sparc,
        ),
      ),
    ).toEqual([])
    expect(reasons(relocate([{ type: 200, offset: 64 }], sparc))).toEqual(['crash offset-out-of-section'])
    expect(reasons(relocate([{ type: 3, symbol: SYMBOLS }], sparc))).toEqual(['crash symbol-out-of-table'])
  })

  test('without an architecture, the file says which', () => {
    expect(lines(relocate([{ type: 99 }], { srcarch: '', machine: 183 }))).toEqual([
      'module mod: unsupported RELA relocation: 99',
    ])
    expect(reasons(relocate([{ type: 99 }], { srcarch: '', machine: 9999 }))).toEqual([])
  })
})

describe('whatever the bytes', () => {
  const architectures = ['x86', 'arm', 'arm64', 'mips', 'powerpc', 's390', 'riscv', 'loongarch', 'm68k', 'sparc', '']
  const entry = fc.record({
    type: fc.oneof(fc.nat(64), fc.nat(0xff)),
    offset: fc.oneof(fc.nat(70), fc.nat(0xffff_ffff)),
    symbol: fc.nat(SYMBOLS),
    addend: fc.oneof(fc.integer({ min: -8, max: 8 }), fc.integer()),
  })

  test('it never throws', () => {
    const damage = fc.array(fc.tuple(fc.nat(4096), fc.nat(255)), { maxLength: 12 })
    const layouts = fc.constantFrom(LE32, LE64, BE64)
    const one = fc.record({
      srcarch: fc.constantFrom(...architectures),
      layout: layouts,
      type: fc.constantFrom(4, 9),
      version: fc.constantFrom('2.6', '4.9', '6.1', '6.12'),
    })
    fc.assert(
      fc.property(one, fc.array(entry, { maxLength: 20 }), damage, (options, entries, bytes) => {
        const file = objectOf(entries, options)
        const { e_shoff } = new ModuleImage(file, options.layout).header ?? { e_shoff: 0n }
        // the header is for checks that come first
        for (const [at, byte] of bytes) file[64 + (at % (file.length - 64))] = byte
        expect(() => judgeSections(file, options, Number(e_shoff))).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })

  /** As `judge`, with a symbol table that is in the file, which a check that comes first makes sure of. */
  const judgeSections = (file: Buffer, options: Options, shoff: number): void => {
    const layout = options.layout ?? LE64
    const image = new ModuleImage(file, layout)
    image.readSections(shoff, image.header?.e_shnum ?? 0)
    image.namesAt = image.sections.offset[image.sections.count - 1] ?? 0
    Object.assign(image.index, { symbols: SYMTAB, strings: STRTAB })
    const load = new Load(kernelOf(options), { file } as unknown as LoadAttempt, image)
    relocations.run(load)
    load.result()
  }

  test('a place that is written twice is found in any order', () => {
    const places = fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(places, fc.nat(), (slots, pick) => {
        const entries = slots.map((slot) => ({ type: R_64, offset: slot * 8 }))
        expect(reasons(relocate(entries))).toEqual([])
        const again = entries[pick % entries.length]
        expect(reasons(relocate(again === undefined ? [] : [...entries, again]))).toEqual(['error target-not-zero'])
      }),
    )
  })

  test('tables that share their bytes are not gone through without end', () => {
    const entries = Array.from({ length: 1000 }, () => ({ type: 0 }))
    const more = Array.from({ length: 200 }, () => ({
      name: '.rela.text',
      type: 4,
      info: TEXT,
      bytes: Buffer.alloc(0),
    }))
    const file = objectOf(entries, { more })
    const shoff = Number(new ModuleImage(file, LE64).header?.e_shoff)
    const first = shoff + REL * 64
    for (let index = 1; index <= more.length; index++) file.copy(file, first + index * 64, first, first + 64)
    expect(reasons(judge(file))).toEqual(['unknown tables-overlap'])
  })

  test('a table that ends within an entry has no such entry', () => {
    const file = objectOf([{ type: R_64 }, { type: 99 }], {})
    const shoff = Number(new ModuleImage(file, LE64).header?.e_shoff)
    put(file, LE64, shoff + REL * 64 + 32, [0, 8], RELA[64].size * 2 - 1)
    expect(reasons(judge(file))).toEqual([])
  })
})
