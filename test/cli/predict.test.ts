/** `kcheck predict` on the small tree as a process: what the kernel's own configurator made of it is in `expected/`. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defconfig, expected, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { kcheckProcess } from './kcheck-process.ts'

const folder = temporaryFolder('file')

const predict = (args: readonly string[], input = '') => kcheckProcess(['predict', ...args], { cwd: folder(), input })

/** Name of the expected file, arguments. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['x86.tiny_defconfig.config', [defconfig('x86')]],
  ['x86.tiny_defconfig.config', ['--mode', 'defconfig', defconfig('x86')]],
  ['x86.tiny_defconfig.config', ['--tree', TREE, join(TREE, 'expected/x86.tiny_defconfig.config')]],
  ['i386.tiny_defconfig.config', ['--arch', 'i386', defconfig('x86')]],
  ['x86_64.tiny_defconfig.config', ['--arch', 'x86_64', defconfig('x86')]],
  ['arm64.tiny_defconfig.config', [defconfig('arm64')]],
  ['x86.asks_too_much.config', [defconfig('x86', 'asks_too_much_defconfig')]],
  ['x86.tiny_defconfig.savedefconfig', ['--mode', 'savedefconfig', defconfig('x86')]],
  ...['x86', 'arm64'].flatMap((arch) =>
    ['allnoconfig', 'allyesconfig', 'allmodconfig', 'alldefconfig'].map(
      (mode) => [`${arch}.${mode}.config`, ['--tree', TREE, '--arch', arch, '--mode', mode]] as const,
    ),
  ),
]

describe('the same as the C tool', () => {
  test.each(CASES)('%s from %j', (name, args) => {
    const run = predict(args)
    expect(run.stdout).toBe(expected(name))
    expect(run.status).toBe(0)
  })
})

describe('where the result goes', () => {
  test('to a file, from standard input', () => {
    const run = predict(['--tree', TREE, '--arch', 'x86', '-o', 'out', '-'], readFileSync(defconfig('x86'), 'latin1'))
    expect([run.status, run.stdout]).toEqual([0, ''])
    expect(readFileSync(join(folder(), 'out'), 'latin1')).toBe(expected('x86.tiny_defconfig.config'))
  })

  test('in place, with the old one kept', () => {
    cpSync(TREE, join(folder(), 'tree'), { recursive: true })
    const config = join(folder(), 'tree/.config')
    cpSync(defconfig('x86'), config)
    expect(predict(['--write', '--arch', 'x86', config]).status).toBe(0)
    expect(readFileSync(config, 'latin1')).toBe(expected('x86.tiny_defconfig.config'))
    expect(readFileSync(`${config}.old`, 'latin1')).toBe(readFileSync(defconfig('x86'), 'latin1'))
    expect(readdirSync(join(folder(), 'tree')).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('fragments', () => {
  test('win over the configuration, and each override is reported', () => {
    writeFileSync(join(folder(), 'a.config'), 'CONFIG_LOG_SHIFT=20\nCONFIG_EXPERT=y\n')
    const run = predict(['--fragment', 'a.config', defconfig('x86')])
    expect(run.status).toBe(0)
    expect(run.stdout).toContain('CONFIG_LOG_SHIFT=20\n')
    expect(run.stdout).toContain('CONFIG_EXPERT=y\n')
    expect(run.stderr).toMatch(/a\.config:1.*LOG_SHIFT/)
  })
})

describe('requests that do not survive', () => {
  test('are explained by --diff', () => {
    const config = defconfig('x86', 'asks_too_much_defconfig')
    const run = predict(['--diff', config])
    expect(run.status).toBe(0)
    const lines = run.stderr.split('\n').filter((line) => line.startsWith(`${config}:`))
    expect(lines.map((line) => line.slice(config.length + 1))).toEqual([
      '3: CONFIG_FANCY=y dropped: it depends on CC_HAS_NO_SUCH_OPTION (CC_HAS_NO_SUCH_OPTION=n)',
      '4: CONFIG_PHYSICAL_START=0x2000000 is 0x1000000: it depends on EXPERT (EXPERT=n)',
      '5: CONFIG_LLC=y dropped: it has no prompt, so its value comes from defaults and selects alone',
      '6: CONFIG_USB_SERIAL_CONSOLE=y dropped: it depends on USB && USB_SERIAL=y (USB=n, USB_SERIAL=n)',
      '7: CONFIG_NR_CPUS=8 is 1: outside the range 1 to 1',
      '8: CONFIG_NO_SUCH_SYMBOL=y dropped: no symbol of this name in the tree',
      '9: CONFIG_HASHES=m is y: it is selected by NET',
    ])
  })
})

describe('bad input ends with exit code 3 and nothing written', () => {
  test.each([
    ['no such configuration', ['--tree', TREE, 'nothing']],
    ['a folder for a configuration', ['--tree', TREE, TREE]],
    ['no such tree', ['--tree', 'nothing', defconfig('x86')]],
    ['a tree without Kconfig files', ['--tree', join(TREE, 'expected'), defconfig('x86')]],
    ['an unknown architecture', ['--arch', 'vax', defconfig('x86')]],
    ['an unknown dialect', ['--dialect', 'klingon', defconfig('x86')]],
    ['a file that is no toolchain', ['--toolchain', join(TREE, 'Makefile'), defconfig('x86')]],
    ['a seed that is no number', ['--mode', 'randconfig', '--seed', 'x', defconfig('x86')]],
  ])('%s', (_what, args) => {
    const run = predict(['-o', 'never', ...args])
    expect([run.status, run.stdout]).toEqual([3, ''])
    expect(run.stderr).not.toBe('')
    expect(run.stderr).not.toContain('bug in kcheck')
    expect(existsSync(join(folder(), 'never'))).toBe(false)
  })

  test('an unknown architecture lists the known ones', () => {
    expect(predict(['--arch', 'amr64', defconfig('x86')]).stderr).toMatch(/arm64.*i386.*x86_64/s)
  })
})
