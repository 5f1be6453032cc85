/** The facts of a kernel as a whole: architecture, features, what the loader does, each with its source. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type ConfigLookup, known, unknown } from '../../src/kernel/fact.ts'
import { findKernel } from '../../src/kernel/find-kernel.ts'
import { configArchitecture, kernelArchitecture } from '../../src/kernel/kernel-architecture.ts'
import { type KernelFactsRequest, kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { kernelFeatures } from '../../src/kernel/kernel-features.ts'
import { loaderChange } from '../../src/kernel/loader-changes.ts'
import { treeVersion, versionOf } from '../../src/kernel/tree-version.ts'

const lookup = (text: string): ConfigLookup => {
  const set = readConfig(text, '.config')
  return (symbol) => set.entries.get(symbol)
}
const on = (...symbols: string[]): ConfigLookup => lookup(symbols.map((symbol) => `CONFIG_${symbol}=y\n`).join(''))
const version = (text: string) => {
  const found = versionOf(text)
  return found === undefined ? unknown() : known(found, { kind: 'option', option: '--release' })
}
const given = <T>(fact: { readonly kind: string; readonly value?: T }): T | undefined => fact.value

describe('architecture', () => {
  test.each([
    [['X86', 'X86_64', '64BIT'], 'x86', 64, 'little', [62]],
    [['X86', 'X86_32'], 'x86', 32, 'little', [3, 6]],
    [['UML', 'X86_64', '64BIT'], 'um', 64, 'little', [62]],
    [['ARM'], 'arm', 32, 'little', [40]],
    [['ARM', 'CPU_BIG_ENDIAN'], 'arm', 32, 'big', [40]],
    [['ARM64'], 'arm64', 64, 'little', [183]],
    [['MIPS', '64BIT', 'CPU_LITTLE_ENDIAN'], 'mips', 64, 'little', [8]],
    [['MIPS'], 'mips', 32, 'big', [8]],
    [['PPC', 'PPC64', 'CPU_LITTLE_ENDIAN'], 'powerpc', 64, 'little', [21]],
    [['PPC'], 'powerpc', 32, 'big', [20]],
    [['S390', '64BIT'], 's390', 64, 'big', [22, 0xa390]],
    [['RISCV', '64BIT'], 'riscv', 64, 'little', [243]],
    [['SPARC', '64BIT'], 'sparc', 64, 'big', [43]],
    [['LOONGARCH', '64BIT'], 'loongarch', 64, 'little', [258]],
  ])('%j', (symbols, srcarch, bits, order, machines) => {
    const config = on(...symbols)
    const found = kernelArchitecture(configArchitecture(config), config)
    expect([given(found.srcarch), given(found.bits), given(found.byteOrder)]).toEqual([srcarch, bits, order])
    expect(given(found.elf)?.machines).toEqual(machines)
  })

  test('what is not known says what would tell it', () => {
    expect(configArchitecture(undefined)).toEqual(unknown({ kind: 'config' }))
    expect(configArchitecture(on('SMP')).kind).toBe('unknown')
    const departed = configArchitecture(on('METAG'))
    expect(given(departed)).toBe('metag')
    expect(kernelArchitecture(departed, on('METAG')).elf).toEqual(unknown({ kind: 'option', option: '--like' }))
    const named = known('mips', { kind: 'option', option: '--arch' })
    expect(kernelArchitecture(named, undefined)).toMatchObject({
      bits: { wanted: [{ symbol: '64BIT' }] },
      byteOrder: { wanted: [{ symbol: 'CPU_LITTLE_ENDIAN' }] },
      elf: { kind: 'unknown' },
    })
    const xtensa = known('xtensa', { kind: 'option', option: '--arch' })
    expect(kernelArchitecture(xtensa, on('XTENSA')).byteOrder).toEqual(unknown({ kind: 'option', option: '--like' }))
    expect(kernelArchitecture(known('nds32', { kind: 'option', option: '--arch' }), on()).elf.kind).toBe('unknown')
  })
})

describe('version', () => {
  const at = (files: Record<string, string>, more: object = {}) =>
    treeVersion({ files: memoryFileSystem(files), build: 'b', source: 's', ...more })

  test('the Makefile, the generated header, the configuration, the release', () => {
    const makefile = { 's/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 192\nEXTRAVERSION =\n' }
    const header = {
      'b/include/generated/uapi/linux/version.h':
        '#define LINUX_VERSION_CODE 393727\n#define LINUX_VERSION_SUBLEVEL 300\n',
    }
    const config = { configVersion: { text: '5.15.3', file: '.config' } }
    expect(given(at({ ...makefile, ...header }))?.text).toBe('6.1.192')
    expect(given(at(header))?.text).toBe('6.1.300')
    expect(at({}, config)).toMatchObject({ value: { text: '5.15.3' }, source: { file: '.config', line: 3 } })
    const release = known('4.9.45-x', { kind: 'option', option: '--release' })
    expect(at({}, { release })).toMatchObject({ value: { sublevel: '45' }, source: { kind: 'inferred' } })
    expect(at({})).toEqual(unknown({ kind: 'option', option: '--release' }))
  })
})

describe('features', () => {
  const features = (config: ConfigLookup | undefined, text = '6.1.0', files: Record<string, string> = {}) =>
    kernelFeatures({
      files: memoryFileSystem(files),
      config,
      version: version(text),
      headerPaths: (name) => [`s/include/${name}`],
    })

  test('symbols, with the line', () => {
    const found = features(on('MODVERSIONS', 'MODULE_FORCE_LOAD'))
    const line = { kind: 'config', symbol: 'MODULE_FORCE_LOAD', value: 'y', file: '.config', line: 2 } as const
    expect(found.forceLoad).toEqual(known(true, line))
    expect(found.moduleSig).toEqual(known(false, { kind: 'config', symbol: 'MODULE_SIG', value: 'n' }))
    expect(given(found.basicModversions)).toBe(true)
    expect(features(undefined).forceLoad).toEqual(unknown({ kind: 'config', symbol: 'MODULE_FORCE_LOAD' }))
  })

  test('what older and newer names say', () => {
    expect(given(features(on('DEBUG_SET_MODULE_RONX')).strictModuleRwx)).toBe(true)
    const extended = lookup(
      'CONFIG_MODVERSIONS=y\nCONFIG_EXTENDED_MODVERSIONS=y\n# CONFIG_BASIC_MODVERSIONS is not set\n',
    )
    expect(given(features(extended, '6.14.0').basicModversions)).toBe(false)
    expect(given(features(extended, '6.14.0').extendedModversions)).toBe(true)
  })

  test('what the kernel unpacks', () => {
    expect(given(features(on('MODULE_COMPRESS_XZ')).decompression)).toBe('none')
    expect(given(features(on('MODULE_DECOMPRESS', 'MODULE_COMPRESS_ZSTD')).decompression)).toBe('zstd')
    expect(features(on('MODULE_DECOMPRESS')).decompression.kind).toBe('unknown')
  })

  test('a header beats the version', () => {
    expect(given(features(on()).moduleNamespaces)).toBe(false)
    expect(given(features(on(), '6.17.0').moduleNamespaces)).toBe(true)
    const header = { 's/include/linux/export.h': '\n#define EXPORT_SYMBOL_FOR_MODULES(sym, mods) x\n' }
    expect(features(on(), '6.1.0', header).moduleNamespaces).toEqual(
      known(true, { kind: 'file', file: 's/include/linux/export.h', line: 2 }),
    )
  })

  test('the ABI of 64-bit PowerPC', () => {
    expect(given(features(on('PPC64', 'PPC64_ELF_ABI_V2')).ppc64Abi)).toBe('none')
    expect(given(features(on('PPC64', 'PPC64_ELF_ABI_V2'), '6.12.0').ppc64Abi)).toBe('v2')
    expect(given(features(on('PPC64'), '6.12.0').ppc64Abi)).toBe('v1')
    expect(features(on('PPC64'), '6.6.0').ppc64Abi.kind).toBe('unknown')
    expect(given(features(on('PPC')).ppc64Abi)).toBe('none')
  })
})

describe('loader changes', () => {
  test.each([
    ['checksStructModuleSize', '6.1.192', false],
    ['checksStructModuleSize', '6.6.1', undefined],
    ['checksStructModuleSize', '6.12.117', true],
    ['symbolNamespaces', '5.3.1', false],
    ['symbolNamespaces', '5.4.0', true],
    ['missingVersion', '2.6.18', 'accept-with-taint'],
    ['missingVersion', '4.9.45', undefined],
    ['missingVersion', '4.10.0', 'accept'],
    ['layoutSymbol', '2.6.9', 'struct_module'],
    ['layoutSymbol', '4.9.45', 'module_layout'],
    ['skipsReleaseAlways', '2.6.18', true],
    ['signatureErrno', '4.9.45', 'ENOKEY'],
    ['signatureErrno', '3.2.0', undefined],
    ['signatureErrno', '6.1.0', 'EKEYREJECTED'],
    ['inheritsTaint', '5.10.0', undefined],
  ] as const)('%s %s', (change, text, expected) => {
    expect(given(loaderChange(change, version(text)))).toBe(expected)
  })
})

describe('kernelFacts', () => {
  const tree = {
    '/usr/src/h/Makefile': 'include /usr/src/c/Makefile\n',
    '/usr/src/h/.config': '#\n# Linux/arm64 6.1.5 Kernel Configuration\n#\nCONFIG_ARM64=y\nCONFIG_SMP=y\n',
    '/usr/src/h/.kernelvariables': 'override ARCH = arm64\noverride KERNELRELEASE = 6.1.0-5-arm64\n',
    '/usr/src/c/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 5\nEXTRAVERSION =\n',
    '/usr/src/c/include/linux/module.h': '',
  }
  const facts = (files: Record<string, string>, folder: string, more: Partial<KernelFactsRequest> = {}) => {
    const memory = memoryFileSystem(files)
    const places = findKernel(memory, folder)
    return kernelFacts({ files: memory, ...(places === undefined ? {} : { places }), ...more })
  }

  test('headers', () => {
    const found = facts(tree, '/usr/src/h', { config: on('ARM64', 'SMP') })
    expect(found.vermagic.text).toMatchObject({ value: '6.1.0-5-arm64 SMP aarch64', source: { kind: 'version' } })
    const header = { '/usr/src/c/include/linux/vermagic.h': '#define VERMAGIC_STRING UTS_RELEASE " own "\n' }
    expect(facts({ ...tree, ...header }, '/usr/src/h', { config: on('ARM64') }).vermagic.text).toMatchObject({
      value: '6.1.0-5-arm64 own ',
      source: { kind: 'file', file: '/usr/src/c/include/linux/vermagic.h', line: 1 },
    })
  })

  test('without a configuration the folder still tells release and architecture', () => {
    const found = facts(tree, '/usr/src/h')
    expect(given(found.architecture.srcarch)).toBe('arm64')
    expect(given(found.release.text)).toBe('6.1.0-5-arm64')
    expect(found.vermagic.text).toMatchObject({ kind: 'unknown', wanted: [{ kind: 'config' }, {}, {}] })
  })

  test('modules alone: the name of their folder', () => {
    const found = facts({ '/lib/modules/6.1.0-5-arm64/modules.dep': '' }, '/lib/modules/6.1.0-5-arm64')
    expect(found.release.text).toEqual(known('6.1.0-5-arm64', { kind: 'inferred', from: 'modules-folder' }))
    expect(given(found.version)?.text).toBe('6.1.0-5-arm64')
  })

  test('what the user states', () => {
    const source = { kind: 'option', option: '--like' } as const
    const found = facts(tree, '/usr/src/h', { vermagic: { text: '6.2 SMP aarch64', source } })
    expect(found.vermagic.text).toEqual(known('6.2 SMP aarch64', source))
    expect(found.release.text).toEqual(known('6.2', source))
    const release = { text: '6.3', source: { kind: 'option', option: '--release' } as const }
    expect(given(facts({}, '/none', { release }).release.text)).toBe('6.3')
    expect(facts({}, '/none').release.text).toEqual(unknown({ kind: 'option', option: '--release' }))
  })
})
