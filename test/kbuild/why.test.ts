/** Ways to a module, and what would have to be set. */
import { describe, expect, test } from 'vitest'
import { explore } from '../../src/kbuild/explore.ts'
import { type Chain, changesFor } from '../../src/kbuild/gate-chain.ts'
import { whyBuilt } from '../../src/kbuild/why.ts'
import { built, type TreeOptions, treeRequest } from './kernel-tree.ts'

type Tree = Parameters<typeof treeRequest>[0]

const explored = (files: Tree, options: TreeOptions = {}) => {
  const request = treeRequest(files, options)
  const { maker, roots } = built(request)
  return explore({ files: request.files, store: request.store, folder: request.output, maker, roots })
}

const why = (files: Tree, name: string, config: TreeOptions['config'] = {}) =>
  whyBuilt(explored(files, { config }), name)

/** `directory: name word → effect`. */
const stepLines = ({ steps }: Chain): readonly string[] =>
  steps.map(({ directory, name, word, effect }) => `${directory}: ${name} ${word} → ${effect}`)

const TREE: Tree = {
  Kbuild: 'obj-y := drivers/\nobj-$(CONFIG_NET) += net/\nobj-m += always.o\n',
  'drivers/Kbuild': 'obj-$(CONFIG_USB) += usb/\nobj-$(CONFIG_ATA) += ata.o\nobj-y += core.o\nlib-y += string.o\n',
  'drivers/usb/Kbuild':
    'ifdef CONFIG_PM\nobj-$(CONFIG_HCD) += hcd.o\nelse\nobj-m += no-pm.o\nendif\nhcd-y := main.o\nhcd-$(CONFIG_DEBUG) += debug.o\nobj-y += usb-core.o\n',
  'net/Kbuild': 'obj-$(CONFIG_TCP) += tcp.o\nsubdir-y += tools\n',
  'net/tools/Kbuild': 'obj-m := probe.o\n',
}

describe('what is built', () => {
  test('each directory on the way, and the listing', () => {
    const { chains } = why(TREE, 'hcd.ko', { USB: 'm', HCD: 'm', PM: 'y' })
    expect(chains.map(({ path, outcome }) => [path, outcome])).toEqual([['drivers/usb/hcd', 'module']])
    expect(chains.map(stepLines)[0]).toEqual([
      '.: obj-y drivers/ → built-in',
      'drivers: obj-$(CONFIG_USB) usb/ → module',
      'drivers/usb: obj-$(CONFIG_HCD) hcd.o → module',
    ])
    const last = chains[0]?.steps.at(-1)
    expect(last).toMatchObject({
      line: 2,
      file: 'drivers/usb/Kbuild',
      list: 'obj-m',
      values: [{ name: 'CONFIG_HCD', value: 'm' }],
    })
    expect(last?.gates).toMatchObject([{ text: 'ifdef CONFIG_PM', holds: true, inElse: false }])
  })

  test.each([['drivers/usb/hcd'], ['hcd'], ['hcd.o'], ['hcd.ko.xz'], ['./drivers/usb/hcd.ko']])(
    'by the name %s',
    (name) => {
      expect(why(TREE, name, { USB: 'm', HCD: 'm', PM: 'y' }).chains).toHaveLength(1)
    },
  )

  test('- is _ in a name', () => {
    expect(why(TREE, 'no_pm', { USB: 'm' }).chains[0]).toMatchObject({ path: 'drivers/usb/no-pm', outcome: 'module' })
  })

  test.each([
    ['core', {}, 'built-in'],
    ['string', {}, 'library'],
    ['ata', { ATA: 'y' }, 'built-in'],
    ['usb-core', { USB: 'y' }, 'built-in'],
    ['usb-core', { USB: 'm' }, 'dropped'],
    ['probe', { NET: 'y' }, 'unlisted'],
    ['usb-core', {}, 'not-built'],
  ] as const)('%s %o: %s', (name, config, outcome) => {
    expect(why(TREE, name, config).chains[0]?.outcome).toBe(outcome)
  })

  test('a part, through its composite', () => {
    const [chain] = why(TREE, 'debug.o', { USB: 'y', PM: 'y', HCD: 'y', DEBUG: 'y' }).chains
    expect(chain?.outcome).toBe('built-in')
    expect(chain === undefined ? [] : stepLines(chain).slice(2)).toEqual([
      'drivers/usb: obj-$(CONFIG_HCD) hcd.o → built-in',
      'drivers/usb: hcd-$(CONFIG_DEBUG) debug.o → built-in',
    ])
  })
})

