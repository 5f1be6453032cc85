/** What is typed after `kcheck kbuild`, as a request. */
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import {
  declareKbuildOptions,
  type KbuildOptions,
  kbuildArguments,
  kbuildConflict,
  kbuildRequest,
} from '../../src/cli/kbuild-options.ts'

const surroundings = { cwd: '/here', environment: {}, stdin: () => '', runningRelease: '6.1' }

const typed = (...args: readonly string[]) => {
  const command = declareKbuildOptions(new Command('kbuild'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  command.parse([...args], { from: 'user' })
  return { words: kbuildArguments(command.args), options: command.opts<KbuildOptions>() }
}

const request = (...args: readonly string[]) => {
  const { words, options } = typed(...args)
  return words === undefined ? undefined : kbuildRequest(words, options, surroundings)
}

const conflict = (...args: readonly string[]) => {
  const { words, options } = typed(...args)
  return words === undefined ? 'several' : kbuildConflict(options, words)
}

describe('the request', () => {
  test('holds nothing that was not typed', () => {
    expect(request()).toEqual({ ...surroundings, wants: new Set() })
    expect(request('-o', 'out', '--emit', 'objects')).toEqual({ ...surroundings, wants: new Set() })
  })

  test('holds everything that was', () => {
    const options =
      '--tree t --config c --arch arm64 --why w --symbol CONFIG_S --against a --toolchain none --lint --json drivers/net'
    expect(request(...options.split(' '))).toEqual({
      ...surroundings,
      wants: new Set(['modules.builtin', 'sources']),
      tree: 't',
      config: 'c',
      arch: 'arm64',
      why: 'w',
      symbol: 'CONFIG_S',
      against: 'a',
      toolchain: 'none',
      lint: true,
      folder: 'drivers/net',
    })
  })

  test('reads sources only for who wants to know', () => {
    expect(request('--emit', 'modules.builtin')?.wants).toEqual(new Set(['modules.builtin']))
    expect(request('--emit', 'sources')?.wants).toEqual(new Set(['sources']))
    expect(request('--json')?.wants).toEqual(new Set(['modules.builtin']))
    expect(request('--json', '--emit', 'sources')?.wants).toEqual(new Set(['modules.builtin', 'sources']))
    expect(request('--lint')?.wants).toEqual(new Set())
  })

  test('takes words with = for variables, wherever they stand', () => {
    expect(request('-M', 'wifi', 'CONFIG_A=m', 'KDIR=/a=b', 'EMPTY=')).toMatchObject({
      external: 'wifi',
      variables: [
        ['CONFIG_A', 'm'],
        ['KDIR', '/a=b'],
        ['EMPTY', ''],
      ],
    })
    expect(request('V=1', 'drivers')).toMatchObject({ folder: 'drivers', variables: [['V', '1']] })
    expect(request('./a=b/c')).toMatchObject({ folder: './a=b/c' })
  })

  test('knows M= and ARCH= as make does', () => {
    const made = request('M=wifi', 'ARCH=arm64', 'V=1')
    expect(made).toMatchObject({ external: 'wifi', arch: 'arm64', variables: [['V', '1']] })
  })
})

test.each([
  [['drivers', 'net']],
  [['-M', 'x', 'drivers']],
  [['M=x', 'drivers']],
  [['-M', 'x', 'M=y']],
  [['--arch', 'arm', 'ARCH=arm64']],
  [['--config', '-', '--against', '-']],
  [['-M', 'x', '--emit', 'modules.builtin']],
  [['']],
])('%j cannot be asked for', (args) => {
  expect(conflict(...args)).toBeTypeOf('string')
})

test.each([[['--arch', 'arm', 'ARCH=arm']], [['-M', 'x', 'V=1']], [['--config', '-', 'drivers']]])('%j can', (args) => {
  expect(conflict(...args)).toBeUndefined()
})

test.each([
  [['--emit', 'nothing']],
  [['--emit', 'objects', '--why', 'x']],
  [['--emit', 'objects', '--symbol', 'X']],
  [['--emit', 'objects', '--against', 'x']],
  [['--why', '']],
  [['-M', '']],
])('%j is refused', (args) => {
  expect(() => typed(...args)).toThrow()
})
