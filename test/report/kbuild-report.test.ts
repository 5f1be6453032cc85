/** What `kcheck kbuild` says where, and its exit code. */
import { describe, expect, test } from 'vitest'
import { type KbuildReportOptions, reportKbuild } from '../../src/report/kbuild-report.ts'
import type { KbuildOutcome, KbuildResult } from '../../src/workspace/kbuild-request.ts'
import { built, chain, different, FOLDER, listed, nothing, PROBLEMS, same } from './kbuild-outcomes.ts'

const PLAIN = { output: false, messages: false }

const report = (result: KbuildResult, options: Partial<KbuildReportOptions> = {}) =>
  reportKbuild(result, { json: false, colour: PLAIN, ...options })

describe('lists for programs', () => {
  test('modules.order is the paths in their order', () => {
    expect(report(built, { emit: 'modules.order' }).output).toBe('fs/b/b.ko\nfs/a.ko\n')
  })

  test('objects: modules, libraries, built-in objects, each behind a tab', () => {
    expect(report(built, { emit: 'objects' }).output).toBe(
      'fs/b/b.ko\tfs/b/two.o fs/b/one.o\nfs/a.ko\tfs/a.o\nlib/lib.a\tlib/sort.o\nbuilt-in.a\tinit/main.o init/a.o\n',
    )
  })

  test('modules.builtin as it is, sources sorted bytewise', () => {
    const outcome = { ...built, builtinModules: ['kernel/fs/z.ko', 'kernel/fs/a.ko'], sources: ['b.c', 'B.c', 'a.S'] }
    expect(report(outcome, { emit: 'modules.builtin' }).output).toBe('kernel/fs/z.ko\nkernel/fs/a.ko\n')
    expect(report(outcome, { emit: 'sources' }).output).toBe('B.c\na.S\nb.c\n')
  })

  test('bytes of paths stay what they are', () => {
    const path = 'fs/\xc3\xa4.ko'
    const outcome = { ...built, modules: [{ path, objects: [], composite: false }] }
    expect(report(outcome, { emit: 'modules.order' }).output).toBe(`${path}\n`)
  })

  test('nothing built is said beside an empty list', () => {
    const { output, messages, exitCode } = report(nothing, { emit: 'modules.order' })
    expect({ output, exitCode }).toEqual({ output: '', exitCode: 1 })
    expect(messages).toContain('0 modules')
  })
})

describe('for people', () => {
  test('counts of a tree', () => {
    expect(report(built).output).toBe(
      [
        'release           6.1.7-tiny',
        'modules           2  of 3 objects; 1 composite',
        'built-in objects  2',
        'library objects   1  in 1 lib.a',
        'directories       1  1 of them for built-in objects',
        '',
      ].join('\n'),
    )
  })

  test('modules of a folder, with where they are installed', () => {
    const objects = Array.from({ length: 30 }, (_, index) => `${FOLDER}/o${index}.o`)
    const modules = [
      { path: `${FOLDER}/wifi.ko`, objects: [`${FOLDER}/wifi.o`], composite: false, install: '/lib/modules/x/wifi.ko' },
      { path: 'big.ko', objects, composite: true },
    ]
    expect(report({ ...built, external: FOLDER, modules }).output).toBe(
      'wifi.ko -> /lib/modules/x/wifi.ko\n  wifi.o\nbig.ko\n  o0.o o1.o o2.o o3.o and 26 more (--emit objects)\n',
    )
  })

  test('a file name steers no terminal, and UTF-8 is readable', () => {
    const modules = [{ path: 'a\x1b[2J\xc3\xa4.ko', objects: [], composite: false }]
    const { output } = report({ ...built, external: FOLDER, modules })
    expect(Buffer.from(output, 'latin1').toString()).toContain('a\\x1b[2Jä.ko')
  })

  test('notes are on standard error', () => {
    const { messages } = report({
      ...built,
      notes: [
        { kind: 'tree', folder: '/src/linux' },
        { kind: 'arch', arch: 'x86_64', because: 'header' },
        { kind: 'config', path: '/src/linux/.config' },
        { kind: 'config-of-other-version', config: '6.1.6', tree: '6.1.7' },
        { kind: 'no-scripts', folder: '/usr/src/headers' },
        { kind: 'toolchain', source: 'live' },
      ],
    })
    expect(messages).toBe(
      [
        'tree /src/linux',
        "arch x86_64 (from the configuration's header)",
        'configuration /src/linux/.config',
        'the configuration is of "6.1.6", the tree is "6.1.7"',
        '/usr/src/headers comes without scripts/Makefile.build: the variables that it sets are taken as they usually are',
        'commands of makefiles are answered by live',
        '',
      ].join('\n'),
    )
  })
})

