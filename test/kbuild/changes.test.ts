/** What to set so that something is built: the fewest symbols, tried on the makefiles. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtAs } from '../../src/kbuild/built-as.ts'
import { changesFor, type SymbolKind } from '../../src/kbuild/changes.ts'
import { combinations } from '../../src/kbuild/combinations.ts'
import { drawnTree } from './drawn-tree.ts'
import { built, type TreeOptions, treeRequest } from './kernel-tree.ts'
import { type Explored, exploreTree, objectsIn } from './why-index.ts'

type Tree = Parameters<typeof exploreTree>[0]

interface Kinds {
  readonly kinds?: Readonly<Record<string, SymbolKind>>
  readonly hidden?: readonly string[]
}

const wayChanges = (
  { request, made, index }: Explored,
  name: string,
  { kinds = {}, hidden = [] }: Kinds = {},
): readonly (readonly string[] | undefined)[] =>
  index.why(name).found.map(({ directory, way }) =>
    changesFor(
      {
        maker: made.maker,
        configuration: request.configuration,
        kindOf: (symbol) => kinds[symbol.replace('CONFIG_', '')],
        canBeSet: (symbol) => !hidden.includes(symbol.replace('CONFIG_', '')),
      },
      { directory, way },
    )?.map(({ symbol, from, to }) => `${symbol}: ${from} -> ${to}`),
  )

const changes = (
  files: Tree,
  name: string,
  config: TreeOptions['config'] = {},
  kinds: Kinds = {},
): readonly string[] | undefined => wayChanges(exploreTree(files, { config }), name, kinds)[0]

describe('changes', () => {
  test('a module where it can be, directories as far as they must be', () => {
    const files = { Kbuild: 'obj-$(CONFIG_D) += d/\n', 'd/Kbuild': 'obj-$(CONFIG_A) += a.o\n' }
    expect(changes(files, 'a')).toEqual(['CONFIG_A:  -> m', 'CONFIG_D:  -> y'])
    expect(changes(files, 'a', {}, { kinds: { D: 'tristate' } })).toEqual(['CONFIG_A:  -> m', 'CONFIG_D:  -> m'])
    expect(changes(files, 'a', { A: 'm' }, { kinds: { D: 'bool' } })).toEqual(['CONFIG_D:  -> y'])
  })

  test('one symbol for an object and its directories', () => {
    const files = { Kbuild: 'obj-$(subst m,y,$(CONFIG_A)) += d/\n', 'd/Kbuild': 'obj-$(CONFIG_A) += a.o\n' }
    expect(changes(files, 'a')).toEqual(['CONFIG_A:  -> m'])
  })

  test('what can only be built in needs directories that are entered for it', () => {
    const files = { Kbuild: 'obj-$(CONFIG_D) += d/\n', 'd/Kbuild': 'obj-$(CONFIG_A) += a.o\n' }
    const kinds = { A: 'bool', D: 'tristate' } as const
    expect(changes(files, 'a', {}, { kinds })).toEqual(['CONFIG_A:  -> y', 'CONFIG_D:  -> y'])
    expect(changes(files, 'a', { A: 'y', D: 'm' }, { kinds })).toEqual(['CONFIG_D: m -> y'])
  })

  test('conditions, and what they compare with', () => {
    expect(changes({ Kbuild: 'ifdef CONFIG_P\nobj-m += a.o\nendif\n' }, 'a')).toEqual(['CONFIG_P:  -> m'])
    expect(changes({ Kbuild: 'ifeq ($(CONFIG_U),m)\nobj-m += a.o\nendif\n' }, 'a', { U: 'y' })).toEqual([
      'CONFIG_U: y -> m',
    ])
    expect(changes({ Kbuild: 'ifdef CONFIG_P\nelse\nobj-m += a.o\nendif\n' }, 'a', { P: 'y' })).toEqual([
      'CONFIG_P: y -> ',
    ])
    expect(changes({ Kbuild: 'ifeq ($(CONFIG_SHIFT),12)\nobj-m += a.o\nendif\n' }, 'a', { SHIFT: '16' })).toEqual([
      'CONFIG_SHIFT: 16 -> 12',
    ])
  })

  test('several symbols in a name', () => {
    const either = { Kbuild: 'obj-$(CONFIG_A)$(CONFIG_B) += a.o\n' }
    expect(changes(either, 'a')).toEqual(['CONFIG_A:  -> m'])
    expect(changes(either, 'a', { A: 'm', B: 'm' })).toEqual(['CONFIG_A: m -> '])
    const both = { Kbuild: 'obj-$(subst y,$(CONFIG_A),$(CONFIG_B)) += a.o\n' }
    expect(changes(both, 'a')).toEqual(['CONFIG_B:  -> m'])
    expect(changes(both, 'a', { B: 'y' })).toEqual(['CONFIG_A:  -> m'])
  })

  test('symbols behind variables', () => {
    const files = { Kbuild: 'ifdef CONFIG_A\nwant := m\nendif\nobj-$(want) += a.o\n' }
    expect(changes(files, 'a')).toBeUndefined()
    expect(changes({ Kbuild: 'want := $(CONFIG_A)\nobj-$(want) += a.o\n' }, 'a')).toEqual(['CONFIG_A:  -> m'])
    expect(changes({ Kbuild: 'v-$(CONFIG_A) += a.o\nobj-m += b.o $(v-y)\n' }, 'a')).toEqual(['CONFIG_A:  -> y'])
  })

  test('parts, with their composites', () => {
    const files = { Kbuild: 'obj-$(CONFIG_W) += w.o\nw-y += v.o\nw-$(CONFIG_A) += a.o\n' }
    expect(changes(files, 'a', {}, { kinds: { W: 'tristate', A: 'bool' } })).toEqual([
      'CONFIG_W:  -> m',
      'CONFIG_A:  -> y',
    ])
  })

  test('symbols that can be set before those that cannot', () => {
    const files = { Kbuild: 'obj-$(CONFIG_H) += d/\nobj-$(CONFIG_D) += d/\n', 'd/Kbuild': 'obj-m += a.o\n' }
    expect(changes(files, 'a', {}, { hidden: ['H'] })).toEqual(['CONFIG_D:  -> y'])
  })

  test('none where no symbol does it', () => {
    expect(changes({ Kbuild: 'obj-n += a.o\n' }, 'a')).toBeUndefined()
  })

  test('come true: drawn makefiles, walked with them', () => {
    let found = 0
    fc.assert(
      fc.property(drawnTree, ({ files, config }) => {
        const explored = exploreTree(files, { config })
        for (const path of objectsIn(explored)) {
          if (builtAs(explored.made, path) !== undefined) continue
          const ways = wayChanges(explored, `./${path}.o`)
          const results = ways.map((lines) => {
            if (lines === undefined) return undefined
            const changed = { ...config }
            for (const line of lines) {
              const [, symbol = '', to = ''] = /^CONFIG_(\w+): .*-> (.*)$/.exec(line) ?? []
              if (to === '') delete changed[symbol]
              else changed[symbol] = to
            }
            return builtAs(built(treeRequest(files, { config: changed })), path)
          })
          found += results.filter((result) => result !== undefined).length
          // what was not found may not be there; what was found is
          const failed = ways.filter((lines, at) => lines !== undefined && results[at] === undefined)
          expect([path, failed]).toEqual([path, []])
        }
      }),
      { numRuns: 200 },
    )
    expect(found).toBeGreaterThan(0)
  })
})

describe('combinations', () => {
  test('each once, the preferred first', () => {
    const options = [
      { symbol: 'A', values: ['m', 'y'] },
      { symbol: 'B', values: ['y'] },
    ]
    const texts = (size: number): readonly string[] =>
      [...combinations(options, size)].map((one) => [...one].map((pair) => pair.join('=')).join(' '))
    expect(texts(1)).toEqual(['A=m', 'B=y', 'A=y'])
    expect(texts(2)).toEqual(['A=m B=y', 'A=y B=y'])
    expect(texts(3)).toEqual([])
  })
})