describe('what is not built', () => {
  const changes = (name: string, config: TreeOptions['config'] = {}, files = TREE) => {
    const [chain] = why(files, name, config).chains
    return chain === undefined ? undefined : changesFor(chain).map(({ symbol, from, to }) => `${symbol} ${from}→${to}`)
  }

  test('symbols of directories, conditions and lists', () => {
    expect(changes('hcd')).toEqual(['CONFIG_USB →m', 'CONFIG_PM →y', 'CONFIG_HCD →m'])
    expect(changes('hcd', { USB: 'y', PM: 'y' })).toEqual(['CONFIG_HCD →m'])
    expect(changes('tcp', { NET: 'y', TCP: 'n' })).toEqual(['CONFIG_TCP n→m'])
  })

  test('a condition that must not hold', () => {
    expect(changes('no-pm', { USB: 'm', PM: 'y' })).toEqual(['CONFIG_PM y→n'])
  })

  test('conditions on values', () => {
    const files = {
      Kbuild: 'ifeq ($(CONFIG_WAY),fast)\nobj-m += a.o\nendif\nifneq ($(CONFIG_B),)\nobj-m += b.o\nendif\n',
    }
    expect(changes('a', {}, files)).toEqual(['CONFIG_WAY →fast'])
    expect(changes('b', {}, files)).toEqual(['CONFIG_B →y'])
  })

  test('near names, where there is none', () => {
    expect(why(TREE, 'hcb')).toEqual({ chains: [], nearest: ['hcd'] })
    expect(why(TREE, 'nothing-like-it')).toEqual({ chains: [], nearest: [] })
  })
})

describe('several ways', () => {
  test('what is built comes before what is not, and few obstacles before many', () => {
    const files = {
      Kbuild: 'obj-$(CONFIG_A) += a/\nobj-$(CONFIG_B) += b/\nobj-y += c/\n',
      'a/Kbuild': 'obj-$(CONFIG_X) += x.o\n',
      'b/Kbuild': 'obj-m += x.o\n',
      'c/Kbuild': 'obj-m += x.o\n',
    }
    expect(why(files, 'x').chains.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual([
      'c/x module',
      'b/x not-built',
      'a/x not-built',
    ])
  })

  test('a directory that two listings name is entered by the one that counts', () => {
    const files = { Kbuild: 'obj-$(CONFIG_A) += d/\nobj-$(CONFIG_B) += d/\n', 'd/Kbuild': 'obj-m := x.o\n' }
    const [chain] = why(files, 'x', { B: 'y' }).chains
    expect(chain).toMatchObject({ outcome: 'module', steps: [{ name: 'obj-$(CONFIG_B)' }, { word: 'x.o' }] })
  })
})

describe('all directories', () => {
  test('each once, those entered first', () => {
    expect(explored(TREE).map(({ path, visit }) => `${path}${visit === undefined ? '' : ' entered'}`)).toEqual([
      '. entered',
      'drivers entered',
      'net',
      'drivers/usb',
      'net/tools',
    ])
  })

  test('one that names itself where it is not entered', () => {
    const files = {
      Kbuild: 'obj-y := a/\n',
      'a/Kbuild': 'obj-m := a.o\nobj-$(CONFIG_NO) += ../a/ ../b/\n',
      'b/Kbuild': 'obj-$(CONFIG_NO) += ../a/\nobj-m := b.o\n',
    }
    expect(explored(files).length).toBeLessThan(5)
    expect(why(files, 'b').chains).toHaveLength(1)
  })

  test('one without a makefile has nothing', () => {
    expect(explored({ Kbuild: 'obj-$(CONFIG_NO) += none/\n' }).map(({ listings }) => listings.length)).toEqual([1, 0])
  })
})
