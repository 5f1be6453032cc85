/** Answers to probes that a resolved configuration gives away. */
import { describe, expect, test } from 'vitest'
import { inferProbes } from '../../src/kconfig/infer-probes.ts'
import { BOTH, type Generation } from '../generations.ts'
import { type Around, preset, readTree, UNKNOWN } from './trees.ts'

const COMPLETE = true
const FRAGMENT = false

const inferred = (dialect: Generation, kconfig: string, dotConfig: string, complete: boolean, around: Around = {}) => {
  const { model, evaluator } = readTree(dialect, kconfig, around)
  preset({ evaluator }, dotConfig)
  const { forced, assumed } = inferProbes(evaluator, complete)
  const named = (answers: ReadonlyMap<string, string>): Record<string, string> =>
    Object.fromEntries([...answers].map(([word, answer]) => [model.unknown.partsOf(word)[0]?.text, answer]))
  return { forced: named(forced), assumed: named(assumed) }
}

describe.each(BOTH)('%s', (dialect) => {
  const nothing = { forced: {}, assumed: {} }

  test('a def_bool that is y was answered with y', () => {
    const kconfig = 'config HAS\n\tdef_bool $(shell,a)\n'
    expect(inferred(dialect, kconfig, 'CONFIG_HAS=y\n', COMPLETE)).toEqual({ forced: { a: 'y' }, assumed: {} })
  })

  test('one that is missing was answered with n, if the configuration is complete', () => {
    const kconfig = 'config HAS\n\tdef_bool $(shell,a)\n'
    expect(inferred(dialect, kconfig, '', COMPLETE)).toEqual({ forced: { a: 'n' }, assumed: {} })
    expect(inferred(dialect, kconfig, '', FRAGMENT)).toEqual(nothing)
  })

  test('the default of a number or text is the answer', () => {
    const kconfig = 'config I\n\tint\n\tdefault $(shell,a)\n\nconfig S\n\tstring\n\tdefault "$(CC)"\n'
    const config = 'CONFIG_I=120200\nCONFIG_S="gcc 12"\n'
    expect(inferred(dialect, kconfig, config, COMPLETE, { env: { CC: UNKNOWN } })).toEqual({
      forced: { a: '120200', CC: 'gcc 12' },
      assumed: {},
    })
  })

  test('that a line is there says that its dependency holds', () => {
    const kconfig = 'config A\n\tbool "a"\n\tdepends on $(shell,a)\n'
    expect(inferred(dialect, kconfig, '# CONFIG_A is not set\n', FRAGMENT).forced).toEqual({ a: 'y' })
    expect(inferred(dialect, kconfig, '', COMPLETE).forced).toEqual({ a: 'n' })
  })

  test('a default that was not refused leaves it open', () => {
    const kconfig = 'config A\n\tbool "a"\n\tdefault $(shell,a)\n'
    expect(inferred(dialect, kconfig, 'CONFIG_A=y\n', COMPLETE)).toEqual(nothing)
  })

  test('of a disjunction one is assumed', () => {
    const kconfig = 'config A\n\tbool "a"\n\tdepends on $(shell,a) || $(shell,b)\n'
    const { forced, assumed } = inferred(dialect, kconfig, 'CONFIG_A=y\n', COMPLETE)
    expect(forced).toEqual({})
    expect(Object.values(assumed).filter((answer) => answer === 'y')).toHaveLength(1)
    expect(inferred(dialect, kconfig, '', COMPLETE).forced).toEqual({ a: 'n', b: 'n' })
  })

  test('what one symbol forces is carried to the next', () => {
    const kconfig = 'config A\n\tbool "a"\n\tdepends on $(shell,a) || $(shell,b)\n\nconfig HAS\n\tdef_bool $(shell,a)\n'
    expect(inferred(dialect, kconfig, 'CONFIG_A=y\n', COMPLETE)).toEqual({ forced: { a: 'n', b: 'y' }, assumed: {} })
  })

  test('a comparison with empty tells whether a variable is set', () => {
    const kconfig =
      'config A\n\tbool "a"\n\tdepends on "$(COMPAT)" != ""\n\nconfig B\n\tbool "b"\n\tdepends on "$(COMPAT)" = ""\n'
    const env = { COMPAT: UNKNOWN }
    expect(inferred(dialect, kconfig, '# CONFIG_B is not set\n', COMPLETE, { env }).forced).toEqual({ COMPAT: '' })
    const set = inferred(dialect, kconfig, '# CONFIG_A is not set\n', COMPLETE, { env })
    expect({ ...set.forced, ...set.assumed }['COMPAT']).not.toBe('')
  })

  test('an edited line, which no answer explains, says nothing', () => {
    const kconfig = 'config HAS\n\tdef_bool $(shell,a)\n\tdepends on GATE\n\nconfig GATE\n\tbool "gate"\n'
    expect(inferred(dialect, kconfig, 'CONFIG_HAS=y\n# CONFIG_GATE is not set\n', COMPLETE)).toEqual(nothing)
  })

  test('members of a choice tell too', () => {
    const kconfig =
      'choice\n\tprompt "c"\n\nconfig A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\tdepends on $(shell,b)\n\nendchoice\n'
    expect(inferred(dialect, kconfig, 'CONFIG_A=y\n# CONFIG_B is not set\n', COMPLETE).forced).toEqual({ b: 'y' })
    expect(inferred(dialect, kconfig, 'CONFIG_A=y\n', COMPLETE).forced).toEqual({ b: 'n' })
  })
})
