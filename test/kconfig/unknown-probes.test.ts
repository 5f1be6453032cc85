/** Probes that nobody answers: they count as empty, stop nothing, and what hangs on them is listed. */
import { describe, expect, test } from 'vitest'
import type { KconfigSymbol } from '../../src/kconfig/symbol.ts'
import { unknownEffects } from '../../src/kconfig/unknown-effects.ts'
import { BOTH, type Generation } from '../generations.ts'
import { type Around, load, readTree, resolved, saidOf, type Tree, UNKNOWN } from './trees.ts'

/** For each open probe, by its text, the symbols that would come out differently. */
const effects = (tree: Tree): Record<string, readonly string[]> => {
  const { model, evaluator } = tree
  for (const symbol of model.symbols.all) evaluator.calculate(symbol)
  const open = new Map<string, KconfigSymbol[]>()
  for (const symbol of model.symbols.all) {
    if (symbol.isProbe) open.set(symbol.label, [...(open.get(symbol.label) ?? []), symbol])
  }
  const found = [...unknownEffects(evaluator, open)]
  return Object.fromEntries(found.map(([word, names]) => [model.unknown.partsOf(word)[0]?.text, names]))
}

describe.each(BOTH)('%s', (dialect: Generation) => {
  const config = (kconfig: string, around: Around = {}): string => resolved(dialect, kconfig, '', around).config

  test('an unknown command is n in a condition and empty as text', () => {
    expect(config('config A\n\tdef_bool $(shell,probe)\n\nconfig S\n\tstring\n\tdefault "$(shell,probe)"\n')).toBe(
      'CONFIG_S=""\n',
    )
    expect(config('config I\n\tint "i"\n\tdefault $(shell,probe)\n')).toBe('CONFIG_I=\n')
  })

  test('an unknown variable is, too', () => {
    const env = { CC: UNKNOWN }
    expect(config('config S\n\tstring\n\tdefault "$(CC)"\n\nconfig A\n\tdef_bool "$(CC)" != ""\n', { env })).toBe(
      'CONFIG_S=""\n',
    )
  })

  test('text around it does not make it known', () => {
    expect(config('config S\n\tstring\n\tdefault "gcc-$(shell,version)"\n')).toBe('CONFIG_S=""\n')
  })

  test('a command that is built from an unknown is unknown', () => {
    const kconfig = 'v := $(shell,version)\nconfig A\n\tdef_bool $(shell,test $(v) -gt 5)\n'
    const { model } = readTree(dialect, kconfig, { probes: { 'test  -gt 5': 'y' } })
    expect(model.unknown.all.map(({ kind, text }) => [kind, model.unknown.fill(text, () => '?')])).toEqual([
      ['shell', 'version'],
      ['shell', 'test ? -gt 5'],
    ])
  })

  test('error-if and warning-if never fire on it', () => {
    const kconfig = 'x := $(error-if,$(shell,probe),boom)$(warning-if,$(shell,probe),hm)\nconfig A\n\tbool "a"\n'
    expect(saidOf(dialect, kconfig)).toMatchObject({ stopped: false, stderr: '' })
  })

  test('a number that hangs on it is not reported as invalid', () => {
    expect(saidOf(dialect, 'config I\n\tint\n\tdefault $(shell,probe)\n').stderr).toBe('')
  })

  test('known probes are no unknowns', () => {
    const { model } = readTree(dialect, 'config A\n\tdef_bool $(shell,probe)\n', { probes: { probe: 'y\n' } })
    expect(model.unknown.all).toEqual([])
  })

  test('what hangs on it is found through other symbols', () => {
    const kconfig = [
      'config HAS\n\tdef_bool $(shell,probe)\n',
      'config A\n\tbool "a"\n\tdefault y if HAS\n\tselect B\n',
      'config B\n\tbool\n',
      'config N\n\tint\n\tdefault 2 if B\n\tdefault 1\n',
      'config APART\n\tbool "apart"\n\tdepends on HAS || !HAS\n',
    ].join('\n')
    expect(effects(readTree(dialect, kconfig))).toEqual({ probe: ['HAS', 'A', 'B', 'N'] })
  })

  test('what comes out the same whatever the answer does not hang on it', () => {
    const kconfig = 'config A\n\tdef_bool y\n\tdepends on $(shell,probe) || B\n\nconfig B\n\tdef_bool y\n'
    expect(effects(readTree(dialect, kconfig))).toEqual({ probe: [] })
  })

  test('looking leaves everything as it was', () => {
    const tree = readTree(dialect, 'config HAS\n\tdef_bool $(shell,probe)\n\nconfig A\n\tdef_bool !HAS\n')
    effects(tree)
    expect(effects(tree)).toEqual({ probe: ['HAS', 'A'] })
    expect(tree.model.symbols.find('A')?.tristate).toBe(2)
  })

  // A symbol that changes on the way and changes back hangs on nothing: it is looked at once only.
  test('what changes back does not hang on it', () => {
    const kconfig = [
      'config A\n\tdef_bool $(shell,probe)\n',
      'config B\n\tdef_bool A\n\tselect F\n',
      'config C\n\tdef_bool y\n\tselect F if !$(shell,probe)\n',
      'config F\n\tbool\n',
    ].join('\n')
    expect(effects(readTree(dialect, kconfig))).toEqual({ probe: ['A', 'B'] })
  })

  test('what hangs on the last of several changes is found', () => {
    const kconfig = [
      'config A\n\tdef_bool $(shell,probe)\n',
      'config D\n\tdef_bool y\n\tdepends on A\n',
      'config E\n\tbool "e"\n\tdepends on D || !$(shell,probe)\n\tselect F if A\n',
      'config F\n\tbool\n',
    ].join('\n')
    const tree = readTree(dialect, kconfig)
    load(tree, 'CONFIG_E=y\n')
    expect(effects(tree)['probe']?.toSorted()).toEqual(['A', 'D', 'F'])
  })
})
