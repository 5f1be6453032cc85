/** The command line as a process. `npm test` builds the bundle first. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LAUNCHER = join(ROOT, 'bin/kcheck.js')
const TREE = join(ROOT, 'fixtures/kernel-tiny')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kcheck-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kcheck = (args: readonly string[], options: { cwd?: string; input?: string; launcher?: string } = {}) => {
  const { cwd = folder, input = '', launcher = LAUNCHER } = options
  const env = { PATH: process.env['PATH'], HOME: folder, KCHECK_CACHE: join(folder, 'cache') }
  return spawnSync(process.execPath, [launcher, ...args], { cwd, input, env, encoding: 'latin1' })
}

const all = ({ status, stdout, stderr }: SpawnSyncReturns<string>) => ({ status, stdout, stderr })

describe('help and usage', () => {
  test.each([
    [['--help'], 'predict'],
    [['predict', '--help'], 'Examples:\n  kcheck predict --tree'],
    [['toolchain', '--help'], 'record'],
    [['toolchain', 'record', '--help'], 'Example:'],
    [['toolchain', 'show', '-h'], 'Example:'],
    [['--version'], JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version],
  ])('%j goes to standard output', (args, words) => {
    const run = kcheck(args)
    expect(all(run)).toMatchObject({ status: 0, stderr: '' })
    expect(run.stdout).toContain(words)
  })

  test.each([
    [[], 'Usage: kcheck'],
    [['no-such-command'], "unknown command 'no-such-command'"],
    [['predict', '--no-such-option'], "unknown option '--no-such-option'"],
    [['predict', 'a', 'b'], 'too many arguments'],
    [['predict', '--mode', 'menuconfig'], "'menuconfig' is invalid"],
    [['predict', '--env', 'A'], 'It must be NAME=VALUE.'],
    [['predict', '--write', '-o', 'x'], '--write and --output exclude each other'],
    [['predict', '--write', '-'], 'CONFIG is standard input'],
    [['predict', '--mode', 'syncconfig'], 'name their folder with -o'],
    [['predict', '--fragment', '-', '-'], 'standard input can be read only once'],
    [['toolchain'], 'Usage: kcheck toolchain'],
    [['toolchain', 'record'], "required option '--tree <dir>' not specified"],
  ])('%j is a usage error', (args, words) => {
    const run = kcheck(args)
    expect(all(run)).toMatchObject({ status: 2, stdout: '' })
    expect(run.stderr).toContain(words)
  })
})

describe('kcheck toolchain show', () => {
  const file = join(TREE, 'kcheck-toolchain.json')

  test('prints what a recording holds', () => {
    const run = kcheck(['toolchain', 'show', file])
    expect(all(run)).toMatchObject({ status: 0, stderr: '' })
    expect(run.stdout).toContain('CC_VERSION_TEXT=gcc (GCC) 12.2.0\n')
    expect(run.stdout).toContain('$ gcc -dumpversion | cut -d. -f1\n12\n')
    expect(run.stdout).toMatch(/\n3 variables, 4 probes\n$/)
  })

  test('gives it back as JSON', () => {
    expect(kcheck(['toolchain', 'show', '--json', file]).stdout).toBe(readFileSync(file, 'latin1'))
  })

  test.each([
    ['nothing.json', 'nothing.json: no such file'],
    [TREE, 'is a folder'],
    [join(TREE, 'Makefile'), 'no recorded toolchain: it is not JSON'],
  ])('%s is no recording', (name, words) => {
    const run = kcheck(['toolchain', 'show', name])
    expect(all(run)).toMatchObject({ status: 3, stdout: '' })
    expect(run.stderr).toContain(words)
  })
})

test('a reader that goes away is no error', () => {
  const script = `${process.execPath} ${LAUNCHER} --help | true; echo "\${PIPESTATUS[0]}"`
  const run = spawnSync('bash', ['-c', script], { encoding: 'latin1' })
  expect(all(run)).toMatchObject({ stdout: '0\n', stderr: '' })
})

test('of conf it is the end, as a signal makes it', () => {
  writeFileSync(join(folder, 'Kconfig'), 'config A\n\tbool "a"\n')
  const script = `yes '' | ${process.execPath} ${LAUNCHER} conf --oldconfig Kconfig | true; echo "\${PIPESTATUS[1]}"`
  const run = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'latin1' })
  expect(all(run)).toMatchObject({ stdout: '141\n', stderr: '' })
})

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  const run = (redirected: string) =>
    spawnSync('bash', ['-c', `${process.execPath} ${LAUNCHER} ${redirected}`], { cwd: folder, encoding: 'latin1' })

  test('is no bug of kcheck', () => {
    expect(all(run('--help > /dev/full'))).toMatchObject({
      status: 3,
      stderr: 'kcheck: standard output: no space left\n',
    })
  })

  test('below the words of conf keeps no file from being written, as with the C tool', () => {
    writeFileSync(join(folder, 'Kconfig'), 'config A\n\tbool "a"\n')
    expect(all(run('conf --alldefconfig Kconfig > /dev/full'))).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(join(folder, '.config'), 'latin1')).toContain('# CONFIG_A is not set\n')
  })

  test('below the messages changes no exit code', () => {
    expect(run('toolchain show nothing 2> /dev/full').status).toBe(3)
    expect(run('no-such-command 2> /dev/full').status).toBe(2)
  })
})

test('without its bundle the launcher says what to do', () => {
  for (const sub of ['bin', 'src/cli']) mkdirSync(join(folder, 'checkout', sub), { recursive: true })
  const launcher = join(folder, 'checkout/bin/kcheck.js')
  cpSync(join(ROOT, 'bin'), join(folder, 'checkout/bin'), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(folder, 'checkout/package.json'))
  expect(kcheck(['predict'], { launcher })).toMatchObject({ status: 3, stdout: '' })
  cpSync(join(ROOT, 'src/cli/main.ts'), join(folder, 'checkout/src/cli/main.ts'))
  expect(kcheck(['predict'], { launcher }).stderr).toMatch(/dist\/kcheck\.cjs is missing; run `npm ci`/)
})

test('compiled code that is cut off, or is of another bundle or V8, is not used', () => {
  const copy = join(folder, 'copy')
  for (const sub of ['bin', 'dist/kcheck.cjs', 'dist/kcheck.cjs.code', 'package.json'])
    cpSync(join(ROOT, sub), join(copy, sub), { recursive: true })
  const launcher = join(copy, 'bin/kcheck.js')
  const code = join(copy, 'dist/kcheck.cjs.code')
  const whole = readFileSync(code)
  const version = all(kcheck(['--version'], { launcher }))
  expect(version).toMatchObject({ status: 0, stderr: '' })
  const damaged = [
    whole.subarray(0, 100),
    whole.subarray(0, whole.length / 2),
    Buffer.alloc(0),
    // code of another bundle
    Buffer.concat([Buffer.from('// kcheck 00'), whole.subarray(12)]),
    // and of another V8
    Buffer.concat([whole.subarray(0, 84), Buffer.alloc(4), whole.subarray(88)]),
  ]
  for (const bytes of damaged) {
    writeFileSync(code, bytes)
    expect(all(kcheck(['--version'], { launcher }))).toEqual(version)
  }
  rmSync(code)
  expect(all(kcheck(['--version'], { launcher }))).toEqual(version)
})
