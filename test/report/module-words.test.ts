/** Every check has a cause and something to do next, whatever its finding knows. */
import { describe, expect, test } from 'vitest'
import { known } from '../../src/kernel/fact.ts'
import { CHECK_CODES, type CheckCode } from '../../src/module/check-codes.ts'
import type { Finding } from '../../src/module/load-result.ts'
import { CHECK_WORDS, findingWords } from '../../src/report/module-words.ts'
import type { KernelDescription } from '../../src/workspace/module-outcome.ts'
import {
  doubt,
  error,
  kernel,
  loads,
  mismatch,
  nothingKnown,
  refused,
  vermagicFinding,
  versionFinding,
} from './judged.ts'

/** Arguments as the checks give them. */
const ARGS: { readonly [Code in CheckCode]: Finding['args'] } = {
  'module/empty': {},
  'module/too-short': { length: 12 },
  'module/decompression': { reason: 'archive/checksum' },
  'module/signature-malformed': { reason: 'parameters', errno: 'EBADMSG' },
  'module/signature-wrong': { reason: 'digest' },
  'module/signature-required': { reason: 'key-unknown' },
  'module/locked-down': { reason: 'unsigned' },
  'module/elf-length': { value: 12 },
  'module/elf-magic': { field: 'e_ident', value: '1f8b' },
  'module/elf-type': { field: 'e_type', value: 256, expected: 1 },
  'module/elf-machine': { field: 'e_machine', value: 183, expected: 62 },
  'module/elf-abi': { field: 'e_flags', value: 1 },
  'module/elf-entry-size': { field: 'e_shentsize', value: 40, expected: 64 },
  'module/elf-table': { field: 'e_shoff', value: 4096, limit: 100 },
  'module/elf-section-zero': { type: 1 },
  'module/elf-section-range': { section: 3, type: 1, limit: 100 },
  'module/elf-names-index': { field: 'e_shstrndx', value: 99 },
  'module/elf-names-type': { section: 3, type: 1 },
  'module/elf-names': { section: 3 },
  'module/elf-section-name': { section: 3 },
  'module/elf-symbol-strings': { section: 3 },
  'module/modinfo': { reason: 'twice' },
  'module/this-module': { reason: 'missing' },
  'module/this-module-size': { size: 0x340, expected: 0x380 },
  'module/no-symbols': { count: 2 },
  'module/extended-versions': { reason: 'only-crcs' },
  'module/blacklisted': { name: 'foo' },
  'module/layout-version': { symbol: 'module_layout' },
  'module/vermagic': { reason: 'absent' },
  'module/livepatch': {},
  'module/already-loaded': { name: 'foo' },
  'module/arch-sections': { section: '.plt' },
  'module/write-exec': { section: '.text', index: 2 },
  'module/memory': { size: 1073741824 },
  'module/percpu': { size: 4194304 },
  'module/constructors': {},
  'module/export-versions': { section: '__ksymtab' },
  'module/common-symbol': { symbol: 'buffer' },
  'module/unknown-symbol': { symbol: 'pritnk', gplOnly: 'no', nearest: ['printk'] },
  'module/symbol-version': { symbols: 3, first: 'printk' },
  'module/symbol-namespace': { symbol: 'usb_stor', namespace: 'USB_STORAGE', owner: 'usb_storage' },
  'module/proprietary-exporter': { symbol: 'nv_get', owner: 'nvidia' },
  'module/symbol-section': { symbol: 'x', index: 200 },
  'module/symbol-name': { index: 7 },
  'module/relocation': { section: '.rela.text', target: '.text', offset: 16, symbol: 'x', type: 9, reason: 'overflow' },
  'module/duplicate-export': { symbol: 'x', owner: 'vmlinux' },
  'module/parameter': { name: 'debug', value: 'maybe', type: 'int', errno: 'EINVAL' },
  'module/parameter-unknown': { name: 'debgu', nearest: ['debug'] },
  'module/name-taken': { name: 'printk' },
  'module/depends': { declared: ['a'], used: ['b'], missing: ['b'], spare: ['a'] },
}

const wordsOf = (finding: Finding, target: KernelDescription = kernel()) =>
  findingWords({ finding, result: refused([finding]), kernel: target })

