/** Schema `kcheck/kbuild/1` as docs/schemas.md has it, of outcomes made by hand and of the tiny tree. */
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { reportKbuild } from '../../src/report/kbuild-report.ts'
import { kbuild } from '../../src/workspace/kbuild.ts'
import type { KbuildCommandRequest, KbuildResult } from '../../src/workspace/kbuild-request.ts'
import { built, chain, different, FINDINGS, nothing, PROBLEMS, planned, same } from './kbuild-outcomes.ts'

const texts = z.array(z.string())
const place = { file: z.string(), line: z.int().min(1) }
const values = z.array(z.strictObject({ name: z.string(), value: z.string() }))
const gates = z.array(z.strictObject({ ...place, text: z.string(), inElse: z.boolean(), holds: z.boolean(), values }))
const words = { title: z.string().min(1), why: z.string().optional(), help: z.string().optional() }
const found = z.array(z.strictObject({ path: z.string(), found: z.boolean() }))

const difference = z.strictObject({
  modules: z.strictObject({
    added: texts,
    removed: texts,
    toBuiltin: texts,
    toModule: texts,
    changed: z.array(z.strictObject({ path: z.string(), added: texts, removed: texts })),
  }),
  objects: z.strictObject({ added: texts, removed: texts }),
})

const finding = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('dropped-objects'), directory: z.string(), objects: texts, ...words }),
  z.strictObject({ code: z.literal('unlisted-modules'), directory: z.string(), objects: texts, ...words }),
  z.strictObject({ code: z.literal('same-name'), name: z.string(), modules: texts, ...words }),
  z.strictObject({ code: z.literal('holds-itself'), module: z.string(), object: z.string(), ...words }),
  z.strictObject({ code: z.literal('shared-object'), object: z.string(), modules: texts, ...words }),
  z.strictObject({ code: z.literal('no-object'), directory: z.string(), words: texts, ...words }),
  z.strictObject({ code: z.literal('no-source'), object: z.string(), ...words }),
  z.strictObject({ code: z.literal('unused-source'), source: z.string(), ...words }),
  z.strictObject({ code: z.literal('possible-missing'), text: z.string(), place: z.strictObject(place), ...words }),
  z.strictObject({ code: z.literal('possible-error'), text: z.string(), place: z.strictObject(place), ...words }),
  z.strictObject({ code: z.literal('makefile-warning'), text: z.string(), place: z.strictObject(place), ...words }),
])

const why = z.strictObject({
  name: z.string(),
  kind: z.enum(['module', 'built-in', 'library', 'not-built', 'other-architecture', 'not-found']),
  chains: z.array(
    z.strictObject({
      path: z.string(),
      steps: z.array(
        z.strictObject({
          directory: z.string(),
          ...place,
          word: z.string(),
          name: z.string(),
          list: z.string(),
          values,
          gates,
          effect: z.enum(['built-in', 'module', 'none']),
        }),
      ),
      outcome: z.enum(['module', 'built-in', 'library', 'dropped', 'unlisted', 'not-built']),
    }),
  ),
  nearest: texts,
  changes: z.array(
    z.strictObject({
      symbol: z.string(),
      from: z.string(),
      to: z.string(),
      because: z.enum(['makefile', 'dependency', 'select']),
      dependent: z.string().optional(),
    }),
  ),
  verified: z.boolean().optional(),
  becomes: z.enum(['module', 'built-in', 'library']).optional(),
  architectures: texts.optional(),
  kconfig: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('resolved') }),
      z.strictObject({ kind: z.literal('absent') }),
      z.strictObject({ kind: z.literal('failed'), problem: z.looseObject({ kind: z.string() }) }),
    ])
    .optional(),
  fragment: texts.optional(),
  // as in kcheck/predict/1
  rejections: z.array(z.looseObject({ symbol: z.string(), reason: z.looseObject({ kind: z.string() }) })).optional(),
})

const notes = z.array(z.looseObject({ kind: z.string() }))

