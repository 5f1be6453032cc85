/**
 * What generations of the configurator do differently, one small tree for each difference. The outcomes were recorded
 * from the C tools (fixtures/dialects/README.md); one file stands for all generations that agree.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DIALECT_NAMES, type DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import { ConfFolder } from './conf-runs.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures/dialects')

interface Call {
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
}

const filesBelow = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  )

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
  const given = filesBelow(join(FIXTURES, caseName, 'in'))
  const files = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, forDialect(text, dialect)]))
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

for (const caseName of readdirSync(FIXTURES).filter((name) => !name.endsWith('.md'))) {
  const expected = new Map<string, string>()
  const folder = join(FIXTURES, caseName, 'expected')
  for (const name of readdirSync(folder)) {
    const [, dialects = '', text = ''] = /^([^\n]*)\n(.*)$/s.exec(readFileSync(join(folder, name), 'latin1')) ?? []
    for (const dialect of dialects.split(' ')) expected.set(dialect, text)
  }
  describe(caseName, () => {
    test.each(DIALECT_NAMES.filter((name) => expected.has(name)))('%s', (dialect) => {
      expect(outcome(caseName, dialect)).toBe(expected.get(dialect))
    })
  })
}
