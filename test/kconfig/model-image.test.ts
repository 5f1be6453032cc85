/** A model as bytes: what is read back resolves as what was written. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dotConfig } from '../../scripts/oracle/fuzz/dot-configs.ts'
import { fuzzSwitches } from '../../scripts/oracle/fuzz/fuzz-dialect.ts'
import { tree } from '../../scripts/oracle/fuzz/trees.ts'
import { answerAll } from '../../src/kconfig/bulk-modes.ts'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { decodeModel } from '../../src/kconfig/decode-model.ts'
import type { DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import { encodeModel } from '../../src/kconfig/encode-model.ts'
import { Evaluator } from '../../src/kconfig/evaluator.ts'
import { extendedHelp } from '../../src/kconfig/help-text.ts'
import { nodesBelow } from '../../src/kconfig/menu-node.ts'
import { ConfigurationStop, type KconfigMessage } from '../../src/kconfig/message.ts'
import type { Model } from '../../src/kconfig/model.ts'
import { BOTH } from '../generations.ts'
import { type Around, load, readTree, UNKNOWN } from './trees.ts'

const copyOf = (model: Model, messages: readonly KconfigMessage[]) => {
  const again: KconfigMessage[] = []
  const copy = decodeModel(encodeModel(model, messages), model.dialect, (message) => again.push(message))
  return { copy, again }
}

/** Everything that is said and written of a model in two modes, help texts included. */
const account = (model: Model, config: string | undefined): string => {
  const said: string[] = []
  const evaluator = new Evaluator(model, ({ text }) => said.push(text))
  load({ model, evaluator, messages: [] }, config)
  const first = writeConfig(evaluator, 'CONFIG_')
  const help = [...nodesBelow(model.root)].map((node) => extendedHelp(evaluator, node, 'CONFIG_'))
  answerAll(evaluator, { kind: 'mod' })
  return [first, ...help, writeConfig(evaluator, 'CONFIG_'), ...said].join('\n')
}

test.each(BOTH)('%s: long chains of selects', (dialect) => {
  const many = Array.from({ length: 20_000 }, (_, index) => `config A${index}\n\tbool "a"\n\tselect S if B\n`)
  const { model } = readTree(dialect, `config B\n\tbool "b"\n\n${many.join('\n')}\nconfig S\n\tbool\n`)
  const { copy } = copyOf(model, [])
  const last = 'CONFIG_B=y\nCONFIG_A19999=y\n'
  const written = [model, copy].map((one) => {
    const evaluator = new Evaluator(one, () => {})
    load({ model: one, evaluator, messages: [] }, last)
    return writeConfig(evaluator, 'CONFIG_')
  })
  expect(written[0]).toContain('CONFIG_S=y\n')
  expect(written[1]).toBe(written[0])
})

/** Who hangs on whom, and on probes. */
const mentions = ({ symbols, dependents, onProbes }: Model) => ({
  onProbes: onProbes.map(({ id }) => id),
  dependents: [symbols.no, ...symbols.all].map((symbol) => Array.from(dependents(symbol), ({ id }) => id)),
})

describe.each(BOTH)('%s', (dialect) => {
  test('any tree', () => {
    // nothing is asked of the C tool here
    const dialects = { ...fuzzSwitches(dialect, []), unequalYesIsUndefined: false }
    fc.assert(
      fc.property(tree(dialects), dotConfig(dialects), (files, config) => {
        const { Kconfig = '', ...rest } = files
        const around: Around = { files: rest, env: { FROM_ENV: 'x', ARCH: UNKNOWN } }
        let read: ReturnType<typeof readTree>
        try {
          read = readTree(dialect, Kconfig, around)
        } catch (error) {
          if (error instanceof ConfigurationStop) return fc.pre(false)
          throw error
        }
        const messages = [...read.messages]
        const { copy, again } = copyOf(read.model, messages)
        expect(again).toEqual(messages)
        expect(account(copy, config)).toBe(account(read.model, config))
        expect(copy.files).toEqual(read.model.files)
        expect(copy.environment).toEqual(read.model.environment)
        expect(copy.unknown.all).toEqual(read.model.unknown.all)
        expect(mentions(copy)).toEqual(mentions(read.model))
      }),
      { numRuns: 60 },
    )
  })

  test('the order of the hash table, and text of any bytes', () => {
    const kconfig = 'mainmenu "\xc3\xa9\xff"\n\nconfig B\n\tbool "x"\n\nconfig A\n\tstring "\xe9"\n\tdefault "\xff"\n'
    const { model, messages } = readTree(dialect, kconfig)
    const { copy } = copyOf(model, messages)
    const names = (of: Model): (string | null)[] => of.symbols.inHashOrder().map(({ name }) => name)
    expect(names(copy)).toEqual(names(model))
    expect(account(copy, undefined)).toBe(account(model, undefined))
  })
})

test('an image of an image is the same', () => {
  const { model } = readTree('linux-6.12', 'config A\n\tbool "a"\n\tdefault $(shell,x) && B || "y" = B\n\tselect C\n')
  const image = encodeModel(model, [])
  expect(
    encodeModel(
      decodeModel(image, DIALECTS['linux-6.12'], () => {}),
      [],
    ),
  ).toEqual(image)
})

describe('what other generations add', () => {
  test.each<[string, DialectName, string, string]>([
    [
      'transitional symbols',
      'linux-6.18',
      'config OLD\n\tbool\n\ttransitional\n\nconfig NEW\n\tbool "new"\n\tdefault OLD\n',
      'CONFIG_OLD=y\n',
    ],
    [
      '`depends on A if B`',
      'linux-6.18',
      'config A\n\tbool "a"\n\nconfig B\n\tbool "b"\n\tdepends on A if C\n',
      'CONFIG_B=y\n',
    ],
    [
      'options',
      'linux-5.10',
      'config D\n\tstring\n\toption defconfig_list\n\tdefault "x"\n\nconfig A\n\tbool "a"\n\toption allnoconfig_y\n',
      '',
    ],
    [
      'reset',
      'openwrt-24.10',
      'config A\n\tbool "a"\n\nchoice\n\tprompt "c"\n\treset if A\n\nconfig B\n\tbool "b"\n\nconfig C\n\tbool "c"\n\nendchoice\n',
      'CONFIG_C=y\n',
    ],
  ])('%s', (_what, dialect, kconfig, config) => {
    const { model, messages } = readTree(dialect, kconfig)
    const { copy } = copyOf(model, messages)
    expect(account(copy, config)).toBe(account(model, config))
    expect(encodeModel(copy, messages)).toEqual(encodeModel(model, messages))
    expect(flags(copy)).toEqual(flags(model))
  })

  const flags = ({ symbols }: Model) =>
    symbols.all.map(({ label, optional, neverWritten, yesInAllno, transitional, inPriorityList, isProbe }) => [
      label,
      { optional, neverWritten, yesInAllno, transitional, inPriorityList, isProbe },
    ])
})