describe('what differs', () => {
  const against = (difference: typeof same): KbuildOutcome => ({
    ...built,
    against: { config: 'other.config', difference },
  })

  test('nothing', () => {
    expect(report(against(same))).toMatchObject({
      output: '.config -> other.config: both build the same\n',
      exitCode: 0,
    })
  })

  test('all kinds, long lists cut', () => {
    const { output, exitCode } = report(against(different))
    expect(exitCode).toBe(1)
    expect(output).toMatch(
      /^\.config -> other\.config: 26 modules more, 2 modules less, 1 module of other objects, 1 object more in the kernel, 1 object less in the kernel\n/,
    )
    expect(output).toContain('modules that appear (25)\n  drivers/new0.ko\n')
    expect(output).toContain('  drivers/new19.ko\n  and 5 more (--json)\n')
    expect(output).toContain('modules that become part of the kernel (1)\n  fs/ext.ko\n')
    expect(output).toContain('parts of the kernel that become modules (1)\n  net/core.ko\n')
    expect(output).toContain('  fs/nfs.ko  +fs/pnfs.o -fs/v2.o\n')
    expect(output).toContain('objects that the kernel loses (1)\n  net/core.o\n')
  })

  test('what a symbol adds at each value', () => {
    const mentions = [{ file: 'fs/Makefile', line: 3, text: 'obj-$(CONFIG_EXT) += ext/', kind: 'list' }] as const
    const effects = [
      { value: 'm', difference: { ...same, modules: { ...same.modules, added: ['fs/ext.ko'] } } },
      { value: 'y', difference: same },
    ] as const
    const { output, exitCode } = report({ ...built, symbol: { symbol: 'CONFIG_EXT', value: '', effects, mentions } })
    expect(exitCode).toBe(0)
    expect(output).toContain('CONFIG_EXT is not set; compared is with the build without it, all other symbols as they')
    expect(output).toContain('CONFIG_EXT=m: 1 module more\n  modules that appear (1)\n    fs/ext.ko\n')
    expect(output).toContain('CONFIG_EXT=y: nothing that is built differs\n')
    expect(output).toContain('where makefiles go by it (1)\n  fs/Makefile:3  obj-$(CONFIG_EXT) += ext/\n')
  })
})

const why = { name: 'tun', chains: [chain], nearest: [], changes: [] }
const dropped = { ...chain, steps: [listed], outcome: 'dropped' } as const

test.each<[string, KbuildResult, number]>([
  ['a build', built, 0],
  ['a module that is built', { ...built, why: { ...why, kind: 'module' } }, 0],
  ['an object of the kernel', { ...built, why: { ...why, kind: 'built-in' } }, 0],
  ['an object of a library', { ...built, why: { ...why, kind: 'library' } }, 0],
  ['one that is not', { ...built, why: { ...why, kind: 'not-built', chains: [dropped] } }, 1],
  ['an unknown one', { ...built, why: { ...why, kind: 'not-found', chains: [] } }, 1],
  ['no modules in a tree', { ...built, modules: [] }, 0],
  ['no modules of a folder', nothing, 1],
  ...PROBLEMS.map(
    (problem) => [problem.kind, { kind: 'failed', problem, notes: [] }, 3] as [string, KbuildResult, number],
  ),
])('the exit code of %s', (_, result, exitCode) => {
  expect(report(result).exitCode).toBe(exitCode)
  expect(report(result, { json: true }).exitCode).toBe(exitCode)
})

test('several answers stand below each other', () => {
  const { output } = report({
    ...built,
    why: { ...why, kind: 'module' },
    against: { config: 'other.config', difference: same },
  })
  expect(output).toMatch(/^drivers\/net\/tun\.ko is built as a module\n[\s\S]*\n\n\.config -> other\.config: both/)
})

test('colour goes where it is wanted', () => {
  const colour = { output: true, messages: false }
  const outcome: KbuildOutcome = { ...built, notes: [{ kind: 'tree', folder: '/x' }], why: { ...why, kind: 'module' } }
  const { output, messages } = report(outcome, { colour })
  expect(output).toContain('\x1b[')
  expect(messages).not.toContain('\x1b[')
})
