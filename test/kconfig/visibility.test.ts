/** When a user value counts: only as far as a prompt is visible. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved } from './trees.ts'

const MODULES = 'config MODULES\n\tbool "modules"\n\tmodules\n\n'

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string, dotConfig = ''): string => resolved(dialect, kconfig, dotConfig).config

  test('a visible symbol takes the user value, and is written even if it is n', () => {
    const tree = 'config A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\tdefault y\n'
    expect(config(tree)).toBe('# CONFIG_A is not set\nCONFIG_B=y\n')
    expect(config(tree, 'CONFIG_A=y\n# CONFIG_B is not set\n')).toBe('CONFIG_A=y\n# CONFIG_B is not set\n')
  })

  test('without a prompt the user value is ignored, and n is not written', () => {
    const tree = 'config A\n\tbool\n\nconfig B\n\tdef_bool y\n\nconfig C\n\tint\n\tdefault 3\n'
    expect(config(tree, 'CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C=4\n')).toBe('CONFIG_B=y\nCONFIG_C=3\n')
  })

  test('a prompt whose condition is n hides the symbol; its default still counts', () => {
    const tree = 'config GATE\n\tbool "gate"\n\nconfig A\n\tint "a" if GATE\n\tdefault 1\n'
    expect(config(tree, 'CONFIG_A=7\n')).toBe('# CONFIG_GATE is not set\nCONFIG_A=1\n')
    expect(config(tree, 'CONFIG_A=7\nCONFIG_GATE=y\n')).toBe('CONFIG_GATE=y\nCONFIG_A=7\n')
  })

  test('a dependency that is n hides the symbol and its default', () => {
    const tree = 'config GATE\n\tbool "gate"\n\nconfig A\n\tint "a"\n\tdefault 1\n\tdepends on GATE\n'
    expect(config(tree, 'CONFIG_A=7\n')).toBe('# CONFIG_GATE is not set\n')
  })

  test('a dependency that is m limits a tristate to m, and lets a bool be y', () => {
    const tree = `${MODULES}config T\n\ttristate "t"\n\nif T\nconfig U\n\ttristate "u"\nconfig B\n\tbool "b"\nendif\n`
    expect(config(tree, 'CONFIG_MODULES=y\nCONFIG_T=m\nCONFIG_U=y\nCONFIG_B=y\n')).toBe(
      'CONFIG_MODULES=y\nCONFIG_T=m\nCONFIG_U=m\nCONFIG_B=y\n',
    )
  })

  test('the most visible of several prompts counts', () => {
    const tree = 'config A\n\tbool "a" if n\n\nconfig A\n\tbool "a again"\n'
    expect(config(tree, 'CONFIG_A=y\n')).toBe('CONFIG_A=y\n')
  })

  test('`visible if` hides prompts inside the menu, and leaves defaults and selects alone', () => {
    const tree = [
      'config GATE\n\tbool "gate"\n',
      'menu "m"\n\tvisible if GATE\n',
      'config A\n\tbool "a"\n\tdefault y\n\tselect S\n',
      'config B\n\tint "b"\n\tdefault 2\n',
      'endmenu\n',
      'config S\n\tbool\n',
    ].join('\n')
    // The heading of the menu goes as well.
    expect(config(tree, 'CONFIG_A=n\nCONFIG_B=5\n')).toBe(
      '# CONFIG_GATE is not set\nCONFIG_A=y\nCONFIG_B=2\nCONFIG_S=y\n',
    )
    expect(config(tree, 'CONFIG_GATE=y\nCONFIG_A=y\nCONFIG_B=5\n')).toBe(
      'CONFIG_GATE=y\n\n#\n# m\n#\nCONFIG_A=y\nCONFIG_B=5\n# end of m\n\nCONFIG_S=y\n',
    )
  })

  test('the condition of an `if` or menu counts for all inside', () => {
    const tree = [
      'config GATE\n\tbool "gate"\n',
      'if GATE\nmenu "m"\n\tdepends on OTHER\nconfig A\n\tbool "a"\n\tdefault y\nendmenu\nendif\n',
      'config OTHER\n\tbool "other"\n\tdefault y\n',
    ].join('\n')
    expect(config(tree)).toBe('# CONFIG_GATE is not set\nCONFIG_OTHER=y\n')
    expect(config(tree, 'CONFIG_GATE=y\n')).toBe(
      'CONFIG_GATE=y\n\n#\n# m\n#\nCONFIG_A=y\n# end of m\n\nCONFIG_OTHER=y\n',
    )
  })

  test('a comment is written where its dependencies hold', () => {
    const tree = 'config A\n\tbool "a"\n\ncomment "with a"\n\tdepends on A\n\ncomment "without a"\n\tdepends on !A\n'
    expect(config(tree)).toBe('# CONFIG_A is not set\n\n#\n# without a\n#\n')
    expect(config(tree, 'CONFIG_A=y\n')).toBe('CONFIG_A=y\n\n#\n# with a\n#\n')
  })
})
