/** Words with macros in them: what they expand to is one word, and one that expands to nothing is no word at all. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved, saidOf } from './trees.ts'

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string): string =>
    resolved(dialect, `empty :=\nblank = $(empty) $(empty)\nname := NAMED\n\n${kconfig}`, '').config

  test('a word that is empty is left out of its line', () => {
    expect(config('config A\n\tbool "a"\n\tdefault y $(empty)\n')).toBe('CONFIG_A=y\n')
    expect(config('config A\n\tbool "a"\n\tdefault $(empty) y if $(empty) y\n')).toBe('CONFIG_A=y\n')
  })

  test('a line of nothing but an empty word is an empty line', () => {
    expect(config('$(empty)\nconfig A\n\tbool "a"\n\n$(empty)\n')).toBe('# CONFIG_A is not set\n')
  })

  test('an empty word in quotes is empty text', () => {
    expect(config('config S\n\tstring\n\tdefault "$(empty)"\n')).toBe('CONFIG_S=""\n')
  })

  test('names and parts of names may be macros', () => {
    expect(config('config $(name)\n\tbool "a"\n\tdefault $(empty)y\n\nconfig X_$(name)_Y\n\tdef_bool $(name)\n')).toBe(
      'CONFIG_NAMED=y\nCONFIG_X_NAMED_Y=y\n',
    )
  })

  test('an expansion is not taken apart: blanks and operators stay inside the word', () => {
    expect(config('config A\n\tbool "a"\n\tdefault y\n\tdepends on $(blank)\n')).toBe('')
    expect(
      config('both := A && B\n\nconfig A\n\tdef_bool y\n\nconfig B\n\tdef_bool y\n\nconfig C\n\tdef_bool $(both)\n'),
    ).toBe('CONFIG_A=y\nCONFIG_B=y\n')
  })

  test('keywords come from no macro', () => {
    expect(saidOf(dialect, 'word := config\n$(word) A\n\tbool "a"\n').stopped).toBe(true)
    expect(saidOf(dialect, 'empty :=\nconfig A\n\tbool "a"\n\t$(empty)default y\n').stopped).toBe(true)
  })

  test('a condition that is empty is none, or an error', () => {
    expect(saidOf(dialect, 'empty :=\nconfig A\n\tbool "a"\n\tdepends on $(empty)\n')).toMatchObject({ stopped: true })
    expect(saidOf(dialect, 'empty :=\nconfig A\n\tbool "a" if $(empty)\n')).toMatchObject({ stopped: true })
  })

  test('an assignment may have a built name', () => {
    expect(config('pre := na\n$(pre)me2 := TWO\n\nconfig $(name2)\n\tdef_bool y\n')).toBe('CONFIG_TWO=y\n')
  })
})
