/** `kcheck minimize` as a process. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder('file')
const tree = (): string => join(folder(), 'tree')
beforeAll(() => layTree('24.10', 'all', tree()))

const HASH = expectedText('24.10', 'buildbot', 'vermagic').trim()
const SEED = readFileSync(seedPath('buildbot'), 'latin1')
const LINES = 'CONFIG_BUILDBOT=y\n# CONFIG_KERNEL_KALLSYMS is not set\n'

const run = (args: readonly string[], input = '') => kcheckProcess(['minimize', ...args], { cwd: tree(), input })

test('the lines on standard output, the rest on standard error', () => {
  const { status, stdout, stderr } = run([seedPath('buildbot'), '--tree', '.', '--expect', `6.6.73~${HASH}-r1`])
  expect({ status, stdout }).toEqual({ status: 0, stdout: LINES })
  expect(stderr).toContain('2 of 8 lines give ')
  expect(stderr).not.toContain('\r')
})

test('from standard input, into a file, as JSON', () => {
  const { status, stdout } = run(['-', '--expect', HASH, '--keep', 'DEVEL', '-o', 'least', '--json'], SEED)
  expect(status).toBe(0)
  const text = LINES.replace('\n', '\nCONFIG_DEVEL=y\n')
  expect(readFileSync(join(tree(), 'least'), 'latin1')).toBe(text)
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'kcheck/minimize/1', result: 'minimised', text })
  const silent = run(['-', '--expect', HASH, '-o', 'least'], SEED)
  expect(silent.stdout).toBe('')
  expect(readFileSync(join(tree(), 'least'), 'latin1')).toBe(LINES)
})

test('what comes out goes in again', () => {
  expect(kcheckProcess(['predict', '-', '--emit', 'vermagic'], { cwd: tree(), input: LINES }).stdout.trim()).toBe(HASH)
})

test('exit codes', () => {
  expect(run(['-', '--expect', HASH.replace(/./g, '0')], SEED)).toMatchObject({ status: 1, stdout: '' })
  expect(run(['-'], SEED).status).toBe(2)
  expect(run(['--expect', HASH]).status).toBe(2)
  expect(run(['-', '--expect', '-'], SEED).status).toBe(2)
  expect(run(['missing', '--expect', HASH]).status).toBe(3)
  expect(run(['-', '--expect', 'nothing'], SEED).status).toBe(3)
})

test('an example of the help', () => {
  const [, config = '', hash = ''] = /minimize (fixtures\S+) --expect (\S+)/.exec(run(['--help']).stdout) ?? []
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const cache = { KCHECK_CACHE: join(folder(), 'cache') }
  const { status, stdout } = kcheckProcess(['minimize', config, '--expect', hash], { cwd: root, env: cache })
  expect({ status, stdout }).toEqual({ status: 0, stdout: LINES })
})
