/** A prediction as messages for people, and as JSON. */
import { describe, expect, test } from 'vitest'
import type { KconfigMessage } from '../../src/kconfig/message.ts'
import { type ReportOptions, reportPrediction } from '../../src/report/prediction.ts'
import { PREDICT_SCHEMA } from '../../src/report/prediction-json.ts'
import type { PredictFailure, Prediction } from '../../src/workspace/predict-request.ts'

const PLAIN: ReportOptions = { json: false, diff: false, requireKnown: false, colour: false }

const PREDICTION: Prediction = {
  kind: 'predicted',
  mode: 'olddefconfig',
  text: 'CONFIG_A=y\n',
  notes: [],
  messages: [],
  overrides: [],
  unknown: [],
  rejections: [],
  symbols: 1,
}
const UNKNOWN = { kind: 'shell', text: 'gcc -v', affects: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] } as const

const FAILURE: PredictFailure = { kind: 'failed', problem: { kind: 'bad-kconfig' }, notes: [], messages: [] }

const MESSAGE: KconfigMessage = {
  code: 'kconfig/unmet-dependency',
  severity: 'warning',
  stream: 'err',
  text: '\nWARNING: unmet direct dependencies detected for S\n',
  args: { symbol: 'S', depends: 'X && Y', value: 'n' },
  position: { file: 'net/Kconfig', line: 7 },
}

const report = (result: Partial<Prediction>, options: Partial<ReportOptions> = {}) =>
  reportPrediction({ ...PREDICTION, ...result }, { ...PLAIN, ...options })

describe('messages', () => {
  test('a quiet prediction says nothing', () => {
    expect(report({})).toEqual({ messages: '', exitCode: 0 })
  })

  test('a finding has a title, a place, a reason and what to do', () => {
    expect(report({ messages: [MESSAGE] }).messages.split('\n')).toEqual([
      'warning: S is selected although its dependencies do not hold',
      '  at net/Kconfig:7',
      '  why it depends on X && Y, which is n; select does not ask for that',
      '  help set what it depends on, or make the selecting symbols depend on it too',
      '',
    ])
  })

  test('an excerpt shows the line, with carets below what it is about', () => {
    const excerpt = { text: 'config A', column: 8, length: 1 }
    const { messages } = report({ messages: [{ ...MESSAGE, code: 'kconfig/syntax-error', args: {}, excerpt }] })
    expect(messages).toContain('  | config A\n  |        ^\n')
    const wide = report({ messages: [{ ...MESSAGE, excerpt: { text: 'config A', column: 1, length: 6 } }] })
    expect(wide.messages).toContain('  | config A\n  | ^^^^^^\n')
  })

  test('carets stand below what they are about, behind tabs and letters of several bytes', () => {
    const of = (text: string, column: number, length: number): string =>
      report({ messages: [{ ...MESSAGE, excerpt: { text, column, length } }] }).messages
    expect(of('\tbool "a"', 2, 4)).toContain('  | \tbool "a"\n  | \t^^^^\n')
    expect(of('\tx\t"\xc3\xa9\xc3\xa9" y', 11, 1)).toContain('  | \tx\t"éé" y\n  | \t \t     ^\n')
    expect(of('"\xc3\xa9\xc3\xa9"', 1, 6)).toContain('  | "éé"\n  | ^^^^\n')
  })

  test('of a long line the part that matters is shown', () => {
    const text = `${'a'.repeat(300)}XY${'b'.repeat(300)}`
    const shown = (column: number, length: number): string[] =>
      report({ messages: [{ ...MESSAGE, excerpt: { text, column, length } }] })
        .messages.split('\n')
        .filter((line) => line.startsWith('  | '))
        .map((line) => line.slice(4))
    expect(shown(301, 2)).toEqual([`…${'a'.repeat(40)}XY${'b'.repeat(118)}…`, `${' '.repeat(41)}^^`])
    expect(shown(1, 602)).toEqual([`${'a'.repeat(160)}…`, '^'.repeat(160)])
    expect(shown(602, 1)).toEqual([`…${'b'.repeat(160)}`, `${' '.repeat(160)}^`])
  })

  test('a finding without words of its own keeps those of the C tool', () => {
    const { messages } = report({
      messages: [{ ...MESSAGE, code: 'kconfig/new', text: 'Kconfig:3:warning: odd thing\n' }],
    })
    expect(messages).toContain('warning: odd thing\n')
  })

  test('the chain of an inclusion loop', () => {
    const related = [{ role: 'included-from', position: { file: 'a', line: 1 } }]
    const loop: KconfigMessage = { ...MESSAGE, code: 'kconfig/recursive-inclusion', args: { file: 'b' }, related }
    const text = reportPrediction({ ...FAILURE, messages: [loop] }, PLAIN).messages
    expect(text).toContain('b includes itself\n')
    expect(text).toContain('  included from a:1\n')
  })

  test('bytes of the tree are shown as UTF-8', () => {
    const args = { text: '\xc3\xa9' }
    const messages: readonly KconfigMessage[] = [{ ...MESSAGE, code: 'kconfig/info', severity: 'note', args }]
    expect(report({ messages }).messages).toContain('note: é\n')
    expect(reportPrediction({ ...FAILURE, messages }, PLAIN).messages).toContain('note: é\n')
  })

  test('text that was never bytes stays as it is', () => {
    const notes = [{ kind: 'tree', folder: '/home/jos\u00e9/linux', what: 'kernel' }] as const
    expect(report({ notes }).messages).toBe('tree /home/jos\u00e9/linux\n')
    expect(reportPrediction({ ...FAILURE, notes }, PLAIN).messages).toContain('tree /home/jos\u00e9/linux\n')
  })

  test('overrides name both places', () => {
    const value = { kind: 'not-set' } as const
    const overrides = [
      { before: { symbol: 'A', value, file: 'base', line: 3 }, after: { symbol: 'A', value, file: 'frag', line: 1 } },
    ]
    expect(report({ overrides }).messages).toBe('note: frag:1 overrides base:3 for CONFIG_A\n')
  })

  test('what was found out on the way, one line each', () => {
    const notes: Prediction['notes'] = [
      { kind: 'tree', folder: '/t', what: 'kernel' },
      { kind: 'dialect', name: 'linux-6.1', because: 'Makefile' },
      { kind: 'arch', arch: 'arm64', because: 'place' },
      { kind: 'toolchain', source: 'config', inferred: 12 },
      { kind: 'config-of-other-version', config: 'Linux/x86 6.0', tree: 'Linux/x86 6.1' },
    ]
    expect(report({ notes, seed: 42 }).messages.split('\n')).toEqual([
      'tree /t',
      'dialect linux-6.1 (Makefile)',
      "arch arm64 (from the configuration's folder)",
      'toolchain: 12 answers inferred from the configuration',
      'the configuration is of "Linux/x86 6.0", the tree is "Linux/x86 6.1"',
      'seed 0x2A',
      '',
    ])
  })

  test('colours only where they are wanted', () => {
    expect(report({ messages: [MESSAGE] }).messages).not.toContain('\x1b')
    expect(report({ messages: [MESSAGE] }, { colour: true }).messages).toContain('\x1b[')
  })
})

