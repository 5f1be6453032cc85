/** `kcheck vermagic` as a process. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { TREE, tinyBuildroot } from '../openwrt/tiny-buildroot.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder('file')
beforeAll(() => {
  for (const [name, text] of Object.entries(tinyBuildroot())) {
    const path = join(folder(), name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
})

const run = (args: readonly string[], input = '') =>
  kcheckProcess(['vermagic', '--mode', 'none', ...args], { cwd: join(folder(), TREE), input })

test('the hash, from the current folder and from standard input', () => {
  const plain = run([])
  expect(plain.status).toBe(0)
  expect(plain.stdout).toMatch(/^hash {12}[0-9a-f]{32}\nkernel package {2}6\.6\.73~[0-9a-f]{32}-r1\n/)
  expect(plain.stderr).toContain('OpenWrt 24.10')
  const piped = run(['--json', '-'], 'CONFIG_TARGET_BOARD="ath79"\nCONFIG_TARGET_SUBTARGET="generic"\n')
  expect(JSON.parse(piped.stdout)).toMatchObject({ schema: 'kcheck/vermagic/1', config: '<stdin>' })
})

test('exit codes', () => {
  const hash = run([]).stdout.slice(16, 48)
  expect(run(['--expect', hash]).status).toBe(0)
  expect(run(['--expect', '-'], ` * kernel (= 6.6.73-1-${hash}) *`).status).toBe(0)
  expect(run(['--expect', `6.6.74~${hash}-r1`]).status).toBe(1)
  expect(run(['--expect', 'nothing']).status).toBe(3)
  expect(run(['--expect', '-', '-']).status).toBe(2)
  expect(run(['missing']).status).toBe(3)
})

test("a kernel's own string", () => {
  const tree = fileURLToPath(new URL('../../fixtures/modules/linux-headers-6.1.0-tiny', import.meta.url))
  const line = "m: version magic '6.1.0 SMP ' should be '6.1.0-tiny SMP mod_unload modversions '"
  const good = run(['--tree', tree, '--expect', '-'], `[    1.000000] ${line}\n`)
  expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/^met: .*\n.*string that should be/m)])
  expect(run(['--tree', tree, '--expect', '6.1.0-other']).status).toBe(1)
  expect(run(['--tree', tree, '--expect', 'nothing']).status).toBe(3)
})

test('a seed is resolved, and compared with what is official', () => {
  const tree = join(folder(), 'small')
  mkdirSync(tree)
  layTree('24.10', 'buildbot', tree)
  const official = seedPath('buildbot')
  const ask = (...args: readonly string[]) =>
    kcheckProcess(['vermagic', '--no-cache', '--dialect', 'openwrt-24.10', '--tree', tree, ...args], { cwd: tree })
  const same = ask(official, '--official', official, '--expect', expectedText('24.10', 'buildbot', 'vermagic').trim())
  expect([same.status, same.stderr]).toEqual([0, expect.not.stringContaining('warning')])
  expect(same.stdout).toContain('\nmet: ')
  const other = ask('--json', seedPath('two-devices'), '--official', official)
  expect(other.status).toBe(1)
  expect(JSON.parse(other.stdout)).toMatchObject({ mode: 'defconfig', official: { file: official, form: 'seed' } })
})
