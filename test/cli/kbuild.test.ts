/** `kcheck kbuild` as a process, on the tiny tree; what modules there are is GNU make's to say. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hasMake } from '../make/gnu-make.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TREE = join(ROOT, 'fixtures/kbuild-tiny')
const MODULE = join(ROOT, 'fixtures/kbuild-module')
const ORDER = 'drivers/net/tulip/tulip.ko\ndrivers/net/dummy.ko\ndrivers/parts/table.ko\n'

const MAKE = 'make'

const folder = temporaryFolder('file')

const run = (args: readonly string[], input = '') =>
  kcheckProcess(['kbuild', '--tree', TREE, ...args], { cwd: folder(), input })

test('the list alone on standard output, the rest on standard error', () => {
  const { status, stdout, stderr } = run(['--emit', 'modules.order'])
  expect({ status, stdout }).toEqual({ status: 0, stdout: ORDER })
  expect(stderr).toContain(`configuration ${TREE}/.config\n`)
  expect(stderr).toContain('warning: drivers/parts/board.o is to be built in, and nothing contains it\n')
})

test.each([
  ['modules.builtin', 'kernel/fs/tinyfs.ko\n'],
  [
    'objects',
    [
      'drivers/net/tulip/tulip.ko\tdrivers/net/tulip/core.o drivers/net/tulip/ring.o',
      'drivers/net/dummy.ko\tdrivers/net/dummy.o',
      'drivers/parts/table.ko\tdrivers/parts/table.o',
      'arch/x86/lib/lib.a\tarch/x86/lib/delay.o arch/x86/lib/memcpy_64.o',
      'lib/lib.a\tlib/sort.o lib/string.o',
      'built-in.a\tinit/main.o init/version.o arch/x86/kernel/setup.o arch/x86/kernel/head_64.o lib/list.o fs/super.o fs/inode.o fs/xattr.o',
      '',
    ].join('\n'),
  ],
  [
    'sources',
    `${'arch/x86/kernel/head_64.S arch/x86/kernel/setup.c arch/x86/lib/delay.c arch/x86/lib/memcpy_64.S drivers/net/dummy.c drivers/net/tulip/core.c drivers/net/tulip/ring.c drivers/parts/table.c fs/inode.c fs/super.c fs/xattr.c init/main.c init/version.c lib/list.c lib/sort.c lib/string.c'.replaceAll(' ', '\n')}\n`,
  ],
])('--emit %s', (emit, expected) => {
  expect(run(['--emit', emit])).toMatchObject({ status: 0, stdout: expected })
})

test.skipIf(!hasMake).each<[string, readonly string[]]>([
  ['.config', []],
  ['.config', ['ARCH=i386']],
  ['usb.config', []],
])('GNU make says the same of %s %j', (config, args) => {
  const copy = join(folder(), [config, ...args].join('-'))
  cpSync(TREE, copy, { recursive: true })
  copyFileSync(join(TREE, config), join(copy, '.config'))
  const made = spawnSync(MAKE, args, { cwd: copy, encoding: 'latin1', env: { PATH: process.env['PATH'] } })
  expect(made).toMatchObject({ status: 0 })
  const options = ['--config', join(TREE, config), '--emit', 'modules.order', ...args]
  expect(run(options).stdout).toBe(made.stdout)
})

test('a directory of the tree, from within the tree', () => {
  const { status, stdout } = kcheckProcess(['kbuild', 'drivers/net', '--emit', 'modules.order'], {
    cwd: TREE,
    env: { KCHECK_CACHE: join(folder(), 'cache') },
  })
  expect({ status, stdout }).toEqual({ status: 0, stdout: ORDER.split('\n').slice(0, 2).join('\n').concat('\n') })
})

test('counts', () => {
  const { status, stdout } = run([])
  expect(status).toBe(0)
  expect(stdout).toMatch(/^release +6\.1\.7-tiny\nmodules +3 +of 4 objects; 1 composite\nbuilt-in objects +8\n/)
})

test('why', () => {
  const yes = run(['--why', 'tulip.ko'])
  expect(yes.status).toBe(0)
  expect(yes.stdout).toContain('drivers/net/tulip/tulip.ko is built as a module\n')
  expect(yes.stdout).toMatch(
    /drivers\/net\/Makefile:3 +obj-\$\(subst m,y,\$\(CONFIG_TULIP\)\) \+= tulip\/ +-> enters drivers\/net\/tulip\/ \(CONFIG_TULIP=m\)\n/,
  )
  const no = run(['--why', 'host-tiny'])
  expect(no.status).toBe(1)
  expect(no.stdout).toContain('\nCONFIG_USB=m\n')
  expect(run(['--why', 'tulib'])).toMatchObject({ status: 1, stdout: expect.stringContaining('did you mean tulip?') })
})

test('a symbol, and another configuration', () => {
  const symbol = run(['--symbol', 'TULIP'])
  expect(symbol.status).toBe(0)
  expect(symbol.stdout).toContain('CONFIG_TULIP=m: 1 module more\n')
  expect(symbol.stdout).toContain('CONFIG_TULIP=y: 2 objects more in the kernel\n')
  const config = readFileSync(join(TREE, '.config'), 'latin1')
  expect(run(['--against', '-'], config)).toMatchObject({ status: 0 })
  const { status, stdout } = run(['--against', join(TREE, 'usb.config')])
  expect(status).toBe(1)
  expect(stdout).toContain('parts of the kernel that become modules (1)\n  fs/tinyfs.ko\n')
})

test('an external module, and why there is none', () => {
  const built = run(['-M', MODULE, 'CONFIG_TINY88=m', '--toolchain', 'none'])
  expect(built).toMatchObject({
    status: 0,
    stdout: 'tiny88.ko -> /lib/modules/6.1.7-tiny/extra/tiny88.ko\n  main.o phy.o\n',
  })
  const { status, stdout } = run(['-M', MODULE])
  expect(status).toBe(1)
  expect(stdout).toContain('Makefile:4  obj-$(CONFIG_TINY88): tiny88.o in obj-, of which nothing is built')
  expect(stdout).toContain('CONFIG_TINY88=m is exported at Makefile:11')
  expect(stdout).toContain(`help: make -C ${TREE} M=${MODULE} CONFIG_TINY88=m\n`)
})

test('into a file, as JSON', () => {
  const path = join(folder(), 'out')
  expect(run(['--emit', 'modules.order', '-o', 'out'])).toMatchObject({ status: 0, stdout: '' })
  expect(readFileSync(path, 'latin1')).toBe(ORDER)
  expect(run(['--json', '-o', 'out'])).toMatchObject({ status: 0, stdout: '' })
  const written = JSON.parse(readFileSync(path, 'utf8'))
  expect(written).toMatchObject({ schema: 'kcheck/kbuild/1', modulesBuiltin: ['kernel/fs/tinyfs.ko'] })
  // what cannot be told leaves the file as it was
  const failed = run(['--json', '-o', 'out', '--config', 'gone'])
  expect(failed.status).toBe(3)
  expect(JSON.parse(failed.stdout)).toMatchObject({ result: 'failed', problem: { kind: 'unreadable' } })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(written)
})

test.each([
  [2, ['a', 'b']],
  [2, ['--emit', 'objects', '--why', 'tulip']],
  [2, ['--emit', 'everything']],
  [3, ['--config', 'gone']],
  [3, ['--arch', 'mips']],
  [3, ['-M', '/gone']],
  [3, ['/']],
])('exit code %i of %j', (status, args) => {
  expect(run(args).status).toBe(status)
})

test('the example of the help that is in the repository', () => {
  const [example = ''] = /kbuild --tree fixtures.*/.exec(run(['--help']).stdout) ?? []
  const env = { KCHECK_CACHE: join(folder(), 'cache') }
  expect(kcheckProcess(example.split(' '), { cwd: ROOT, env })).toMatchObject({ status: 0, stdout: ORDER })
})

test('what the README shows', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'latin1')
  const shown = [...readme.matchAll(/^\$ npx kcheck (kbuild .*)\n((?:(?!\$ |```).*\n)*)/gm)]
  expect(shown.length).toBeGreaterThan(1)
  const env = { KCHECK_CACHE: join(folder(), 'cache') }
  for (const [, command = '', answer] of shown)
    expect(kcheckProcess(command.split(' '), { cwd: ROOT, env }).stdout).toBe(answer)
})
