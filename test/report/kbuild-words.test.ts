/** Our words for ways, empty lists, findings, doubts, stops and problems. */
import { describe, expect, test } from 'vitest'
import type { DkmsFinding } from '../../src/kbuild/dkms-check.ts'
import type { Chain } from '../../src/kbuild/gate-chain.ts'
import type { MakeStopCode } from '../../src/make/make-stop.ts'
import { dkmsLines, dkmsWords } from '../../src/report/kbuild-dkms-text.ts'
import { doubtLines } from '../../src/report/kbuild-doubt-text.ts'
import { externalNotes } from '../../src/report/kbuild-external-text.ts'
import { findingLines, findingWords, toldFindings } from '../../src/report/kbuild-finding-text.ts'
import { nothingLines } from '../../src/report/kbuild-nothing-text.ts'
import { placeNames } from '../../src/report/kbuild-place.ts'
import { kbuildProblemText } from '../../src/report/kbuild-problem-text.ts'
import { stopWords } from '../../src/report/kbuild-stop-text.ts'
import { whyLines } from '../../src/report/kbuild-why-text.ts'
import { styleFor } from '../../src/report/style.ts'
import type { DoubtEntry, KbuildFinding, KbuildOutcome, WhyReport } from '../../src/workspace/kbuild-request.ts'
import {
  BUILD,
  built,
  chain,
  FINDINGS,
  FOLDER,
  gate,
  into,
  listed,
  nothing,
  PROBLEMS,
  planned,
  TREE,
} from './kbuild-outcomes.ts'

const style = styleFor(false)
const names = placeNames(built)

const asked = (chains: readonly Chain[], more: Partial<WhyReport> = {}): readonly string[] =>
  whyLines({ name: 'tun', kind: 'not-built', chains, nearest: [], changes: [], ...more }, built, style)

