/** Choices until 6.8: a choice is a symbol with a tristate value of its own. */
import { describe, expect, test } from 'vitest'
import { resolved } from './trees.ts'

const run = (kconfig: string, dotConfig?: string) => resolved('linux-6.1', kconfig, dotConfig)

const member = (name: string, type = 'bool', rest = ''): string => `config ${name}\n\t${type} "${name}"\n${rest}\n`
const choice = (attributes: string, members: string): string =>
  `choice\n\tprompt "c"\n${attributes}\n${members}endchoice\n`
const ABC = member('A') + member('B') + member('C')

/** The value of each member as one letter; `-` where it is not written. */
const letters = (config: string, names = 'ABC'): string =>
  [...names]
    .map(
      (name) =>
        new RegExp(`^CONFIG_${name}=(.)`, 'm').exec(config)?.[1] ?? (config.includes(`CONFIG_${name} `) ? 'n' : '-'),
    )
    .join('')

describe('a bool choice', () => {
  const config = (dotConfig?: string, attributes = '\tdefault B\n'): string =>
    letters(run(choice(attributes, ABC), dotConfig).config)

  test('is its default, else its first member', () => {
    expect(config()).toBe('nyn')
    expect(config(undefined, '')).toBe('ynn')
    expect(config('CONFIG_NOBODY=y\n')).toBe('nyn')
  })

  test('is the member that the file sets to y last, and each change is reported', () => {
    const { config: text, stderr } = run(choice('', ABC), 'CONFIG_C=y\nCONFIG_A=y\nCONFIG_B=y\n')
    expect(letters(text)).toBe('nyn')
    expect(stderr).toBe(
      '.config:2:warning: override: A changes choice state\n.config:3:warning: override: B changes choice state\n',
    )
  })

  test('does not move for `# B is not set`', () => {
    expect(config('# CONFIG_B is not set\n')).toBe('nyn')
    expect(config('# CONFIG_A is not set\n# CONFIG_B is not set\n')).toBe('nyn')
  })

  test('is not what is asked for if that is invisible', () => {
    const tree = choice('', member('A') + member('B', 'bool', '\tdepends on NEVER\n') + member('C'))
    expect(letters(run(tree, 'CONFIG_B=y\n').config)).toBe('y-n')
  })

  test('takes the first default that is visible and whose condition holds', () => {
    const tree = `config X\n\tbool "x"\n\n${choice('\tdefault B if X\n\tdefault C\n', ABC)}`
    expect(letters(run(tree).config)).toBe('nny')
    expect(letters(run(tree, 'CONFIG_X=y\n').config)).toBe('nyn')
  })

  test('that cannot be seen has no members in the file', () => {
    expect(run(choice('\tdepends on NEVER\n', ABC), 'CONFIG_A=y\n').config).toBe('')
  })
})

describe('an optional choice', () => {
  const OPTIONAL = choice('\toptional\n', ABC)

  test('may have no member', () => {
    expect(letters(run(OPTIONAL).config)).toBe('---')
    expect(letters(run(OPTIONAL, '# CONFIG_A is not set\n').config)).toBe('---')
  })

  test('has the member that is asked for', () => {
    expect(letters(run(OPTIONAL, 'CONFIG_C=y\n').config)).toBe('nny')
  })
})

describe('a tristate choice', () => {
  const MODULES = 'config MODULES\n\tbool "modules"\n\tdefault y\n\tmodules\n\n'
  const MEMBERS = member('A', 'tristate') + member('B', 'tristate') + member('C', 'tristate')
  const TREE = `${MODULES}${choice('\ttristate\n', MEMBERS)}`

  test('while it is m, any members are m', () => {
    expect(letters(run(TREE, 'CONFIG_A=m\nCONFIG_C=m\n').config)).toBe('mnm')
  })

  test('while it is y, one member is y', () => {
    expect(letters(run(TREE, 'CONFIG_A=m\nCONFIG_C=y\n').config)).toBe('nny')
  })

  test('m after y is inconsistent, and is reported', () => {
    const { stderr } = run(TREE, 'CONFIG_C=y\nCONFIG_A=m\n')
    expect(stderr).toBe('.config:2:warning: A creates inconsistent choice state\n')
  })

  test('is a bool choice without modules', () => {
    expect(letters(run(TREE, '# CONFIG_MODULES is not set\nCONFIG_A=m\nCONFIG_C=m\n').config)).toBe('ynn')
  })

  test('infers its type from its first typed member', () => {
    expect(letters(run(`${MODULES}${choice('', MEMBERS)}`, 'CONFIG_A=m\nCONFIG_B=m\n').config)).toBe('mmn')
  })

  test('has bool members only while it is y', () => {
    const tree = `${MODULES}${choice('\ttristate\n', member('A', 'tristate') + member('B', 'tristate') + member('C'))}`
    expect(letters(run(tree, 'CONFIG_A=m\n').config)).toBe('mn-')
    expect(letters(run(tree, 'CONFIG_C=y\n').config)).toBe('nny')
  })
})

test('a named choice may be continued elsewhere', () => {
  const tree = `choice NAMED\n\tprompt "c"\n\n${member('A')}endchoice\n\nchoice NAMED\n\tprompt "d"\n\n${member('B')}endchoice\n`
  expect(letters(run(tree, 'CONFIG_B=y\n').config, 'AB')).toBe('ny')
})

test('defaults of members, prompts outside and missing prompts are reported', () => {
  const tree = `choice\n\tprompt "c"\n\nconfig A\n\tbool "a"\n\tdefault y\n\nconfig B\n\tbool\n\nendchoice\n\nconfig A\n\tbool "outside"\n`
  expect(run(tree).stderr).toBe(
    [
      'Kconfig:6:warning: defaults for choice values not supported',
      'Kconfig:14:warning: choice value used outside its choice group',
      'Kconfig:8:warning: choice value must have a prompt',
      '',
    ].join('\n'),
  )
})
