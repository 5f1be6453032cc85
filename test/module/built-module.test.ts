/** Modules that are not built yet, by what their headers and sources tell. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type FactSource, known, unknown } from '../../src/kernel/fact.ts'
import { type KernelFacts, kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { parseSymvers, type Symvers } from '../../src/kernel/symvers.ts'
import { type BuildKernel, BuiltJudge, type BuiltModule } from '../../src/module/built-module.ts'
import { symversTable } from '../../src/module/export-table.ts'
import { moduleOutline } from '../../src/module/module-outline.ts'
import { writeStandIn } from '../../src/module/stand-in.ts'
import type { TargetKernel } from '../../src/module/target-kernel.ts'
import { LAYOUTS, nameOf } from '../elf/write-elf.ts'
import { answer, log } from './load-small.ts'

const STATED: FactSource = { kind: 'option', option: 'test' }

interface Side {
  readonly version?: string
  readonly release?: string
  readonly config?: readonly string[]
  readonly without?: readonly string[]
  readonly symvers?: readonly string[] | undefined
  readonly layout?: number
  readonly size?: number
}

const CONFIG = ['X86', 'X86_64', '64BIT', 'SMP', 'MODULES', 'MODULE_UNLOAD', 'MODVERSIONS', 'MODULE_SIG']

const factsOf = ({ version = '6.1.9', release = version, config = [], without = [] }: Side): KernelFacts => {
  const symbols = [...CONFIG, ...config].filter((name) => !without.includes(name))
  const set = readConfig(symbols.map((name) => `CONFIG_${name}=y\n`).join(''), '.config')
  return kernelFacts({
    files: memoryFileSystem({}),
    config: (name) => set.entries.get(name),
    configVersion: { text: version, file: '.config' },
    release: { text: release, source: STATED },
  })
}

const symversOf = ({ symvers = [], layout = 0x1000 }: Side): Symvers => {
  const crc = `0x${layout.toString(16).padStart(8, '0')}`
  return parseSymvers([`${crc}\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t`, ...symvers, ''].join('\n'))
}

const buildOf = (side: Side): BuildKernel => ({
  facts: factsOf(side),
  structModuleSize: side.size === undefined ? unknown() : known(side.size, STATED),
  symvers: known([symversOf(side)], STATED),
})

const targetOf = (side: Side): TargetKernel => ({
  facts: factsOf(side),
  structModuleSize: side.size === undefined ? unknown(STATED) : known(side.size, STATED),
  exports: known(symversTable([symversOf(side)]), STATED),
  policy: unknown(STATED),
  builtinNames: known(new Set(), STATED),
  state: { sigEnforce: false, lockdown: false, blacklist: [], loaded: undefined, autoloads: true, keys: undefined },
})

const line = (crc: number, name: string, module = 'vmlinux', word = 'EXPORT_SYMBOL', namespace = ''): string =>
  `0x${crc.toString(16).padStart(8, '0')}\t${name}\t${module}\t${word}\t${namespace}`

const SYMVERS = [
  line(1, 'printed'),
  line(2, 'helped', 'drivers/my-helper'),
  line(3, 'closed', 'vmlinux', 'EXPORT_SYMBOL_GPL'),
]
const SOURCE = 'MODULE_LICENSE("GPL");\nint f(void) { return helped(printed); }\n'

const judge = (
  build: Side,
  target: Side,
  module: Partial<BuiltModule> = {},
  more: Partial<TargetKernel['state']> = {},
) => {
  const kernel = targetOf({ symvers: SYMVERS, ...target })
  const state = { ...kernel, state: { ...kernel.state, ...more } }
  const of = { name: 'my-mod', sources: [SOURCE], isExternal: true, ...module }
  return new BuiltJudge(buildOf({ symvers: SYMVERS, ...build }), state, [of.name]).judge(of)
}

describe('the same kernel', () => {
  test('loads it', () => {
    const result = judge({}, {})
    expect(answer(result)).toBe('loads')
    expect(result).toMatchObject({
      name: 'my_mod',
      taints: ['O', 'E'],
      missing: [],
      assumes: [{ kind: 'built', licence: 'stated' }],
    })
    expect(judge({}, {}, { isExternal: false }).taints).toEqual(['E'])
    expect(judge({}, {}, { sources: [] }).assumes).toEqual([{ kind: 'built', licence: 'unstated' }])
  })

  test('may want signatures, or know its name', () => {
    expect(answer(judge({}, {}, {}, { sigEnforce: true }))).toBe('refused EKEYREJECTED module/signature-required')
    expect(answer(judge({}, {}, {}, { lockdown: true }))).toBe('refused EPERM module/locked-down')
    expect(answer(judge({}, {}, {}, { blacklist: ['my_mod'] }))).toBe('refused EPERM module/blacklisted')
    const loaded = new Map([['my_mod', { name: 'my_mod', proprietary: false }]])
    expect(answer(judge({ symvers: [] }, {}, {}, { loaded }))).toBe('refused EEXIST module/already-loaded')
    expect(answer(judge({}, { config: ['MODULE_SIG_FORCE'] }))).toBe('refused EKEYREJECTED module/signature-required')
  })
})

describe('another kernel', () => {
  test('of another layout: that is found before its string', () => {
    const result = judge({ release: '6.1.9-a', config: ['PREEMPT_BUILD'] }, { release: '6.1.9-b', layout: 7 })
    expect(answer(result)).toBe('refused ENOEXEC module/layout-version')
    expect(log(result)).toEqual(['my_mod: disagrees about version of symbol module_layout'])
    expect(result.findings.map(({ code }) => code)).toContain('module/vermagic')
  })

  test('of another string', () => {
    const result = judge({ config: ['PREEMPT_BUILD'] }, {})
    expect(answer(result)).toBe('refused ENOEXEC module/vermagic')
    expect(log(result)).toEqual([
      "my_mod: version magic '6.1.9 SMP preempt mod_unload modversions ' should be '6.1.9 SMP mod_unload modversions '",
    ])
    // the release counts only without CRCs
    expect(answer(judge({ release: '6.1.9-a' }, { release: '6.1.9-b' }))).toBe('loads')
    const without = { without: ['MODVERSIONS'] }
    expect(answer(judge({ ...without, release: '6.1.9-a' }, { ...without, release: '6.1.9-b' }))).toBe(
      'refused ENOEXEC module/vermagic',
    )
  })

  test('of another architecture', () => {
    const arm64 = { config: ['ARM64'], without: ['X86', 'X86_64'] }
    expect(answer(judge(arm64, {}))).toBe('refused ENOEXEC module/elf-machine')
    expect(answer(judge({}, arm64))).toBe('refused ENOEXEC module/elf-machine')
    expect(answer(judge(arm64, arm64))).toBe('loads')
  })

  test.each([
    ['arm', ['ARM', 'CPU_32v7']],
    ['mips', ['MIPS', 'CPU_MIPS32_R2', '32BIT']],
    ['mips64', ['MIPS', 'CPU_MIPS64_R2', '64BIT']],
    ['powerpc64', ['PPC', 'PPC64', '64BIT', 'PPC64_ELF_ABI_V2', 'CPU_LITTLE_ENDIAN']],
    ['s390', ['S390', '64BIT']],
    ['alpha', ['ALPHA', '64BIT']],
    ['arc', ['ARC', 'ISA_ARCV2', 'CPU_LITTLE_ENDIAN']],
    ['sparc64', ['SPARC', 'SPARC64', '64BIT']],
    ['riscv', ['RISCV', '64BIT']],
  ])('of %s loads its own', (_, config) => {
    for (const version of ['6.1.9', '6.12.9']) {
      const side = { version, config, without: ['X86', 'X86_64', ...(config.includes('64BIT') ? [] : ['64BIT'])] }
      expect(answer(judge({ ...side, size: 0x380 }, { ...side, size: 0x380 }))).toBe('loads')
    }
  })

  test('with a struct module of another size', () => {
    const both = { version: '6.12.9' }
    expect(answer(judge({ ...both, size: 0x380 }, { ...both, size: 0x3c0 }))).toBe(
      'refused ENOEXEC module/this-module-size',
    )
    // the CRC of its layout tells where nothing else does
    expect(answer(judge({ ...both, size: 0x380 }, both))).toBe('loads')
    expect(answer(judge(both, both))).toBe('loads')
    expect(answer(judge(both, { ...both, size: 0x380 }))).toBe('loads')
    const bare = { ...both, without: ['MODVERSIONS'] }
    expect(judge(bare, { ...bare, size: 0x380 })).toMatchObject({
      verdict: 'unknown',
      missing: [{ check: 'module/this-module-size' }],
    })
    const old = { ...bare, version: '6.1.9' }
    expect(answer(judge(old, old))).toBe('loads')
  })

  test('built without Module.symvers it has no version of its layout', () => {
    const build: BuildKernel = { ...buildOf({}), symvers: known([], STATED) }
    const of = { name: 'm', sources: [SOURCE], isExternal: true }
    const debian = {
      ...targetOf({ symvers: SYMVERS }),
      policy: known({ name: 'debian', missingVersion: 'refuse' } as const, STATED),
    }
    expect(answer(new BuiltJudge(build, debian, ['m']).judge(of))).toBe('refused ENOEXEC module/layout-version')
    const mainline = new BuiltJudge(build, targetOf({ symvers: SYMVERS }), ['m']).judge(of)
    expect(mainline).toMatchObject({ verdict: 'unknown', findings: [{ code: 'module/unknown-symbol' }] })
  })
})

describe('symbols', () => {
  const doubt = (result: ReturnType<typeof judge>) =>
    result.findings.map(({ code, kind, args }) => [code, kind, args['changed'], args['suspects']])

  test('that changed, and those of them that the sources name', () => {
    const changed = [line(9, 'printed'), line(8, 'closed', 'vmlinux', 'EXPORT_SYMBOL_GPL')]
    const result = judge({}, { symvers: changed })
    expect(answer(result)).toBe('unknown')
    expect(doubt(result)).toEqual([
      ['module/symbol-version', 'unknown', 2, ['printed']],
      ['module/unknown-symbol', 'unknown', 1, ['helped']],
    ])
    expect(result.missing.map(({ wanted }) => wanted)).toEqual([
      [{ kind: 'file', file: 'my-mod.ko' }],
      [{ kind: 'file', file: 'my-mod.ko' }],
    ])
  })

  test('that its sources do not name are no reason to say that it loads', () => {
    const result = judge({}, { symvers: SYMVERS.slice(0, 2) })
    expect(doubt(result)).toEqual([['module/unknown-symbol', 'unknown', 1, []]])
  })

  test('that are new, or only moved, are none', () => {
    const moved = [
      ...SYMVERS.filter((one) => !one.includes('helped')),
      line(2, 'helped', 'drivers/other'),
      line(5, 'new'),
    ]
    expect(answer(judge({}, { symvers: moved }))).toBe('loads')
  })

  test('of its own', () => {
    const own = [...SYMVERS, line(4, 'mine', 'extra/my-mod')]
    expect(answer(judge({ symvers: own }, {}))).toBe('loads')
    expect(answer(judge({ symvers: [...SYMVERS, line(4, 'mine', 'extra/their-mod')] }, {}))).toBe('unknown')
  })

  test('in a namespace count where it is not imported', () => {
    const named = [...SYMVERS.slice(1), line(1, 'printed', 'vmlinux', 'EXPORT_SYMBOL', 'NS')]
    expect(doubt(judge({}, { symvers: named }))).toEqual([['module/symbol-namespace', 'unknown', 1, ['printed']]])
    const importing = { sources: [`${SOURCE}MODULE_IMPORT_NS(NS);`] }
    expect(answer(judge({}, { symvers: named }, importing))).toBe('loads')
  })

  test('that are for the GPL count where its licence is another', () => {
    const closed = [...SYMVERS.slice(1), line(1, 'printed', 'vmlinux', 'EXPORT_SYMBOL_GPL')]
    expect(answer(judge({}, { symvers: closed }))).toBe('loads')
    const proprietary = { sources: ['MODULE_LICENSE("X"); int f(void) { return printed() + closed(); }'] }
    expect(doubt(judge({}, { symvers: closed }, proprietary))).toEqual([
      ['module/unknown-symbol', 'unknown', 2, ['closed', 'printed']],
    ])
  })

  test('of a module that is not loaded', () => {
    expect(doubt(judge({}, {}, {}, { loaded: new Map() }))).toEqual([
      ['module/unknown-symbol', 'unknown', 1, ['helped']],
    ])
  })

  test('are not known without Module.symvers of the kernel', () => {
    const target = { ...targetOf({}), exports: unknown({ kind: 'option', option: '--symvers' }) }
    const result = new BuiltJudge(buildOf({ symvers: SYMVERS }), target, []).judge({
      name: 'm',
      sources: [],
      isExternal: true,
    })
    expect(result).toMatchObject({ verdict: 'unknown', errno: null })
    expect(result.missing.map(({ check }) => check)).toEqual(['module/layout-version', 'module/unknown-symbol'])
  })
})

test('what the build does not tell is a doubt', () => {
  const facts = kernelFacts({ files: memoryFileSystem({}) })
  const build: BuildKernel = {
    facts,
    structModuleSize: unknown(),
    symvers: unknown({ kind: 'file', file: 'Module.symvers' }),
  }
  const result = new BuiltJudge(build, targetOf({}), []).judge({ name: 'm', sources: [SOURCE], isExternal: true })
  expect(result.verdict).toBe('unknown')
  expect(new Set(result.missing.map(({ check }) => check))).toEqual(
    new Set(['module/elf-machine', 'module/vermagic', 'module/layout-version', 'module/unknown-symbol']),
  )
})

test.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))('a stand-in of %s is a module', (_, layout) => {
  const file = writeStandIn({
    layout,
    elf: { machines: [62], conditions: [] },
    isElfV2: false,
    modinfo: ['license=GPL', 'vermagic=6.1 '],
    name: 'sample',
    structModuleSize: 0x380,
    versions: [{ symbol: 'module_layout', crc: 7 }],
    extended: undefined,
  })
  expect(moduleOutline(file)).toMatchObject({ name: 'sample', vermagic: '6.1 ', structModuleSize: 0x380 })
})
