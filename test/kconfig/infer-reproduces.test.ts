/** A configuration that was resolved with answers is reproduced without them, by what it gives away. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { inferProbes } from '../../src/kconfig/infer-probes.ts'
import { resetValues } from '../../src/kconfig/reset-values.ts'
import { BOTH, type Generation } from '../generations.ts'
import { load, preset, readTree, resolved, withoutHeading } from './trees.ts'

const PROBES = ['p0', 'p1', 'p2']
const SYMBOLS = ['A', 'B', 'C', 'D', 'E']

const probe = fc.constantFrom(...PROBES).map((name) => `$(shell,${name})`)

/** About symbols before the one it belongs to, so that no circle closes. */
const condition = (index: number): fc.Arbitrary<string> => {
  const earlier = SYMBOLS.slice(0, index)
  const atom = earlier.length === 0 ? probe : fc.oneof(probe, fc.constantFrom(...earlier))
  const literal = fc.tuple(fc.constantFrom('', '', '!'), atom).map((parts) => parts.join(''))
  return fc.oneof(
    { weight: 3, arbitrary: literal },
    { weight: 1, arbitrary: fc.tuple(literal, fc.constantFrom('&&', '||'), literal).map((parts) => parts.join(' ')) },
  )
}

const entry = (index: number): fc.Arbitrary<string> =>
  fc
    .record({
      prompt: fc.boolean(),
      standard: fc.option(fc.tuple(fc.oneof(fc.constant('y'), condition(index)), fc.option(condition(index)))),
      depends: fc.option(condition(index)),
      select: fc.option(fc.tuple(fc.constantFrom('F', 'G'), condition(index))),
    })
    .map(({ prompt, standard, depends, select }) =>
      [
        `config ${SYMBOLS[index]}`,
        prompt ? '\tbool "x"' : '\tbool',
        ...(depends === null ? [] : [`\tdepends on ${depends}`]),
        ...(standard === null ? [] : [`\tdefault ${standard[0]}${standard[1] === null ? '' : ` if ${standard[1]}`}`]),
        ...(select === null ? [] : [`\tselect ${select[0]} if ${select[1]}`]),
        '',
      ].join('\n'),
    )

const kconfig = fc
  .tuple(...SYMBOLS.map((_, index) => entry(index)))
  .map((entries) => [...entries, 'config F\n\tbool\n', 'config G\n\tbool "g"\n'].join('\n'))

const answers = fc.tuple(...PROBES.map(() => fc.constantFrom('y', 'n')))
const wishes = fc.array(fc.tuple(fc.constantFrom(...SYMBOLS, 'G'), fc.boolean()), { maxLength: 6 })

/** What comes out with answers, what is inferred from that, and what comes out with it alone. */
const there = (dialect: Generation, text: string, given: readonly string[], asked = '') => {
  const probes = Object.fromEntries(PROBES.map((name, i) => [name, `${given[i]}\n`]))
  const recorded = resolved(dialect, text, asked, { probes }).config
  const tree = readTree(dialect, text)
  preset(tree, recorded)
  const inference = inferProbes(tree.evaluator, true)
  const forced = [...inference.forced].map(([word, answer]) => [tree.model.unknown.partsOf(word)[0]?.text, answer])
  resetValues(tree.model)
  load(tree, recorded)
  return { recorded, forced, again: withoutHeading(writeConfig(tree.evaluator, 'CONFIG_')) }
}

describe.each(BOTH)('%s', (dialect) => {
  test('what is forced is what was answered', () => {
    fc.assert(
      fc.property(kconfig, answers, wishes, (text, given, wanted) => {
        const asked = wanted.map(([name, on]) => (on ? `CONFIG_${name}=y\n` : `# CONFIG_${name} is not set\n`))
        for (const [name, answer] of there(dialect, text, given, asked.join('')).forced) {
          expect(answer).toBe(given[PROBES.indexOf(name ?? '')])
        }
      }),
      { numRuns: 200 },
    )
  })

  test('where no two symbols share a probe, the whole is reproduced', () => {
    const entries = PROBES.map((name, i) => `config ${SYMBOLS[i]}\n\tbool "x"\n\tdepends on $(shell,${name}) && y\n`)
    const { recorded, again } = there(dialect, entries.join('\n'), ['y', 'n', 'y'], 'CONFIG_A=y\n')
    expect([recorded, again]).toEqual(Array(2).fill('CONFIG_A=y\n# CONFIG_C is not set\n'))
  })

  // An assumption that one symbol asks for must not undo what another symbol asks for.
  test.each([
    [
      'made before',
      'config A\n\tbool "a"\n\tdepends on $(shell,p2) || $(shell,p0)\n\nconfig C\n\tbool\n\tdefault $(shell,p0) if !$(shell,p1)\n',
    ],
    [
      'met without one',
      'config A\n\tbool\n\tdepends on !$(shell,p2)\n\tdefault y if $(shell,p0)\n\nconfig C\n\tbool\n\tdepends on $(shell,p1) || $(shell,p0)\n\tdefault y\n',
    ],
  ])('assumptions that share a probe: %s', (_what, text) => {
    const { recorded, again } = there(dialect, text, ['y', 'y', 'y'])
    expect(again).toBe(recorded)
  })
})
