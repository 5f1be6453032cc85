/** Recording the small tree with the tools of this machine, and what cannot be recorded. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RecordRequest, recordToolchain } from '../../src/workspace/record-toolchain.ts'

const TREE = fileURLToPath(new URL('../../fixtures/kernel-tiny', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kcheck-record-'))
  mkdirSync(join(folder, 'empty'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const record = (request: Partial<RecordRequest>) =>
  recordToolchain({ cwd: folder, environment: { PATH: process.env['PATH'] }, tree: TREE, ...request })

test('every probe that the tree asks is in the recording', () => {
  const result = record({ arch: 'x86' })
  if (result.kind === 'failed') throw new Error(JSON.stringify(result.problem))
  const { schema, probes } = JSON.parse(result.json)
  expect(schema).toBe('kcheck/toolchain/1')
  expect(Object.keys(probes)).toHaveLength(result.probes)
  expect(result.probes).toBeGreaterThan(0)
})

test.each<[string, Partial<RecordRequest>, object]>([
  ['no such tree', { tree: 'nothing' }, { kind: 'unreadable', what: 'tree', path: 'nothing', code: 'ENOENT' }],
  ['a folder that is none', { tree: 'empty' }, { kind: 'not-a-tree', folder: 'empty', kconfig: 'Kconfig' }],
  ['no such root file', { kconfig: 'K' }, { kind: 'not-a-tree', kconfig: 'K' }],
  ['an unknown dialect', { dialect: 'klingon' }, { kind: 'unknown-dialect', dialect: 'klingon' }],
  ['an unknown architecture', { arch: 'vax' }, { kind: 'unknown-arch', arch: 'vax' }],
])('%s', (_what, request, problem) => {
  expect(record(request)).toMatchObject({ kind: 'failed', problem })
})
