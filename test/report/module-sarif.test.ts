/** SARIF: the properties that version 2.1.0 requires of what is written, and no others than it knows. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CHECK_CODES } from '../../src/module/check-codes.ts'
import { moduleSarif } from '../../src/report/module-sarif.ts'
import type { ModuleOutcome } from '../../src/workspace/module-outcome.ts'
import { PACKAGE_CHECKS } from '../../src/workspace/package-outcome.ts'
import { doubt, doubtful, error, judged, judgedPackage, loads, refused, refusedPackage, run } from './judged.ts'

const message = z.strictObject({ text: z.string().min(1) })
const level = z.enum(['none', 'note', 'warning', 'error'])
// a URI reference (RFC 3986) has none of these
const uri = z.string().regex(/^[^\s"<>\\^`{|}]+$/)

const locations = z.array(
  z.strictObject({ physicalLocation: z.strictObject({ artifactLocation: z.strictObject({ uri }) }) }),
)

const schema = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string(),
          rules: z.array(z.strictObject({ id: z.string(), shortDescription: message })),
        }),
      }),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message, locations: locations.optional() })),
        }),
      ),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message,
          locations,
          properties: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
})

const sarif = (outcome: ModuleOutcome) => {
  const [only] = schema.parse(JSON.parse(moduleSarif(outcome))).runs
  if (only === undefined) throw new Error('no run')
  return only
}

test('a rule for each check', () => {
  const { rules } = sarif(run([])).tool.driver
  expect(rules.map(({ id }) => id).sort()).toEqual([...CHECK_CODES, ...PACKAGE_CHECKS].sort())
  const texts = rules.map(({ shortDescription }) => shortDescription.text)
  expect(texts).toContain('The version magic differs')
  expect(texts).toContain('module_layout differs: another configuration, flavour or ABI')
})

test('a result for each finding of packages', () => {
  const { results, tool } = sarif(run([], { packages: [judgedPackage(), refusedPackage(['vermagic'])] }))
  expect(results).toMatchObject([
    { ruleId: 'package/kernel-dependency', level: 'error', properties: { verdict: 'refused' } },
  ])
  expect(tool.driver.rules[results[0]?.ruleIndex ?? 0]?.id).toBe('package/kernel-dependency')
})

test('a result for each finding, at its file', () => {
  const note = { code: 'module/parameter-unknown' as const, kind: 'note' as const, args: { name: 'debgu' } }
  const { results, tool, invocations } = sarif(
    run([
      judged(refused([error('module/livepatch'), note]), './out/my drivers/a#1.ko'),
      judged(doubtful(doubt('module/vermagic')), '/tmp/b.ko'),
      judged(loads(), 'c.ko'),
    ]),
  )
  expect(
    results.map(({ ruleId, level: ofResult, locations: [location] }) => [
      ruleId,
      ofResult,
      location?.physicalLocation.artifactLocation.uri,
    ]),
  ).toEqual([
    ['module/livepatch', 'error', 'out/my%20drivers/a%231.ko'],
    ['module/parameter-unknown', 'note', 'out/my%20drivers/a%231.ko'],
    ['module/vermagic', 'warning', 'file:///tmp/b.ko'],
  ])
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  expect(results[0]?.properties).toEqual({ verdict: 'refused', errno: 'ENOEXEC' })
  expect(results[0]?.message.text).toBe(
    'It is marked as a live patch, and the kernel is built without CONFIG_LIVEPATCH\nBoot a kernel with CONFIG_LIVEPATCH=y',
  )
  expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
})

test('what is not judged is told by the tool', () => {
  const { invocations, results } = sarif(
    run([], { unjudged: [{ file: 'lone \ud800 half.ko', problem: { kind: 'unreadable', code: 'EACCES' } }] }),
  )
  expect(results).toEqual([])
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'Not judged: permission denied' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'lone%20%EF%BF%BD%20half.ko' } } }],
        },
      ],
    },
  ])
})

test('nothing is judged', () => {
  const { invocations } = sarif({ kind: 'failed', problem: { kind: 'no-target' }, notes: [] })
  expect(invocations[0]?.executionSuccessful).toBe(false)
  expect(invocations[0]?.toolExecutionNotifications).toHaveLength(1)
})
