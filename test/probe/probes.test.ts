import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FileError } from '../../src/files/file-system.ts'
import { fromJsonText, toJsonText } from '../../src/files/json-text.ts'
import { UNKNOWN } from '../../src/kernel/environment-value.ts'
import { liveProbes } from '../../src/probe/live.ts'
import { noProbes } from '../../src/probe/none.ts'
import { recordedProbes } from '../../src/probe/recorded.ts'
import { recordingProbes } from '../../src/probe/recording.ts'
import { formatToolchain, parseToolchain } from '../../src/probe/toolchain.ts'
import { askToolchain } from '../../src/probe/toolchain-environment.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const parse = (text: string) => parseToolchain(Buffer.from(text), 'tools.json')

describe('json text', () => {
  test('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 6 }), (bytes, words) => {
        const byteText = Buffer.from(bytes).toString('latin1') + Buffer.from(words).toString('latin1')
        expect(fromJsonText(JSON.parse(JSON.stringify(toJsonText(byteText))))).toBe(byteText)
      }),
    )
  })

  test('writes UTF-8 as what it means', () => {
    expect(toJsonText('\xe2\x80\x98x')).toBe('‘x')
    expect(toJsonText('\xffx')).toBe('\udcffx')
  })

  test("reads Python's mixture", () => {
    expect(fromJsonText('é\udcff💀')).toBe('\xc3\xa9\xff\xf0\x9f\x92\x80')
  })
})

describe('parseToolchain', () => {
  test('reads both forms', () => {
    const full = parse('{"schema":"kcheck/toolchain/1","env":{"CC":"gcc"},"probes":{"echo y":"y\\n"}}')
    expect(full).toEqual({
      kind: 'toolchain',
      toolchain: { environment: new Map([['CC', 'gcc']]), probes: new Map([['echo y', 'y\n']]) },
    })
    expect(parse('\ufeff{"probes":"p","echo":"e"}')).toMatchObject({
      toolchain: {
        probes: new Map([
          ['probes', 'p'],
          ['echo', 'e'],
        ]),
      },
    })
    expect(parse('{}')).toMatchObject({ kind: 'toolchain' })
  })

  test.each([
    ['{"a": 1}', { code: 'toolchain/unexpected-value', args: { path: '$["a"]', expected: 'string', found: 'number' } }],
    ['[]', { code: 'toolchain/unexpected-value', args: { path: '$', expected: 'object', found: 'array' } }],
    ['{"schema":"kcheck/toolchain/1"}', { args: { path: '$.probes', found: 'nothing' } }],
    [
      '{"schema":"kcheck/toolchain/1","env":null,"probes":{"a":null}}',
      { args: { path: '$.probes["a"]', found: 'null' } },
    ],
    ['{"schema":"kcheck/toolchain/2"}', { code: 'toolchain/unknown-schema', args: { schema: 'kcheck/toolchain/2' } }],
    ['{"a"', { code: 'toolchain/not-json', args: { file: 'tools.json' } }],
    ['', { code: 'toolchain/not-json' }],
  ])('%s is not one', (text, diagnostic) => {
    expect(parse(text)).toMatchObject({ kind: 'invalid', diagnostic: { severity: 'error', ...diagnostic } })
  })
})

describe('recordedProbes and noProbes', () => {
  const environment = new Map([['ARCH', 'x86'] as const, ['CC_VERSION_TEXT', UNKNOWN] as const])
  const toolchain = {
    environment: new Map([
      ['ARCH', 'arm'],
      ['CC_VERSION_TEXT', 'gcc 12'],
      ['OWN', '1'],
    ]),
    probes: new Map([['echo y', 'y\n']]),
  }

  test('answer what was recorded', () => {
    const probes = recordedProbes(toolchain, environment)
    expect([probes.shell('echo y'), probes.shell('echo n')]).toEqual(['y\n', undefined])
    expect(['ARCH', 'CC_VERSION_TEXT', 'OWN', 'NONE'].map((name) => probes.environment(name))).toEqual([
      'x86',
      'gcc 12',
      '1',
      undefined,
    ])
  })

  test('leave the rest unknown', () => {
    const probes = noProbes(environment)
    expect(probes.shell('echo y')).toBeUndefined()
    expect(['ARCH', 'CC_VERSION_TEXT'].map((name) => probes.environment(name))).toEqual(['x86', UNKNOWN])
  })
})

describe('liveProbes and recordingProbes', () => {
  const folder = temporaryFolder('file')
  const live = () =>
    liveProbes({
      folder: folder(),
      process: { PATH: process.env['PATH'], CC: 'no' },
      environment: new Map([['CC', 'tool-\xc3\xa9']]),
    })

  test('run in the folder, with the environment, whatever the status', () => {
    expect(live().shell('pwd; echo "$CC" $1; exit 3')).toBe(`${folder()}\ntool-\xc3\xa9\n`)
    expect(live().shell("printf '\\377\\n\\n'")).toBe('\xff\n\n')
    expect(live().shell('cat')).toBe('')
    expect(live().shell('no-such-command 2>/dev/null')).toBe('')
  })

  test('a shell that cannot be started is an error of the system', () => {
    const { shell } = liveProbes({ folder: join(folder(), 'gone'), process: {}, environment: new Map() })
    expect(() => shell('true')).toThrow(new FileError('/bin/sh', 'ENOENT'))
  })

  test('stop a command that does not end writing', () => {
    expect(live().shell('yes')?.slice(0, 4095)).toBe('y\n'.repeat(2048).slice(0, 4095))
  })

  test('are recorded once each, and replayed from the file', () => {
    const recording = recordingProbes(live())
    const first = recording.shell('mktemp -u')
    expect(recording.shell('mktemp -u')).toBe(first)
    expect([recording.environment('CC'), recording.environment('NONE')]).toEqual(['tool-\xc3\xa9', undefined])
    const parsed = parseToolchain(Buffer.from(recording.toJson()), 'f')
    if (parsed.kind !== 'toolchain') throw new Error(parsed.diagnostic.code)
    expect(parsed.toolchain).toEqual(recording.recorded)
    expect(formatToolchain(parsed.toolchain)).toBe(recording.toJson())
    expect(recordedProbes(parsed.toolchain, new Map()).shell('mktemp -u')).toBe(first)
  })

  test('do not record what nobody knows', () => {
    const recording = recordingProbes(noProbes(new Map([['X', UNKNOWN]])))
    expect([recording.shell('x'), recording.environment('X')]).toEqual([undefined, UNKNOWN])
    expect(recording.recorded).toEqual({ environment: new Map(), probes: new Map() })
  })
})

describe('askToolchain', () => {
  test('asks as make does', () => {
    const asked: string[] = []
    const shell = (command: string): string => {
      asked.push(command)
      return 'tool #1\nsecond\n\n'
    }
    const before = new Map([['CC', 'gcc'] as const, ['CC_VERSION_TEXT', UNKNOWN] as const, ['OTHER', UNKNOWN] as const])
    expect(Object.fromEntries(askToolchain(before, shell))).toEqual({
      CC: 'gcc',
      CC_VERSION_TEXT: 'tool 1 second',
      OTHER: UNKNOWN,
    })
    expect(asked).toEqual(['LC_ALL=C gcc --version 2>/dev/null | head -n 1'])
  })
})