const expectWords = (texts: readonly string[]): void => {
  for (const text of texts) {
    expect(text).toMatch(/\S/)
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\n/)
  }
}

describe.each(CHECK_CODES)('%s', (code) => {
  test('a name, a cause and a remedy', () => {
    const { cause, details, help } = wordsOf(error(code, ARGS[code]))
    expectWords([CHECK_WORDS[code].short, cause, help, ...details])
    expect(cause).not.toMatch(/\(\)|""| {2}/)
  })

  test('what it is about is told', () => {
    const { cause, help } = wordsOf(error(code, ARGS[code]))
    for (const name of ['symbol', 'name', 'owner', 'namespace'] as const) {
      const value = ARGS[code][name]
      if (value === undefined || (code === 'module/symbol-namespace' && name === 'owner')) continue
      expect(`${cause} ${help}`).toContain(String(value))
    }
  })

  test('without arguments, of a kernel of which nothing is known', () => {
    const { cause, details, help } = wordsOf(error(code), nothingKnown)
    expectWords([cause, help, ...details])
  })

  test('where it cannot be told', () => {
    const { cause, help } = wordsOf(doubt(code))
    expect(cause).toBe(`whether ${CHECK_WORDS[code].short} cannot be told`)
    expect(help).toBe('give --vermagic TEXT')
  })
})

const cause = (finding: Finding, target?: KernelDescription): string => wordsOf(finding, target).cause
const help = (finding: Finding, target?: KernelDescription): string => wordsOf(finding, target).help

describe('unknown symbols', () => {
  const unknownSymbol = (args: Finding['args']): Finding => error('module/unknown-symbol', args, { errno: 'ENOENT' })

  test('of the licence', () => {
    const args = { symbol: 'sysfs_create', gplOnly: 'yes', owner: 'vmlinux' }
    const finding = unknownSymbol({ ...args, licence: 'GPLv2' })
    expect(cause(finding)).toBe(
      '"sysfs_create" is exported to GPL modules only, by vmlinux, and its licence "GPLv2" is none that the kernel takes for GPL',
    )
    expect(cause(unknownSymbol({ ...args, licence: 'unspecified' }))).toContain('and it states no licence')
    expect(cause(unknownSymbol(args))).toContain('and it counts as proprietary')
    expect(help(finding)).toContain('MODULE_LICENSE("GPL")')
  })

  test('of a module that is not loaded', () => {
    const finding = unknownSymbol({ symbol: 'a_open', gplOnly: 'no', owner: 'a', loaded: 'no' })
    expect(cause(finding)).toBe('"a_open" is exported by a, which is not loaded')
    expect(help(finding)).toContain('load it first')
  })

  test('with near names', () => {
    expect(cause(unknownSymbol({ symbol: 'pritnk', nearest: ['printk', 'vprintk'] }))).toBe(
      'nothing exports "pritnk" (did you mean "printk" or "vprintk"?)',
    )
  })
})

describe('namespaces', () => {
  const finding = error('module/symbol-namespace', { symbol: 'usb_stor', namespace: 'USB_STORAGE' })
  test.each([
    ['6.1.192', 'add MODULE_IMPORT_NS(USB_STORAGE); to its source'],
    ['6.12.117', 'add MODULE_IMPORT_NS(USB_STORAGE); to its source'],
    ['6.13', 'add MODULE_IMPORT_NS("USB_STORAGE"); to its source'],
    ['7.0.1', 'add MODULE_IMPORT_NS("USB_STORAGE"); to its source'],
  ])('Linux %s: %s', (version, words) => {
    expect(help(finding, kernel({ version: known(version, { kind: 'option', option: '--release' }) }))).toBe(words)
  })

  test('symbols for named modules cannot be imported', () => {
    const named = error('module/symbol-namespace', { symbol: 'kvm_x', namespace: 'module:kvm-intel,kvm-amd' })
    expect(cause(named)).toBe('"kvm_x" is for these modules only: kvm-intel,kvm-amd')
    expect(help(named)).not.toContain('MODULE_IMPORT_NS')
  })
})

