/** The command line of conf, and what it says without one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { ConfFolder } from './conf-runs.ts'

describe.each(BOTH)('%s', (dialect) => {
  let folder: ConfFolder
  beforeEach(() => {
    folder = new ConfFolder(dialect, {
      Kconfig: 'config A\n\tbool "a"\n\tdefault y\n',
      other: '# CONFIG_A is not set\n',
    })
  })
  afterEach(() => folder.end())
  const run = (...argv: string[]) => folder.run({ argv })

  test('long options may be shortened while they stay unique', () => {
    expect(run('--allno', 'Kconfig')).toMatchObject({ code: 0, stderr: '' })
    expect(folder.read('.config')).toContain('# CONFIG_A is not set')
  })

  test('an ambiguous one is left out, with the candidates', () => {
    expect(run('--all', '--alldefconfig', 'Kconfig').stderr).toBe(
      "conf: option '--all' is ambiguous; possibilities: '--allnoconfig' '--allyesconfig' '--allmodconfig' '--alldefconfig'\n",
    )
  })

  test('a generation that is none, named in the environment, is a mistake in usage', () => {
    const env = { KCHECK_CONF_DIALECT: 'linux-1.0' }
    expect(folder.run({ argv: ['--alldefconfig', 'Kconfig'], env })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^conf: KCHECK_CONF_DIALECT=linux-1\.0: no such dialect; there are .*linux-6\.12/),
    })
    expect(folder.has('.config')).toBe(false)
  })

  test('an unknown one is left out', () => {
    expect(run('--no-such', '--alldefconfig', 'Kconfig')).toMatchObject({
      code: 0,
      stderr: "conf: unrecognized option '--no-such'\n",
    })
    expect(run('-x', '--alldefconfig', 'Kconfig').stderr).toBe("conf: invalid option -- 'x'\n")
  })

  test('an argument that is missing or not wanted', () => {
    expect(run('Kconfig', '--defconfig').stderr).toContain("conf: option '--defconfig' requires an argument\n")
    expect(run('--alldefconfig=x', '--alldefconfig', 'Kconfig').stderr).toBe(
      "conf: option '--alldefconfig' doesn't allow an argument\n",
    )
  })

  test('options may stand behind the file, and the last mode wins', () => {
    run('Kconfig', '--allyesconfig', '--allnoconfig', '-s')
    expect(folder.read('.config')).toContain('# CONFIG_A is not set')
  })

  test('-s says nothing, and what follows -- is no option', () => {
    expect(run('-s', '--alldefconfig', '--', 'Kconfig')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('without a file there is the usage', () => {
    const { code, stdout, stderr } = run('--olddefconfig')
    expect([code, stderr]).toEqual([1, 'conf: Kconfig file missing\n'])
    expect(stdout).toMatch(/^Usage: conf \[options\] <kconfig-file>\n/)
    expect(run('--help')).toEqual({ code: 1, stdout, stderr: '' })
  })

  test('--defconfig takes a file, --savedefconfig writes one', () => {
    expect(run('--defconfig=other', 'Kconfig').stdout).toBe('#\n# configuration written to .config\n#\n')
    expect(run('--savedefconfig', 'out', 'Kconfig')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(folder.read('out')).toBe('# CONFIG_A is not set\n')
  })

  test('a defconfig that is not there', () => {
    expect(run('--defconfig=nothing', 'Kconfig')).toEqual({
      code: 1,
      stdout: '',
      stderr: '***\n*** Can\'t find default configuration "nothing"!\n***\n',
    })
  })

  test('a Kconfig file that is not there', () => {
    expect(run('--olddefconfig', 'nothing')).toEqual({ code: 1, stdout: '', stderr: "can't find file nothing\n" })
  })
})
