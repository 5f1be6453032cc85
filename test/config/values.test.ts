/** Values without their places are those that the reader of configurations gives. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { assignedValues, entryLookup } from '../../src/config/values.ts'

const name = fc.constantFrom('A', 'B', 'A_B', '', 'a-b', '6', 'A B')
const value = fc.constantFrom('y', 'm', 'n', '', '"x=y"', '0x1f', ' y', 'y\r', '# no')
const line = fc.oneof(
  fc.tuple(name, value).map(([symbol, text]) => `CONFIG_${symbol}=${text}`),
  name.map((symbol) => `# CONFIG_${symbol} is not set`),
  fc.constantFrom(
    '',
    '#',
    '# CONFIG_A is not setting',
    '# CONFIG_A  is not set',
    ' CONFIG_A=y',
    'CONFIG_A',
    'A=y',
    '#CONFIG_B=y',
    '# CONFIG_B is not set\r',
  ),
)
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))

test('the same values, with their lines', () => {
  fc.assert(
    fc.property(text, (config) => {
      const entries = [...readConfig(config, '.config').entries.values()]
      const assigned = entries.flatMap(({ symbol, value: found, line: at }) =>
        found.kind === 'assigned' ? [[symbol, found.text, at] as const] : [],
      )
      const values = assignedValues(config)
      expect(new Map(values)).toEqual(new Map(assigned.map(([symbol, found]) => [symbol, found])))
      const lookup = entryLookup(config, '.config', values)
      for (const [symbol, , at] of assigned) expect(lookup(symbol)?.line).toBe(at)
    }),
    { numRuns: 2000 },
  )
})