describe('versions', () => {
  const many = ['printk', 'kfree', 'memcpy', 'strlen', 'vfree', 'kmemdup', 'ksize'].map((symbol) => mismatch(symbol))

  test('one', () => {
    const words = wordsOf(versionFinding([mismatch('printk')], 20))
    expect(words.cause).toBe('the version of printk differs')
    expect(words.details).toEqual(['printk: 0x92997ed8 in the module, 0x00001234 in vmlinux'])
  })

  test('some of many', () => {
    const words = wordsOf(versionFinding(many, 100))
    expect(words.cause).toBe('7 of 100 symbol versions differ, printk first')
    expect(words.details).toHaveLength(6)
    expect(words.details.at(-1)).toBe('and 2 more')
  })

  test('most: it is the kernel that is another', () => {
    expect(cause(versionFinding(many, 9))).toBe(
      '7 of 9 symbol versions differ: built against another configuration, flavour or ABI',
    )
  })

  test('of another module only: its symvers is named', () => {
    const finding = versionFinding([mismatch('a_open', { owner: 'a' })], 20)
    expect(help(finding)).toContain('KBUILD_EXTRA_SYMBOLS naming the Module.symvers of a ')
    expect(help(versionFinding(many, 100))).not.toContain('KBUILD_EXTRA_SYMBOLS')
  })

  test('entries that are not there, which a policy refuses', () => {
    const finding = versionFinding([mismatch('printk', { module: undefined })], 20)
    const policy = known('debian', { kind: 'option', option: '--policy' } as const)
    const words = wordsOf(finding, kernel({ policy }))
    expect(words.cause).toBe('no version of printk in the module')
    expect(words.details).toEqual([
      'printk: no version in the module, 0x00001234 in vmlinux',
      'a version that is not there is refused by the policy debian, not by mainline',
    ])
  })

  test('bits above the 32 of a CRC', () => {
    const finding = versionFinding([mismatch('printk', { module: { crc: 0x1234, high: 1 } })], 1)
    expect(wordsOf(finding).details[0]).toBe('printk: 0x100001234 in the module, 0x00001234 in vmlinux')
  })

  test('module_layout, alone and with others', () => {
    const layout = error(
      'module/layout-version',
      { symbol: 'module_layout' },
      {
        detail: { kind: 'versions', mismatches: [mismatch('module_layout')], compared: 1 },
      },
    )
    const other = versionFinding(many, 9)
    const head = 'module_layout differs: built against another configuration, flavour or ABI of the kernel'
    expect(cause(layout)).toBe(`${head}; no other symbol that it uses differs`)
    expect(findingWords({ finding: layout, result: refused([layout, other]), kernel: kernel() }).cause).toBe(head)
  })
})

