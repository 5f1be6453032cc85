/** Two releases part by part, and what to change. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRelease, releaseSegments } from '../../src/kernel/compare-release.ts'
import { known } from '../../src/kernel/fact.ts'
import { releaseChanges } from '../../src/kernel/release-changes.ts'
import type { ReleasePart, ReleasePartKind } from '../../src/kernel/uts-release.ts'

const part = (kind: ReleasePartKind, value: string): ReleasePart => ({
  kind,
  text: known(value, { kind: 'file', file: kind, line: 1 }),
})
/** A tree of one's own, with all that may be put in. */
const tree = (texts: Partial<Record<ReleasePartKind, string>>): readonly ReleasePart[] =>
  (
    ['version', 'extraversion', 'localversion-file', 'config-localversion', 'localversion-variable', 'scm'] as const
  ).map((kind) => part(kind, texts[kind] ?? ''))

const differences = (expected: string, parts: readonly ReleasePart[]) =>
  compareRelease(expected, releaseSegments(parts)).map(({ segment, expected: asked, here }) => [segment, asked, here])
const changes = (expected: string, parts: readonly ReleasePart[], isPackaged = false) =>
  releaseChanges(expected, { parts, differences: compareRelease(expected, releaseSegments(parts)), isPackaged })

describe('a tree of parts', () => {
  const own = tree({ version: '6.1.9', extraversion: '-x', 'config-localversion': '-mine', scm: '+' })
  test.each([
    ['6.1.9-x-mine+', []],
    ['6.1.9-x-mine', [['plus', '', '+']]],
    ['6.1.9-x-other+', [['config-localversion', '-other', '-mine']]],
    ['6.1.9-x+', [['config-localversion', '', '-mine']]],
    ['6.1.9-mine+', [['extraversion', '', '-x']]],
    ['6.1.9-y-mine+', [['extraversion', '-y', '-x']]],
    ['6.1.10-x-mine+', [['version', '6.1.10', '6.1.9']]],
    [
      '6.1.9-x-mine-00012-g0123456789ab-dirty',
      [
        ['commit', '-00012-g0123456789ab', ''],
        ['dirty', '-dirty', ''],
        ['plus', '', '+'],
      ],
    ],
    ['6.1.9-x-mine-more+', [['local', '-more', '']]],
    ['6.1.9-x-minemore+', [['config-localversion', '-minemore', '-mine']]],
  ])('%s', (expected, found) => {
    const sorted = (all: readonly (readonly string[])[]) => all.map((one) => one.join('|')).sort()
    expect(sorted(differences(expected, own))).toEqual(sorted(found))
  })

  test('each part says where it stands', () => {
    const [found] = compareRelease('6.1.9-x-other+', releaseSegments(own))
    expect(found?.source).toEqual({ kind: 'file', file: 'config-localversion', line: 1 })
  })

  test('what to change', () => {
    const source = { kind: 'file', file: 'config-localversion', line: 1 }
    expect(changes('6.1.9-x-other+', own)).toEqual([{ kind: 'config-localversion', value: '-other', source }])
    expect(changes('6.1.9-x+', own)).toEqual([{ kind: 'config-localversion', value: '', source }])
    expect(changes('6.1.9-x-mine-more+', own)).toEqual([{ kind: 'config-localversion', value: '-mine-more', source }])
    expect(changes('6.1.9-x-mine', own)).toEqual([{ kind: 'no-plus' }])
    expect(changes('6.1.10-x-mine+', own)).toEqual([{ kind: 'other-source', version: '6.1.10' }])
    expect(changes('6.1.9-mine+', own)).toMatchObject([{ kind: 'extraversion', value: '' }])
    expect(changes('6.1.9-x-mine-g0123456789ab', own)).toEqual([{ kind: 'commit', commit: '0123456789ab' }])
    const file = tree({ version: '6.1.9', 'localversion-file': '-rt4' })
    expect(changes('6.1.9-rt5', file)).toMatchObject([{ kind: 'localversion-file', value: '-rt5' }])
    expect(changes('6.1.9-rt4-x', file)).toMatchObject([{ kind: 'config-localversion', value: '-x' }])
    expect(changes('6.1.0-56-amd64', file)).toEqual([{ kind: 'headers-package', release: '6.1.0-56-amd64' }])
    expect(changes('6.1.9-rt5', file, true)).toEqual([{ kind: 'headers-package', release: '6.1.9-rt5' }])
  })
})

describe("a packager's name", () => {
  test.each([
    ['6.1.0-55-amd64', '6.1.0-56-amd64', [['abi', '-55', '-56']]],
    ['6.1.0-56-rt-amd64', '6.1.0-56-amd64', [['flavour', '-rt-amd64', '-amd64']]],
    ['6.12.115+deb12-amd64', '6.12.117+deb12-amd64', [['version', '6.12.115', '6.12.117']]],
    ['6.5.6-300.fc39.x86_64', '6.5.6-301.fc39.x86_64', [['abi', '-300.fc39.x86_64', '-301.fc39.x86_64']]],
    [
      '5.15.0-91-generic',
      '5.15.0-92-lowlatency',
      [
        ['abi', '-91', '-92'],
        ['flavour', '-generic', '-lowlatency'],
      ],
    ],
    ['6.1.0-56-amd64+', '6.1.0-56-amd64', [['plus', '+', '']]],
    [
      '6.1.192',
      '6.1.0-56-amd64',
      [
        ['version', '6.1.192', '6.1.0'],
        ['abi', '', '-56'],
        ['flavour', '', '-amd64'],
      ],
    ],
  ])('%s asked of %s', (expected, here, found) => {
    expect(differences(expected, [part('package', here)])).toEqual(found)
  })

  test('asked of sources', () => {
    expect(differences('6.1.0-56-amd64', tree({ version: '6.1.192' }))).toEqual([
      ['version', '6.1.0', '6.1.192'],
      ['abi', '-56', ''],
      ['flavour', '-amd64', ''],
    ])
  })
})

test('releases differ in a part exactly if they differ, and the change of CONFIG_LOCALVERSION makes the other', () => {
  const text = fc.stringMatching(/^(-[a-z0-9]{1,4}){0,2}$/)
  const parts = fc
    .record({
      version: fc.constantFrom('6.1.9', '6.1.10'),
      extraversion: text,
      'localversion-file': text,
      'config-localversion': text,
      scm: fc.constantFrom('', '+', '-g0123456789ab', '-dirty'),
    })
    .map(tree)
  const whole = (all: readonly ReleasePart[]) =>
    all.map(({ text: fact }) => (fact.kind === 'known' ? fact.value : '')).join('')
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(differences(whole(one), other).length === 0).toBe(whole(one) === whole(other))
      const [change, ...rest] = changes(whole(one), other)
      if (change?.kind !== 'config-localversion' || rest.length > 0 || whole(one) === whole(other)) return
      const changed = other.map((each) => (each.kind === 'config-localversion' ? part(each.kind, change.value) : each))
      expect(whole(changed)).toBe(whole(one))
    }),
    { numRuns: 500 },
  )
})
