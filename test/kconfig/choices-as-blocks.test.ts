/** Choices since 6.9: a block of bool members of which exactly one visible one is y. */
import { describe, expect, test } from 'vitest'
import { resolved, saidOf } from './trees.ts'

const run = (kconfig: string, dotConfig?: string) => resolved('linux-6.12', kconfig, dotConfig)

const member = (name: string, rest = ''): string => `config ${name}\n\tbool "${name}"\n${rest}\n`
const choice = (attributes: string, members: string): string =>
  `choice\n\tprompt "c"\n${attributes}\n${members}endchoice\n`
const ABC = member('A') + member('B') + member('C')

/** The members set to y. */
const chosen = (config: string): string => [...config.matchAll(/^CONFIG_(\w+)=y/gm)].map(([, name]) => name).join(' ')

const config = (dotConfig?: string, attributes = '\tdefault B\n'): string =>
  chosen(run(choice(attributes, ABC), dotConfig).config)

test('it is its default, else its first member', () => {
  expect([config(), config(undefined, ''), config('CONFIG_NOBODY=y\n')]).toEqual(['B', 'A', 'B'])
})

test('it is the member that the file sets to y last, without a word', () => {
  const { config: text, stderr } = run(choice('', ABC), 'CONFIG_C=y\nCONFIG_A=y\nCONFIG_B=y\n')
  expect([chosen(text), stderr]).toEqual(['B', ''])
})

test('an earlier request counts where the later cannot be seen', () => {
  const tree = choice('', member('A') + member('B') + member('C', '\tdepends on NEVER\n'))
  expect(chosen(run(tree, 'CONFIG_B=y\nCONFIG_C=y\n').config)).toBe('B')
})

test('a default that is not set gives way to what is left open', () => {
  expect(config('# CONFIG_B is not set\n')).toBe('A')
  expect(config('# CONFIG_A is not set\n')).toBe('B')
  expect(config('# CONFIG_A is not set\n# CONFIG_B is not set\n')).toBe('C')
})

test('where all are not set it is the one said first', () => {
  expect(config('# CONFIG_C is not set\n# CONFIG_B is not set\n# CONFIG_A is not set\n')).toBe('C')
  expect(config('# CONFIG_A is not set\n# CONFIG_C is not set\n# CONFIG_B is not set\n')).toBe('A')
})

test('it is computed and written though its prompt cannot be seen', () => {
  const tree = `choice\n\tprompt "c" if NEVER\n\tdefault B\n\n${ABC}endchoice\n`
  expect(run(tree).config).toBe('# CONFIG_A is not set\nCONFIG_B=y\n# CONFIG_C is not set\n')
})

test('it is not written where its dependencies are n', () => {
  expect(run(choice('\tdepends on NEVER\n', ABC)).config).toBe('')
})

test('a member below a menu entry of the choice counts as well', () => {
  const tree = choice('', `${member('A')}if X\n\n${member('B')}endif\n`)
  expect(chosen(run(`config X\n\tdef_bool y\n\n${tree}`, 'CONFIG_B=y\n').config)).toBe('X B')
})

describe('what a block must not hold', () => {
  test.each([
    ['a choice without prompt', `choice\n\n${ABC}endchoice\n`, 'Kconfig:1: error: choice must have a prompt\n'],
    [
      'a member without prompt',
      choice('', 'config A\n\tbool\n\n'),
      'Kconfig:4: error: choice member must have a prompt\n',
    ],
    ['a tristate member', choice('', 'config A\n\ttristate "a"\n\n'), 'Kconfig:4: error: choice member must be bool\n'],
    [
      'a default of a member',
      choice('', member('A', '\tdefault y\n')),
      'Kconfig:6: error: defaults for choice values not supported\n',
    ],
    [
      'a prompt of a member elsewhere',
      `${choice('', member('A'))}\nconfig A\n\tbool "outside"\n`,
      'Kconfig:10: error: choice value has a prompt outside its choice group\n',
    ],
  ])('%s', (_what, tree, stderr) => {
    expect(saidOf('linux-6.12', tree)).toMatchObject({ stopped: true, stderr })
  })

  test('`optional` and a name', () => {
    expect(saidOf('linux-6.12', choice('\toptional\n', ABC)).stderr).toBe(
      'Kconfig:3: syntax error\nKconfig:3: invalid statement\n',
    )
    expect(saidOf('linux-6.12', `choice NAMED\n\tprompt "c"\n\n${ABC}endchoice\n`).stopped).toBe(true)
  })
})
