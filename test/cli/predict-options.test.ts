import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { conflict, declarePredictOptions, type PredictOptions, predictRequest } from '../../src/cli/predict-options.ts'

const surroundings = { cwd: '/here', environment: { HOME: '/h' }, stdin: () => '' }

const parse = (...args: readonly string[]): { config: string | undefined; options: PredictOptions } => {
  const command = declarePredictOptions(new Command('predict')).exitOverride()
  command.parse([...args], { from: 'user' })
  return { config: command.args[0], options: command.opts() }
}

const request = (...args: readonly string[]) => {
  const { config, options } = parse(...args)
  return predictRequest(config, options, surroundings)
}

describe('predictRequest', () => {
  test('holds nothing that was not typed', () => {
    expect(request()).toEqual({ ...surroundings, cache: true })
    expect(request('--json', '--require-known', '-o', 'x')).toEqual({ ...surroundings, cache: true })
    expect(request('--write')).toEqual({ ...surroundings, cache: true, emit: 'config' })
  })

  test('holds everything that was', () => {
    const typed =
      '--tree t --kconfig K --arch arm64 --mode randconfig --allconfig a --seed 7 --probability 10:20 --fragment f1 ' +
      '--fragment f2 --env A=1 --env B=x=y --env C= --toolchain live --no-cache --dialect linux-6.1 --emit auto.conf --diff cfg'
    expect(request(...typed.split(' '))).toEqual({
      ...surroundings,
      config: 'cfg',
      tree: 't',
      kconfig: 'K',
      arch: 'arm64',
      mode: 'randconfig',
      allconfig: 'a',
      seed: '7',
      probability: '10:20',
      fragments: ['f1', 'f2'],
      env: [
        ['A', '1'],
        ['B', 'x=y'],
        ['C', ''],
      ],
      toolchain: 'live',
      cache: false,
      dialect: 'linux-6.1',
      emit: 'auto.conf',
      diff: true,
    })
  })
})

describe('conflict', () => {
  const of = (...args: readonly string[]): string | undefined => {
    const { config, options } = parse(...args)
    return conflict(config, options)
  }

  test.each([
    [[]],
    [['--write', 'x']],
    [['--mode', 'syncconfig', '-o', 'd']],
    [['--mode', 'syncconfig', '--emit', 'auto.conf']],
    [['--mode', 'allnoconfig', '--allconfig', '-', 'x']],
    [['--fragment', '-', 'x']],
    [['--mode', 'listnewconfig']],
  ])('%j is fine', (args) => {
    expect(of(...args)).toBeUndefined()
  })

  test.each([
    [['--write', '-o', 'y', 'x'], '--write and --output exclude each other'],
    [['--write', '-'], '--write needs a file: CONFIG is standard input'],
    [['--write', '--emit', 'autoconf.h', 'x'], '--write would put autoconf.h in the place of CONFIG'],
    [['--write', '--mode', 'listnewconfig', 'x'], '--write has nothing to write with --mode listnewconfig'],
    [['--mode', 'syncconfig'], '--mode syncconfig writes several files: name their folder with -o'],
    [['--fragment', '-', '-'], 'standard input can be read only once'],
    [['--mode', 'allnoconfig', '--allconfig', '-', '--fragment', '-', 'x'], 'standard input can be read only once'],
    [['--mode', 'savedefconfig', '--emit', 'auto.conf', 'x'], '--emit chooses nothing with --mode savedefconfig'],
    [['--mode', 'listnewconfig', '--emit', 'config', 'x'], '--emit chooses nothing with --mode listnewconfig'],
    [['--mode', 'helpnewconfig', '--emit', 'rustc_cfg', 'x'], '--emit chooses nothing with --mode helpnewconfig'],
  ])('%j is not', (args, words) => {
    expect(of(...args)).toBe(words)
  })
})
