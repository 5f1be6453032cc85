/** A configuration that was resolved with answers is reproduced without them, by what it gives away. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configText } from '../../src/config/config-text.ts'
import { readConfig } from '../../src/kconfig/config-reader.ts'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { inferProbes } from '../../src/kconfig/infer-probes.ts'
import { resetValues } from '../../src/kconfig/reset-values.ts'
import { BOTH, load, readTree, resolved, withoutHeading } from './trees.ts'

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

test.each(BOTH)('%s', (dialect) => {
  fc.assert(
    fc.property(kconfig, answers, wishes, (text, given, wanted) => {
      const probes = Object.fromEntries(PROBES.map((name, i) => [name, `${given[i]}\n`]))
      const asked = wanted.map(([name, on]) => (on ? `CONFIG_${name}=y\n` : `# CONFIG_${name} is not set\n`)).join('')
      const recorded = resolved(dialect, text, asked, { probes }).config
      expect(resolved(dialect, text, recorded, { probes }).config).toBe(recorded)

      const tree = readTree(dialect, text)
      const options = { kind: 'user', prefix: 'CONFIG_', warnUnknown: false } as const
      readConfig(tree.evaluator, configText('.config', recorded, 'CONFIG_'), options)
      const { forced } = inferProbes(tree.evaluator, true)
      // What is forced is what was answered.
      for (const [word, answer] of forced) {
        expect(answer).toBe(given[PROBES.indexOf(tree.model.unknown.partsOf(word)[0]?.text ?? '')])
      }
      resetValues(tree.model)
      load(tree, recorded)
      expect(withoutHeading(writeConfig(tree.evaluator, 'CONFIG_'))).toBe(recorded)
    }),
    { numRuns: 400 },
  )
})
