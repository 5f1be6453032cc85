import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { declareModuleOptions, type ModuleOptions, moduleRequest } from '../../src/cli/module-options.ts'

const surroundings = { cwd: '/here', runningRelease: '6.1' }

const request = (...args: readonly string[]) => {
  const command = declareModuleOptions(new Command('module'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  command.parse([...args], { from: 'user' })
  return moduleRequest(command.args, command.opts<ModuleOptions>(), surroundings)
}

describe('moduleRequest', () => {
  test('holds nothing that was not typed', () => {
    expect(request('x.ko')).toEqual({ ...surroundings, inputs: ['x.ko'] })
    expect(request('x.ko', '--json')).toEqual({ ...surroundings, inputs: ['x.ko'] })
  })

  test('holds everything that was', () => {
    const typed =
      '--symvers a --symvers b --kernel k --config c --release r --vermagic v --like l.ko --policy debian ' +
      '--force-vermagic --force-modversion --sig-enforce --lockdown --blacklist a,b --blacklist ,c --loaded m ' +
      '--loaded n.ko --params p=1 --built-from src --tree t --key k1 --key k2 --digests --sarif x.ko folder'
    expect(request(...typed.split(' '))).toEqual({
      ...surroundings,
      inputs: ['x.ko', 'folder'],
      symvers: ['a', 'b'],
      kernel: 'k',
      config: 'c',
      release: 'r',
      vermagic: 'v',
      like: 'l.ko',
      policy: 'debian',
      forceVermagic: true,
      forceModversion: true,
      sigEnforce: true,
      lockdown: true,
      blacklist: ['a', 'b', 'c'],
      loaded: ['m', 'n.ko'],
      params: 'p=1',
      builtFrom: 'src',
      tree: 't',
      keys: ['k1', 'k2'],
      digests: true,
    })
  })

  test.each([
    [''],
    ...[
      '--kernel',
      '--symvers',
      '--config',
      '--release',
      '--vermagic',
      '--like',
      '--policy',
      '--loaded',
      '--key',
      '--tree',
      '--built-from',
    ].map((option) => ['x.ko', option, '']),
  ])('no empty text: %j %j', (...args) => {
    expect(() => request(...args)).toThrow(/invalid/)
  })

  test('policies are known ones', () => {
    expect(() => request('x.ko', '--policy', 'gentoo')).toThrow(/mainline, debian/)
  })

  test('--json and --sarif exclude each other', () => {
    expect(() => request('--json', '--sarif', 'x.ko')).toThrow(/cannot be used with/)
  })
})