describe('version magic, word by word', () => {
  const tail = 'SMP preempt mod_unload modversions '
  test.each<[string, string, string, string, readonly string[]]>([
    [
      'an ABI of a distribution',
      `6.1.0-55-amd64 ${tail}`,
      `6.1.0-56-amd64 ${tail}`,
      'built for 6.1.0-55-amd64, the kernel is 6.1.0-56-amd64',
      ['"-55-amd64" in the module, "-56-amd64" in the kernel after "6.1.0": from the packager\'s name'],
    ],
    [
      'a word that is not there',
      'R SMP mod_unload modversions ',
      `R ${tail}`,
      'built with other options than the kernel',
      ['no "preempt" in the module: the kernel has CONFIG_PREEMPT or CONFIG_PREEMPT_BUILD'],
    ],
    [
      'a word too many',
      'R SMP mod_unload ',
      'R mod_unload ',
      'built with other options than the kernel',
      ['no "SMP" in the kernel: the module was built with CONFIG_SMP'],
    ],
    [
      'another processor and another compiler',
      'R 586 gcc-3.3',
      'R 686 gcc-3.4',
      'built with other options than the kernel',
      [
        '"586" in the module (CONFIG_M586), "686" in the kernel (CONFIG_M686)',
        '"gcc-3.3" in the module, "gcc-3.4" in the kernel (the compiler)',
      ],
    ],
    [
      'another architecture and release',
      '6.12.1 SMP aarch64',
      '6.1.0 SMP ',
      'built for 6.12.1 with other options, the kernel is 6.1.0',
      ["from the source's VERSION, PATCHLEVEL and SUBLEVEL", 'no "aarch64" in the kernel (of every kernel for arm64)'],
    ],
    [
      'another order',
      'R SMP preempt',
      'R preempt SMP',
      "its version magic has the kernel's words in another order",
      ['the order is "SMP preempt", the kernel\'s "preempt SMP"'],
    ],
    [
      'a blank at the end',
      'R SMP',
      'R SMP ',
      "its version magic has the kernel's words with other blanks",
      ['it ends in "", the kernel\'s in " ": blanks count'],
    ],
  ])('%s', (_title, module, ofKernel, expected, details) => {
    const words = wordsOf(vermagicFinding(module, ofKernel))
    expect(words.cause).toBe(expected)
    for (const detail of details) expect(words.details.join('\n')).toContain(detail)
  })

  test('a string typed without its last blank', () => {
    const typed = { vermagic: known('6.1.0 SMP', { kind: 'option', option: '--vermagic' } as const) }
    const help = (module: string) => wordsOf(vermagicFinding(module, '6.1.0 SMP'), kernel(typed)).help
    expect(help('6.1.0 SMP ')).toBe('a vermagic string ends in a blank: is it missing in --vermagic?')
    expect(help('6.1.1 SMP ')).toContain('build it for this kernel')
    expect(wordsOf(vermagicFinding('6.1.0 SMP ', '6.1.0 SMP')).help).toContain('build it for this kernel')
  })

  test('a release that version control marks', () => {
    const words = wordsOf(vermagicFinding('6.1.0+ SMP', '6.1.0 SMP'))
    expect(words.help).toContain('make LOCALVERSION= keeps the "+" away')
    expect(wordsOf(vermagicFinding('6.1.0-a SMP', '6.1.0-b SMP')).help).toContain('put "-b" in place of "-a"')
    expect(wordsOf(vermagicFinding('6.1.0 SMP', '6.1.0-b SMP')).help).toContain('add "-b" to its release')
  })
})

test('a machine by the name of its architecture', () => {
  expect(cause(error('module/elf-machine', ARGS['module/elf-machine']))).toBe(
    'built for another architecture: arm64, 64 bit (e_machine 183, expected 62)',
  )
  expect(cause(error('module/elf-machine', { value: 3 }))).toContain(': x86, 32 bit')
})

test.each(['module/signature-required', 'module/locked-down'] as const)('%s: whose key it is', (code) => {
  const finding = {
    ...doubt(code, { reason: 'keys-not-given' }),
    wanted: [{ kind: 'option', option: '--key' } as const],
  }
  expect(findingWords({ finding, result: loads({ findings: [finding] }), kernel: kernel() })).toMatchObject({
    cause: 'whether the kernel has the key it is signed with cannot be told',
    help: 'give --key CERT',
  })
})

test('a symbol of a module of which nothing was read', () => {
  const finding = doubt('module/unknown-symbol', { symbol: 'ib_query', depends: ['ib_core', 'ib_cm'] })
  expect(findingWords({ finding, result: loads({ findings: [finding] }), kernel: kernel() })).toEqual({
    cause: 'whether ib_core or ib_cm exports "ib_query", which nothing else does, cannot be told',
    details: [],
    help: 'give the Module.symvers of ib_core or ib_cm with --symvers, or ib_core.ko or ib_cm.ko beside it',
  })
})

test('a value out of range', () => {
  const finding = error('module/parameter', { name: 'n', value: '300', type: 'byte' }, { errno: 'ERANGE' })
  expect(cause(finding)).toBe('the parameter n is given "300", which is out of the range of byte')
})

test('a text as long as a file is cut', () => {
  const finding = error('module/unknown-symbol', { symbol: 'x'.repeat(100_000) })
  expect(cause(finding).length).toBeLessThan(1000)
})

test('a finding of a module that loads', () => {
  const finding: Finding = {
    code: 'module/parameter-unknown',
    kind: 'note',
    args: { name: 'debgu', nearest: ['debug'] },
  }
  const words = findingWords({ finding, result: loads({ findings: [finding] }), kernel: kernel() })
  expect(words).toEqual({
    cause: 'it has no parameter "debgu": the kernel ignores it',
    details: [],
    help: 'did you mean "debug"?',
  })
})