describe('unknown probes', () => {
  test('are listed with what hangs on them, the first names only', () => {
    expect(report({ unknown: [UNKNOWN] }).messages).toBe(
      'unknown: $(shell,gcc -v): 7 symbols hang on it: A B C D E and 2 more\n',
    )
    const variable = { kind: 'environment', text: 'CC', affects: ['A'] } as const
    expect(report({ unknown: [variable] }).messages).toBe('unknown: the variable CC: 1 symbol hangs on it: A\n')
  })

  test('are listed up to ten', () => {
    const { messages } = report({ unknown: Array.from({ length: 13 }, () => UNKNOWN) })
    expect(messages.split('\n')).toHaveLength(12)
    expect(messages).toContain('unknown: 3 more probes\n')
  })

  test('end with 3 under --require-known, else with 0', () => {
    expect(report({ unknown: [UNKNOWN] }).exitCode).toBe(0)
    const strict = report({ unknown: [UNKNOWN] }, { requireKnown: true })
    expect(strict.exitCode).toBe(3)
    expect(strict.messages).toContain('--require-known')
    expect(report({}, { requireKnown: true }).exitCode).toBe(0)
  })
})

describe('a failure', () => {
  test('ends with 3 and says why last', () => {
    const { messages, exitCode } = reportPrediction({ ...FAILURE, messages: [MESSAGE] }, PLAIN)
    expect(exitCode).toBe(3)
    expect(messages.trimEnd().split('\n').at(-2)).toMatch(/^error: the Kconfig files of the tree cannot be read/)
  })
})

describe('JSON', () => {
  const json = (result: Prediction | PredictFailure) =>
    JSON.parse(reportPrediction(result, { ...PLAIN, json: true }).json ?? '') as Record<string, unknown>

  test('has the schema, the result and everything that was said', () => {
    const files = new Map([['.config', 'CONFIG_A=y\n']])
    expect(json({ ...PREDICTION, messages: [MESSAGE], unknown: [UNKNOWN], seed: 1, files })).toMatchObject({
      schema: PREDICT_SCHEMA,
      result: 'predicted',
      mode: 'olddefconfig',
      seed: 1,
      text: 'CONFIG_A=y\n',
      files: { '.config': 'CONFIG_A=y\n' },
      unknown: [UNKNOWN],
      messages: [
        {
          code: 'kconfig/unmet-dependency',
          title: 'S is selected although its dependencies do not hold',
          args: MESSAGE.args,
          position: MESSAGE.position,
          original: MESSAGE.text,
        },
      ],
    })
    expect(PREDICT_SCHEMA).toBe('kcheck/predict/1')
  })

  test('has the problem with its message', () => {
    expect(json({ ...FAILURE, problem: { kind: 'bad-seed', text: 'x' } })).toMatchObject({
      schema: PREDICT_SCHEMA,
      result: 'failed',
      problem: { kind: 'bad-seed', text: 'x', message: expect.stringContaining('--seed x is no number') },
    })
  })

  test('is text as people read it', () => {
    expect(json({ ...PREDICTION, text: 'CONFIG_S="\xc3\xa9"\n' })).toMatchObject({ text: 'CONFIG_S="é"\n' })
  })
})
