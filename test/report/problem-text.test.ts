/** Why there is no prediction: each problem names what is wrong, and where there is something to type, that. */
import { describe, expect, test } from 'vitest'
import { problemText } from '../../src/report/problem-text.ts'
import type { PredictProblem } from '../../src/workspace/predict-request.ts'

/** One of each kind: a new kind is a type error here. */
const PROBLEMS: { readonly [Kind in PredictProblem['kind']]: Extract<PredictProblem, { kind: Kind }> } = {
  unreadable: { kind: 'unreadable', what: 'configuration', path: 'my.config', code: 'ENOENT' },
  'not-text': { kind: 'not-text', path: 'my.config' },
  'no-tree': { kind: 'no-tree', from: '/somewhere' },
  'not-a-tree': { kind: 'not-a-tree', folder: 'docs', kconfig: 'Kconfig' },
  'unknown-arch': { kind: 'unknown-arch', arch: 'amr64', known: ['arm', 'arm64'], nearest: 'arm64' },
  'unknown-dialect': { kind: 'unknown-dialect', dialect: 'klingon', known: ['linux-6.1', 'linux-6.12'] },
  'other-program': { kind: 'other-program', path: 'my.config', title: 'Buildroot', expected: 'Linux/x86' },
  'bad-toolchain': {
    kind: 'bad-toolchain',
    path: 'tools.json',
    diagnostic: { code: 'toolchain/not-json', severity: 'error', args: { file: 'tools.json', reason: 'odd' } },
  },
  'bad-probability': { kind: 'bad-probability', text: '200' },
  'bad-seed': { kind: 'bad-seed', text: 'x' },
  'bad-kconfig': { kind: 'bad-kconfig' },
  'not-a-buildroot': { kind: 'not-a-buildroot', folder: '/linux', emit: 'vermagic' },
  'no-metadata': { kind: 'no-metadata', folder: '/ow', file: 'tmp/.packageinfo' },
  'endless-dependencies': { kind: 'endless-dependencies', folder: '/ow', packageName: 'kmod-loop' },
  'no-target': { kind: 'no-target', folder: '/ow', config: 'my.seed' },
  'unknown-target': {
    kind: 'unknown-target',
    folder: '/ow',
    config: 'my.seed',
    target: 'ath80/x',
    nearest: ['ath79/x'],
  },
  'no-fragments': {
    kind: 'no-fragments',
    folder: '/ow',
    target: 'oak/x',
    patchver: '6.6',
    folders: ['target/linux/oak'],
  },
  'not-told': {
    kind: 'not-told',
    folder: '/ow',
    variable: 'KERNEL_PATCHVER',
    file: 'target/linux/oak/Makefile',
    line: 3,
  },
}

test.each(Object.values(PROBLEMS))('$kind is told in words', (problem) => {
  const text = problemText(problem)
  expect(text).toMatch(/\S+ \S+/)
  expect(text).not.toContain('undefined')
  expect(text.endsWith('\n')).toBe(false)
  for (const [name, value] of Object.entries(problem)) {
    if (['kind', 'code', 'what'].includes(name) || typeof value !== 'string') continue
    expect(text).toContain(value)
  }
})

describe('what to type next', () => {
  test.each([
    ['no-tree', '--tree DIR'],
    ['not-a-tree', '--kconfig FILE'],
    ['unknown-arch', '--arch arm64'],
    ['unknown-dialect', 'linux-6.1 linux-6.12'],
    ['bad-toolchain', 'kcheck toolchain record'],
    ['bad-probability', 'BOOL:Y:M'],
  ] as const)('%s', (kind, words) => {
    expect(problemText(PROBLEMS[kind])).toContain(words)
  })

  test('an architecture without a near one, in a tree with some or with none', () => {
    const text = problemText({ kind: 'unknown-arch', arch: 'vax', known: ['arm', 'x86'] })
    expect(text).toContain('vax: the tree has arm x86')
    expect(text).not.toContain('did you mean')
    expect(problemText({ kind: 'unknown-arch', arch: 'vax', known: [] })).toContain('the tree has none')
  })
})

test.each([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'a folder'],
  ['EACCES', 'permission'],
  ['TOO_LARGE', 'larger'],
  ['EIO', 'EIO'],
])('a file that cannot be read: %s', (code, words) => {
  expect(problemText({ kind: 'unreadable', what: 'configuration', path: 'my.config', code })).toMatch(
    new RegExp(`^cannot read my.config: .*${words}`),
  )
})

test('only where a configuration cannot be read another is asked for', () => {
  const of = (what: 'configuration' | 'fragment' | 'presets' | 'tree' | 'toolchain', path = 'x'): string =>
    problemText({ kind: 'unreadable', what, path, code: 'EACCES' })
  expect(of('configuration', '-')).toMatch(/^cannot read standard input: permission denied\nhelp: name the config/)
  expect([of('tree'), of('fragment'), of('presets')]).toEqual(Array(3).fill('cannot read x: permission denied'))
  expect(of('toolchain')).toMatch(
    /^cannot read x: permission denied\nhelp: --toolchain takes auto, config, live, none or a file/,
  )
})

test.each([
  ['toolchain/not-json', { reason: 'odd' }, 'it is not JSON (odd)'],
  ['toolchain/unknown-schema', { schema: 'a/2', known: 'a/1' }, 'its schema is a/2, which is not a/1'],
  [
    'toolchain/unexpected-value',
    { path: '$', expected: 'object', found: 'array' },
    '$ should be of type object and is array',
  ],
] as const)('a bad toolchain in words: %s', (code, args, words) => {
  const diagnostic = { code, severity: 'error', args: { file: 'f', ...args } } as const
  expect(problemText({ kind: 'bad-toolchain', path: 'f', diagnostic })).toContain(
    `f is no recorded toolchain: ${words}\n`,
  )
})
