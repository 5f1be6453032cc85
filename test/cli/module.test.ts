/** `kcheck module` as a process, on a small kernel's files. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeFolder } from '../../src/files/make-folder.ts'
import { writePackage } from '../archive/write-package.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { goodModule, HEADERS, KERNEL, MODULES } from '../workspace/kernel-files.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder()

const place = (path: string, content: string | Uint8Array): void => {
  const file = join(folder(), path)
  makeFolder(dirname(file))
  writeFileSync(file, content)
}

const kcheck = (...args: readonly string[]) => kcheckProcess(['module', ...args], { cwd: folder() })

beforeEach(() => {
  for (const [path, content] of Object.entries(KERNEL)) place(path, content)
  place('good.ko', goodModule())
  place('bad.ko', goodModule({ structName: 'bad', uses: ['nowhere'] }))
})

const kernel = `.${HEADERS}`

describe('exit codes', () => {
  test.each([
    [0, ['--kernel', kernel, 'good.ko']],
    [0, ['--kernel', `.${MODULES}`, `.${MODULES}`]],
    [1, ['--kernel', kernel, 'good.ko', 'bad.ko']],
    [2, ['--kernel', kernel]],
    [2, ['--kernel', kernel, '--json', '--sarif', 'good.ko']],
    [2, ['--kernel', kernel, '--digests', 'good.ko']],
    [2, ['--kernel', kernel, '--built-from', '.', 'good.ko']],
    [2, ['--kernel', kernel, '--tree', kernel, 'good.ko']],
    [3, ['--kernel', kernel, '--built-from', 'nowhere']],
    [2, ['--kernel', kernel, '']],
    [2, ['--kernel', kernel, '--policy', 'gentoo', 'good.ko']],
    [3, ['--kernel', 'nowhere', 'good.ko']],
    [3, ['--kernel', kernel, 'none.ko']],
    [3, ['--release', '6.1.0', 'good.ko']],
  ])('%i of %j', (status, args) => {
    expect(kcheck(...args).status).toBe(status)
  })
})

test('a package: what it needs of the kernel package, then its modules', () => {
  const files = { 'lib/modules/6.1.0/good.ko': goodModule() }
  place('foo.apk', writePackage('apk-3', { kernel: '6.1.0~abc-r1', files }))
  const fits = kcheck('--kernel', kernel, '--kernel-package', 'kernel - 6.1.0~abc-r1', 'foo.apk')
  expect(fits.stdout).toMatch(/^foo\.apk: kmod-foo .*\nfoo\.apk:lib\/modules\/6\.1\.0\/good\.ko: loads\n/)
  expect(fits.status).toBe(0)
  const refused = kcheck('--kernel', kernel, '--kernel-package', '6.1.0~abd-r1', 'foo.apk')
  expect(refused.stdout).toContain('apk:     breaks: kmod-foo-6.6.73-r1[kernel=6.1.0~abc-r1]')
  expect(refused.status).toBe(1)
  expect(kcheck('--kernel', kernel, '--kernel-package', 'six', 'foo.apk').status).toBe(3)
})

test('the verdict is the result, what it rests on is a message', () => {
  const run = kcheck('--kernel', kernel, 'bad.ko')
  expect(run.stdout).toContain('bad: Unknown symbol nowhere (err -2)')
  expect(run.stdout).toContain('insmod: ERROR: could not insert module bad.ko: Unknown symbol in module')
  expect(run.stderr).toContain('release 6.1.0-56-amd64')
  expect(run.stderr).toContain('policy debian')
})

test.each([
  ['--json', 'schema', 'kcheck/module/1'],
  ['--sarif', 'version', '2.1.0'],
])('%s', (option, key, value) => {
  expect(JSON.parse(kcheck('--kernel', kernel, option, 'bad.ko').stdout)).toHaveProperty(key, value)
})

test('links to folders are not followed', () => {
  symlinkSync('..', join(folder(), 'lib/loop'))
  const run = kcheck('--kernel', kernel, '--json', 'lib')
  expect(JSON.parse(run.stdout).modules).toHaveLength(1)
})

test('a large folder is shared between threads, and judged in order all the same', () => {
  const names = Array.from({ length: 900 }, (_, index) => `m${String(index).padStart(4, '0')}.ko`)
  for (const [index, name] of names.entries()) {
    place(`many/${name}`, index % 100 === 7 ? goodModule({ uses: ['nowhere'] }) : goodModule())
  }
  const run = kcheck('--kernel', kernel, '--json', 'many')
  const { modules, summary } = JSON.parse(run.stdout)
  expect(modules.map(({ file }: { file: string }) => file)).toEqual(names.map((name) => `many/${name}`))
  expect(summary).toMatchObject({ loads: 891, refused: 9 })
  expect(run.status).toBe(1)
})

test('help shows examples', () => {
  const run = kcheck('--help')
  expect([run.status, run.stderr]).toEqual([0, ''])
  expect(run.stdout).toContain('kcheck module --symvers')
})
