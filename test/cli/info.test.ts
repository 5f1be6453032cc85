/** `kcheck info` and `kcheck symvers diff` as processes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { writePackage } from '../archive/write-package.ts'
import { writeModule } from '../module/write-module.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder()
const kcheck = (...args: readonly string[]) => {
  const { status, stdout, stderr } = kcheckProcess(args, { cwd: folder() })
  return { status, stdout, stderr }
}

const SYMVERS = '0x00000001\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x00000002\tb\tvmlinux\tEXPORT_SYMBOL\t\n'

beforeEach(() => {
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder(), name), content)
  put('m.ko', writeModule({ modinfo: ['author=\xe9', 'name=sample'], uses: ['a'], versions: [['a', 1]] }))
  put('m.ko.gz', gzipSync(writeModule({ modinfo: ['name=sample'] })))
  put('text', 'text\n')
  put('old', SYMVERS)
  put('new.gz', gzipSync(SYMVERS.replace('0x00000002', '0x00000003')))
  put('newer', SYMVERS.replace('0x00000001', '0x00000003'))
})

describe('kcheck info', () => {
  test('bytes of a module stay bytes', () => {
    expect(kcheck('info', '--versions', 'm.ko')).toEqual({
      status: 0,
      stdout:
        'filename:       m.ko\nauthor:         \xe9\nname:           sample\nthis_module:    896\nversions:       1\n0x00000001\ta\n',
      stderr: '',
    })
  })

  test('a package, then the modules in it', () => {
    const files = { 'lib/m.ko': writeModule({ modinfo: ['name=sample'] }) }
    writeFileSync(join(folder(), 'p.ipk'), writePackage('ipk', { kernel: '1.2-1-abc', files }))
    expect(kcheck('info', 'p.ipk')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^filename: {7}p\.ipk\npackage: {8}kmod-foo\nversion: .*\narchitecture: .*\ndepends: {8}libc, kernel \(= 1\.2-1-abc\), kmod-other\nfilename: {7}p\.ipk:lib\/m\.ko\nname: /,
      ),
    })
    expect(kcheck('info', '-F', 'name', 'p.ipk').stdout).toBe('sample\n')
  })

  test('of several files those that can be read; then 3', () => {
    expect(kcheck('info', '-F', 'name', 'm.ko', 'text', 'm.ko.gz', 'none')).toEqual({
      status: 3,
      stdout: 'sample\nsample\n',
      stderr:
        'kcheck: text: not an ELF file [elf/ident]\n  help: name the .ko itself\nkcheck: none: no such file [file/ENOENT]\n',
    })
  })

  test('--json', () => {
    const { status, stdout } = kcheck('info', '--json', 'm.ko', 'text')
    expect(status).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'kcheck/info/1',
      modules: [{ name: 'sample' }, { problem: { code: 'elf/ident', offset: 0 } }],
    })
  })

  test('without a file that is a mistake; help has an example', () => {
    expect(kcheck('info')).toMatchObject({ status: 2, stdout: '' })
    expect(kcheck('info', '--help').stdout).toContain('kcheck info e1000e.ko.xz')
  })
})

describe('kcheck symvers diff', () => {
  test.each([
    [['old', 'old'], 0],
    [['old', 'new.gz'], 1],
    [['old', 'new.gz', '--used-by', 'm.ko'], 0],
    [['old', 'newer', '--used-by', 'm.ko'], 1],
    [['old', 'newer', '--used-by', '.'], 1],
    [['old', 'old', '--used-by', 'm.ko', 'text'], 3],
    [['old', 'newer', '--used-by', 'text', 'm.ko'], 1],
    [['old', 'text'], 3],
    [['old', 'none'], 3],
    [['old'], 2],
  ])('%j ends with %j', (args, status) => {
    expect(kcheck('symvers', 'diff', ...args).status).toBe(status)
  })

  test('--json', () => {
    const { stdout } = kcheck('symvers', 'diff', 'old', 'newer', '--used-by', 'm.ko', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'kcheck/symvers-diff/1',
      modules: [{ file: 'm.ko', result: 'breaks', breaks: [{ kind: 'crc', symbol: 'a' }] }],
    })
    expect(JSON.parse(kcheck('symvers', 'diff', 'old', 'text', '--json').stdout)).toMatchObject({ result: 'failed' })
  })
})