const schema = z.discriminatedUnion('result', [
  z.strictObject({
    schema: z.literal('kcheck/kbuild/1'),
    result: z.literal('built'),
    tree: z.string(),
    build: z.string(),
    external: z.string().optional(),
    arch: z.string(),
    config: z.string(),
    release: z.looseObject({ kind: z.enum(['known', 'unknown']) }).optional(),
    modules: z.array(
      z.strictObject({ path: z.string(), objects: texts, composite: z.boolean(), install: z.string().optional() }),
    ),
    builtinObjects: texts,
    libraries: z.array(z.strictObject({ path: z.string(), objects: texts, linked: z.boolean() })),
    libObjects: texts,
    directories: z.array(
      z.strictObject({ path: z.string(), builtin: z.boolean(), modules: z.boolean(), makefiles: texts }),
    ),
    modulesBuiltin: texts.optional(),
    sources: texts.optional(),
    notes,
    findings: z.array(finding),
    doubts: z.array(
      z.strictObject({
        directory: z.string(),
        list: z.string(),
        word: z.string(),
        listed: z.boolean(),
        commands: texts,
        place: z.strictObject(place),
        ...words,
      }),
    ),
    why: why.optional(),
    symbol: z
      .strictObject({
        symbol: z.string(),
        value: z.string(),
        effects: z.array(z.strictObject({ value: z.string(), difference })),
        mentions: z.array(z.strictObject({ ...place, text: z.string(), kind: z.enum(['list', 'condition', 'value']) })),
      })
      .optional(),
    against: z.strictObject({ config: z.string(), difference }).optional(),
    wrapper: z
      .strictObject({
        makefile: z.string(),
        goal: z.string(),
        command: z.string(),
        place: z.strictObject(place),
        handedOn: z.array(
          z.strictObject({
            name: z.string(),
            value: z.string(),
            how: z.enum(['argument', 'export']),
            place: z.strictObject(place),
          }),
        ),
        modules: texts,
      })
      .optional(),
    nothing: z
      .strictObject({
        unset: z.array(z.strictObject({ ...place, name: z.string() })),
        lists: z.array(z.strictObject({ ...place, list: z.string(), name: z.string(), words: texts, values, gates })),
      })
      .optional(),
    externalReport: z
      .strictObject({
        extraSymbols: found,
        flags: z.array(z.strictObject({ directory: z.string(), flags: texts })),
        includes: found,
        shipped: texts,
      })
      .optional(),
    dkms: z
      .strictObject({
        file: z.string(),
        findings: z.array(z.looseObject({ kind: z.string(), line: place.line.optional(), title: z.string() })),
      })
      .optional(),
  }),
  z.strictObject({
    schema: z.literal('kcheck/kbuild/1'),
    result: z.literal('failed'),
    notes,
    problem: z.looseObject({ kind: z.string(), message: z.string().min(1) }),
  }),
])

const json = (result: KbuildResult) =>
  schema.parse(
    JSON.parse(
      Buffer.from(
        reportKbuild(result, { json: true, colour: { output: true, messages: true } }).output,
        'latin1',
      ).toString(),
    ),
  )

test.each<[string, KbuildResult]>([
  ['a build', { ...built, builtinModules: ['kernel/fs/ä.ko'], sources: ['fs/a.c'] }],
  ['findings', { ...built, findings: Object.values(FINDINGS) }],
  [
    'doubts',
    {
      ...built,
      doubts: [
        {
          directory: 'net',
          list: 'obj-m',
          word: 'a.o',
          listed: true,
          commands: ['pwd'],
          place: { file: 'Kbuild', line: 1 },
        },
      ],
    },
  ],
  ['why', { ...built, why: { name: 'tun', kind: 'module', chains: [chain], nearest: [], changes: [] } }],
  ['what to change', { ...built, why: planned }],
  [
    'a symbol',
    { ...built, symbol: { symbol: 'CONFIG_X', value: '', effects: [{ value: 'm', difference: same }], mentions: [] } },
  ],
  ['another configuration', { ...built, against: { config: 'x', difference: different } }],
  ['nothing', nothing],
  [
    'dkms.conf',
    { ...nothing, dkms: { file: '/x/dkms.conf', findings: [{ kind: 'not-installed', module: 'wifi.ko', line: 2 }] } },
  ],
  ...PROBLEMS.map((problem) => [problem.kind, { kind: 'failed', problem, notes: [] }] as [string, KbuildResult]),
])('of %s', (_, result) => {
  expect(json(result).result).toBe(result.kind)
})

test('all objects of libraries are together too', () => {
  expect(json(built)).toMatchObject({ libraries: [{ path: 'lib/lib.a', linked: true }], libObjects: ['lib/sort.o'] })
})

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url))

test.each<Partial<KbuildCommandRequest>>([
  { why: 'tulip', symbol: 'TULIP', against: 'kbuild-tiny/usb.config' },
  { why: 'nosuch', lint: true, wants: new Set(['modules.builtin', 'sources'] as const) },
  { external: 'kbuild-module' },
  { external: 'kbuild-module', variables: [['CONFIG_TINY88', 'm']], why: 'phy.o' },
  { config: 'nowhere' },
])('of the tiny tree with %j', async (request) => {
  const result = await kbuild({
    cwd: FIXTURES,
    environment: {},
    stdin: () => '',
    tree: 'kbuild-tiny',
    wants: new Set(),
    ...request,
  })
  expect(json(result).result).toBe(result.kind)
})
