/** Reverse dependencies: `select` sets a floor whatever the dependencies say, `imply` a default within them. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved } from './trees.ts'

const MODULES = 'config MODULES\n\tdef_bool y\n\tmodules\n\n'

describe.each(BOTH)('%s', (dialect) => {
  const run = (kconfig: string, dotConfig = '') => resolved(dialect, kconfig, dotConfig)

  test('select raises, never lowers', () => {
    const tree = `${MODULES}config A\n\ttristate "a"\n\tselect S\n\nconfig S\n\ttristate "s"\n`
    expect(run(tree, 'CONFIG_A=m\n').config).toBe('CONFIG_MODULES=y\nCONFIG_A=m\nCONFIG_S=m\n')
    expect(run(tree, 'CONFIG_A=m\nCONFIG_S=y\n').config).toBe('CONFIG_MODULES=y\nCONFIG_A=m\nCONFIG_S=y\n')
    expect(run(tree, 'CONFIG_A=y\n# CONFIG_S is not set\n').config).toBe('CONFIG_MODULES=y\nCONFIG_A=y\nCONFIG_S=y\n')
  })

  test('select is limited by its condition, and m for a bool is y', () => {
    const tree = `${MODULES}config A\n\tbool "a"\n\tselect S if M\n\tselect B if M\n\nconfig M\n\ttristate "m"\n\nconfig S\n\ttristate\n\nconfig B\n\tbool\n`
    expect(run(tree, 'CONFIG_A=y\nCONFIG_M=m\n').config).toBe(
      'CONFIG_MODULES=y\nCONFIG_A=y\nCONFIG_M=m\nCONFIG_S=m\nCONFIG_B=y\n',
    )
  })

  test('select counts on top of a default', () => {
    const tree = `${MODULES}config A\n\tdef_bool y\n\tselect S\n\nconfig S\n\ttristate\n\tdefault m\n`
    expect(run(tree).config).toBe('CONFIG_MODULES=y\nCONFIG_A=y\nCONFIG_S=y\n')
  })

  // each level of a chain of conditions must not be a level of the program's stack
  test('a symbol may be selected by any number of others', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `config A${index}\n\tbool "a"\n\tselect S\n`)
    const tree = `${MODULES}${many.join('\n')}\nconfig S\n\tbool\n`
    expect(run(tree).config).not.toContain('CONFIG_S')
    expect(run(tree, 'CONFIG_A13=y\n').config).toContain('CONFIG_S=y\n')
  })

  test('imply gives a default that the user may refuse', () => {
    const tree = `${MODULES}config A\n\ttristate "a"\n\timply S\n\nconfig S\n\ttristate "s"\n`
    expect(run(tree, 'CONFIG_A=m\n').config).toBe('CONFIG_MODULES=y\nCONFIG_A=m\nCONFIG_S=m\n')
    expect(run(tree, 'CONFIG_A=m\n# CONFIG_S is not set\n').config).toBe(
      'CONFIG_MODULES=y\nCONFIG_A=m\n# CONFIG_S is not set\n',
    )
  })

  test('imply stays within the dependencies, and says nothing', () => {
    const tree = `${MODULES}config M\n\ttristate "m"\n\nconfig A\n\tbool "a"\n\timply S\n\nconfig S\n\ttristate\n\tdepends on M\n`
    const limited = run(tree, 'CONFIG_A=y\nCONFIG_M=m\n')
    expect([limited.config, limited.stderr]).toEqual(['CONFIG_MODULES=y\nCONFIG_M=m\nCONFIG_A=y\nCONFIG_S=m\n', ''])
    // n by then, but implied: it is written.
    expect(run(tree, 'CONFIG_A=y\n').config).toContain('# CONFIG_S is not set\n')
  })

  test('a select against the dependencies works, and is reported with who selects', () => {
    const tree = [
      `${MODULES}config DEP\n\ttristate "dep"\n`,
      'config A\n\tbool "a"\n\tdepends on !OFF\n\tselect S if EXTRA\n',
      'config T\n\ttristate "t"\n\tselect S\n',
      'config EXTRA\n\tdef_bool y\n',
      'config OFF\n\tbool\n',
      'config S\n\ttristate\n\tdepends on DEP && (EXTRA || OFF)\n',
    ].join('\n')
    const { config, stderr } = run(tree, 'CONFIG_A=y\nCONFIG_T=m\n')
    expect(config).toContain('CONFIG_S=y\n')
    expect(stderr).toBe(
      [
        '\nWARNING: unmet direct dependencies detected for S',
        '  Depends on [n]: DEP [=n] && (EXTRA [=y] || OFF [=n])',
        '  Selected by [y]:',
        '  - A [=y] && !OFF [=n] && EXTRA [=y]',
        '  Selected by [m]:',
        '  - T [=m]\n',
      ].join('\n'),
    )
  })

  test('dependencies that are m do not meet a select to y', () => {
    const tree = `${MODULES}config DEP\n\ttristate "dep"\n\nconfig A\n\tbool "a"\n\tselect S\n\nconfig S\n\ttristate\n\tdepends on DEP\n`
    const { config, stderr } = run(tree, 'CONFIG_A=y\nCONFIG_DEP=m\n')
    expect(config).toBe('CONFIG_MODULES=y\nCONFIG_DEP=m\nCONFIG_A=y\nCONFIG_S=y\n')
    expect(stderr).toContain('\n  Depends on [m]: DEP [=m]\n  Selected by [y]:\n  - A [=y]\n')
    expect(run(tree.replace('tristate\n\tdepends', 'bool\n\tdepends'), 'CONFIG_A=y\nCONFIG_DEP=m\n').stderr).toBe('')
  })

  test('an unmet dependency is reported again when all is computed anew', () => {
    const tree = 'config D\n\tbool "d"\n\nconfig A\n\tbool "a"\n\tselect S\n\nconfig S\n\tbool\n\tdepends on D\n'
    const { config, stderr } = run(tree, 'CONFIG_A=y\n')
    expect(config).toBe('# CONFIG_D is not set\nCONFIG_A=y\nCONFIG_S=y\n')
    expect(stderr.match(/WARNING/g)).toHaveLength(1)
    // An unchanged file: nothing is known to have changed, so everything is computed twice.
    expect(run(tree, config).stderr.match(/WARNING/g)).toHaveLength(2)
  })
})
