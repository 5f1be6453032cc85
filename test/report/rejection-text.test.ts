/** One line, and what to do, for each request that did not survive. */
import { expect, test } from 'vitest'
import type { RejectionReason } from '../../src/explain/rejection.ts'
import { rejectionText } from '../../src/report/rejection-text.ts'
import { styleFor } from '../../src/report/style.ts'

const CONDITION = {
  expression: 'X && Y',
  value: 'n',
  blame: [
    { symbol: 'X', value: 'n', wants: 'set' },
    { symbol: 'Y', value: '' },
  ],
} as const

/** One of each kind: a new kind is a type error here. */
const REASONS: {
  readonly [Kind in RejectionReason['kind']]: readonly [Extract<RejectionReason, { kind: Kind }>, string]
} = {
  'unknown-symbol': [
    { kind: 'unknown-symbol', nearest: 'USB' },
    'no symbol of this name in the tree\n  help: did you mean CONFIG_USB?\n',
  ],
  'invalid-value': [{ kind: 'invalid-value', type: 'int' }, 'not a value of type int\n'],
  'no-prompt': [{ kind: 'no-prompt' }, 'it has no prompt, so its value comes from defaults and selects alone\n'],
  unmet: [
    { kind: 'unmet', conditions: [CONDITION] },
    'it depends on X && Y (X=n, Y="")\n  help: set CONFIG_X, change CONFIG_Y so that the condition holds\n',
  ],
  limited: [
    {
      kind: 'limited',
      conditions: [{ expression: 'T', value: 'm', blame: [{ symbol: 'T', value: 'm', wants: 'set' }] }],
    },
    'it can be m at most, because of T (T=m)\n  help: set CONFIG_T so that the condition holds\n',
  ],
  selected: [
    { kind: 'selected', by: ['A && B', 'C'] },
    'it is selected by A && B, C\n  help: switch off what selects it\n',
  ],
  'modules-off': [{ kind: 'modules-off' }, 'it cannot be m: modules are off, or it is bool\n'],
  'out-of-range': [{ kind: 'out-of-range', low: '2', high: 'HIGH (8)' }, 'outside the range 2 to HIGH (8)\n'],
  choice: [
    { kind: 'choice', choice: 'Speed', chosen: 'FAST' },
    'the choice "Speed" is FAST\n  help: ask for CONFIG_S=y alone, after the other members\n',
  ],
  other: [{ kind: 'other' }, 'the tree computes another value\n'],
}

const text = (reason: RejectionReason, got?: string): string =>
  rejectionText(
    { symbol: 'S', requested: 'y', file: 'my.config', line: 4, reason, ...(got === undefined ? {} : { got }) },
    styleFor(false),
  )

test.each(Object.entries(REASONS))('%s', (_kind, [reason, words]) => {
  expect(text(reason)).toBe(`my.config:4: CONFIG_S=y dropped: ${words}`)
})

test('what it is instead is told', () => {
  expect(text({ kind: 'other' }, 'm')).toBe('my.config:4: CONFIG_S=y is m: the tree computes another value\n')
})

test('several conditions are alternatives', () => {
  const other = { expression: 'Z', value: 'n', blame: [] } as const
  expect(text({ kind: 'unmet', conditions: [CONDITION, other] })).toContain('it depends on X && Y (X=n, Y=""), or Z\n')
})

test('what cannot be set is not asked for', () => {
  const fixed = { symbol: 'CC_HAS_X', value: 'n', fixed: true } as const
  const both = {
    expression: 'CC_HAS_X && Y',
    value: 'n',
    blame: [fixed, { symbol: 'Y', value: 'n', wants: 'set' }],
  } as const
  expect(text({ kind: 'unmet', conditions: [both] })).toMatch(/help: set CONFIG_Y so/)
  const alone = { expression: 'CC_HAS_X', value: 'n', blame: [fixed] } as const
  expect(text({ kind: 'unmet', conditions: [alone] })).toMatch(
    /help: CONFIG_CC_HAS_X cannot be set: defaults, selects or the toolchain decide\n$/,
  )
})

test('of alternatives one will do, and what is right already stays', () => {
  const blame = [
    { symbol: 'KASAN', value: 'y', wants: 'unset' },
    { symbol: 'TAGS', value: 'n', wants: 'set' },
    { symbol: 'HELD', value: 'y', wants: 'set' },
  ] as const
  const condition = { expression: '(!KASAN || TAGS && HELD)', value: 'n', blame, any: true } as const
  expect(text({ kind: 'unmet', conditions: [condition] })).toMatch(
    /help: unset CONFIG_KASAN or set CONFIG_TAGS so that the condition holds\n$/,
  )
})

test('where a probe decides, it is shown', () => {
  const probes = [{ text: 'does it', answer: 'n' }]
  const condition = { expression: '$(shell,…)', value: 'n', blame: [], probes } as const
  expect(text({ kind: 'unmet', conditions: [condition] })).toMatch(
    /help: the toolchain decides: \$\(shell,does it\) counts as "n"\n$/,
  )
})
