/** Schema `kcheck/module/1` as docs/schemas.md has it. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fromJsonText } from '../../src/files/json-text.ts'
import { CHECK_CODES } from '../../src/module/check-codes.ts'
import { moduleOutcomeJson } from '../../src/report/module-json.ts'
import type { ModuleOutcome } from '../../src/workspace/module-outcome.ts'
import { PACKAGE_CHECKS } from '../../src/workspace/package-outcome.ts'
import {
  doubt,
  doubtful,
  error,
  judged,
  judgedPackage,
  kernel,
  loads,
  mismatch,
  nothingKnown,
  refused,
  refusedPackage,
  run,
  vermagicFinding,
  versionFinding,
} from './judged.ts'

const code = z.enum(CHECK_CODES)
const count = z.int().min(0)
const line = z.int().min(1)

const wanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), file: z.string() }),
  z.strictObject({ kind: z.literal('config'), symbol: z.string().optional() }),
  z.strictObject({ kind: z.literal('option'), option: z.string() }),
])

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), file: z.string(), line: line.optional() }),
  z.strictObject({
    kind: z.literal('config'),
    symbol: z.string(),
    value: z.string(),
    file: z.string().optional(),
    line: line.optional(),
  }),
  z.strictObject({ kind: z.literal('option'), option: z.string() }),
  z.strictObject({ kind: z.literal('version'), version: z.string() }),
  z.strictObject({ kind: z.literal('inferred'), from: z.string() }),
])

const fact = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('known'), value, source }),
    z.strictObject({ kind: z.literal('unknown'), wanted: z.array(wanted) }),
  ])

const detail = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('vermagic'),
    explanation: z.strictObject({
      same: z.boolean(),
      sameTail: z.boolean(),
      differences: z.array(z.looseObject({ kind: z.string() })),
    }),
  }),
  z.strictObject({
    kind: z.literal('versions'),
    mismatches: z.array(
      z.strictObject({
        symbol: z.string(),
        module: z.strictObject({ crc: count, high: count }).optional(),
        kernel: count,
        owner: z.string(),
      }),
    ),
    compared: count,
  }),
])

const finding = z.strictObject({
  code,
  kind: z.enum(['error', 'crash', 'unknown', 'note']),
  errno: z.string().optional(),
  cause: z.string().min(1),
  help: z.string().min(1),
  details: z.array(z.string()),
  args: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  detail: detail.optional(),
  wanted: z.array(wanted).optional(),
})

const tool = z.string().nullable()

const module = z.strictObject({
  file: z.string(),
  order: count.optional(),
  name: z.string().nullable(),
  verdict: z.enum(['loads', 'refused', 'undefined', 'unknown']),
  errno: z.string().nullable(),
  check: code.nullable(),
  dmesg: z.array(z.string()),
  dmesgOnce: z.array(z.string()),
  tools: z.strictObject({ insmod: tool, modprobe: tool, busybox: tool }).nullable(),
  taints: z.array(z.enum(['P', 'F', 'C', 'O', 'E', 'K', 'N'])),
  findings: z.array(finding),
  missing: z.array(z.strictObject({ check: code, wanted: z.array(wanted) })),
  assumes: z.array(z.looseObject({ kind: z.string() })),
})

const packageWords = { cause: z.string().min(1), help: z.string().min(1), details: z.array(z.string()) }

const packageFinding = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('package/kernel-dependency'),
    kind: z.literal('error'),
    ...packageWords,
    args: z.strictObject({
      needed: z.string(),
      installed: z.string(),
      differs: z.array(z.enum(['linuxVersion', 'linuxRelease', 'vermagic'])),
      folder: z.string(),
    }),
  }),
  z.strictObject({
    code: z.literal('package/linux-version'),
    kind: z.literal('note'),
    ...packageWords,
    args: z.strictObject({ module: z.string(), release: z.string(), linuxVersion: z.string() }),
  }),
])

const packageSchema = z.strictObject({
  file: z.string(),
  format: z.enum(['ipk', 'ipk-ar', 'apk-2', 'apk-3']),
  name: z.string(),
  version: z.string(),
  architecture: z.string(),
  requires: z
    .strictObject({
      text: z.string(),
      linuxVersion: z.string().optional(),
      linuxRelease: z.string().optional(),
      vermagic: z.string().optional(),
    })
    .nullable(),
  verdict: z.enum(['fits', 'refused', 'unchecked']),
  check: z.enum(PACKAGE_CHECKS).nullable(),
  tools: z.strictObject({ opkg: tool, apk: tool }).nullable(),
  findings: z.array(packageFinding),
  modules: z.array(z.string()),
})

const problem = z.looseObject({ kind: z.string(), message: z.string().min(1) })

const head = { schema: z.literal('kcheck/module/1'), notes: z.array(z.looseObject({ kind: z.string() })) }

const schema = z.discriminatedUnion('result', [
  z.strictObject({
    ...head,
    result: z.literal('judged'),
    kernel: z.strictObject({
      release: fact(z.string()),
      version: fact(z.string()),
      architecture: fact(z.string()),
      vermagic: fact(z.string()),
      structModuleSize: fact(z.int()),
      policy: fact(z.string()),
      symvers: z.array(z.strictObject({ file: z.string(), symbols: count })),
      modversions: fact(z.boolean()),
    }),
    modules: z.array(module),
    packages: z.array(packageSchema),
    unjudged: z.array(z.strictObject({ file: z.string(), problem })),
    loadOrder: z.array(z.string()).optional(),
    summary: z.strictObject({
      loads: count,
      refused: count,
      undefined: count,
      unknown: count,
      unjudged: count,
      checks: z.partialRecord(code, count),
    }),
  }),
  z.strictObject({ ...head, result: z.literal('failed'), problem }),
])

const judgedJson = (outcome: ModuleOutcome) => {
  const parsed = schema.parse(JSON.parse(moduleOutcomeJson(outcome)))
  if (parsed.result === 'failed') throw new Error(parsed.problem.message)
  return parsed
}

test('verdicts of every kind', () => {
  const crash = { code: 'module/symbol-name' as const, kind: 'crash' as const, args: { index: 7 } }
  const modules = [
    judged(
      refused([
        vermagicFinding('R SMP', 'R SMP preempt'),
        versionFinding([mismatch('a'), mismatch('b', { module: undefined })], 9),
      ]),
    ),
    judged(doubtful(doubt('module/vermagic'))),
    judged(loads({ verdict: 'undefined', check: 'module/symbol-name', findings: [crash], name: undefined })),
    { ...judged(loads({ taints: ['O'], assumes: [{ kind: 'loaded', modules: ['a'] }] })), order: 0 },
  ]
  const parsed = judgedJson(
    run(modules, {
      unjudged: [{ file: 'x.ko', problem: { kind: 'no-modules' } }],
      loadOrder: ['a.ko', 'b.ko'],
      notes: [{ kind: 'kernel-found', folder: '/k', because: 'option' }],
    }),
  )
  expect(parsed.summary).toEqual({
    loads: 1,
    refused: 1,
    undefined: 1,
    unknown: 1,
    unjudged: 1,
    checks: { 'module/vermagic': 2, 'module/symbol-name': 1 },
  })
  expect(parsed.modules.map(({ verdict }) => verdict)).toEqual(['refused', 'unknown', 'undefined', 'loads'])
  expect(parsed.modules[2]?.name).toBeNull()
  expect(parsed.modules[0]?.findings[1]?.details).toHaveLength(2)
})

test('packages', () => {
  const note = {
    code: 'package/linux-version',
    kind: 'note',
    args: { module: 'foo.ipk:a.ko', release: '5.4.1', linuxVersion: '6.6.73' },
  } as const
  const packages = [refusedPackage(['vermagic']), judgedPackage({ requires: null, findings: [note] })]
  const parsed = judgedJson(run([], { packages }))
  expect(parsed.packages.map(({ verdict, check }) => [verdict, check])).toEqual([
    ['refused', 'package/kernel-dependency'],
    ['fits', null],
  ])
  expect(judgedJson(run([])).packages).toEqual([])
})

test('a kernel of which nothing is known', () => {
  expect(judgedJson(run([], { kernel: nothingKnown })).kernel.release).toEqual({ kind: 'unknown', wanted: [] })
  expect(judgedJson(run([], { kernel: kernel() })).kernel.modversions).toMatchObject({ value: true })
})

test('lines of the log come back byte for byte, and those printed once are named', () => {
  const bytes = 'foo: Unknown symbol \xff\xc3\xbc (err -2)'
  const result = refused([error('module/unknown-symbol', { symbol: 'gr\xc3\xbcn' })], {
    dmesg: [{ text: bytes }, { text: 'foo: loading out-of-tree module taints kernel.', once: true }],
  })
  const [parsed] = judgedJson(run([judged(result)])).modules
  expect(parsed?.dmesg.map(fromJsonText)).toEqual([bytes, 'foo: loading out-of-tree module taints kernel.'])
  expect(parsed?.dmesgOnce).toEqual(['foo: loading out-of-tree module taints kernel.'])
  expect(parsed?.findings[0]).toMatchObject({ args: { symbol: 'grün' }, cause: 'nothing exports "grün"' })
})

test('nothing is judged', () => {
  const parsed = schema.parse(
    JSON.parse(moduleOutcomeJson({ kind: 'failed', problem: { kind: 'not-a-kernel', folder: '/tmp' }, notes: [] })),
  )
  expect(parsed).toMatchObject({ result: 'failed', problem: { kind: 'not-a-kernel', folder: '/tmp' } })
})
