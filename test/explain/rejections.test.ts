/** Why a requested value is not in the result: a minimal tree for each reason. */
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { findRejections } from '../../src/explain/rejections.ts'
import { BOTH, type Generation } from '../generations.ts'
import { load, readTree } from '../kconfig/trees.ts'

const rejections = (dialect: Generation, kconfig: string, requested: string) => {
  const tree = readTree(dialect, kconfig)
  load(tree, requested)
  for (const symbol of tree.model.symbols.all) tree.evaluator.calculate(symbol)
  return findRejections(tree.evaluator, readConfig(requested, 'wanted'))
}

const MODULES = 'config MODULES\n\tdef_bool y\n\tmodules\n\n'

describe.each(BOTH)('%s', (dialect) => {
  const reasons = (kconfig: string, requested: string) =>
    rejections(dialect, kconfig, requested).map(({ symbol, reason }) => ({ symbol, ...reason }))

  test('what survives is not mentioned', () => {
    const kconfig = `${MODULES}config A\n\tbool "a"\n\nconfig I\n\tint "i"\n\nconfig S\n\tstring "s"\n`
    expect(reasons(kconfig, 'CONFIG_A=y\nCONFIG_I=5\nCONFIG_S="x \\"y\\""\n')).toEqual([])
    expect(reasons(kconfig, '# CONFIG_A is not set\n# CONFIG_NOBODY is not set\n')).toEqual([])
  })

  test('it says where it was asked for, where the tree defines it, and what came out instead', () => {
    const kconfig = 'config GATE\n\tbool "gate"\n\nconfig A\n\tint "a" if GATE\n\tdefault 3\n'
    expect(rejections(dialect, kconfig, '# x\nCONFIG_A=5\n')).toMatchObject([
      { symbol: 'A', requested: '5', got: '3', file: 'wanted', line: 2, definedAt: { file: 'Kconfig', line: 4 } },
    ])
  })

  test('an unknown symbol, with the nearest name', () => {
    expect(reasons('config NETFILTER\n\tbool "n"\n', 'CONFIG_NETFITLER=y\nCONFIG_QQQQ=y\n')).toEqual([
      { symbol: 'NETFITLER', kind: 'unknown-symbol', nearest: 'NETFILTER' },
      { symbol: 'QQQQ', kind: 'unknown-symbol' },
    ])
  })

  test('a name that is mentioned but defined nowhere is unknown', () => {
    expect(reasons('config A\n\tbool "a"\n\tdepends on FAR_AWAY\n', 'CONFIG_FAR_AWAY=y\n')).toMatchObject([
      { symbol: 'FAR_AWAY', kind: 'unknown-symbol' },
    ])
  })

  test('a value of another type', () => {
    const kconfig = 'config A\n\tbool "a"\n\nconfig I\n\tint "i"\n\nconfig H\n\thex "h"\n\nconfig S\n\tstring "s"\n'
    expect(reasons(kconfig, 'CONFIG_A=1\nCONFIG_I=0x5\nCONFIG_H=xyz\nCONFIG_S=bare\n')).toEqual([
      { symbol: 'A', kind: 'invalid-value', type: 'bool' },
      { symbol: 'I', kind: 'invalid-value', type: 'int' },
      { symbol: 'H', kind: 'invalid-value', type: 'hex' },
      { symbol: 'S', kind: 'invalid-value', type: 'string' },
    ])
  })

  test('no prompt', () => {
    expect(reasons('config A\n\tbool\n', 'CONFIG_A=y\n')).toEqual([{ symbol: 'A', kind: 'no-prompt' }])
  })

  test('a condition that does not hold: the parts that fail, and who is to blame', () => {
    const kconfig =
      'config X\n\tdef_bool y\n\nconfig Y\n\tbool "y"\n\nconfig Z\n\tbool "z"\n\nconfig A\n\tbool "a"\n\tdepends on X && (Y || Z) && !X\n'
    expect(reasons(kconfig, 'CONFIG_A=y\n')).toEqual([
      {
        symbol: 'A',
        kind: 'unmet',
        conditions: [
          {
            expression: '(Y || Z) && !X',
            value: 'n',
            blame: [
              { symbol: 'Y', value: 'n', wants: 'set' },
              { symbol: 'Z', value: 'n', wants: 'set' },
              { symbol: 'X', value: 'y', wants: 'unset', fixed: true },
            ],
            any: true,
          },
        ],
      },
    ])
  })

  test('what negation and comparisons want', () => {
    const kconfig =
      'config X\n\tbool "x"\n\nconfig Y\n\tint "y"\n\nconfig A\n\tbool "a"\n\tdepends on !(X || Y = 7) && Y != 7\n'
    expect(reasons(kconfig, 'CONFIG_A=y\nCONFIG_X=y\nCONFIG_Y=7\n')).toMatchObject([
      {
        conditions: [
          {
            blame: [
              { symbol: 'X', value: 'y', wants: 'unset' },
              { symbol: 'Y', value: '7' },
            ],
          },
        ],
      },
    ])
    expect(reasons(kconfig, 'CONFIG_A=y\nCONFIG_X=y\nCONFIG_Y=7\n')).not.toMatchObject([
      { conditions: [{ any: true }] },
    ])
  })

  test('a probe in a condition is named, with what it counts as', () => {
    const kconfig = 'config A\n\tbool "a"\n\tdepends on $(shell,does it)\n'
    expect(reasons(kconfig, 'CONFIG_A=y\n')).toMatchObject([
      { conditions: [{ probes: [{ text: 'does it', answer: '' }], blame: [] }] },
    ])
  })

  test('one condition for each prompt', () => {
    const kconfig =
      'config X\n\tbool "x"\n\nconfig Y\n\tbool "y"\n\nconfig A\n\tbool "a" if X\n\nconfig A\n\tbool "a" if Y\n'
    expect(reasons(kconfig, 'CONFIG_A=y\n')).toMatchObject([
      { kind: 'unmet', conditions: [{ expression: 'X' }, { expression: 'Y' }] },
    ])
  })

  test('a condition that allows m at most', () => {
    const kconfig = `${MODULES}config T\n\ttristate "t"\n\nconfig A\n\ttristate "a"\n\tdepends on T\n`
    expect(reasons(kconfig, 'CONFIG_T=m\nCONFIG_A=y\n')).toEqual([
      {
        symbol: 'A',
        kind: 'limited',
        conditions: [{ expression: 'T', value: 'm', blame: [{ symbol: 'T', value: 'm', wants: 'set' }] }],
      },
    ])
  })

  test('a select that keeps it up', () => {
    const kconfig = `${MODULES}config A\n\tbool "a"\n\tselect S if B\n\nconfig B\n\tdef_bool y\n\nconfig S\n\ttristate "s"\n`
    expect(reasons(kconfig, 'CONFIG_A=y\nCONFIG_S=m\n')).toEqual([{ symbol: 'S', kind: 'selected', by: ['A && B'] }])
    expect(reasons(kconfig, 'CONFIG_A=y\n# CONFIG_S is not set\n')).toEqual([
      { symbol: 'S', kind: 'selected', by: ['A && B'] },
    ])
  })

  test('m without modules, and m of a bool', () => {
    const kconfig = 'config T\n\ttristate "t"\n\nconfig B\n\tbool "b"\n'
    expect(reasons(kconfig, 'CONFIG_T=m\nCONFIG_B=m\n')).toMatchObject([
      { symbol: 'T', kind: 'modules-off' },
      { symbol: 'B', kind: 'invalid-value', type: 'bool' },
    ])
  })

  test('a number outside its range, bounds that are symbols with their value', () => {
    const kconfig = 'config LOW\n\tint\n\tdefault 2\n\nconfig I\n\tint "i"\n\trange LOW 9\n\tdefault 5\n'
    expect(reasons(kconfig, 'CONFIG_I=1\n')).toEqual([{ symbol: 'I', kind: 'out-of-range', low: 'LOW (2)', high: '9' }])
  })

  test('another member of its choice', () => {
    const kconfig =
      'choice\n\tprompt "Speed"\n\nconfig SLOW\n\tbool "slow"\n\nconfig FAST\n\tbool "fast"\n\nendchoice\n'
    expect(reasons(kconfig, 'CONFIG_SLOW=y\nCONFIG_FAST=y\n')).toEqual([
      { symbol: 'SLOW', kind: 'choice', choice: 'Speed', chosen: 'FAST' },
    ])
  })

  test('requests are answered in their order', () => {
    const kconfig = 'config A\n\tbool\n\nconfig B\n\tbool\n'
    expect(reasons(kconfig, 'CONFIG_B=y\nCONFIG_A=y\n').map(({ symbol }) => symbol)).toEqual(['B', 'A'])
  })
})
