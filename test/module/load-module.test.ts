/** What a kernel says of modules, check by check. The lines are the kernel's. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HEADER, SECTION } from '../../src/elf/layout.ts'
import { put } from '../elf/write-elf.ts'
import { answer, load, log, type NewKernel } from './load-small.ts'
import { append, pkcs7, rsa } from './write-der.ts'
import { LAYOUT_CRC, MODINFO, type NewModule, STRUCT_SIZE, VERMAGIC, writeModule, X86_64 } from './write-module.ts'

const without = (key: string): readonly string[] => MODINFO.filter((line) => !line.startsWith(`${key}=`))
const instead = (...lines: readonly string[]): readonly string[] => [
  ...lines,
  ...MODINFO.filter((line) => !lines.some((other) => other.split('=')[0] === line.split('=')[0])),
]
const NEW: NewKernel = { version: '6.12' }
const line = (name: string, crc: number, options = ''): string => {
  const [module = 'vmlinux', word = 'EXPORT_SYMBOL', namespace = ''] = options.split(' ')
  return `0x${crc.toString(16).padStart(8, '0')}\t${name}\t${module === '' ? 'vmlinux' : module}\t${word}\t${namespace}`
}
const versions = (...entries: readonly (readonly [string, number])[]): NonNullable<NewModule['versions']> => [
  ['module_layout', LAYOUT_CRC],
  ...entries,
]
const patched = (bytes: Buffer, field: keyof (typeof HEADER)[64]['fields'], value: number | bigint): Buffer => {
  put(bytes, X86_64, 0, HEADER[64].fields[field], value)
  return bytes
}
const sectionPatched = (
  bytes: Buffer,
  index: number,
  field: keyof (typeof SECTION)[64]['fields'],
  value: number | bigint,
): Buffer => {
  const table = Number(bytes.readBigUInt64LE(HEADER[64].fields.e_shoff[0]))
  put(bytes, X86_64, table + index * SECTION[64].size, SECTION[64].fields[field], value)
  return bytes
}

describe('a sound module', () => {
  test.each(['6.1', '6.12'])('loads into %s without a word', (version) => {
    const result = load(writeModule(), { version, config: ['MODULE_SIG'], configWithout: [] })
    expect(result).toMatchObject({
      verdict: 'loads',
      errno: null,
      check: null,
      findings: [],
      missing: [],
      name: 'sample',
    })
    expect(log(result)).toEqual([])
    expect(result.taints).toEqual(['E'])
  })

  test('is of 32 bits and the other byte order too', () => {
    const layout = { bits: 32, littleEndian: false } as const
    const kernel = { config: ['MIPS'], configWithout: ['X86', 'X86_64', '64BIT'] }
    expect(answer(load(writeModule({ layout, machine: 8 }), kernel))).toBe('loads')
  })
})

describe('the file', () => {
  test('empty: the two calls differ', () => {
    expect(answer(load(Buffer.alloc(0)))).toBe('refused EINVAL module/empty')
    expect(answer(load(Buffer.alloc(10), {}, { call: 'init_module' }))).toBe('refused ENOEXEC module/too-short')
    expect(log(load(Buffer.alloc(10)))).toEqual(['Invalid ELF header len 10'])
  })

  test.each([
    ['text', Buffer.alloc(100, 'a'), 'module/elf-magic', 'Invalid ELF header magic: != \\x7fELF'],
    ['another type', patched(writeModule(), 'e_type', 2), 'module/elf-type', 'Invalid ELF header type: 2 != 1'],
    ['another machine', writeModule({ machine: 183 }), 'module/elf-machine', 'Invalid architecture in ELF header: 183'],
    [
      'entries of another size',
      patched(writeModule(), 'e_shentsize', 65),
      'module/elf-entry-size',
      'Invalid ELF section header size',
    ],
    ['cut', writeModule().subarray(0, 300), 'module/elf-table', 'Invalid ELF section header overflow'],
    [
      'section 0 is one',
      sectionPatched(writeModule(), 0, 'sh_size', 1),
      'module/elf-section-zero',
      'ELF Spec violation: section 0 type(0)!=SH_NULL or non-zero len or addr',
    ],
    [
      'a section outside',
      sectionPatched(writeModule(), 1, 'sh_offset', 0xffff_ffff_ffff_fff0n),
      'module/elf-section-range',
      'Invalid ELF section in module (section 1 type 1)',
    ],
    [
      'no names',
      patched(writeModule(), 'e_shstrndx', 0),
      'module/elf-names-index',
      'Invalid ELF section name index: 0 || e_shstrndx (0) >= e_shnum (8)',
    ],
    [
      'a name outside',
      sectionPatched(writeModule(), 2, 'sh_name', 5000),
      'module/elf-section-name',
      'Invalid ELF section name in module (section 2 type 1)',
    ],
    [
      'no strings',
      sectionPatched(writeModule(), 6, 'sh_link', 99),
      'module/elf-symbol-strings',
      'Invalid ELF sh_link!=SHN_UNDEF(99) or (sh_link(99) >= hdr->e_shnum(8)',
    ],
  ])('%s', (_, file, check, text) => {
    for (const version of ['6.1', '6.12']) {
      const result = load(file, { version })
      expect(answer(result)).toBe(`refused ENOEXEC ${check}`)
      expect(log(result)).toEqual([text])
    }
  })

  test('class and byte order are not looked at', () => {
    const file = writeModule()
    file[4] = 1
    file[5] = 2
    expect(answer(load(file))).toBe('loads')
  })

  test('what 6.12 tells apart and 6.1 takes', () => {
    const table = sectionPatched(writeModule(), 7, 'sh_type', 1)
    expect(answer(load(table))).toBe('loads')
    expect(answer(load(table, NEW))).toBe('refused ENOEXEC module/elf-names-type')
    const strings = sectionPatched(writeModule(), 5, 'sh_type', 1)
    expect(answer(load(strings))).toBe('loads')
    expect(log(load(strings, NEW))).toEqual(['Invalid ELF symbol string table type: 1'])
  })

  test('a kernel before 5.15 says nothing', () => {
    const result = load(Buffer.alloc(100, 'a'), { version: '4.9' })
    expect(answer(result)).toBe('refused ENOEXEC module/elf-magic')
    expect(log(result)).toEqual([])
  })
})

describe('sections that must be there', () => {
  test('struct module', () => {
    const missing = writeModule({ without: ['.gnu.linkonce.this_module'] })
    expect(log(load(missing))).toEqual(['sample: No module found in object'])
    expect(log(load(missing, NEW))).toEqual([
      'module sample: Exactly one .gnu.linkonce.this_module section must exist.',
    ])
  })

  test('its size: 6.12 compares, 6.1 breaks on a smaller one', () => {
    const smaller = writeModule({ structSize: STRUCT_SIZE - 64 })
    expect(answer(load(smaller))).toBe('undefined module/this-module-size')
    expect(answer(load(smaller, NEW))).toBe('refused ENOEXEC module/this-module-size')
    const larger = writeModule({ structSize: STRUCT_SIZE + 64 })
    expect(answer(load(larger))).toBe('loads')
    expect(answer(load(larger, NEW))).toBe('refused ENOEXEC module/this-module-size')
  })

  test('an unknown size is asked for where it counts', () => {
    expect(answer(load(writeModule(), { structSize: undefined }))).toBe('loads')
    const result = load(writeModule(), { ...NEW, structSize: undefined })
    expect(result).toMatchObject({
      verdict: 'unknown',
      missing: [{ check: 'module/this-module-size', wanted: [{ option: '--like' }] }],
    })
  })

  test('symbols', () => {
    const stripped = writeModule({ without: ['.symtab'] })
    for (const version of ['6.1', '6.12']) {
      expect(log(load(stripped, { version }))).toEqual(['sample: module has no symbols (stripped?)'])
    }
  })

  test('.modinfo, twice or not allocated', () => {
    const twice = writeModule({ extra: [{ name: '.modinfo', type: 1, flags: 2, bytes: Buffer.from('a=b\0') }] })
    expect(answer(load(twice))).toBe('loads')
    expect(log(load(twice, NEW))).toEqual(['Only one .modinfo section must exist.'])
    const hidden = writeModule({ modinfoFlags: 0 })
    expect(answer(load(hidden, { config: ['MODULE_FORCE_LOAD'] }))).toBe('loads')
    expect(load(hidden, { config: ['MODULE_FORCE_LOAD'] }).taints).toEqual(['F', 'O', 'P'])
    expect(load(hidden, { ...NEW, config: ['MODULE_FORCE_LOAD'] }).taints).toEqual([])
  })
})

describe('who it is for', () => {
  test('the blacklist goes by the name in .modinfo', () => {
    const file = writeModule({ structName: 'other' })
    expect(log(load(file, { state: { blacklist: ['sample'] } }))).toEqual(['Module sample is blacklisted'])
    expect(answer(load(file, { state: { blacklist: ['other'] } }))).toBe('loads')
  })

  test('module_layout comes before vermagic, and both are found', () => {
    const file = writeModule({ versions: [['module_layout', 1]], modinfo: instead('vermagic=5.10.0 ') })
    const result = load(file)
    expect(answer(result)).toBe('refused ENOEXEC module/layout-version')
    expect(log(result)).toEqual(['sample: disagrees about version of symbol module_layout'])
    expect(result.findings.map(({ code }) => code)).toEqual(['module/layout-version', 'module/vermagic'])
    expect(result.findings[0]?.detail).toEqual({
      kind: 'versions',
      compared: 1,
      mismatches: [{ symbol: 'module_layout', module: { crc: 1, high: 0 }, kernel: LAYOUT_CRC, owner: 'vmlinux' }],
    })
  })

  test('with CRCs the release does not count, without them it does', () => {
    const modinfo = instead(`vermagic=5.0${VERMAGIC.slice(VERMAGIC.indexOf(' '))}`)
    expect(answer(load(writeModule({ modinfo })))).toBe('loads')
    const bare = load(writeModule({ modinfo, versions: undefined }), { config: ['MODULE_FORCE_LOAD'] })
    expect(answer(bare)).toBe('refused ENOEXEC module/vermagic')
    expect(log(bare)).toEqual([
      `sample: version magic '5.0 SMP preempt mod_unload modversions ' should be '${VERMAGIC}'`,
    ])
  })

  test.each([
    ['a trailing blank', VERMAGIC.trimEnd()],
    ['a double blank', VERMAGIC.replace(' ', '  ')],
    ['another order', '6.1.0-9-test preempt SMP mod_unload modversions '],
    ['another case', VERMAGIC.replace('SMP', 'smp')],
  ])('words are compared byte for byte: %s', (_, text) => {
    expect(answer(load(writeModule({ modinfo: instead(`vermagic=${text}`) })))).toBe('refused ENOEXEC module/vermagic')
  })

  test('the first vermagic counts', () => {
    const modinfo = ['vermagic=9.9 bad ', ...MODINFO]
    expect(answer(load(writeModule({ modinfo })))).toBe('refused ENOEXEC module/vermagic')
    expect(answer(load(writeModule({ modinfo: [...MODINFO, 'vermagic=9.9 bad '] })))).toBe('loads')
  })

  test('none: the kernel forces it, or not', () => {
    const file = writeModule({ modinfo: without('vermagic') })
    expect(answer(load(file))).toBe('refused ENOEXEC module/vermagic')
    const forced = load(file, { config: ['MODULE_FORCE_LOAD'] })
    expect(forced.dmesg.map(({ text }) => text)).toContain('sample: bad vermagic: kernel tainted.')
    expect(forced.taints).toEqual(['F'])
  })

  test('by force', () => {
    const file = writeModule({ modinfo: instead('vermagic=5.0 ') })
    const kernel = { config: ['MODULE_FORCE_LOAD'] }
    expect(answer(load(file, kernel, { ignoreVermagic: true }))).toBe('loads')
    // without CRCs the release counts again
    const other = writeModule({ modinfo: instead(`vermagic=5.0${VERMAGIC.slice(VERMAGIC.indexOf(' '))}`) })
    expect(answer(load(other, kernel, { ignoreModversions: true }))).toBe('refused ENOEXEC module/vermagic')
  })

  test('the classic of the module programming guide', () => {
    const kernel = '2.6.5-1.358 686 REGPARM 4KSTACKS gcc-3.3'
    const module = '2.6.5-1.358custom 686 REGPARM 4KSTACKS gcc-3.3'
    const file = writeModule({
      layout: { bits: 32, littleEndian: true },
      machine: 3,
      modinfo: [`vermagic=${module}`, 'license=GPL'],
      versions: undefined,
      structName: 'hello_1',
    })
    const result = load(file, {
      version: '2.6.5',
      vermagic: kernel,
      config: ['X86_32'],
      configWithout: ['X86_64', '64BIT', 'MODVERSIONS'],
    })
    expect(answer(result)).toBe('refused ENOEXEC module/vermagic')
    expect(log(result)).toEqual([`hello_1: version magic '${module}' should be '${kernel}'`])
    // with nothing known of the kernel but this string
    const alone = load(file, { version: '2.6.5', vermagic: kernel, hasConfig: false, hasSymvers: false })
    expect(answer(alone)).toBe('refused ENOEXEC module/vermagic')
    expect(alone).toMatchObject({ missing: [], assumes: [{ kind: 'no-modversions' }] })
  })

  test('livepatch counts whatever its value', () => {
    const file = writeModule({ modinfo: instead('livepatch=N') })
    expect(answer(load(file))).toBe('refused ENOEXEC module/livepatch')
    expect(load(file, { config: ['LIVEPATCH'] }).taints).toContain('K')
  })

  test('loaded already: the name in struct module', () => {
    const loaded = new Map([['sample', { name: 'sample', proprietary: false }]])
    expect(answer(load(writeModule(), { state: { loaded } }))).toBe('refused EEXIST module/already-loaded')
    expect(answer(load(writeModule({ structName: 'other' }), { state: { loaded } }))).toBe('loads')
  })

  test('a name that does not end, a struct module that is not empty', () => {
    expect(answer(load(writeModule({ structName: 'n'.repeat(56) })))).toBe('undefined module/this-module')
    expect(answer(load(writeModule({ structName: 'n'.repeat(55) })))).toBe('loads')
    const file = writeModule()
    const table = Number(file.readBigUInt64LE(HEADER[64].fields.e_shoff[0])) + 4 * SECTION[64].size
    file[Number(file.readBigUInt64LE(table + SECTION[64].fields.sh_offset[0])) + 200] = 1
    expect(answer(load(file))).toBe('undefined module/this-module')
  })

  test('sections that are laid over each other', () => {
    const extra = [{ name: '.odd', type: 1, flags: 2, bytes: Buffer.alloc(4), addralign: 6 }]
    expect(answer(load(writeModule({ extra })))).toBe('undefined module/memory')
  })

  test('a name that the kernel itself has', () => {
    const result = load(writeModule({ structName: 'printk' }), { builtin: ['printk'] })
    expect(answer(result)).toBe('refused EINVAL module/name-taken')
    expect(log(result)).toEqual(['printk: module is already loaded'])
  })
})

describe('signatures', () => {
  const SIG = { config: ['MODULE_SIG', 'CRYPTO_SHA256', 'CRYPTO_RSA'] }
  const file = writeModule()

  test('unsigned: a taint, refused where signatures are enforced, before anything else', () => {
    expect(load(file, SIG).taints).toEqual(['E'])
    const enforced = load(Buffer.from('text'), { ...SIG, state: { sigEnforce: true } })
    expect(answer(enforced)).toBe('refused EKEYREJECTED module/signature-required')
    expect(log(enforced)).toEqual(['Loading of unsigned module is rejected'])
    expect(answer(load(file, { config: ['MODULE_SIG', 'MODULE_SIG_FORCE'] }))).toContain('module/signature-required')
    const old = load(file, { ...SIG, version: '4.9', state: { sigEnforce: true } })
    expect(answer(old)).toBe('refused ENOKEY module/signature-required')
    expect(log(old)).toEqual([])
  })

  test('locked down', () => {
    expect(answer(load(file, { ...SIG, state: { lockdown: true } }))).toBe('refused EPERM module/locked-down')
  })

  test('signed, by whom is not known: trusted, and said so', () => {
    const signed = append(file, pkcs7(file, {}))
    const result = load(signed, SIG)
    expect(answer(result)).toBe('loads')
    expect(result.assumes).toEqual([{ kind: 'signature-trusted' }])
    const unasked = load(signed, { ...SIG, state: { keys: [] } }, { verify: false })
    expect(unasked.assumes).toEqual([{ kind: 'signature-trusted', digests: 'off' }])
    const enforcing = { ...SIG, state: { sigEnforce: true } }
    expect(answer(load(signed, enforcing, { ignoreVermagic: true }))).toContain('module/signature-required')
  })

  test.each<[string, NewKernel]>([
    ['signature-required', { ...SIG, state: { sigEnforce: true } }],
    ['signature-required', { config: [...SIG.config, 'MODULE_SIG_FORCE'] }],
    ['locked-down', { ...SIG, state: { lockdown: true } }],
  ])('signed, and the kernel wants a signature of its own keys: not known without them (%s)', (check, kernel) => {
    expect(load(append(file, pkcs7(file, {})), kernel)).toMatchObject({
      verdict: 'unknown',
      missing: [{ check: `module/${check}`, wanted: [{ kind: 'option', option: '--key' }] }],
      assumes: [],
    })
  })

  test('signed by another key than those that the kernel trusts', () => {
    const signed = append(file, pkcs7(file, {}))
    expect(load(signed, { ...SIG, state: { keys: [] } }).taints).toEqual(['E'])
    const enforced = load(signed, { ...SIG, state: { keys: [], sigEnforce: true } })
    expect(log(enforced)).toEqual(['Loading of module with unavailable key is rejected'])
    const other = { key: rsa.publicKey, certificate: undefined }
    const damaged = Buffer.from(signed)
    damaged[100] = (damaged[100] ?? 0) ^ 1
    expect(answer(load(damaged, { ...SIG, state: { keys: [other] } }))).toBe(
      'refused EKEYREJECTED module/signature-wrong',
    )
  })

  test('what the kernel says of a message, twice where it reads it twice', () => {
    const signed = append(file, pkcs7(file, { digestOid: '1.2.3' }))
    expect(log(load(signed, SIG)).slice(0, 2)).toEqual([
      expect.stringMatching(/^PKCS7: Unknown OID: \[\d+\] 1\.2\.3$/),
      'Unsupported digest algo: *',
    ])
    const strange = append(file, pkcs7(file, { digests: ['1.2.3'] }))
    const lines = (kernel: object): number =>
      log(load(strange, { ...SIG, state: { keys: [] }, ...kernel })).filter((line) => line.startsWith('PKCS7')).length
    expect(lines({})).toBe(1)
    expect(
      lines({
        config: [...SIG.config, 'INTEGRITY_PLATFORM_KEYRING'],
        policy: { name: 'debian', missingVersion: 'refuse' },
      }),
    ).toBe(2)
  })

  test('by an algorithm that the kernel lacks', () => {
    const signed = append(file, pkcs7(file, {}))
    const result = load(signed, { config: ['MODULE_SIG'], state: { sigEnforce: true } })
    expect(log(result)).toEqual(['Loading of module with unsupported crypto is rejected'])
  })

  test('a damaged description is fatal, a cut marker is none', () => {
    const signed = append(file, pkcs7(file, {}))
    const damaged = Buffer.from(signed)
    damaged[signed.length - 40] = 1
    expect(log(load(damaged, SIG))).toEqual(['module: PKCS#7 signature info has unexpected non-zero params'])
    expect(answer(load(damaged, SIG))).toBe('refused EBADMSG module/signature-malformed')
    expect(load(signed.subarray(0, -1), SIG).taints).toEqual(['E'])
  })

  test('a kernel without CONFIG_MODULE_SIG does not look', () => {
    expect(load(file).taints).toEqual([])
  })
})

describe('symbols', () => {
  const symvers = [
    line('kmalloc', 5),
    line('gpl_only', 6, 'vmlinux EXPORT_SYMBOL_GPL'),
    line('spaced', 7, 'vmlinux EXPORT_SYMBOL NS'),
  ]
  const kernel = { symvers }

  test('found', () => {
    const file = writeModule({ uses: ['kmalloc', 'gpl_only'], versions: versions(['kmalloc', 5], ['gpl_only', 6]) })
    expect(answer(load(file, kernel))).toBe('loads')
  })

  test('not found; a weak one may be missing', () => {
    const result = load(writeModule({ uses: ['nothing', '?weak'] }), kernel)
    expect(answer(result)).toBe('refused ENOENT module/unknown-symbol')
    expect(log(result)).toEqual(['sample: Unknown symbol nothing (err -2)'])
  })

  test('the error number is that of the last', () => {
    const bad = versions(['kmalloc', 1])
    const first = load(writeModule({ uses: ['kmalloc', 'nothing'], versions: bad }), kernel)
    expect(answer(first)).toBe('refused ENOENT module/unknown-symbol')
    expect(log(first)).toEqual([
      'sample: disagrees about version of symbol kmalloc',
      'sample: Unknown symbol kmalloc (err -22)',
      'sample: Unknown symbol nothing (err -2)',
    ])
    const last = load(writeModule({ uses: ['nothing', 'kmalloc'], versions: bad }), kernel)
    expect(answer(last)).toBe('refused EINVAL module/symbol-version')
  })

  test('a weak symbol that exists must have the right CRC', () => {
    const file = writeModule({ uses: ['?kmalloc'], versions: versions(['kmalloc', 1]) })
    expect(answer(load(file, kernel))).toBe('refused EINVAL module/symbol-version')
  })

  test('bits above those of a CRC are a mismatch; the first entry decides', () => {
    const high: NewModule['versions'] = [
      ['module_layout', LAYOUT_CRC],
      ['kmalloc', 5, 1],
    ]
    expect(answer(load(writeModule({ uses: ['kmalloc'], versions: high }), kernel))).toContain('symbol-version')
    const twice = versions(['kmalloc', 5], ['kmalloc', 1])
    expect(answer(load(writeModule({ uses: ['kmalloc'], versions: twice }), kernel))).toBe('loads')
  })

  test('no entry: mainline takes it, Debian does not', () => {
    const file = writeModule({ uses: ['kmalloc'] })
    const plain = load(file, kernel)
    expect([answer(plain), plain.assumes]).toEqual(['loads', [{ kind: 'policy', policy: 'mainline' }]])
    expect(load(file, { ...kernel, policy: { name: 'mainline' } }).assumes).toEqual([])
    const debian = load(file, { ...kernel, policy: { name: 'debian', missingVersion: 'refuse' } })
    expect(answer(debian)).toBe('refused EINVAL module/symbol-version')
    expect(log(debian)[0]).toBe('sample: no symbol version for kmalloc')
  })

  test('a proprietary module does not see GPL-only symbols', () => {
    const file = writeModule({
      uses: ['gpl_only'],
      modinfo: instead('license=GPLv2'),
      versions: versions(['gpl_only', 6]),
    })
    const result = load(file, kernel)
    expect(answer(result)).toBe('refused ENOENT module/unknown-symbol')
    expect(result.findings[0]?.args).toMatchObject({ gplOnly: 'yes', licence: 'GPLv2' })
    expect(result.taints).toContain('P')
  })

  test.each([
    ['', 'refused EINVAL module/symbol-namespace'],
    ['import_ns=ns', 'refused EINVAL module/symbol-namespace'],
    ['import_ns=NS', 'loads'],
  ])('namespaces: %j', (imported, expected) => {
    const modinfo = imported === '' ? MODINFO : [...MODINFO, imported]
    const result = load(writeModule({ uses: ['spaced'], modinfo, versions: versions(['spaced', 7]) }), kernel)
    expect(answer(result)).toBe(expected)
    if (expected === 'loads') return
    expect(log(result)).toEqual([
      'sample: module uses symbol (spaced) from namespace NS, but does not import it.',
      'sample: Unknown symbol spaced (err -22)',
    ])
  })

  test('namespaces for named modules', () => {
    const granted = [line('mine', 8, 'vmlinux EXPORT_SYMBOL_GPL module:other,sam*')]
    const file = writeModule({ uses: ['mine'], versions: versions(['mine', 8]) })
    expect(answer(load(file, { version: '6.16', symvers: granted }))).toBe('loads')
    expect(
      answer(
        load(writeModule({ structName: 'b', uses: ['mine'], versions: versions(['mine', 8]) }), {
          version: '6.16',
          symvers: granted,
        }),
      ),
    ).toContain('symbol-namespace')
  })

  test('exporters are taken to be loaded unless it is said which are', () => {
    const modules = [line('far', 9, 'drivers/far-away EXPORT_SYMBOL')]
    const file = writeModule({
      uses: ['far'],
      versions: versions(['far', 9]),
      modinfo: [...MODINFO, 'depends=far-away'],
    })
    expect(load(file, { symvers: modules })).toMatchObject({
      verdict: 'loads',
      assumes: [{ kind: 'loaded', modules: ['far_away'] }],
      findings: [],
    })
    expect(answer(load(file, { symvers: modules, state: { loaded: new Map() } }))).toBe(
      'refused ENOENT module/unknown-symbol',
    )
  })

  test('a proprietary exporter: its taint is inherited, or it is in the way', () => {
    const modules = [line('theirs', 9, 'drivers/theirs EXPORT_SYMBOL'), ...symvers]
    const loaded = new Map([['theirs', { name: 'theirs', proprietary: true }]])
    const entries = versions(['theirs', 9], ['gpl_only', 6])
    const alone = load(writeModule({ uses: ['theirs'], versions: entries }), { symvers: modules, state: { loaded } })
    expect(answer(alone)).toBe('loads')
    expect(log(alone)).toEqual(['sample: module uses symbols theirs from proprietary module theirs, inheriting taint.'])
    const both = load(writeModule({ uses: ['gpl_only', 'theirs'], versions: entries }), {
      symvers: modules,
      state: { loaded },
    })
    expect(answer(both)).toBe('refused ENOENT module/proprietary-exporter')
    const turned = load(writeModule({ uses: ['theirs', 'gpl_only'], versions: entries }), {
      symvers: modules,
      state: { loaded },
    })
    expect(answer(turned)).toBe('refused ENOENT module/unknown-symbol')
  })

  test('common symbols, and symbols of no section', () => {
    expect(log(load(writeModule({ symbols: [{ name: 'c', shndx: 0xfff2 }] })))).toEqual([
      'sample: please compile with -fno-common',
    ])
    expect(log(load(writeModule({ symbols: [{ name: 's', shndx: 77 }] })))).toEqual([
      'sample: Symbol s has an invalid section index 77 (max 7)',
    ])
  })

  test('a symbol that is exported already', () => {
    const extra = [
      { name: '__ksymtab', type: 1, flags: 2, bytes: Buffer.alloc(12) },
      { name: '__kcrctab', type: 1, flags: 2, bytes: Buffer.alloc(4) },
    ]
    const file = writeModule({ extra, symbols: [{ name: '__ksymtab_kmalloc', shndx: 7, info: 0 }] })
    const result = load(file, kernel)
    expect(answer(result)).toBe('refused ENOEXEC module/duplicate-export')
    expect(log(result)).toEqual(['sample: exports duplicate symbol kmalloc (owned by kernel)'])
  })

  test('exports without CRCs', () => {
    const extra = [{ name: '__ksymtab_gpl', type: 1, flags: 2, bytes: Buffer.alloc(12) }]
    expect(answer(load(writeModule({ extra })))).toBe('refused ENOEXEC module/export-versions')
    expect(answer(load(writeModule({ extra }), { config: ['MODULE_FORCE_LOAD'] }))).toBe('loads')
  })
})

describe('versions of long names, since 6.14', () => {
  const symvers = [line('kmalloc', 5)]
  const sections = (crcs: readonly number[], names: string): NewModule['extra'] => [
    { name: '__version_ext_crcs', type: 1, flags: 2, bytes: Buffer.from(new Uint32Array(crcs).buffer) },
    { name: '__version_ext_names', type: 1, flags: 2, bytes: Buffer.from(names, 'latin1') },
  ]
  const answered = (crcs: readonly number[], names: string, version = '6.14'): string =>
    answer(load(writeModule({ uses: ['kmalloc'], extra: sections(crcs, names) ?? [] }), { version, symvers }))

  test('they count alone, and what they lack is taken', () => {
    expect(answered([LAYOUT_CRC, 5], 'module_layout\0kmalloc\0')).toBe('loads')
    expect(answered([LAYOUT_CRC, 6], 'module_layout\0kmalloc\0')).toBe('refused EINVAL module/symbol-version')
    expect(answered([LAYOUT_CRC], 'module_layout\0')).toBe('loads')
    expect(answered([1], 'module_layout\0')).toBe('refused ENOEXEC module/layout-version')
    expect(answered([1], 'module_layout\0', '6.12')).toBe('loads')
  })

  test('one section without the other, or too few names', () => {
    expect(answered([1, 2], 'a\0')).toBe('refused ENOEXEC module/extended-versions')
    const [crcs] = sections([1], '') ?? []
    const alone = load(writeModule({ extra: crcs === undefined ? [] : [crcs] }), { version: '6.14' })
    expect(log(alone)).toEqual(['extended version crc+name presence does not match'])
  })

  test('names of symbols are looked at too', () => {
    const file = writeModule({ uses: ['kmalloc'] })
    const table = Number(file.readBigUInt64LE(HEADER[64].fields.e_shoff[0])) + 6 * SECTION[64].size
    const symbols = Number(file.readBigUInt64LE(table + SECTION[64].fields.sh_offset[0]))
    file.writeUInt32LE(77, symbols + 24)
    expect(log(load(file, { version: '6.14', symvers }))).toEqual(['symbol name out of bounds in string table'])
    expect(answer(load(file, { version: '6.12', symvers }))).not.toBe('loads')
  })
})

describe('room and parameters', () => {
  test('writable and executable', () => {
    const extra = [{ name: '.wx', type: 1, flags: 5, bytes: Buffer.alloc(4) }]
    expect(log(load(writeModule({ extra })))).toEqual(['sample: section .wx (index 7) has invalid WRITE|EXEC flags'])
    expect(answer(load(writeModule({ extra }), { configWithout: ['STRICT_MODULE_RWX'] }))).toBe('loads')
  })

  test('too much', () => {
    const bss = [{ name: '.bss', type: 8, flags: 3, size: 1 << 30 }]
    expect(answer(load(writeModule({ extra: bss })))).toBe('refused ENOMEM module/memory')
    const percpu = [{ name: '.data..percpu', type: 1, flags: 3, bytes: Buffer.alloc(40000) }]
    expect(answer(load(writeModule({ extra: percpu })))).toBe('refused ENOMEM module/percpu')
  })

  test('constructors twice', () => {
    const extra = ['.ctors', '.init_array'].map((name) => ({ name, type: 1, flags: 3, bytes: Buffer.alloc(8) }))
    expect(answer(load(writeModule({ extra })))).toBe('loads')
    expect(answer(load(writeModule({ extra }), { config: ['CONSTRUCTORS'] }))).toBe(
      'refused EINVAL module/constructors',
    )
  })

  test('parameters', () => {
    const modinfo = [...MODINFO, 'parmtype=num:int', 'parm=num:how many']
    const file = writeModule({ modinfo, extra: [{ name: '__param', type: 1, flags: 2, bytes: Buffer.alloc(40) }] })
    // described, and not in the table that counts
    expect(log(load(writeModule({ modinfo }), {}, { params: 'num=x' }))).toEqual([
      "sample: unknown parameter 'num' ignored",
    ])
    expect(answer(load(file, {}, { params: 'num=7' }))).toBe('loads')
    const bad = load(file, {}, { params: 'num=x' })
    expect(answer(bad)).toBe('refused EINVAL module/parameter')
    expect(log(bad)).toEqual(["sample: `x' invalid for parameter `num'"])
    const unknown = load(file, {}, { params: 'nun=1' })
    expect(log(unknown)).toEqual(["sample: unknown parameter 'nun' ignored"])
    expect(unknown.findings).toMatchObject([{ code: 'module/parameter-unknown', args: { nearest: ['num'] } }])
  })
})

describe('what is not known', () => {
  test('is asked for where it can matter, and only there', () => {
    const file = writeModule({ uses: ['kmalloc'] })
    const result = load(file, { hasSymvers: false })
    expect(result.verdict).toBe('unknown')
    expect(result.missing.map(({ check }) => check)).toEqual(['module/layout-version', 'module/unknown-symbol'])
    const refused = load(writeModule({ modinfo: instead('vermagic=5.0 ') }), { hasSymvers: false })
    expect(answer(refused)).toBe('refused ENOEXEC module/vermagic')
    expect(refused.missing).toEqual([])
  })

  test('another number may come first: then there is none', () => {
    const file = writeModule({ uses: ['nothing'] })
    const result = load(file, { ...NEW, structSize: undefined })
    expect(result).toMatchObject({ verdict: 'refused', errno: null, check: 'module/unknown-symbol' })
    expect(result.missing).toMatchObject([{ check: 'module/this-module-size' }])
  })
})

test('never throws, whatever bytes are changed', () => {
  const files = [writeModule({ uses: ['kmalloc', '?x'] }), append(writeModule(), pkcs7(writeModule(), {}))]
  const change = fc.record({ at: fc.nat(8000), byte: fc.integer({ min: 0, max: 255 }) })
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { maxLength: 12 }), fc.nat(8000), (file, changes, cut) => {
      const bytes = Buffer.from(file.subarray(0, cut < 4000 ? undefined : cut - 4000))
      for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte
      for (const version of ['4.9', '6.1', '6.12', '6.16']) expect(load(bytes, { version }).verdict).toBeDefined()
    }),
    { numRuns: 300 },
  )
})
