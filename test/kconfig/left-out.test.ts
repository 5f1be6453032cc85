/** What would come out without the user's values of some symbols, held against computing everything anew. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../src/kconfig/dialect.ts'
import { leavable, withoutUserValues } from '../../src/kconfig/left-out.ts'
import { preset, readTree, type Tree } from './trees.ts'

const NOTHING: ReadonlySet<string> = new Set()

const GENERATIONS: readonly DialectName[] = ['openwrt-17.01', 'openwrt-21.02', 'openwrt-24.10']

const valuesOf = ({ model, evaluator }: Tree) =>
  model.symbols.all.map((symbol) => {
    evaluator.calculate(symbol)
    return { name: symbol.name, value: symbol.tristate, text: symbol.text, write: symbol.write }
  })

const MODULES = 'config MODULES\n\tbool "modules"\n\toption modules\n\tdefault y\n\n'

const opened = (dialect: DialectName, kconfig: string, dotConfig: string): Tree => {
  const modules = dialect === 'openwrt-24.10' ? MODULES.replace('option modules', 'modules') : MODULES
  const tree = readTree(dialect, modules + kconfig)
  preset(tree, dotConfig)
  tree.evaluator.invalidate()
  return tree
}

const hangingOn = (kconfig: string, symbol: string, fixed = NOTHING) => {
  const hanging = leavable(opened('openwrt-24.10', kconfig, '').model, [symbol], fixed)
  return hanging && [...hanging].map(({ name }) => name)
}

describe('what hangs on a symbol', () => {
  const CHAIN = 'config A\n\tbool "a"\n\tselect B\n\nconfig B\n\tbool\n\nconfig C\n\tstring\n\tdefault "c" if B\n'

  test('is what is computed from it, and what from that', () => {
    expect(hangingOn(CHAIN, 'A')).toEqual(['A', 'B', 'C'])
    expect(hangingOn(CHAIN, 'C')).toEqual(['C'])
    expect(hangingOn(CHAIN, 'UNKNOWN')).toEqual([])
  })

  test.each([
    ['something that is to stay', CHAIN, new Set(['C'])],
    ['a number', `${CHAIN}config N\n\tint "n"\n\tdefault 7 if B\n`, NOTHING],
    ['a circle', `${CHAIN}config D\n\tbool\n\tdefault E if B\n\nconfig E\n\tbool\n\tdefault D\n`, NOTHING],
    [
      'a choice',
      `${CHAIN}choice\n\tprompt "x" if B\n\nconfig X\n\tbool "x"\n\nconfig Y\n\tbool "y"\n\nendchoice\n`,
      NOTHING,
    ],
    ['modules', `config A\n\tbool "a"\n\tselect MODULES\n`, NOTHING],
  ])('%s: only computing everything tells', (_what, kconfig, fixed) => {
    expect(hangingOn(kconfig, 'A', fixed)).toBeUndefined()
  })
})

/** Symbols S0, S1, … of which each is computed from earlier ones alone. */
const tree = fc
  .array(
    fc.record({
      type: fc.constantFrom('bool', 'tristate'),
      prompt: fc.boolean(),
      rules: fc.array(
        fc.tuple(fc.constantFrom('depends on', 'default y if', 'default m if', 'default'), fc.nat(), fc.boolean()),
        { maxLength: 3 },
      ),
      selects: fc.array(fc.nat(), { maxLength: 2 }),
      user: fc.constantFrom('', 'y', 'm', 'n'),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((symbols) => {
    const text = symbols.map(({ type, prompt, rules, selects }, index) => {
      const lines = rules.map(([what, other, not]) => `\t${what} ${not ? '!' : ''}S${other % index}\n`)
      const selected = selects
        .map((other) => index + 1 + (other % symbols.length))
        .filter((other) => other < symbols.length)
        .map((other) => `\tselect S${other}\n`)
      const head = `config S${index}\n\t${type}${prompt ? ` "s${index}"` : ''}\n`
      return head + (index === 0 ? '' : lines.join('')) + selected.join('')
    })
    const config = symbols.map(({ user }, index) => (user === '' ? '' : `CONFIG_S${index}=${user}\n`))
    return { kconfig: text.join('\n'), config }
  })

test.each(GENERATIONS)('%s: values without lines are those of a configuration without them', (dialect) => {
  fc.assert(
    fc.property(tree, fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 3 }), ({ kconfig, config }, gone) => {
      const whole = opened(dialect, kconfig, config.join(''))
      const before = valuesOf(whole)
      const names = gone.map((index) => `S${index}`)
      const hanging = leavable(whole.model, names, NOTHING)
      if (hanging === undefined) throw new Error('nothing of it is a circle')
      const without = withoutUserValues(whole.evaluator, names, hanging, () => valuesOf(whole))
      const less = config.filter((_line, index) => !gone.includes(index)).join('')
      expect(without).toEqual(valuesOf(opened(dialect, kconfig, less)))
      expect(valuesOf(whole)).toEqual(before)
    }),
    { numRuns: 150 },
  )
})
