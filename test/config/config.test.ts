/** Reading, merging and comparing sets of values. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareConfigs } from '../../src/config/compare.ts'
import { type ConfigSet, valueText } from '../../src/config/config-set.ts'
import { configText } from '../../src/config/config-text.ts'
import { configSetOf } from '../../src/config/from-lines.ts'
import { decodeLines, encodeLines } from '../../src/config/lines-image.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { readConfig } from '../../src/config/read.ts'
import { formatEntries } from '../../src/config/write.ts'

const values = (set: ConfigSet): Readonly<Record<string, string>> =>
  Object.fromEntries([...set.entries].map(([symbol, { value }]) => [symbol, valueText(value)]))

const GENERATED = `#
# Automatically generated file; DO NOT EDIT.
# Linux/x86 6.1.7 Kernel Configuration
#
CONFIG_A=y
# CONFIG_B is not set

#
# Menu
#
CONFIG_C="a \\"b\\" # no comment"
CONFIG_D=
`

describe('readConfig', () => {
  test('reads values, places and the header', () => {
    const set = readConfig(GENERATED, '.config')
    expect(values(set)).toEqual({ A: 'y', B: 'n', C: '"a \\"b\\" # no comment"', D: '' })
    expect(set.entries.get('B')).toEqual({ symbol: 'B', value: { kind: 'not-set' }, file: '.config', line: 6 })
    expect(set.header).toMatchObject({ program: 'Linux', arch: 'x86', version: '6.1.7' })
    expect(set).toMatchObject({ reassignments: [], unexpected: [] })
  })

  test('keeps what is said twice and what is no value', () => {
    const set = readConfig('CONFIG_A=y\nCONFIG_B=y\nfoo\nCONFIG_C\nCONFIG_A=m\n', 'f')
    expect([...set.entries.keys()]).toEqual(['B', 'A'])
    expect(set.reassignments).toMatchObject([{ before: { line: 1 }, after: { line: 5, value: { text: 'm' } } }])
    expect(set.unexpected).toEqual([
      { text: 'foo', file: 'f', line: 3 },
      { text: 'CONFIG_C', file: 'f', line: 4 },
    ])
    expect(set.header).toBeUndefined()
  })

  test('copes with carriage returns, with bytes and with another prefix', () => {
    expect(values(readConfig('CONFIG_A=y\r\n# CONFIG_B is not set\r\n', 'f'))).toEqual({ A: 'y', B: 'n' })
    expect(values(readConfig(Buffer.from([0x43, 0x5f, 0x41, 0x3d, 0xff]), 'f', { prefix: 'C_' }))).toEqual({
      A: '\xff',
    })
    expect(values(readConfig('A=y\nB=m\n', 'f', { prefix: '' }))).toEqual({ A: 'y', B: 'm' })
  })

  test('is the same from lines that the cache kept', () => {
    const { lines } = configText('f', `${GENERATED}foo\nCONFIG_A=m\r\n`, 'CONFIG_')
    const kept = decodeLines(encodeLines(lines))
    expect(kept.length).toBeLessThan(lines.length)
    expect(configSetOf(kept, 'f')).toEqual(configSetOf(lines, 'f'))
    expect(configSetOf(kept, 'f').entries.get('A')).toMatchObject({ value: { text: 'm' }, line: 14 })
  })

  const symbol = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/)
  const text = fc.oneof(fc.constantFrom('y', 'm', '0x10', '-3', ''), fc.stringMatching(/^"[ !#-~\xa0-\xff]{0,8}"$/))

  test('reads back what formatEntries writes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(symbol, fc.option(text)), { selector: ([name]) => name }), (pairs) => {
        const lines = pairs.map(([name, value]) =>
          value === null ? `# CONFIG_${name} is not set\n` : `CONFIG_${name}=${value}\n`,
        )
        const set = readConfig(lines.join(''), 'f')
        expect(formatEntries(set)).toBe(lines.join(''))
      }),
    )
  })
})

describe('mergeConfigs', () => {
  const base = readConfig('CONFIG_A=y\nCONFIG_B=m\nCONFIG_C=1\n', 'base')
  const one = readConfig('CONFIG_B=y\nCONFIG_C=1\n', 'one')
  const two = readConfig('# CONFIG_B is not set\nCONFIG_D=2\nCONFIG_A=n\n', 'two')

  test('lets the last one win, at its place', () => {
    const { merged } = mergeConfigs(base, [one, two])
    expect([...merged.entries].map(([name, { value, file }]) => `${name}=${valueText(value)} ${file}`)).toEqual([
      'C=1 one',
      'B=n two',
      'D=2 two',
      'A=n two',
    ])
  })

  test('reports each change with both places, and no repetition', () => {
    const { overrides } = mergeConfigs(base, [one, two])
    expect(overrides.map(({ before, after }) => `${before.file}:${before.line} ${after.file}:${after.line}`)).toEqual([
      'base:2 one:1',
      'one:1 two:1',
      'base:1 two:3',
    ])
  })

  test('is the base when there is nothing to merge', () => {
    expect(mergeConfigs(base, [])).toEqual({ merged: base, overrides: [] })
  })
})

describe('compareConfigs', () => {
  test('lists what is gone, new and changed by name', () => {
    const before = readConfig('CONFIG_B=y\nCONFIG_A=1\n# CONFIG_C is not set\nCONFIG_E=x\n', 'f')
    const after = readConfig('CONFIG_A=2\nCONFIG_D=m\nCONFIG_C=n\nCONFIG_E=x\n# CONFIG_F is not set\n', 'g')
    const differences = compareConfigs(before, after)
    expect(differences.map(({ kind, symbol: name }) => `${name} ${kind}`)).toEqual([
      'A changed',
      'B removed',
      'D added',
      'F added',
    ])
    expect(compareConfigs(before, after, { absentIsNotSet: true }).map(({ symbol: name }) => name)).toEqual([
      'A',
      'B',
      'D',
    ])
  })

  test('finds nothing between equal sets', () => {
    expect(compareConfigs(readConfig(GENERATED, 'a'), readConfig(GENERATED, 'b'))).toEqual([])
  })
})
