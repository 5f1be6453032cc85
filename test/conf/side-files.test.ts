/** What conf writes besides the `.config`, and the environment variables that move or forbid it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { ConfFolder } from './conf-runs.ts'

const TREE = `config A
	bool "a"
	default y

config N
	int "n"
	default $(NUMBER)

source "sub/Kconfig"
`
const FILES = { Kconfig: TREE, 'sub/Kconfig': 'config S\n\tstring "s"\n\tdefault "t"\n' }
const env = { NUMBER: '5' }

describe.each(BOTH)('%s', (dialect) => {
  let folder: ConfFolder
  beforeEach(() => {
    folder = new ConfFolder(dialect, FILES)
  })
  afterEach(() => folder.end())
  const run = (argv: string, more: Readonly<Record<string, string>> = {}, stdin = '\n\n\n') =>
    folder.run({ argv: [...argv.split(' '), 'Kconfig'], env: { ...env, ...more }, stdin })

  test('every mode that writes a .config makes auto.conf and its company where there is none', () => {
    run('--alldefconfig')
    for (const name of ['include/config/auto.conf', 'include/generated/autoconf.h', 'include/generated/rustc_cfg'])
      expect(folder.has(name)).toBe(true)
    folder.write('include/config/auto.conf', 'mine\n')
    run('--allnoconfig')
    expect(folder.read('include/config/auto.conf')).toBe('mine\n')
  })

  test('a configuration without an end is not read into memory', () => {
    expect(() => run('--olddefconfig', { KCONFIG_CONFIG: '/dev/zero' })).toThrow(
      expect.objectContaining({ path: '/dev/zero', code: 'TOO_LARGE' }),
    )
  })

  test('auto.conf.cmd names the files and the variables', () => {
    run('--syncconfig')
    const text = folder.read('include/config/auto.conf.cmd')
    const names = ['Kconfig', 'sub/Kconfig']
    const listed = (dialect === 'linux-6.1' ? names.toReversed() : names).map((name) => `\t${name} \\\n`)
    expect(text).toContain(`deps_config := \\\n${listed.join('')}`)
    expect(text).toContain('ifneq "$(NUMBER)" "5"\n')
  })

  test('syncconfig says nothing but its questions, and touches a file for each symbol that changed', () => {
    expect(run('--syncconfig')).toEqual({
      code: 0,
      stdout:
        '*\n* Restart config...\n*\n*\n* Main menu\n*\na (A) [Y/n/?] (NEW) \nn (N) [5] (NEW) \ns (S) [t] (NEW) \n',
      stderr: '',
    })
    for (const name of ['A', 'N', 'S']) {
      expect(folder.read(`include/config/${name}`)).toBe('')
      folder.remove(`include/config/${name}`)
    }
    folder.write(
      '.config',
      folder.read('.config').replace('CONFIG_N=5', 'CONFIG_N=6').replace('CONFIG_A=y', '# CONFIG_A is not set'),
    )
    expect(run('--syncconfig')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(['A', 'N', 'S'].filter((name) => folder.has(`include/config/${name}`))).toEqual(['A', 'N'])
    expect(folder.read('include/config/auto.conf')).toContain('CONFIG_N=6\n')
  })

  test('a symbol that is gone from the tree is touched as well', () => {
    run('--syncconfig')
    folder.write('sub/Kconfig', '')
    folder.remove('include/config/S')
    run('--syncconfig')
    expect(folder.has('include/config/S')).toBe(true)
  })

  test('KCONFIG_CONFIG, KCONFIG_AUTOCONFIG and KCONFIG_AUTOHEADER name other files', () => {
    run('--olddefconfig', {
      KCONFIG_CONFIG: 'deep/my.config',
      KCONFIG_AUTOCONFIG: 'gen/auto.conf',
      KCONFIG_AUTOHEADER: 'gen/auto.h',
    })
    expect(
      ['deep/my.config', 'gen/auto.conf', 'gen/auto.conf.cmd', 'gen/auto.h'].filter((name) => folder.has(name)),
    ).toHaveLength(4)
    expect(folder.has('.config')).toBe(false)
  })

  test('CONFIG_ is the prefix of names', () => {
    folder.write('.config', 'BR2_N=7\n')
    run('--olddefconfig', { CONFIG_: 'BR2_' })
    expect(folder.read('.config')).toContain('BR2_A=y\nBR2_N=7\n')
  })

  test('KCONFIG_NOSILENTUPDATE refuses to sync what would change', () => {
    folder.write('.config', 'CONFIG_A=y\n')
    expect(run('--syncconfig', { KCONFIG_NOSILENTUPDATE: '1' })).toEqual({
      code: 1,
      stdout: '',
      stderr: '\n*** The configuration requires explicit update.\n\n',
    })
  })

  test('KCONFIG_WERROR makes findings in the .config fatal', () => {
    folder.write('.config', 'CONFIG_N=x\n')
    const { code, stderr } = run('--olddefconfig', { KCONFIG_WERROR: '1' })
    expect([code, stderr]).toEqual([1, ".config:1:warning: symbol value 'x' invalid for N\n"])
  })

  test('KCONFIG_ALLCONFIG: a file, the own name of the mode, all.config, or none of them', () => {
    expect(run('--allnoconfig', { KCONFIG_ALLCONFIG: '1' })).toMatchObject({
      code: 1,
      stderr: '*** KCONFIG_ALLCONFIG set, but no "allno.config" or "all.config" file found\n',
    })
    folder.write('all.config', 'CONFIG_N=2\n')
    run('--allnoconfig', { KCONFIG_ALLCONFIG: '' })
    expect(folder.read('.config')).toContain('CONFIG_N=2\n')
    folder.write('allno.config', 'CONFIG_N=3\n')
    run('--allnoconfig', { KCONFIG_ALLCONFIG: '1' })
    expect(folder.read('.config')).toContain('CONFIG_N=3\n')
    expect(run('--allnoconfig', { KCONFIG_ALLCONFIG: 'nothing' }).stderr).toBe(
      '*** Can\'t read seed configuration "nothing"!\n',
    )
  })

  test('KCONFIG_DEFCONFIG_LIST is looked through where there is no .config', () => {
    folder.write('fallback', 'CONFIG_N=8\n')
    const { stdout } = run('--olddefconfig', { KCONFIG_DEFCONFIG_LIST: 'nothing  fallback' })
    expect(stdout).toBe('#\n# using defaults found in fallback\n#\n#\n# configuration written to .config\n#\n')
    expect(folder.read('.config')).toContain('CONFIG_N=8\n')
  })

  test('a .config that is a folder', () => {
    folder.write('.config/x', '')
    expect(run('--olddefconfig')).toEqual({
      code: 1,
      stdout: '',
      stderr: '.config: Is a directory\n\n*** Error during writing of the configuration.\n\n',
    })
  })

  test('a .config.old that is a folder keeps nothing from being written', () => {
    folder.write('.config', 'CONFIG_N=7\n')
    folder.write('.config.old/x', '')
    expect(run('--olddefconfig')).toMatchObject({ code: 0 })
    expect(folder.read('.config')).toContain('CONFIG_A=y\nCONFIG_N=7\n')
  })

  test('savedefconfig writes where a link leads, a device among it', () => {
    folder.write('.config', 'CONFIG_N=7\n')
    folder.link('defconfig', 'target')
    folder.link('null', '/dev/null')
    expect(run('--savedefconfig defconfig')).toMatchObject({ code: 0 })
    expect(run('--savedefconfig null')).toMatchObject({ code: 0 })
    expect([folder.isLink('defconfig'), folder.isLink('null')]).toEqual([true, true])
    expect(folder.read('target')).toBe('CONFIG_N=7\n')
    expect(Object.keys(folder.files()).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test.each([
    ['autoconf.h.tmp', 'fopen'],
    ['autoconf.h', 'rename'],
  ])('%s cannot be written: %s says why', (name, call) => {
    folder.write(`include/generated/${name}/x`, '')
    const { code, stderr } = run('--syncconfig')
    expect([code, stderr]).toEqual([1, `${call}: Is a directory\n\n*** Error during sync of the configuration.\n\n`])
  })

  test('randconfig prints its seed, and repeats it', () => {
    const first = run('--randconfig', { KCONFIG_SEED: '0x2a' })
    expect(first.stdout).toContain('KCONFIG_SEED=0x2A\n')
    expect(run('--randconfig', { KCONFIG_SEED: '42' }).stdout).toContain('# No change to .config\n')
    expect(run('--randconfig', { KCONFIG_SEED: '1', KCONFIG_PROBABILITY: '200' })).toEqual({
      code: 1,
      stdout: 'KCONFIG_SEED=0x1\n',
      stderr: 'KCONFIG_PROBABILITY: Numerical result out of range\n',
    })
  })
})

test('a .config.old that is a folder does not either where the tool always replaces the .config', () => {
  const folder = new ConfFolder('linux-4.17', FILES)
  try {
    folder.write('.config', 'CONFIG_N=7\n')
    folder.write('.config.old/x', '')
    expect(folder.run({ argv: ['--olddefconfig', 'Kconfig'], env })).toMatchObject({ code: 0 })
    expect(folder.read('.config')).toContain('CONFIG_N=7\n')
  } finally {
    folder.end()
  }
})
