/** Schema `kcheck/predict/1` as docs/schemas.md has it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fromJsonText } from '../../src/files/json-text.ts'
import { predictionJson } from '../../src/report/prediction-json.ts'
import { defconfig, TINY, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { type Asked, ask } from '../workspace/ask.ts'

const position = z.strictObject({ file: z.string(), line: z.int().min(1) })
const arg = z.union([z.string(), z.number(), z.array(z.string())])

const message = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  title: z.string().min(1),
  why: z.string().optional(),
  help: z.string().optional(),
  args: z.record(z.string(), arg),
  position: position.optional(),
  span: z.strictObject({ file: z.string(), start: z.int(), end: z.int() }).optional(),
  excerpt: z.strictObject({ text: z.string(), column: z.int().min(1), length: z.int().min(1) }).optional(),
  related: z.array(z.strictObject({ role: z.string(), position })).optional(),
  original: z.string(),
})

const entry = z.strictObject({
  symbol: z.string(),
  value: z.union([
    z.strictObject({ kind: z.literal('assigned'), text: z.string() }),
    z.strictObject({ kind: z.literal('not-set') }),
  ]),
  file: z.string(),
  line: z.int().min(1),
})

const head = {
  schema: z.literal('kcheck/predict/1'),
  notes: z.array(z.looseObject({ kind: z.string() })),
  messages: z.array(message),
}

const schema = z.discriminatedUnion('result', [
  z.strictObject({
    ...head,
    result: z.literal('predicted'),
    mode: z.string(),
    seed: z.int().optional(),
    symbols: z.int(),
    overrides: z.array(z.strictObject({ before: entry, after: entry })),
    unknown: z.array(
      z.strictObject({ kind: z.enum(['shell', 'environment']), text: z.string(), affects: z.array(z.string()) }),
    ),
    rejections: z.array(
      z.strictObject({
        symbol: z.string(),
        requested: z.string(),
        got: z.string().optional(),
        file: z.string(),
        line: z.int().min(1),
        definedAt: position.optional(),
        reason: z.looseObject({ kind: z.string() }),
      }),
    ),
    kernel: z
      .strictObject({
        release: z.string(),
        target: z.string(),
        linuxVersion: z.string().optional(),
        vermagic: z.string().regex(/^[0-9a-f]{32}$/),
        hashedLines: z.int(),
        packageVersion: z.string().optional(),
        kmodsFolder: z.string().optional(),
      })
      .optional(),
    text: z.string(),
    files: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({
    ...head,
    result: z.literal('failed'),
    problem: z.looseObject({ kind: z.string(), message: z.string() }),
  }),
])

const folder = temporaryFolder()

const json = async (request: Omit<Asked, 'cwd'>) => {
  const result = await ask({ cwd: folder(), ...request })
  const parsed = schema.parse(JSON.parse(predictionJson(result)))
  expect(parsed.result).toBe(result.kind)
  return parsed
}

test('a prediction with requests that do not survive, overrides, and probes that nobody answers', async () => {
  writeFileSync(join(folder(), 'fragment'), 'CONFIG_FANCY=y\n# CONFIG_MODULES is not set\n')
  const config = defconfig('x86', 'asks_too_much_defconfig')
  const parsed = await json({ config, diff: true, fragments: ['fragment'], toolchain: 'none' })
  if (parsed.result === 'failed') throw new Error(parsed.problem.message)
  const { overrides, unknown, rejections, messages } = parsed
  for (const list of [overrides, unknown, rejections, messages]) expect(list).not.toEqual([])
})

test.each<[string, Omit<Asked, 'cwd'>]>([
  ['syncconfig', { config: TINY, mode: 'syncconfig' }],
  ['randconfig', { tree: TREE, arch: 'x86', mode: 'randconfig', seed: '7' }],
])('%s', async (_mode, request) => {
  const parsed = await json(request)
  expect(parsed).toHaveProperty(request.mode === 'randconfig' ? 'seed' : 'files')
})

test('a finding with its line, its reason and the chain that led there', async () => {
  writeFileSync(join(folder(), 'Kconfig'), 'config A\n\tbool "a"\n\nsource "sub"\n')
  writeFileSync(join(folder(), 'sub'), 'source "Kconfig"\n')
  const parsed = await json({ tree: '.', dialect: 'linux-6.12', config: '-' })
  expect(parsed.messages).toMatchObject([
    {
      code: 'kconfig/recursive-inclusion',
      title: 'Kconfig includes itself',
      help: 'remove one of the source lines of the chain',
      excerpt: { text: 'source "Kconfig"', column: 1, length: 16 },
      related: [
        { role: 'included-from', position: { file: 'sub', line: 1 } },
        { role: 'included-from', position: { file: 'Kconfig', line: 4 } },
      ],
    },
  ])
})

test('every byte of the result can be had back', async () => {
  writeFileSync(join(folder(), 'Kconfig'), 'config S\n\tstring "s"\n')
  const parsed = await json({
    tree: '.',
    dialect: 'linux-6.12',
    config: '-',
    stdin: () => 'CONFIG_S="\xc3\xa9 \xe9"\n',
  })
  if (parsed.result === 'failed') throw new Error(parsed.problem.message)
  expect(fromJsonText(parsed.text)).toContain('CONFIG_S="\xc3\xa9 \xe9"\n')
})