describe('why', () => {
  test('a step a line: place, statement, what it does, values, conditions', () => {
    expect(asked([chain], { kind: 'module' })).toEqual([
      'drivers/net/tun.ko is built as a module',
      '  drivers/Makefile:12     obj-y += net/               -> enters drivers/net/',
      '  drivers/net/Makefile:3  obj-$(CONFIG_TUN) += tun.o  -> a module (CONFIG_TUN=m)',
      '                            in ifdef CONFIG_NET (drivers/net/Makefile:2), which holds: CONFIG_NET=y',
    ])
  })

  test('what is not set, and what to set', () => {
    const open = { ...listed, list: 'obj-', effect: 'none', values: [{ name: 'CONFIG_TUN', value: '' }] } as const
    const lines = asked([{ ...chain, steps: [into, open], outcome: 'not-built' }], {
      changes: [{ symbol: 'CONFIG_TUN', from: '', to: 'm', because: 'makefile' }],
      fragment: ['CONFIG_TUN=m'],
      verified: true,
      becomes: 'module',
    })
    expect(lines[0]).toBe('drivers/net/tun.o is not built: CONFIG_TUN is not set')
    expect(lines[2]).toMatch(/-> nothing: obj- is not built \(CONFIG_TUN is not set\)$/)
    expect(lines.slice(-2)).toEqual(['to have it built as a module, set', 'CONFIG_TUN=m'])
  })

  test('what Kconfig says of the changes', () => {
    const said = (more: Partial<WhyReport>): readonly string[] => {
      const { changes, fragment = [] } = planned
      const lines = asked(planned.chains, { changes, fragment, ...more })
      return lines.slice(lines.indexOf('CONFIG_TUN=m') - 1)
    }
    const symbols = ['CONFIG_TUN=m', 'CONFIG_NET=y', '  CONFIG_TUN depends on CONFIG_NET']
    const { rejections = [] } = planned
    expect(said({ verified: false, kconfig: { kind: 'resolved' }, rejections })).toEqual([
      'no configuration was found that builds it; the makefiles ask for',
      ...symbols,
      '  CONFIG_TUN=m dropped: it cannot be m: modules are off, or it is bool',
    ])
    expect(said({ verified: true, becomes: 'built-in', kconfig: { kind: 'resolved' } })).toEqual([
      'to have it built into the kernel, set',
      ...symbols,
      '  tried: Kconfig accepts these lines',
    ])
    expect(said({ verified: true, kconfig: { kind: 'absent' } })).toEqual([
      'to have it built, set',
      ...symbols,
      '  only the makefiles were asked: the tree has no Kconfig files that tell whether this can be',
    ])
    const problem = { kind: 'bad-kconfig' } as const
    expect(said({ kconfig: { kind: 'failed', problem } }).join('\n')).toContain(
      'Kconfig was not asked: the Kconfig files',
    )
  })

  test('symbols that select what cannot be set itself', () => {
    const lines = asked(planned.chains, {
      changes: [{ symbol: 'CONFIG_TAP', from: '', to: 'm', because: 'select', dependent: 'CONFIG_TUN' }],
      fragment: ['CONFIG_TAP=m'],
      verified: true,
    })
    expect(lines.at(-1)).toBe('  CONFIG_TUN cannot be set itself: CONFIG_TAP brings it')
  })

  test('what another architecture has', () => {
    const [verdict] = asked(planned.chains, { kind: 'other-architecture', architectures: ['arm', 'sh'] })
    expect(verdict).toBe('drivers/net/tun.o is built on another architecture only: arm, sh')
  })

  test('lists in variables, objects that another line takes', () => {
    const through = { ...listed, name: 'net-objs', list: 'net-objs', line: 9, values: [], gates: [] }
    const lines = asked([{ ...chain, steps: [into, listed, through] }], { kind: 'module' })
    expect(lines[0]).toBe('drivers/net/tun.ko is built as a module')
    expect(lines.at(-1)).toContain('-> for $(net-objs)')
    const taken = { ...listed, effect: 'none' } as const
    const [verdict, , step] = asked([{ ...chain, steps: [into, taken], outcome: 'not-built' }])
    expect(verdict).toContain('is not built: obj-y has it already, or a later line takes it away')
    expect(step).toContain('-> nothing: obj-y has it already, or a later line takes it away')
  })

  test('a condition that does not hold', () => {
    const closed = { ...gate, holds: false, values: [{ name: 'CONFIG_NET', value: '' }] }
    const steps = [into, { ...listed, effect: 'none', gates: [closed] }] as const
    const lines = asked([{ ...chain, steps, outcome: 'not-built' }])
    expect(lines[0]).toBe(
      'drivers/net/tun.o is not built: the line is in ifdef CONFIG_NET, which does not hold: CONFIG_NET is not set',
    )
    expect(lines[2]).toContain('-> nothing: not reached')
  })

  test('the else of a condition that holds', () => {
    const steps = [into, { ...listed, effect: 'none', gates: [{ ...gate, inElse: true }] }] as const
    const [verdict] = asked([{ ...chain, steps, outcome: 'not-built' }])
    expect(verdict).toContain('in the else of ifdef CONFIG_NET, which holds: CONFIG_NET=y')
  })

  test('a directory that is entered for modules only, with all below it', () => {
    const values = [{ name: 'CONFIG_NETDEV', value: 'm' }]
    const above = { ...into, name: 'obj-$(CONFIG_NETDEV)', list: 'obj-m', effect: 'module', values } as const
    const below = { ...into, directory: 'drivers/net', word: 'usb/' }
    const object = { ...listed, directory: 'drivers/net/usb', list: 'obj-y', effect: 'built-in' } as const
    const lines = asked([{ path: 'drivers/net/usb/tun', steps: [above, below, object], outcome: 'dropped' }])
    expect(lines[0]).toBe(
      'drivers/net/usb/tun.o is not built: its directory is entered for modules only (CONFIG_NETDEV=m), which drops what is to be built in',
    )
    expect(lines[1]).toContain('-> enters drivers/net/ for modules only (CONFIG_NETDEV=m)')
    expect(lines[2]).toContain('-> enters drivers/net/usb/ for modules only')
    expect(lines[3]).toContain('-> nothing: this directory is entered for modules only')
  })

  test('subdirectories that list no modules, directories that are not entered', () => {
    const through = { ...into, name: 'subdir-y', list: 'subdir-y', word: 'net' }
    const [unlisted, step] = asked([{ ...chain, steps: [through, listed], outcome: 'unlisted' }])
    expect(unlisted).toContain('its directory is entered through a list of subdirectories')
    expect(step).toContain('-> enters drivers/net, not for modules')
    const shut = { ...into, list: 'obj-', effect: 'none', values: [{ name: 'CONFIG_NETDEV', value: '' }] } as const
    const [verdict] = asked([{ ...chain, steps: [shut, listed], outcome: 'not-built' }])
    expect(verdict).toBe('drivers/net/tun.o is not built: drivers/net/ is not entered: CONFIG_NETDEV is not set')
  })

  test('parts of a module, objects of a library', () => {
    const part = { ...listed, name: 'tun-y', list: 'tun-y', word: 'ring.o', values: [], effect: 'built-in' } as const
    const ofModule = { path: 'drivers/net/ring', steps: [into, listed, part], outcome: 'module' } as const
    const lines = asked([ofModule], { kind: 'module' })
    expect(lines[0]).toBe('drivers/net/ring.o, a part of drivers/net/tun.ko, is built')
    expect(lines.at(-2)).toContain('-> a part of tun')
    const library = { ...listed, name: 'lib-y', list: 'lib-y', word: 'sort.o', effect: 'built-in' } as const
    const [sorted, , step] = asked([{ path: 'lib/sort', steps: [into, library], outcome: 'library' }], {
      kind: 'library',
    })
    expect(sorted).toBe('lib/sort.o is built into a library')
    expect(step).toContain('-> in lib.a')
  })

  test('other ways, and names that are spelt alike', () => {
    const lines = asked([chain, chain, chain, chain, chain], { kind: 'module' })
    expect(lines.filter((line) => line === 'another way, to drivers/net/tun')).toHaveLength(2)
    expect(lines.at(-1)).toBe('and 2 more ways (--json)')
    expect(asked([], { kind: 'not-found', nearest: ['tun', 'tuna'] })).toEqual([
      `no makefile of ${TREE} lists tun`,
      'did you mean tun, tuna?',
    ])
  })
})

