/** Modes that answer everything at once: all*config, randconfig, and the ones that rewrite tristates. */
import { describe, expect, test } from 'vitest'
import {
  answerAll,
  type BulkAnswer,
  DEFAULT_PROBABILITY,
  parseProbability,
  rewriteTristates,
} from '../../src/kconfig/bulk-modes.ts'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { GlibcRandom } from '../../src/kconfig/glibc-random.ts'
import { MOD, NO, YES } from '../../src/kconfig/tristate.ts'
import { BOTH, type Generation } from '../generations.ts'
import { load, preset, readTree, withoutHeading } from './trees.ts'

const TREE = [
  'config MODULES\n\tbool "modules"\n\tmodules\n',
  'config B\n\tbool "b"\n',
  'config T\n\ttristate "t"\n',
  'config D\n\ttristate "d"\n\tdefault m\n',
  'config I\n\tint "i"\n\tdefault 5\n',
  'choice\n\tprompt "c"\n\tdefault C2\n\nconfig C1\n\tbool "c1"\n\nconfig C2\n\tbool "c2"\n\nendchoice\n',
  '',
].join('\n')

const bulk = (dialect: Generation, answer: BulkAnswer, wishes = '', kconfig = TREE): string => {
  const { evaluator } = readTree(dialect, kconfig)
  if (wishes !== '') preset({ evaluator }, wishes)
  answerAll(evaluator, answer)
  const text = writeConfig(evaluator, 'CONFIG_')
  return withoutHeading(text)
}

/** Values in file order, without the names of the symbols that all configurations have. */
const short = (config: string): string =>
  config
    .replace(/^# (\S+) is not set$/gm, '$1=n')
    .replaceAll('CONFIG_', '')
    .trim()
    .replaceAll('\n', ' ')

describe.each(BOTH)('%s', (dialect) => {
  test.each([
    ['yes', 'MODULES=y B=y T=y D=y I=5 C1=n C2=y'],
    ['mod', 'MODULES=y B=y T=m D=m I=5 C1=n C2=y'],
    ['no', 'MODULES=n B=n T=n D=n I=5 C1=n C2=y'],
    ['default', 'MODULES=n B=n T=n D=y I=5 C1=n C2=y'],
  ] as const)('all%sconfig', (kind, expected) => {
    expect(short(bulk(dialect, { kind }))).toBe(expected)
  })

  test('presets are left alone', () => {
    const preset = 'CONFIG_MODULES=y\nCONFIG_T=m\nCONFIG_I=7\nCONFIG_C1=y\n'
    expect(short(bulk(dialect, { kind: 'no' }, preset))).toBe('MODULES=y B=n T=m D=n I=7 C1=y C2=n')
  })

  const random = (seed: number, probability = DEFAULT_PROBABILITY): BulkAnswer => ({
    kind: 'random',
    random: new GlibcRandom(seed),
    probability,
  })

  test('a seed gives what it gives the C tool', () => {
    const seeds = [1, 2, 3, 0x7fffffff, 0xdeadbeef].map((seed) => short(bulk(dialect, random(seed))))
    expect(seeds).toEqual(SEEDS[dialect])
  })

  test('presets are random no more', () => {
    expect(short(bulk(dialect, random(1), 'CONFIG_B=y\nCONFIG_C1=y\n'))).toMatch(/ B=y .* C1=y C2=n$/)
  })

  test('probabilities of 100 and 0 leave no chance', () => {
    const always = { boolYes: 100, tristateYes: 0, tristateMod: 100 }
    expect(short(bulk(dialect, random(5, always)))).toMatch(/^MODULES=y B=y T=m D=m I=5 /)
    const never = { boolYes: 0, tristateYes: 0, tristateMod: 0 }
    expect(short(bulk(dialect, random(5, never)))).toMatch(/^MODULES=n B=n T=n D=n I=5 /)
  })

  const rewritten = (from: typeof YES | typeof MOD, to: typeof NO | typeof MOD | typeof YES): string => {
    const tree = readTree(dialect, TREE)
    load(tree, 'CONFIG_MODULES=y\nCONFIG_B=y\nCONFIG_T=y\nCONFIG_D=m\nCONFIG_C1=y\n')
    rewriteTristates(tree.evaluator, from, to)
    return short(withoutHeading(writeConfig(tree.evaluator, 'CONFIG_')))
  }

  test('yes2modconfig, mod2yesconfig and mod2noconfig change tristates alone', () => {
    expect(rewritten(YES, MOD)).toBe('MODULES=y B=y T=m D=m I=5 C1=y C2=n')
    expect(rewritten(MOD, YES)).toBe('MODULES=y B=y T=y D=y I=5 C1=y C2=n')
    expect(rewritten(MOD, NO)).toBe('MODULES=y B=y T=y D=n I=5 C1=y C2=n')
  })
})

const SEEDS: Readonly<Record<Generation, readonly string[]>> = {
  'linux-6.1': [
    'MODULES=n B=n T=n D=y I=5 C1=y C2=n',
    'MODULES=n B=y T=n D=n I=5 C1=n C2=y',
    'MODULES=y B=n T=n D=m I=5 C1=y C2=n',
    'MODULES=y B=y T=n D=y I=5 C1=y C2=n',
    'MODULES=y B=y T=n D=m I=5 C1=y C2=n',
  ],
  'linux-6.12': [
    'MODULES=n B=n T=n D=y I=5 C1=n C2=y',
    'MODULES=n B=y T=n D=n I=5 C1=n C2=y',
    'MODULES=y B=n T=n D=m I=5 C1=n C2=y',
    'MODULES=n B=y T=n D=n I=5 C1=y C2=n',
    'MODULES=n B=y T=n D=y I=5 C1=n C2=y',
  ],
}

test('the generator is that of the C library', () => {
  const random = new GlibcRandom(1)
  expect(Array.from({ length: 5 }, () => random.next())).toEqual([
    1804289383, 846930886, 1681692777, 1714636915, 1957747793,
  ])
  expect(new GlibcRandom(0).next()).toBe(1804289383)
})

describe('KCONFIG_PROBABILITY', () => {
  test.each([
    ['30', { boolYes: 30, tristateYes: 15, tristateMod: 15 }],
    ['15', { boolYes: 15, tristateYes: 8, tristateMod: 7 }],
    ['10:20', { boolYes: 30, tristateYes: 10, tristateMod: 20 }],
    ['50:10:20', { boolYes: 50, tristateYes: 10, tristateMod: 20 }],
    ['0', { boolYes: 0, tristateYes: 0, tristateMod: 0 }],
    ['', DEFAULT_PROBABILITY],
    ['101', null],
    ['-1', null],
    ['60:50', null],
    ['10:60:50', null],
  ])('%s', (text, probability) => {
    expect(parseProbability(text)).toEqual(probability)
  })
})
