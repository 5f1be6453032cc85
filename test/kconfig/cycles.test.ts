/** Symbols that depend on each other in a circle: the chain of reasons is reported, and reading ends. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { saidOf } from './trees.ts'

const ADVICE =
  'For a resolution refer to Documentation/kbuild/kconfig-language.rst\n' +
  'subsection "Kconfig recursive dependency limitations"\n\n'

const DEPENDS = 'config A\n\tbool "a"\n\tdepends on B\n\nconfig B\n\tbool "b"\n\tdepends on A\n'
const SELECTS =
  'config A\n\tbool "a"\n\tselect B\n\nconfig B\n\tbool "b"\n\tselect C\n\nconfig C\n\tbool "c"\n\tselect A\n'
const VALUES = 'config A\n\tbool "a"\n\tdefault B\n\nconfig B\n\tbool "b" if A\n'

describe('6.1 gives each line its position', () => {
  test.each([
    [
      'dependencies',
      DEPENDS,
      'Kconfig:5:error: recursive dependency detected!\nKconfig:5:\tsymbol B depends on A\nKconfig:1:\tsymbol A depends on B\n',
    ],
    [
      'selects',
      SELECTS,
      'Kconfig:5:error: recursive dependency detected!\nKconfig:5:\tsymbol B is selected by A\nKconfig:1:\tsymbol A is selected by C\nKconfig:9:\tsymbol C is selected by B\n',
    ],
    [
      'defaults and prompts',
      VALUES,
      'Kconfig:6:error: recursive dependency detected!\nKconfig:6:\tsymbol B prompt is visible depending on A\nKconfig:3:\tsymbol A default value contains B\n',
    ],
  ])('%s', (_what, kconfig, lines) => {
    expect(saidOf('linux-6.1', kconfig)).toMatchObject({ stopped: true, stderr: lines + ADVICE })
  })
})

describe('6.12 gives none', () => {
  test.each([
    ['dependencies', DEPENDS, '\tsymbol A depends on B\n\tsymbol B depends on A\n'],
    ['selects', SELECTS, '\tsymbol A is selected by C\n\tsymbol C is selected by B\n\tsymbol B is selected by A\n'],
    [
      'defaults and prompts',
      VALUES,
      '\tsymbol A default value contains B\n\tsymbol B prompt is visible depending on A\n',
    ],
  ])('%s', (_what, kconfig, lines) => {
    const stderr = `error: recursive dependency detected!\n${lines}${ADVICE}`
    expect(saidOf('linux-6.12', kconfig)).toMatchObject({ stopped: true, stderr })
  })
})

const MEMBER =
  'choice\n\tprompt "c"\n\tdepends on B\n\nconfig A\n\tbool "a"\n\nendchoice\n\nconfig B\n\tbool "b"\n\tdepends on A\n'

test('a choice closes a circle through its members', () => {
  expect(saidOf('linux-6.1', MEMBER).stderr).toContain('choice <choice> contains symbol')
  expect(saidOf('linux-6.12', MEMBER).stderr).toContain('is part of choice block at Kconfig:1\n')
})

describe.each(BOTH)('%s', (dialect) => {
  test('a symbol that depends on itself is a circle', () => {
    expect(saidOf(dialect, 'config A\n\tbool "a"\n\tdepends on A\n').stderr).toContain('\tsymbol A depends on A\n')
  })

  test('implies close circles too', () => {
    const kconfig = 'config A\n\tbool "a"\n\timply B\n\nconfig B\n\tbool "b"\n\timply A\n'
    expect(saidOf(dialect, kconfig).stderr).toContain('symbol A is implied by B\n')
  })

  test('a condition that simplifies away closes none in 6.12, but one in 6.1', () => {
    // 6.1 takes constants out only where it joined operands as well.
    const stops = { 'linux-6.1': true, 'linux-6.12': false }
    expect(saidOf(dialect, 'config A\n\tbool "a"\n\tdepends on A || y\n').stopped).toBe(stops[dialect])
  })

  test('members of one choice hang on it together, and that is no circle', () => {
    const kconfig = 'choice\n\tprompt "c"\n\nconfig A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\nendchoice\n'
    expect(saidOf(dialect, kconfig)).toMatchObject({ stopped: false, stderr: '' })
  })

  test('the symbols of a circle are named in order', () => {
    const { messages } = saidOf(dialect, SELECTS)
    expect(messages).toMatchObject([{ code: 'kconfig/recursive-dependency', severity: 'error' }])
    const named = messages.flatMap(({ args }) => args['symbols'] ?? [])
    expect(named.toSorted()).toEqual(['A', 'B', 'C'])
  })
})