describe('nothing built', () => {
  const lines = (outcome: KbuildOutcome, given: readonly (readonly [string, string])[] = []): readonly string[] =>
    outcome.nothing === undefined ? [] : nothingLines(outcome.nothing, outcome, given, style)

  test('the list, the variable, who sets it, what to type', () => {
    expect(lines(nothing, [['V', 'a b']])).toEqual([
      '0 modules: obj-m is empty',
      '  Makefile:4  obj-$(CONFIG_WIFI): wifi.o in obj-, of which nothing is built (CONFIG_WIFI is not set)',
      "CONFIG_WIFI=m is exported at Makefile:9, by make in the folder itself only: the kernel's makefile alone does not see it",
      'make in the folder itself builds wifi.ko',
      `help: make -C ${BUILD} M=${FOLDER} V='a b' CONFIG_WIFI=m`,
      `help: kcheck kbuild --tree ${BUILD} -M ${FOLDER} V='a b' CONFIG_WIFI=m`,
    ])
  })

  test('without a wrapper the first symbol that is asked for is tried', () => {
    const { wrapper: _, ...bare } = nothing
    expect(lines(bare).slice(2)).toEqual([
      `help: make -C ${BUILD} M=${FOLDER} CONFIG_WIFI=m`,
      `help: kcheck kbuild --tree ${BUILD} -M ${FOLDER} CONFIG_WIFI=m`,
    ])
  })

  test('what a wrapper hands on is taken where it helps, by whatever way', () => {
    const [list] = nothing.nothing?.lists ?? []
    if (list === undefined) throw new Error('no list')
    const values = [{ name: 'MODULES', value: '' }]
    const outcome = {
      ...nothing,
      nothing: { unset: [], lists: [{ ...list, name: 'obj-m', list: 'obj-m', words: [], values }] },
    }
    expect(lines(outcome)[1]).toBe('  Makefile:4  obj-m: it lists nothing (MODULES is not set)')
    expect(lines(outcome).at(-1)).toContain(' CONFIG_WIFI=m VERBOSE=1')
  })

  test('variables that a makefile goes by', () => {
    const unset = [{ name: 'VERBOSE', file: `${FOLDER}/Kbuild`, line: 7 }]
    const lines = nothingLines({ lists: [], unset }, nothing, [], style)
    expect(lines[1]).toBe('  Kbuild:7  VERBOSE is not set')
    expect(lines[2]).toContain('VERBOSE=1 is handed on at Makefile:12')
    expect(lines.at(-1)).toMatch(/ VERBOSE=1$/)
  })

  test('lists that are not reached, built-in objects, no list at all', () => {
    const [list] = nothing.nothing?.lists ?? []
    if (list === undefined) throw new Error('no list')
    const gates = [{ ...gate, holds: false, values: [{ name: 'CONFIG_NET', value: '' }] }]
    const { wrapper: _, ...bare } = nothing
    const shut = lines({ ...bare, nothing: { unset: [], lists: [{ ...list, list: 'obj-m', values: [], gates }] } })
    expect(shut[1]).toContain('wifi.o would be listed: not reached')
    expect(shut[2]).toContain('in ifdef CONFIG_NET (drivers/net/Makefile:2), which does not hold')
    expect(shut.at(-1)).toContain(' CONFIG_NET=m')
    const objects = lines({
      ...bare,
      nothing: { unset: [], lists: [{ ...list, list: 'obj-y', name: 'obj-y', values: [] }] },
    })
    expect(objects[1]).toContain("wifi.o in obj-y, of which nothing is built in a module's folder")
    expect(lines({ ...bare, nothing: { unset: [], lists: [] } })[0]).toBe(
      `0 modules: the makefile of ${FOLDER} lists no object`,
    )
  })
})

