/** Modules on and off: what m means, in values and in conditions. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved, saidOf } from './trees.ts'

const MODULES = 'config MODULES\n\tbool "modules"\n\tmodules\n\n'
const T = 'config T\n\ttristate "t"\n\tdefault m\n'

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string, dotConfig = ''): string => resolved(dialect, kconfig, dotConfig).config

  test('with modules, tristates are tristate', () => {
    expect(config(MODULES + T, 'CONFIG_MODULES=y\n')).toBe('CONFIG_MODULES=y\nCONFIG_T=m\n')
    expect(config(MODULES + T, 'CONFIG_MODULES=y\nCONFIG_T=y\n')).toBe('CONFIG_MODULES=y\nCONFIG_T=y\n')
  })

  test('without, tristates are bool and m is y', () => {
    expect(config(MODULES + T)).toBe('# CONFIG_MODULES is not set\nCONFIG_T=y\n')
    expect(config(MODULES + T, 'CONFIG_T=m\n')).toBe('# CONFIG_MODULES is not set\nCONFIG_T=y\n')
    expect(config(MODULES + T, '# CONFIG_T is not set\n')).toBe('# CONFIG_MODULES is not set\n# CONFIG_T is not set\n')
  })

  test('a tree in which no symbol says `modules` has none, whatever its names', () => {
    expect(config(`config MODULES\n\tdef_bool y\n\n${T}`)).toBe('CONFIG_MODULES=y\nCONFIG_T=y\n')
  })

  test('the symbol may have any name', () => {
    expect(config(`config LOADABLE\n\tdef_bool y\n\tmodules\n\n${T}`)).toBe('CONFIG_LOADABLE=y\nCONFIG_T=m\n')
  })

  test('a second symbol that says so is an error', () => {
    const { stopped, stderr } = saidOf(dialect, `${MODULES}config OTHER\n\tbool\n\tmodules\n`)
    expect([stopped, stderr]).toEqual([
      true,
      "Kconfig:7: symbol 'OTHER' redefines option 'modules' already defined by symbol 'MODULES'\n",
    ])
  })

  test('`m` alone in a condition needs modules', () => {
    const tree = `${MODULES}config A\n\ttristate "a"\n\tdepends on m\n\nconfig B\n\tbool "b" if m\n`
    expect(config(tree, 'CONFIG_MODULES=y\nCONFIG_A=y\nCONFIG_B=y\n')).toBe(
      'CONFIG_MODULES=y\nCONFIG_A=m\nCONFIG_B=y\n',
    )
    expect(config(tree, 'CONFIG_A=y\nCONFIG_B=y\n')).toBe('# CONFIG_MODULES is not set\n')
  })

  test('`m` in a comparison is the word', () => {
    const tree = `${MODULES}config T\n\ttristate "t"\n\nconfig IS_M\n\tdef_bool T = m\n\nconfig IS_NOT_M\n\tdef_bool T != m\n`
    expect(config(tree, 'CONFIG_MODULES=y\nCONFIG_T=m\n')).toBe('CONFIG_MODULES=y\nCONFIG_T=m\nCONFIG_IS_M=y\n')
    expect(config(tree, 'CONFIG_T=m\n')).toBe('# CONFIG_MODULES is not set\nCONFIG_T=y\nCONFIG_IS_NOT_M=y\n')
  })

  test('m is no value for a bool', () => {
    const { config: text, stderr } = resolved(dialect, MODULES, 'CONFIG_MODULES=m\n')
    expect(text).toBe('# CONFIG_MODULES is not set\n')
    expect(stderr).toBe(".config:1:warning: symbol value 'm' invalid for MODULES\n")
  })

  test('a bool compared with m is reported, once a comparison', () => {
    const { stdout } = saidOf(dialect, 'config A\n\tbool "a"\n\nconfig B\n\tdef_bool y if A = m\n\tdepends on A != m\n')
    expect(stdout).toBe(
      "boolean symbol A tested for 'm'? test forced to 'y'\nboolean symbol A tested for 'm'? test forced to 'n'\n",
    )
  })
})
