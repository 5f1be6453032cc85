/** What a reader sees of one module, and of many. */
import { describe, expect, test } from 'vitest'
import { known } from '../../src/kernel/fact.ts'
import { moduleText } from '../../src/report/module-text.ts'
import { modulesText } from '../../src/report/modules-text.ts'
import { styleFor } from '../../src/report/style.ts'
import {
  doubt,
  doubtful,
  error,
  judged,
  kernel,
  loads,
  mismatch,
  refused,
  run,
  vermagicFinding,
  versionFinding,
} from './judged.ts'

const plain = styleFor(false)

const CLASSIC = vermagicFinding(
  '2.6.5-1.358custom 686 REGPARM 4KSTACKS gcc-3.3',
  '2.6.5-1.358 686 REGPARM 4KSTACKS gcc-3.3',
)

describe('one module', () => {
  test('the classic: built in the sources of the kernel, with another EXTRAVERSION', () => {
    const text =
      "hello: version magic '2.6.5-1.358custom 686 REGPARM 4KSTACKS gcc-3.3' should be '2.6.5-1.358 686 REGPARM 4KSTACKS gcc-3.3'"
    const module = {
      ...judged(refused([CLASSIC], { name: 'hello', dmesg: [{ text }] }), 'hello.ko'),
      tools: {
        insmod: 'insmod: ERROR: could not insert module hello.ko: Invalid module format\n',
        modprobe: 'Exec format error',
        busybox: null,
      },
    }
    const target = kernel({
      release: known('2.6.5-1.358', { kind: 'option', option: '--release' }),
      modversions: known(false, { kind: 'config', symbol: 'MODVERSIONS', value: 'n' }),
    })
    expect(moduleText(module, target, plain)).toBe(
      `hello.ko: refused: ENOEXEC (Invalid module format)
  kernel log:
  | ${text}
  insmod: ERROR: could not insert module hello.ko: Invalid module format
  modprobe: Exec format error
  error: built for 2.6.5-1.358custom, the kernel is 2.6.5-1.358 [module/vermagic]
    "custom" after "2.6.5-1.358" is the module's alone: from EXTRAVERSION in the Makefile, CONFIG_LOCALVERSION, a localversion* file or LOCALVERSION given to make
    the release counts because the kernel has no CONFIG_MODVERSIONS
    help: build it for this kernel: make -C /lib/modules/2.6.5-1.358/build M=$PWD; in a tree of your own, take "custom" out of its release (likely EXTRAVERSION in the Makefile), then make modules_prepare
`,
    )
  })

  test('one that loads: what it leaves behind', () => {
    const result = loads({
      dmesg: [{ text: 'foo: loading out-of-tree module taints kernel.', once: true }],
      taints: ['O', 'E'],
      assumes: [
        { kind: 'loaded', modules: ['usbcore', 'scsi_mod'] },
        { kind: 'signature-trusted' },
        { kind: 'no-modversions' },
      ],
    })
    expect(moduleText(judged(result), kernel(), plain)).toBe(
      `foo.ko: loads
  kernel log:
  | foo: loading out-of-tree module taints kernel. (once after a boot)
  taints: O (out of tree), E (unsigned)
  assumes: loaded by then: usbcore scsi_mod
  assumes: its signature is right (--key CERT looks at it)
  assumes: the kernel has no CONFIG_MODVERSIONS (--config FILE tells)
`,
    )
  })

  test('a fact is missing', () => {
    expect(moduleText(judged(doubtful(doubt('module/vermagic'))), kernel(), plain)).toBe(
      `foo.ko: unknown: a fact is missing
  unknown: whether the version magic differs cannot be told [module/vermagic]
    help: give --vermagic TEXT
`,
    )
  })

  test('a fact is missing and no finding says so', () => {
    const missing = [{ check: 'module/vermagic' as const, wanted: [{ kind: 'config' as const, symbol: 'SMP' }] }]
    const result = loads({ verdict: 'unknown', missing })
    expect(moduleText(judged(result), kernel(), plain)).toContain(
      'unknown: whether the version magic differs: give --config FILE (CONFIG_SMP)\n',
    )
  })

  test('the kernel goes wrong', () => {
    const finding = { code: 'module/symbol-name' as const, kind: 'crash' as const, args: { index: 7 } }
    const result = loads({ verdict: 'undefined', check: 'module/symbol-name', findings: [finding] })
    const text = moduleText(judged(result), kernel(), plain)
    expect(text).toMatch(/^foo\.ko: undefined: the kernel does not check this/)
    expect(text).toContain('  error: the name of a symbol is out of its table (index 7) [module/symbol-name]\n')
  })

  test('what decides is the error, what follows is "also", and no help is given twice', () => {
    const layout = error('module/layout-version', { symbol: 'module_layout' })
    const text = moduleText(judged(refused([layout, versionFinding([mismatch('printk')], 9)])), kernel(), plain)
    expect(text).toMatch(/^ {2}error: module_layout differs/m)
    expect(text).toMatch(/^ {2}also: the version of printk differs/m)
    expect(text.match(/help:/g)).toHaveLength(1)
  })

  test('many findings of one check are counted', () => {
    const findings = Array.from({ length: 30 }, (_, at) => error('module/unknown-symbol', { symbol: `missing_${at}` }))
    const text = moduleText(judged(refused(findings)), kernel(), plain)
    expect(text.match(/nothing exports/g)).toHaveLength(5)
    expect(text).toContain('  and 25 more [module/unknown-symbol]; --json has them all\n')
  })

  test('the error number is not known', () => {
    const result = refused([error('module/unknown-symbol', { symbol: 'x' })], { errno: null })
    expect(moduleText(judged(result), kernel(), plain)).toContain('foo.ko: refused: with which error cannot be told\n')
  })

  test('what steers a terminal is shown, UTF-8 is decoded', () => {
    const finding = error('module/unknown-symbol', { symbol: '\x1b[31mgr\xc3\xbc\xc3\x9fe\x07\n' })
    const text = moduleText(judged(refused([finding], { dmesg: [{ text: 'a\x1b[2J\nb' }] })), kernel(), plain)
    expect(text).toContain('"\\x1b[31mgrüße\\x07\\x0a"')
    expect(text).toContain('  | a\\x1b[2J\\x0ab\n')
  })

  test('colours', () => {
    const text = moduleText(judged(refused([CLASSIC])), kernel(), styleFor(true))
    expect(text).toContain('\x1b[')
    expect(text).not.toContain('\\x1b')
  })
})

