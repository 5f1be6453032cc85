/**
 * What generations of the configurator do differently, one small tree for each difference. The outcomes were recorded
 * from the C tools (fixtures/dialects/README.md); one file stands for all generations that agree.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderContents } from '../../scripts/oracle/compare/folder-contents.ts'
import { DIALECT_NAMES, type DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import { type Call, ConfFolder } from './conf-runs.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures/dialects')

/** The words for a generation's own way of saying the same. */
const forDialect = (text: string, name: DialectName): string => {
  const { syntax, modes } = DIALECTS[name]
  const sync = modes.includes('silentoldconfig') ? 'silentoldconfig' : 'syncconfig'
  return text.replaceAll('@MODULES@', syntax.modules ? 'modules' : 'option modules').replaceAll('@SYNC@', sync)
}

const section = (name: string, text: string): string =>
  `=== ${name}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n(no newline)\n'}`

/** Files of the build are compared where the case is about them. */
const ABOUT_THE_BUILD = ['sync', 'auto-conf-by-any-mode']

const outcome = (caseName: string, dialect: DialectName): string => {
  const given = [...folderContents(join(FIXTURES, caseName, 'in'))]
  const files = Object.fromEntries(given.map(([name, text]) => [name, forDialect(text, dialect)]))
  const call = JSON.parse(readFileSync(join(FIXTURES, caseName, 'call.json'), 'utf8')) as Call
  const folder = new ConfFolder(dialect, files)
  try {
    const argv = [...call.argv.map((argument) => forDialect(argument, dialect)), 'Kconfig']
    const { code, stdout, stderr } = folder.run({ ...call, argv })
    const side = ABOUT_THE_BUILD.includes(caseName)
    const changed = Object.entries(folder.files())
      .filter(([name, text]) => files[name] !== text && (side || !name.startsWith('include/')))
      .map(([name, text]) => [name.replace(/^\.tmpconfig\.\d+$/, '.tmpconfig.PID'), text] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const said = [['stdout', stdout] as const, ['stderr', stderr] as const].filter(([, text]) => text !== '')
    return `exit ${code}\n${[...said, ...changed].map(([name, text]) => section(name, text)).join('')}`
  } finally {
    folder.end()
  }
}

/** Generations of which a case has no outcome: their tools, as other projects carry them, are not the kernel's there. */
const WITHOUT: Readonly<Record<string, readonly DialectName[]>> = {
  boolean: ['linux-4.18'],
  'dashed-help': ['linux-5.4'],
  'fatal-cycle': ['linux-4.17', 'linux-4.18', 'linux-5.4', 'linux-5.6', 'linux-5.10'],
  'other-files': ['linux-4.17', 'linux-4.18', 'linux-5.4', 'linux-5.6', 'linux-5.10'],
  'unknown-mode': ['linux-4.17', 'linux-4.18', 'linux-5.4', 'linux-5.6', 'linux-5.10'],
}

const isDialect = (name: string): name is DialectName => (DIALECT_NAMES as readonly string[]).includes(name)

/** What each generation makes of a case. */
const expectedOutcomes = (caseName: string): ReadonlyMap<DialectName, string> => {
  const expected = new Map<DialectName, string>()
  const folder = join(FIXTURES, caseName, 'expected')
  for (const file of readdirSync(folder)) {
    const [, dialects = '', text = ''] = /^([^\n]*)\n(.*)$/s.exec(readFileSync(join(folder, file), 'latin1')) ?? []
    for (const name of dialects.split(' ')) {
      if (!isDialect(name)) throw new Error(`${caseName}/${file}: no dialect ${name}`)
      if (expected.has(name)) throw new Error(`${caseName}/${file}: ${name} has another outcome already`)
      expected.set(name, text)
    }
  }
  return expected
}

const CASES = readdirSync(FIXTURES).filter((name) => !name.endsWith('.md'))

test('every case has an outcome of every generation', () => {
  const without = CASES.map((caseName) => {
    const expected = expectedOutcomes(caseName)
    return [caseName, DIALECT_NAMES.filter((name) => !expected.has(name))] as const
  })
  expect(Object.fromEntries(without.filter(([, names]) => names.length > 0))).toEqual(WITHOUT)
})

describe.each(CASES)('%s', (caseName) => {
  test.each([...expectedOutcomes(caseName)])('%s', (dialect, text) => {
    expect(outcome(caseName, dialect)).toBe(text)
  })
})
