/** What `kcheck minimize` says, and schema `kcheck/minimize/1` as docs/schemas.md has it. */
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fromJsonText } from '../../src/files/json-text.ts'
import { reportMinimised } from '../../src/report/minimise-report.ts'
import type { MinimiseRequest } from '../../src/workspace/minimise-request.ts'
import { minimiseSeed } from '../../src/workspace/minimise-seed.ts'
import { expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder('file')
beforeAll(() => layTree('24.10', 'all', join(folder(), 'tree')))

const result = (seed: string, request: Partial<MinimiseRequest> = {}) =>
  minimiseSeed({
    cwd: folder(),
    environment: {},
    tree: 'tree',
    config: seedPath(seed),
    expect: expectedText('24.10', seed, 'vermagic'),
    stdin: () => '',
    cache: false,
    ...request,
  })

const hash = z.string().regex(/^[0-9a-f]{32}$/)
const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('target'), target: z.string().optional() }),
  z.strictObject({ kind: z.literal('no-kernel') }),
  z.strictObject({ kind: z.literal('lines'), lost: z.array(z.string()), gained: z.array(z.string()) }),
])
const head = { schema: z.literal('kcheck/minimize/1') }
const answer = {
  folder: z.string(),
  config: z.string(),
  release: z.string(),
  target: z.string(),
  vermagic: hash,
  // as in kcheck/predict/1
  notes: z.array(z.looseObject({ kind: z.string() })),
  // as in kcheck/vermagic/1
  expectation: z.looseObject({ expectation: z.looseObject({ vermagic: hash }), parts: z.array(z.object()) }),
}
const schema = z.discriminatedUnion('result', [
  z.strictObject({
    ...head,
    ...answer,
    result: z.literal('minimised'),
    verdict: z.enum(['minimal', 'interrupted']),
    hashedLines: z.int(),
    read: z.strictObject({ lines: z.int(), assignments: z.int() }),
    trials: z.int().min(1),
    lines: z.array(
      z.strictObject({
        number: z.int().min(1),
        text: z.string(),
        symbol: z.string().optional(),
        keep: z.string().optional(),
        effect: effect.optional(),
      }),
    ),
    unmatched: z.array(z.string()),
    text: z.string(),
  }),
  z.strictObject({ ...head, ...answer, result: z.literal('not-given') }),
  z.strictObject({
    ...head,
    result: z.literal('failed'),
    problem: z.looseObject({ kind: z.string(), message: z.string() }),
  }),
])

const NONE = '0123456789abcdef0123456789abcdef'
const KEEP = ['CCACHE', 'nothing']

test.each<[string, Partial<MinimiseRequest>, number]>([
  ['all-kmods', {}, 0],
  ['buildbot', { keep: KEEP }, 0],
  ['packages', { signal: AbortSignal.abort() }, 1],
  ['packages', { expect: NONE }, 1],
  ['packages', { expect: 'nothing' }, 3],
])('JSON of %s, %j', async (seed, request, exitCode) => {
  const minimised = await result(seed, request)
  const report = reportMinimised(minimised, { json: true, colour: false })
  const parsed = schema.parse(JSON.parse(report.json ?? ''))
  expect(report.exitCode).toBe(exitCode)
  expect(parsed.result).toBe(minimised.kind)
  if (parsed.result === 'minimised') expect(fromJsonText(parsed.text)).toBe(report.text)
})

const messages = async (seed: string, request: Partial<MinimiseRequest> = {}): Promise<string> =>
  reportMinimised(await result(seed, { ...request }), { json: false, colour: false }).messages.replaceAll(
    seedPath(seed),
    seed,
  )

test('what each line is good for', async () => {
  const text = await messages('all-kmods')
  expect(text).toContain('all-kmods: 6 of 8 lines give ')
  expect(text).toContain('all-kmods:2 CONFIG_TARGET_alder_tall=y\n    chooses the target (without it: alder_generic)\n')
  expect(text).toMatch(
    /all-kmods:4 CONFIG_ALL_KMODS=y\n {4}38 hashed lines without it: -CONFIG_[^,]*, -CONFIG_[^,]*, -CONFIG_[^,]*, and 35 more\n/,
  )
  expect(text).toMatch(/:8 # CONFIG_KERNEL_KALLSYMS is not set\n {4}1 hashed line without it: \+CONFIG_KALLSYMS=y\n$/)
})

test('what is kept, and what no line says', async () => {
  const text = await messages('buildbot', { keep: KEEP })
  expect(text).toContain('warning: --keep nothing fits no line of buildbot\n')
  expect(text).toContain('CONFIG_CCACHE=n\n    kept for --keep CCACHE; nothing changes without it\n')
  expect(text).toContain('note: no line chooses alder/generic, which is the default of this tree')
})

test('another hash, an interrupted search, contradictions', async () => {
  const other = await messages('packages', { expect: `6.6.74~${NONE}-r2` })
  expect(other).toMatch(/\nerror: packages gives [0-9a-f]{32} for birch\/generic, not 0123456789abcdef/)
  expect(other).toContain('\nnot met: Linux version, LINUX_RELEASE, kernel configuration (hash)\n')
  const interrupted = await messages('packages', { signal: AbortSignal.abort() })
  expect(interrupted).toContain('warning: the search was interrupted')
  expect(interrupted).toContain('43 of 43 lines are left for ')
  const linux = `6.6.74~${expectedText('24.10', 'packages', 'vermagic').trim()}-r1`
  expect(await messages('packages', { expect: linux })).toContain(
    'warning: Linux version 6.6.74 is asked for, and it is 6.6.73 here; the hash alone counts\n',
  )
})

test.each([
  [{ expect: 'nothing' }, '--expect names no kernel'],
  [{ config: 'missing' }, 'kcheck minimize FILE'],
  [{ tree: '.' }, 'is no Kconfig tree'],
])('%j', async (request, words) => {
  expect(await messages('empty', request)).toContain(words)
})