test('what make in the folder does otherwise, and files that are not there', () => {
  const outcome: KbuildOutcome = {
    ...nothing,
    modules: [{ path: `${FOLDER}/other.ko`, objects: [], composite: false }],
    externalReport: {
      extraSymbols: [{ path: '../x/Module.symvers', found: false }],
      flags: [],
      includes: [
        { path: '/here', found: true },
        { path: '/gone', found: false },
      ],
      shipped: ['blob.o'],
    },
  }
  const text = externalNotes(outcome, style).join('\n')
  expect(text).toContain('make in the folder itself builds wifi.ko too, and does not build other.ko')
  expect(text).toContain('why it hands on CONFIG_WIFI=m VERBOSE=1')
  expect(text).toContain('KBUILD_EXTRA_SYMBOLS names what is not there: ../x/Module.symvers')
  expect(text).toContain('-I names folders that are not there: /gone\n')
  expect(text).toContain('blob.o')
  const alike = { ...outcome, modules: [{ path: `${FOLDER}/wifi.ko`, objects: [], composite: false }] }
  expect(externalNotes(alike, style).join('\n')).not.toContain('make in the folder itself')
})

describe('findings', () => {
  test.each(Object.values(FINDINGS))('$code has a title with what it is about', (finding) => {
    const { title } = findingWords(finding)
    const [, about] = Object.values(finding).map((value) => (Array.isArray(value) ? value.join(' ') : String(value)))
    const said = JSON.stringify(findingWords(finding))
    expect(title.length).toBeGreaterThan(10)
    if (!('place' in finding)) expect(said).toContain(about)
    expect(said).not.toContain('undefined')
  })

  test('a makefile steers no terminal', () => {
    const text = findingLines([FINDINGS['makefile-warning']], names, style).join('\n')
    expect(text).toBe('warning: a makefile warns: old \\x1b[2J thing\n  at fs/Makefile:7')
  })

  test('what every kernel has is told with --lint only', () => {
    const findings = Object.values(FINDINGS)
    const told = (outcome: KbuildOutcome): readonly string[] => toldFindings(outcome, false).map(({ code }) => code)
    const loud = [
      'dropped-objects',
      'unlisted-modules',
      'same-name',
      'no-object',
      'possible-error',
      'makefile-warning',
      'possible-missing',
    ]
    expect(told({ ...built, findings, modules: [] })).toEqual(loud)
    expect(told({ ...built, findings })).toContain('holds-itself')
    expect(toldFindings({ ...built, findings }, true)).toHaveLength(findings.length)
  })

  test('a reason that several share is told once', () => {
    const shared = FINDINGS['shared-object']
    const lines = findingLines([shared, { ...shared, object: 'net/b.o' }], names, style)
    expect(lines.map((line) => line.trimStart().split(' ')[0])).toEqual(['warning:', 'warning:', 'why', 'help'])
    const one = FINDINGS['dropped-objects']
    const other = { ...one, directory: 'net' }
    expect(findingLines([one, other], names, style)).toHaveLength(6)
  })

  test('many of a kind are few lines', () => {
    const unused = Array.from({ length: 30 }, (_, index) => ({ code: 'unused-source', source: `s${index}.c` }) as const)
    const dropped = Array.from({ length: 30 }, (): KbuildFinding => FINDINGS['dropped-objects'])
    const lines = findingLines([...unused, ...dropped], names, style)
    expect(lines[0]).toBe(
      'warning: 30 source files that nothing is compiled of: s0.c s1.c s2.c s3.c s4.c s5.c s6.c s7.c s8.c s9.c and 20 more',
    )
    expect(lines.at(-1)).toBe('warning: 20 more like that (--json)')
  })
})

test('doubts say what hangs on which command', () => {
  const doubt: DoubtEntry = {
    directory: 'net',
    list: 'wg-y',
    word: 'compat.o',
    listed: false,
    commands: ['grep -q x y', 'uname\n-r'],
    place: { file: './net/Makefile', line: 8 },
  }
  expect(doubtLines([], names, style)).toEqual([])
  const lines = doubtLines([doubt, { ...doubt, listed: true }], names, style)
  expect(lines[0]).toBe('unknown: compat.o in wg-y of net is left out, and may belong there')
  expect(lines[1]).toBe('  why nobody answered $(shell grep -q x y), $(shell uname\\x0a-r) (net/Makefile:8)')
  expect(lines[2]).toBe('unknown: compat.o in wg-y of net may not belong there')
  const [inFolder] = doubtLines([{ ...doubt, directory: TREE }], names, style)
  expect(inFolder).toBe('unknown: compat.o in wg-y is left out, and may belong there')
  expect(lines.at(-1)).toMatch(/^help: --toolchain live .* --toolchain FILE /)
})

