/** Requests that cannot be met: each ends with a problem as data. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { FileError } from '../../src/files/file-system.ts'
import type { PredictRequest } from '../../src/workspace/predict-request.ts'
import { TINY, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { ask } from './ask.ts'

const folder = temporaryFolder()
beforeEach(() => mkdirSync(join(folder(), 'project/scripts/kconfig'), { recursive: true }))

const tree = { tree: TREE, arch: 'x86' } as const

test.each<[string, Partial<PredictRequest>, object]>([
  [
    'no such configuration',
    { ...tree, config: 'nothing' },
    { kind: 'unreadable', what: 'configuration', path: 'nothing', code: 'ENOENT' },
  ],
  ['no configuration at all', tree, { kind: 'unreadable', path: '.config', code: 'ENOENT' }],
  ['a folder for one', { ...tree, config: 'project' }, { kind: 'unreadable', path: 'project', code: 'EISDIR' }],
  ['NUL bytes', { ...tree, config: '-', stdin: () => 'CONFIG_A=\0\n' }, { kind: 'not-text', path: '<stdin>' }],
  ['no such fragment', { ...tree, config: TINY, fragments: ['nothing'] }, { kind: 'unreadable', path: 'nothing' }],
  ['no such preset', { ...tree, mode: 'allnoconfig', allconfig: 'nothing' }, { kind: 'unreadable', path: 'nothing' }],
  [
    'standard input that is too large',
    {
      ...tree,
      config: '-',
      stdin: () => {
        throw new FileError('-', 'TOO_LARGE')
      },
    },
    { kind: 'unreadable', what: 'configuration', path: '-', code: 'TOO_LARGE' },
  ],
  ['no tree around', { config: '-' }, { kind: 'no-tree' }],
  [
    'no such tree',
    { config: TINY, tree: 'nothing' },
    { kind: 'unreadable', what: 'tree', path: 'nothing', code: 'ENOENT' },
  ],
  [
    'a folder that is none',
    { config: TINY, tree: 'project' },
    { kind: 'not-a-tree', folder: 'project', kconfig: 'Kconfig' },
  ],
  ['no such root file', { config: TINY, tree: TREE, kconfig: 'K' }, { kind: 'not-a-tree', kconfig: 'K' }],
  [
    'an unknown architecture',
    { config: TINY, tree: TREE, arch: 'amr64' },
    { kind: 'unknown-arch', arch: 'amr64', nearest: 'arm64' },
  ],
  ['an unknown ARCH', { config: TINY, environment: { ARCH: 'vax' } }, { kind: 'unknown-arch', arch: 'vax' }],
  [
    'an unknown dialect',
    { config: TINY, dialect: 'klingon' },
    { kind: 'unknown-dialect', dialect: 'klingon', known: expect.arrayContaining(['linux-6.1', 'linux-6.12']) },
  ],
  ['no recorded toolchain', { config: TINY, toolchain: join(TREE, 'Makefile') }, { kind: 'bad-toolchain' }],
  [
    'no such toolchain',
    { config: TINY, toolchain: 'nothing' },
    { kind: 'unreadable', what: 'toolchain', code: 'ENOENT' },
  ],
  ['a seed that is no number', { ...tree, mode: 'randconfig', seed: '7x' }, { kind: 'bad-seed', text: '7x' }],
  [
    'a probability beyond all',
    { ...tree, mode: 'randconfig', probability: '60:50' },
    { kind: 'bad-probability', text: '60:50' },
  ],
])('%s', async (_what, request, problem) => {
  expect(await ask({ cwd: folder(), ...request })).toMatchObject({ kind: 'failed', problem })
})

describe('Kconfig files that cannot be read', () => {
  const project = (kconfig: string, more: Partial<PredictRequest> = {}) => {
    writeFileSync(join(folder(), 'project/Kconfig'), kconfig)
    return ask({ cwd: folder(), tree: 'project', dialect: 'linux-6.12', config: '-', ...more })
  }

  test.each([
    ['a syntax error', 'config A\n\tbool "a"\n\tnonsense\n', 'kconfig/unknown-statement'],
    ['a missing file', 'source "nothing"\n', 'kconfig/source-not-found'],
    ['a loop of files', 'source "Kconfig"\n', 'kconfig/recursive-inclusion'],
    ['a circle of symbols', 'config A\n\tbool "a"\n\tdepends on A\n', 'kconfig/recursive-dependency'],
    ['a variable of itself', 'a = $(a)\nb := $(a)\n', 'kconfig/recursive-variable'],
    ['a tree that refuses', 'x := $(error-if,y,not here)\n', 'kconfig/error-if'],
  ])('%s', async (_what, kconfig, code) => {
    const result = await project(kconfig)
    expect(result).toMatchObject({ kind: 'failed', problem: { kind: 'bad-kconfig' } })
    expect(result.messages.map((message) => message.code)).toContain(code)
    expect(result.messages.every(({ position }) => position === undefined || position.file === 'Kconfig')).toBe(true)
  })

  test('several errors in one run', async () => {
    const result = await project('config A\n\tbool "a"\n\tone\n\nconfig B\n\tbool "b"\n\ntwo three\n')
    const lines = result.messages
      .filter(({ code }) => code === 'kconfig/unknown-statement')
      .map(({ position }) => position?.line)
    expect(lines).toEqual([3, 8])
  })

  test('warnings do not keep a prediction from being made', async () => {
    expect(await project('config A\n\tbool "a"\n\tbool "b"\n')).toMatchObject({
      kind: 'predicted',
      messages: [{ code: 'kconfig/prompt-redefined', severity: 'warning' }],
    })
  })
})

test('a file of the tree that is larger than kcheck reads', async () => {
  const path = join(folder(), 'project/Kconfig')
  writeFileSync(path, '')
  truncateSync(path, 65 * 1024 * 1024)
  const result = await ask({ cwd: folder(), tree: 'project', mode: 'allnoconfig' })
  expect(result).toMatchObject({
    kind: 'failed',
    problem: { kind: 'unreadable', what: 'tree', path, code: 'TOO_LARGE' },
  })
})
