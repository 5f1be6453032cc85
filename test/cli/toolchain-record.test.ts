/** A toolchain that is here: its answers recorded, replayed, and asked for live. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { expected, TINY, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder('file')

/** Answers what the tree asks a compiler, as the one did that the expected files were made with. */
const GCC = `#!/bin/sh
case "$*" in
  --version) echo 'gcc (GCC) 12.2.0'; echo 'a second line' ;;
  -dumpversion) echo 12.2.0 ;;
  *-fstack-protector-strong*) ;;
  *) exit 1 ;;
esac
`

beforeAll(() => {
  mkdirSync(join(folder(), 'bin'))
  for (const name of ['gcc', 'cross-gcc']) {
    writeFileSync(join(folder(), 'bin', name), name === 'gcc' ? GCC : GCC.replaceAll('12.2.0', '14.1.0'))
    chmodSync(join(folder(), 'bin', name), 0o755)
  }
})

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  kcheckProcess(args, { cwd: folder(), env: { PATH: `${join(folder(), 'bin')}:/usr/bin:/bin`, ...env } })

interface Recording {
  readonly schema: string
  readonly env: Readonly<Record<string, string>>
  readonly probes: Readonly<Record<string, string>>
}

const record = (env: Readonly<Record<string, string>> = {}): Recording =>
  JSON.parse(run(['toolchain', 'record', '--tree', TREE, '--arch', 'x86'], env).stdout) as Recording

describe('kcheck toolchain record', () => {
  test("writes down every probe's answer, and the variables that were read", () => {
    const known = JSON.parse(readFileSync(join(TREE, 'kcheck-toolchain.json'), 'utf8')) as Recording
    const { schema, env, probes } = record()
    expect({ schema, probes }).toEqual({ schema: known.schema, probes: known.probes })
    const { CC, CC_VERSION_TEXT } = known.env
    expect(env).toEqual({ ARCH: 'x86', CC, CC_VERSION_TEXT, KERNELVERSION: '6.1.7', SRCARCH: 'x86' })
  })

  test('asks the toolchain that the environment names', () => {
    const { env, probes } = record({ CROSS_COMPILE: 'cross-' })
    expect(env).toMatchObject({ CC: 'cross-gcc', CC_VERSION_TEXT: 'gcc (GCC) 14.1.0' })
    expect(probes).toMatchObject({ 'cross-gcc -dumpversion | cut -d. -f1': '14\n' })
  })

  test('into a file, which predict replays', () => {
    const done = run(['toolchain', 'record', '--tree', TREE, '--arch', 'x86', '-o', 'gcc.json'])
    expect([done.status, done.stdout, done.stderr]).toEqual([0, '', ''])
    const { status, stdout } = run(['predict', '--toolchain', 'gcc.json', '--arch', 'x86', TINY], { PATH: '/nowhere' })
    expect([status, stdout]).toEqual([0, expected('x86.tiny_defconfig.config')])
  })

  test('a folder that is no tree', () => {
    const { status, stdout, stderr } = run(['toolchain', 'record', '--tree', 'bin'])
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toContain('error: bin ')
  })
})

describe('predict --toolchain live', () => {
  const live = (env: Readonly<Record<string, string>> = {}) =>
    run(['predict', '--toolchain', 'live', '--arch', 'x86', '--require-known', TINY], env)

  test('asks the compiler', () => {
    expect([live().status, live().stdout]).toEqual([0, expected('x86.tiny_defconfig.config')])
  })

  test('the one that the environment names', () => {
    const { status, stdout } = live({ CROSS_COMPILE: 'cross-' })
    expect([status, stdout.match(/^CONFIG_CC_VERSION_TEXT=.*$/m)?.[0]]).toEqual([
      0,
      'CONFIG_CC_VERSION_TEXT="gcc (GCC) 14.1.0"',
    ])
  })
})
