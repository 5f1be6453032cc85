/** The fewest lines that give a hash, each result held against `predict`. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MinimisedSeed, MinimiseRequest } from '../../src/workspace/minimise-request.ts'
import { minimiseSeed } from '../../src/workspace/minimise-seed.ts'
import { predict } from '../../src/workspace/predict.ts'
import { expectedText, layTree, seedPath } from '../buildroot-tiny.ts'
import { TREE as KERNEL } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder('file')
beforeAll(() => {
  for (const release of ['17.01', '24.10']) layTree(release, 'all', join(folder(), release))
})

type Asked = Partial<MinimiseRequest> & { readonly release?: string }

const asked = ({ release = '24.10', ...request }: Asked): MinimiseRequest => ({
  cwd: folder(),
  environment: {},
  config: '-',
  stdin: () => '',
  tree: release,
  dialect: `openwrt-${release}`,
  cache: false,
  expect: '',
  ...request,
})

const hashOf = (seed: string, release = '24.10'): string => expectedText(release, seed, 'vermagic').trim()

const minimised = async (request: Asked): Promise<MinimisedSeed> => {
  const result = await minimiseSeed(asked(request))
  if (result.kind !== 'minimised') throw new Error(JSON.stringify(result))
  return result
}

const predicted = async (text: string, release = '24.10'): Promise<string> => {
  const request = { cwd: folder(), environment: {}, tree: release, dialect: `openwrt-${release}`, cache: false }
  const result = await predict({ ...request, config: '-', stdin: () => text, emit: 'vermagic' })
  if (result.kind === 'failed') throw new Error(result.problem.kind)
  return result.text.trim()
}

const NONE = '0123456789abcdef0123456789abcdef'

describe('seeds', () => {
  test.each([
    ['24.10', 'buildbot', ['CONFIG_BUILDBOT=y', '# CONFIG_KERNEL_KALLSYMS is not set']],
    [
      '24.10',
      'all-kmods',
      [
        'CONFIG_TARGET_alder_tall=y',
        'CONFIG_ALL_KMODS=y',
        'CONFIG_DEVEL=y',
        'CONFIG_TOOLCHAINOPTS=y',
        'CONFIG_GCC_USE_VERSION_14=y',
        '# CONFIG_KERNEL_KALLSYMS is not set',
      ],
    ],
    [
      '24.10',
      'full',
      [
        'CONFIG_TARGET_MULTI_PROFILE=y',
        'CONFIG_TARGET_DEVICE_alder_generic_DEVICE_acme_a.b=y',
        'CONFIG_TARGET_DEVICE_alder_generic_DEVICE_maker_one=y',
        'CONFIG_PACKAGE_kmod-leds=y',
      ],
    ],
    ['24.10', 'empty', []],
    ['24.10', 'diffconfig', undefined],
    ['17.01', 'packages', undefined],
  ])('%s %s', async (release, seed, lines) => {
    const hash = hashOf(seed, release)
    const result = await minimised({ release, config: seedPath(seed), expect: hash })
    expect(result.verdict).toBe('minimal')
    if (lines !== undefined) expect(result.lines.map(({ text }) => text)).toEqual(lines)
    expect(await predicted(result.text, release)).toBe(hash)
    const all = result.text.split(/(?<=\n)/)
    for (const { effect } of result.lines) expect(effect).toBeDefined()
    for (const line of all) {
      const less = all.filter((other) => other !== line).join('')
      const effect = result.lines.find(({ text }) => `${text}\n` === line)?.effect
      if (effect?.kind === 'lines') expect(await predicted(less, release)).not.toBe(hash)
    }
  })
})

test('what each line is good for', async () => {
  const result = await minimised({ config: seedPath('all-kmods'), expect: hashOf('all-kmods') })
  const effects = new Map(result.lines.map(({ symbol, effect }) => [symbol, effect]))
  expect(effects.get('TARGET_alder_tall')).toEqual({ kind: 'target', target: 'alder_generic' })
  expect(effects.get('KERNEL_KALLSYMS')).toEqual({ kind: 'lines', lost: [], gained: ['CONFIG_KALLSYMS=y'] })
  const kmods = effects.get('ALL_KMODS')
  expect(kmods?.kind === 'lines' && kmods.lost.length).toBe(37)
  expect(result).toMatchObject({ target: 'alder/tall', read: { lines: 8, assignments: 8 }, hashedLines: 65 })
})

test('lines that are kept', async () => {
  const text = `# a note\n\nCONFIG_CCACHE=y\n${expectedText('24.10', 'buildbot', 'config').replace(/^#.*KALLSYMS.*\n/gm, '')}`
  const hash = await predicted(text)
  const keep = ['CCACHE', 'a note', 'TARGET_alder', 'absent']
  const result = await minimised({ stdin: () => text, expect: hash, keep })
  const kept = result.lines.filter((line) => line.keep !== undefined)
  expect(kept.map((line) => [line.text, line.keep]).slice(0, 3)).toEqual([
    ['# a note', 'a note'],
    ['CONFIG_CCACHE=y', 'CCACHE'],
    ['CONFIG_TARGET_alder=y', 'TARGET_alder'],
  ])
  expect(kept.find(({ symbol }) => symbol === 'CCACHE')?.effect).toEqual({ kind: 'lines', lost: [], gained: [] })
  expect(result.unmatched).toEqual(['absent'])
  expect(await predicted(result.text)).toBe(hash)
})

test('several lines about a symbol', async () => {
  const text = `CONFIG_ALL_KMODS=y\nCONFIG_ALL_KMODS=n\n# CONFIG_CCACHE is not set\nCONFIG_ALL_KMODS=y\nCONFIG_CCACHE=y\n`
  const result = await minimised({ stdin: () => text, expect: await predicted(text) })
  expect(result.lines).toMatchObject([{ text: 'CONFIG_ALL_KMODS=y' }])
  const kept = await minimised({ stdin: () => text, expect: await predicted(text), keep: ['ALL_KMODS=n'] })
  expect(kept.lines.map(({ number }) => number)).toEqual([2, 4])
})

test('an interrupted search has the fewest lines so far', async () => {
  const stop = new AbortController()
  const text = expectedText('24.10', 'packages', 'config')
  const result = await minimised({
    stdin: () => text,
    expect: hashOf('packages'),
    signal: stop.signal,
    onProgress: (done, total) => {
      if (done > total / 2) stop.abort()
    },
  })
  expect(result.verdict).toBe('interrupted')
  expect(result.lines.length).toBeLessThan(result.read.assignments)
  expect(result.lines.every(({ effect }) => effect === undefined)).toBe(true)
  expect(await predicted(result.text)).toBe(hashOf('packages'))
})

test('the hash alone counts, and what contradicts it is said', async () => {
  const expected = `https://example.org/releases/24.10.0/targets/birch/generic/kmods/6.6.74-1-${hashOf('buildbot')}/`
  const result = await minimised({ config: seedPath('buildbot'), expect: expected })
  expect(result.contradictions).toMatchObject([
    { part: 'linux-version', expected: '6.6.74', actual: '6.6.73' },
    { part: 'target', expected: 'birch/generic', actual: 'alder/generic' },
  ])
})

test('a configuration that does not give the hash', async () => {
  const result = await minimiseSeed(asked({ config: seedPath('buildbot'), expect: NONE }))
  expect(result).toMatchObject({
    kind: 'not-given',
    vermagic: hashOf('buildbot'),
    target: 'alder/generic',
    expectation: { verdict: 'not-met', signs: { kallsyms: false } },
  })
})

describe('what cannot be answered', () => {
  test.each<[string, Asked]>([
    ['no-expectation', { expect: 'nothing' }],
    ['several-expectations', { expect: `${NONE} ${NONE.replaceAll('0', '1')}` }],
    ['unreadable', { expect: NONE, config: 'missing' }],
    ['unreadable', { expect: NONE, tree: 'missing' }],
    ['unknown-dialect', { expect: NONE, dialect: 'none' }],
    ['not-a-buildroot', { expect: NONE, tree: KERNEL }],
  ])('%s', async (kind, request) => {
    expect(await minimiseSeed(asked(request))).toMatchObject({ kind: 'failed', problem: { kind } })
  })
})
