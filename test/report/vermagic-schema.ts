/** Schema `kcheck/vermagic/1` as docs/schemas.md has it. */
import { z } from 'zod'

const place = { file: z.string(), line: z.int().min(1).optional() }
const fact = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('known'),
    value: z.string(),
    source: z.strictObject({ kind: z.literal('file'), file: z.string(), line: z.int().min(1).optional() }),
  }),
  z.strictObject({ kind: z.literal('unknown'), wanted: z.array(z.looseObject({ kind: z.string() })) }),
])
const kernelFact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), value: z.string(), source: z.looseObject({ kind: z.string() }) }),
  z.strictObject({ kind: z.literal('unknown'), wanted: z.array(z.looseObject({ kind: z.string() })) }),
])
const hash = z.string().regex(/^[0-9a-f]{32}$/)
const head = { schema: z.literal('kcheck/vermagic/1') }
const line = z.int().min(1).optional()
const cause = z.strictObject({
  tried: z.int(),
  shortened: z.boolean(),
  found: z
    .strictObject({
      code: z.enum([
        'kallsyms',
        'user-fragment',
        'all-kmods',
        'kernel-line',
        'kernel-lines',
        'toolchain',
        'testing-kernel',
        'developer-options',
        'kmods',
        'kmod',
        'packages',
        'devices',
        'official',
        'buildbot',
        'other-target',
      ]),
      remove: z.array(z.string()),
      add: z.array(z.string()),
      target: z.string().optional(),
      withoutUserFragment: z.boolean(),
    })
    .optional(),
})
const reason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['all-kmods', 'default']) }),
  z.strictObject({ kind: z.enum(['profile', 'symbol']), symbol: z.string() }),
  z.strictObject({ kind: z.literal('package'), name: z.string() }),
])
const culprit = z.strictObject({
  name: z.string().optional(),
  side: z.enum(['ours', 'theirs']),
  ours: z.string().optional(),
  theirs: z.string().optional(),
  guessed: z.boolean(),
  symbols: z.array(z.strictObject({ symbol: z.string(), ours: z.string().optional(), theirs: z.string().optional() })),
  reason: reason.optional(),
  oursLine: line,
  theirsLine: line,
})
const official = z.strictObject({
  file: z.string(),
  form: z.enum(['seed', 'config', 'config.set']),
  vermagic: hash,
  hashedLines: z.int(),
  target: z.string().optional(),
  notes: z.array(z.looseObject({ kind: z.string() })),
  complete: z.boolean(),
  groups: z.array(
    z.strictObject({
      cause: z.enum([
        'target',
        'kernel-series',
        'kallsyms',
        'all-kmods',
        'no-provider',
        'toolchain',
        'option',
        'named-package',
        'profile',
        'dependency',
        'package',
        'fragments',
        'unexplained',
      ]),
      side: z.enum(['ours', 'theirs']),
      culprits: z.array(culprit),
      lines: z.int(),
    }),
  ),
  feeds: z.array(z.strictObject({ feed: z.string(), packages: z.array(z.string()) })),
})
const sources = z.array(z.looseObject({ kind: z.string() }))
const origin = z.looseObject({ kind: z.enum(['config', 'architecture', 'compiler', 'randstruct', 'core', 'unknown']) })
const magic = z.strictObject({
  expected: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('vermagic'),
      text: z.string(),
      mayBeCut: z.boolean(),
      refused: z.array(z.string()),
    }),
    z.strictObject({ kind: z.literal('release'), text: z.string() }),
    z.strictObject({ kind: z.literal('hash'), text: hash, linuxVersion: z.string().optional() }),
  ]),
  verdict: z.enum(['met', 'not-met', 'unknown']),
  side: z.enum(['should-be', 'refused', 'neither']).optional(),
  release: z.array(
    z.strictObject({
      segment: z.enum([
        'version',
        'extraversion',
        'localversion-file',
        'config-localversion',
        'localversion-variable',
        'abi',
        'flavour',
        'plus',
        'commit',
        'dirty',
        'local',
      ]),
      expected: z.string(),
      here: z.string(),
      source: z.looseObject({ kind: z.string() }).optional(),
    }),
  ),
  changes: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('other-source'), version: z.string() }),
      z.strictObject({ kind: z.literal('headers-package'), release: z.string(), folder: z.string().optional() }),
      z.strictObject({
        kind: z.enum(['extraversion', 'localversion-file', 'config-localversion', 'localversion-variable']),
        value: z.string(),
        source: z.looseObject({ kind: z.string() }).optional(),
      }),
      z.strictObject({ kind: z.literal('commit'), commit: z.string() }),
      z.strictObject({ kind: z.enum(['plus', 'no-plus', 'clean', 'dirty']) }),
    ]),
  ),
  words: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('absent'), word: z.string(), origin, now: sources }),
      z.strictObject({ kind: z.literal('surplus'), word: z.string(), origin, because: sources }),
      z.strictObject({
        kind: z.literal('other'),
        expected: z.string(),
        here: z.string(),
        expectedOrigin: origin,
        because: sources,
        now: sources,
      }),
      z.strictObject({ kind: z.literal('order'), expected: z.array(z.string()), here: z.array(z.string()) }),
      z.strictObject({
        kind: z.literal('blanks'),
        where: z.enum(['trailing', 'inside']),
        expected: z.string(),
        here: z.string(),
      }),
    ]),
  ),
  hash: hash.optional(),
  releaseCounts: z.enum(['always', 'without-crcs']).optional(),
  isPackaged: z.boolean(),
  lostBlank: z.boolean(),
  missing: z.array(z.looseObject({ kind: z.string() })),
})
export const schema = z.discriminatedUnion('result', [
  z.strictObject({
    ...head,
    result: z.literal('computed'),
    folder: z.string(),
    config: z.string(),
    mode: z.enum(['defconfig', 'none']),
    release: z.string(),
    because: z.array(z.string()),
    notes: z.array(z.looseObject({ kind: z.string() })),
    vermagic: hash,
    hashedLines: z.int(),
    packageVersion: z.string().optional(),
    kmodsFolder: z.string().optional(),
    target: z.strictObject({ name: z.string(), ...place }),
    patchver: fact,
    testing: z.boolean(),
    linuxVersion: fact,
    linuxRelease: fact,
    fragments: z.array(z.string()),
    expectation: z
      .strictObject({
        expectation: z.strictObject({
          vermagic: hash,
          linuxVersion: z.string().optional(),
          linuxRelease: z.string().optional(),
          target: z.string().optional(),
        }),
        verdict: z.enum(['met', 'not-met', 'unknown']),
        parts: z.array(
          z.strictObject({
            part: z.enum(['linux-version', 'target', 'linux-release', 'configuration']),
            expected: z.string(),
            actual: z.string().optional(),
            verdict: z.enum(['same', 'different', 'unknown']),
          }),
        ),
        signs: z.strictObject({
          kallsyms: z.boolean(),
          allKmods: z.boolean(),
          feeds: z.boolean(),
          kallsymsAlone: z.boolean(),
        }),
      })
      .optional(),
    cause: cause.optional(),
    official: official.optional(),
  }),
  z.strictObject({
    ...head,
    result: z.literal('kernel'),
    folder: z.string(),
    folderKind: z.enum(['modules', 'headers', 'build', 'source']),
    config: z.string().optional(),
    utsRelease: kernelFact,
    parts: z.array(z.strictObject({ kind: z.string(), text: kernelFact })),
    vermagicString: kernelFact,
    words: z.array(
      z.strictObject({
        text: z.string(),
        written: z.looseObject({ kind: z.string() }),
        because: z.array(z.looseObject({ kind: z.string() })),
      }),
    ),
    hash: kernelFact.optional(),
    expectation: magic.optional(),
  }),
  z.strictObject({
    ...head,
    result: z.literal('failed'),
    problem: z.looseObject({ kind: z.string(), message: z.string() }),
  }),
])
