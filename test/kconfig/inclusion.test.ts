/** `source`: files within files. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { readTree, resolved, saidOf } from './trees.ts'

describe.each(BOTH)('%s', (dialect) => {
  test('a sourced file stands where its line stands', () => {
    const files = { 'sub/Kconfig': 'config B\n\tbool "b"\n' }
    const kconfig = 'config A\n\tbool "a"\n\nif A\nsource "sub/Kconfig"\nendif\n\nconfig C\n\tbool "c"\n'
    expect(resolved(dialect, kconfig, 'CONFIG_A=y\nCONFIG_B=y\n', { files }).config).toBe(
      'CONFIG_A=y\nCONFIG_B=y\n# CONFIG_C is not set\n',
    )
    expect(readTree(dialect, kconfig, { files }).model.files).toEqual(['Kconfig', 'sub/Kconfig'])
  })

  test('a file may be sourced twice, and is listed once', () => {
    const files = { 'Kconfig.x': 'config B\n\tbool "b"\n' }
    const tree = readTree(dialect, 'source "Kconfig.x"\nsource "Kconfig.x"\n', { files })
    expect(tree.model.files).toEqual(['Kconfig', 'Kconfig.x'])
    expect(tree.model.symbols.find('B')?.nodes).toHaveLength(2)
  })

  test('a file that is not there ends it', () => {
    expect(saidOf(dialect, '\nsource "nothing"\n')).toMatchObject({
      stopped: true,
      stderr: 'Kconfig:2: can\'t open file "nothing"\n',
    })
  })

  test('a loop ends it, with the chain of files', () => {
    const files = { 'Kconfig.a': '\nsource "Kconfig.b"\n', 'Kconfig.b': 'source "Kconfig.a"\n' }
    const said = saidOf(dialect, '\n\nsource "Kconfig.a"\n', { files })
    expect(said.stopped).toBe(true)
    expect(said.stderr).toBe(
      [
        'Recursive inclusion detected.',
        'Inclusion path:',
        '  current file : Kconfig.a',
        '  included from: Kconfig.b:1',
        '  included from: Kconfig.a:2',
        ...(dialect === 'linux-6.12' ? ['  included from: Kconfig:3'] : []),
        '',
      ].join('\n'),
    )
    expect(said.messages[0]?.related).toContainEqual({
      role: 'included-from',
      position: { file: 'Kconfig.a', line: 2 },
    })
  })

  test('a block ends in the file that begins it', () => {
    const said = saidOf(dialect, 'menu "m"\nsource "Kconfig.x"\nendmenu\n', { files: { 'Kconfig.x': 'endmenu\n' } })
    expect(said.stopped).toBe(true)
    expect(said.stderr).toContain(
      "Kconfig.x:1: 'menu' in different file than 'menu'\nKconfig:1: location of the 'menu'\n",
    )
  })

  test('patterns are no matter of the kernel', () => {
    const files = { 'sub/Kconfig.one': 'config B\n\tbool "b"\n' }
    expect(saidOf(dialect, 'source "sub/Kconfig.*"\n', { files }).stopped).toBe(true)
  })
})