/** One of each: a new kind is a type error here. */
const DKMS: { readonly [Kind in DkmsFinding['kind']]: Extract<DkmsFinding, { kind: Kind }> } = {
  'missing-directive': { kind: 'missing-directive', directive: 'PACKAGE_NAME' },
  'unknown-value': {
    kind: 'unknown-value',
    directive: 'DEST_MODULE_NAME',
    index: 1,
    unknown: ['$(uname -r)'],
    line: 4,
  },
  'suffix-in-name': { kind: 'suffix-in-name', directive: 'BUILT_MODULE_NAME', index: 0, name: 'wifi.ko' },
  'bad-destination': { kind: 'bad-destination', index: 0, destination: '/somewhere' },
  'ignored-index': { kind: 'ignored-index', index: 5, name: 'wifi', count: 2 },
  'no-such-module': { kind: 'no-such-module', index: 0, path: 'wify.ko', elsewhere: [], suggestion: 'src/wifi.ko' },
  'not-installed': { kind: 'not-installed', module: 'src/wifi.ko' },
  'same-module': { kind: 'same-module', index: 1, other: 0, path: 'wifi.ko' },
  'same-destination': { kind: 'same-destination', index: 1, other: 0, name: 'wifi' },
}

test.each(Object.values(DKMS))('of dkms.conf: $kind', (finding) => {
  const said = JSON.stringify(dkmsWords(finding))
  const { kind: _, line, ...about } = finding
  for (const value of Object.values(about).flat()) expect(said).toContain(String(value))
  expect(said).not.toContain('undefined')
  const [, place] = dkmsLines({ file: '/src/dkms.conf', findings: [finding] }, style)
  expect(place).toBe(`  at /src/dkms.conf${line === undefined ? '' : `:${line}`}`)
})

test('a module that is built elsewhere than dkms looks', () => {
  const finding = { kind: 'no-such-module', index: 2, path: 'wifi.ko', elsewhere: ['src/wifi.ko'] } as const
  expect(dkmsWords(finding)).toMatchObject({
    why: 'it is built as src/wifi.ko',
    help: 'say where in BUILT_MODULE_LOCATION[2]',
  })
})

/** One of each: a new code is a type error here. */
const STOPS: Readonly<Record<MakeStopCode, Readonly<Record<string, string | number>>>> = {
  'error-function': { text: 'no headers' },
  'recursive-variable': { name: 'A' },
  'unterminated-reference': { text: '$(A' },
  'insufficient-arguments': { function: 'subst', count: 1 },
  'non-numeric-argument': { function: 'word', position: 'first', value: 'x' },
  'word-zero': {},
  'wordlist-start': { value: 0 },
  'missing-separator': { text: '<<<<<<< HEAD' },
  'empty-name': {},
  'bad-condition': {},
  'missing-endef': {},
  'missing-endif': {},
  'extra-endif': {},
  'extra-else': {},
  'recipe-before-rule': {},
  'missing-rule': {},
  'missing-include': { path: 'gone.mk' },
  'unreadable-include': { path: 'rules.mk' },
  'too-long': { limit: 16777216 },
  'too-deep': { limit: 200 },
}

test.each(Object.entries(STOPS))('make stops for %s', (code, args) => {
  const { title } = stopWords(code as MakeStopCode, args)
  for (const value of Object.values(args)) expect(title).toContain(String(value))
  // the parser gives no text
  if (Object.keys(args).every((name) => name === 'text'))
    expect(stopWords(code as MakeStopCode, {}).title).not.toMatch(/undefined|: *$/)
})

test.each(PROBLEMS.map((problem) => [kbuildProblemText(problem)]))('%s', (text) => {
  expect(text).toContain('\nhelp: ')
  expect(text).not.toContain('undefined')
})

test('a stop names its line', () => {
  const place = { file: './Kbuild', line: 3 }
  const text = kbuildProblemText({ kind: 'make-stopped', code: 'error-function', args: { text: 'no!' }, place })
  expect(text).toMatch(/^make would stop: Kbuild:3: the makefile refuses: no!\n/)
})