describe('many modules', () => {
  const fine = Array.from({ length: 9 }, (_, at) => judged(loads(), `fine-${at}.ko`))

  test('a line for each that does not load, then the sum by cause', () => {
    const modules = [
      judged(refused([versionFinding([mismatch('printk')], 9)]), 'a.ko'),
      ...fine,
      judged(refused([versionFinding([mismatch('kfree')], 9), CLASSIC]), 'b.ko'),
      judged(doubtful(doubt('module/unknown-symbol', { symbol: 'x' })), 'c.ko'),
    ]
    const unjudged = [{ file: 'd.ko', problem: { kind: 'unreadable' as const, code: 'EACCES' } }]
    expect(modulesText(run(modules, { unjudged }), plain)).toBe(
      `a.ko: refused: EINVAL (Invalid parameters): the version of printk differs [module/symbol-version]
b.ko: refused: EINVAL (Invalid parameters): the version of kfree differs [module/symbol-version]
c.ko: unknown: whether a symbol is unknown (x) cannot be told: give --vermagic TEXT [module/unknown-symbol]
12 modules: 9 load, 2 refused, 1 unknown, 1 file not judged
      2  symbol versions differ [module/symbol-version]
      1  a symbol is unknown [module/unknown-symbol]
`,
    )
  })

  test('all load', () => {
    expect(modulesText(run(fine), plain)).toBe('9 modules: 9 load\n')
  })

  test('a few are told in full, with the order in which they load', () => {
    const modules = [judged(loads(), 'b.ko'), judged(refused([CLASSIC]), 'a.ko')]
    const text = modulesText(run(modules, { loadOrder: ['a.ko', 'b.ko'] }), plain)
    expect(text).toMatch(/^b\.ko: loads\na\.ko: refused: ENOEXEC/)
    expect(text).toContain('help: build it for this kernel')
    expect(text).toMatch(/\nload order: a\.ko b\.ko\n$/)
  })
})
