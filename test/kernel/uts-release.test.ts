/** UTS_RELEASE: what a build recorded, and what the parts add up to, in each generation. */
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import type { ConfigLookup } from '../../src/kernel/fact.ts'
import { type ReleaseRequest, utsRelease } from '../../src/kernel/uts-release.ts'

const lookup = (text: string): ConfigLookup => {
  const set = readConfig(text, '.config')
  return (symbol) => set.entries.get(symbol)
}

const makefile = (version: string, patchlevel: string, sublevel: string, extra = '', more = ''): string =>
  `# comment\nVERSION = ${version}\nPATCHLEVEL = ${patchlevel}\nSUBLEVEL = ${sublevel}\nEXTRAVERSION =${extra}\n${more}`

const MODERN = {
  's/Makefile': makefile('6', '1', '5', ' -rc3'),
  's/scripts/setlocalversion': 'collect_files() .scmversion',
}

const release = (files: Record<string, string>, more: Partial<ReleaseRequest> = {}) =>
  utsRelease({ files: memoryFileSystem(files), build: 'b', source: 's', config: lookup(''), ...more })

const text = (...args: Parameters<typeof release>): string | undefined => {
  const found = release(...args).text
  return found.kind === 'known' ? found.value : undefined
}

describe('recorded', () => {
  test('the package beats what modules are compiled with, and that beats what make computed', () => {
    const all = {
      'b/.kernelvariables': 'override ARCH = x86\noverride KERNELRELEASE = 6.1.0-56-amd64\n',
      'b/include/generated/utsrelease.h': '#define UTS_RELEASE "6.1.0-56-other"\n',
      'b/include/config/kernel.release': '6.1.192\n',
    }
    expect(release(all)).toEqual({
      text: {
        kind: 'known',
        value: '6.1.0-56-amd64',
        source: { kind: 'file', file: 'b/.kernelvariables', line: 2 },
      },
      parts: [expect.objectContaining({ kind: 'package' })],
      tooLong: false,
    })
    expect(text({ ...all, 'b/.kernelvariables': 'override ARCH = x86\n' })).toBe('6.1.0-56-other')
    expect(text({ 'b/include/config/kernel.release': '6.1.192\n' })).toBe('6.1.192')
  })

  test('is explained by the parts that lead to it', () => {
    const files = {
      ...MODERN,
      's/localversion-rt': '-rt7\n',
      'b/include/config/kernel.release': '6.1.5-rc3-rt7-mine\n',
    }
    const { parts } = release(files, { config: lookup('CONFIG_LOCALVERSION="-mine"\n') })
    const texts = parts.map((part) => [part.kind, part.text.kind === 'known' ? part.text.value : undefined])
    expect(texts).toEqual([
      ['version', '6.1.5'],
      ['extraversion', '-rc3'],
      ['localversion-file', '-rt7'],
      ['config-localversion', '-mine'],
      ['localversion-variable', ''],
      ['scm', ''],
    ])
    expect(parts.map(({ text: part }) => (part.kind === 'known' ? part.source : undefined)).slice(0, 4)).toEqual([
      { kind: 'file', file: 's/Makefile', line: 4 },
      { kind: 'file', file: 's/Makefile', line: 5 },
      { kind: 'file', file: 's/localversion-rt', line: 1 },
      { kind: 'config', symbol: 'LOCALVERSION', value: '"-mine"', file: '.config', line: 1 },
    ])
  })

  test.each([
    ['6.1.5-rc3-mine', 'unexplained', '-mine'],
    ['6.1.0-5-amd64', 'package', '6.1.0-5-amd64'],
  ])('%s: %s', (value, kind, rest) => {
    const { parts } = release({ ...MODERN, 'b/include/config/kernel.release': value })
    expect(parts.at(-1)).toMatchObject({ kind, text: { value: rest } })
  })

  test('a commit is known by the record alone', () => {
    const { parts } = release({ ...MODERN, 's/.git/HEAD': '', 'b/include/config/kernel.release': '6.1.5-rc3+' })
    expect(parts.at(-1)).toMatchObject({ kind: 'scm', text: { value: '+' } })
  })
})

describe('setlocalversion (4.9 to 6.12)', () => {
  const files = { ...MODERN, 'b/localversion-a': '-a\n\n', 's/localversion-b': '-b', 's/localversion-b~': '-no' }

  test('files of the build folder, of the source, the configuration, LOCALVERSION', () => {
    expect(text(files, { config: lookup('CONFIG_LOCALVERSION="-c"\n') })).toBe('6.1.5-rc3-a-b-c')
    expect(text(files, { config: lookup('CONFIG_LOCALVERSION="-c"\n'), localversion: '-d' })).toBe('6.1.5-rc3-a-b-c-d')
    expect(text(files, { build: 's' })).toBe('6.1.5-rc3-b')
    // include/config/auto.conf has strings bare
    expect(text(files, { config: lookup('CONFIG_LOCALVERSION=-c\n') })).toBe('6.1.5-rc3-a-b-c')
    expect(text({ ...MODERN, 's/localversion': ' a\nb \n' })).toBe('6.1.5-rc3 a b ')
  })

  describe('a repository', () => {
    const HEAD = '0123456789abcdef0123456789abcdef01234567'
    const TAG = 'fedcba9876543210fedcba9876543210fedcba98'
    const ANY_TAG = 'collect_files() .scmversion git describe --exact-match'
    const NAMED_TAG = 'collect_files() version_tag=v'
    const repository = (more: Record<string, string>, script = NAMED_TAG) => ({
      ...MODERN,
      's/scripts/setlocalversion': script,
      's/.git/HEAD': 'ref: refs/heads/main\n',
      's/.git/refs/heads/main': `${HEAD}\n`,
      ...more,
    })
    const packed = (...lines: readonly string[]) => ({
      's/.git/packed-refs': ['# pack-refs with: peeled fully-peeled sorted ', ...lines, ''].join('\n'),
    })
    const unknown = {
      kind: 'unknown',
      wanted: [
        { kind: 'file', file: 'b/include/config/kernel.release' },
        { kind: 'option', option: '--release' },
      ],
    }
    const other = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

    test('past its tag has a plus, unless LOCALVERSION is set', () => {
      const found = release(repository({}))
      expect(found.parts.at(-1)).toEqual({
        kind: 'scm',
        text: { kind: 'known', value: '+', source: { kind: 'file', file: 's/.git/HEAD' } },
      })
      expect(text(repository({}))).toBe('6.1.5-rc3+')
      expect(text(repository({}), { localversion: '' })).toBe('6.1.5-rc3')
      expect(text(repository({ 's/.git/HEAD': `${HEAD}\n` }))).toBe('6.1.5-rc3+')
    })

    test('what LOCALVERSION_AUTO adds is in no file', () => {
      const auto = { localversion: '', config: lookup('CONFIG_LOCALVERSION_AUTO=y\n') }
      expect(release(repository({}), auto).text).toEqual(unknown)
    })

    test.each([
      ['the tag of this version', packed(`${TAG} refs/tags/v6.1.5-rc3`, `^${HEAD}`), undefined],
      ['the tag of another version', packed(`${TAG} refs/tags/v6.1.5-rc2`, `^${HEAD}`), '6.1.5-rc3+'],
      ['the tag of another commit', packed(`${TAG} refs/tags/v6.1.5-rc3`, `^${other}`), '6.1.5-rc3+'],
      ['a tag that is no annotated one', packed(`${HEAD} refs/tags/v6.1.5-rc3`), '6.1.5-rc3+'],
      ['a tag whose object is in a pack', { 's/.git/refs/tags/v6.1.5-rc3': TAG }, undefined],
      ['the branch packed', { ...packed(`${HEAD} refs/heads/main`), 's/.git/refs/heads/main': 'x' }, undefined],
      ['another form', { 's/.git/reftable/tables.list': '' }, undefined],
    ])('%s', (_, more, expected) => {
      expect(text(repository(more))).toBe(expected)
    })

    test('any annotated tag counts before 6.3', () => {
      const any = packed(`${TAG} refs/tags/mine/1`, `^${HEAD}`)
      expect(text(repository(any))).toBe('6.1.5-rc3+')
      expect(release(repository(any, ANY_TAG)).text).toEqual(unknown)
      expect(text(repository(packed(`${TAG} refs/tags/mine/1`, `^${other}`), ANY_TAG))).toBe('6.1.5-rc3+')
    })

    test('a localversion file names a tag', () => {
      const rt = { 's/localversion-rt': '-rt4\n', ...packed(`${TAG} refs/tags/v6.1.5-rc3-rt4`, `^${HEAD}`) }
      expect(release(repository(rt)).text).toEqual(unknown)
    })

    test('a tag whose object lies loose', () => {
      const bytes = deflateSync(Buffer.from(`tag 130\0object ${HEAD}\ntype commit\ntag v6.1.5-rc3\n`))
      const loose = { 's/.git/refs/tags/v6.1.5-rc3': `${TAG}\n` }
      const files = { ...repository(loose), [`s/.git/objects/fe/${TAG.slice(2)}`]: bytes }
      const request = { files: memoryFileSystem(files), build: 'b', source: 's', config: lookup('') }
      expect(utsRelease(request).text).toEqual(unknown)
      const past = deflateSync(Buffer.from(`tag 130\0object ${other}\ntype commit\ntag v6.1.5-rc3\n`))
      const elsewhere = { ...files, [`s/.git/objects/fe/${TAG.slice(2)}`]: past }
      expect(utsRelease({ ...request, files: memoryFileSystem(elsewhere) }).text).toMatchObject({ value: '6.1.5-rc3+' })
    })

    test('a work tree of its own', () => {
      const added = {
        ...repository({}),
        's/.git/HEAD': undefined,
        's/.git': 'gitdir: /main/.git/worktrees/s\n',
        '/main/.git/worktrees/s/HEAD': 'ref: refs/heads/side\n',
        '/main/.git/worktrees/s/commondir': '../..\n',
        '/main/.git/refs/heads/side': HEAD,
      }
      const { 's/.git/HEAD': _head, 's/.git/refs/heads/main': _main, ...files } = added
      expect(release(files as Record<string, string>).parts.at(-1)?.text).toMatchObject({
        value: '+',
        source: { file: '/main/.git/worktrees/s/HEAD' },
      })
    })

    test('without a commit has no version', () => {
      const { 's/.git/refs/heads/main': _, ...unborn } = repository({})
      expect(text(unborn)).toBe('6.1.5-rc3')
    })

    test('of another program counts where the script asks for it', () => {
      const mercurial = { ...MODERN, 's/.hg/store': '' }
      expect(text(mercurial)).toBe('6.1.5-rc3')
      const asked = { ...mercurial, 's/scripts/setlocalversion': 'collect_files() hg id' }
      expect(release(asked).text).toEqual(unknown)
    })
  })

  test('.scmversion says it', () => {
    const written = { ...MODERN, 's/.scmversion': '-gdeadbeef0123\n' }
    expect(text(written)).toBe('6.1.5-rc3+')
    expect(text(written, { config: lookup('CONFIG_LOCALVERSION_AUTO=y\n') })).toBe('6.1.5-rc3-gdeadbeef0123')
    expect(text({ ...written, 's/scripts/setlocalversion': 'collect_files' })).toBe('6.1.5-rc3')
  })

  test('without a configuration the local part is not known', () => {
    const { config: _, ...without }: ReleaseRequest = {
      files: memoryFileSystem(MODERN),
      build: 'b',
      source: 's',
      config: lookup(''),
    }
    expect(utsRelease(without).text).toEqual({ kind: 'unknown', wanted: [{ kind: 'config', symbol: 'LOCALVERSION' }] })
  })
})

describe('older makefiles', () => {
  const old = (version: [string, string, string], more: string) => ({
    's/Makefile': makefile(...version, '-prep', more),
    'b/localversion1': '-a b\n',
    'b/localversion~': '-t',
  })
  const config = lookup('CONFIG_LOCALVERSION="-c"\n')

  test('2.6.9: LOCALVERSION replaces files and configuration', () => {
    const files = old(['2', '6', '9'], 'localversion-files := $(wildcard $(objtree)/localversion*)\n')
    expect(text(files, { config })).toBe('2.6.9-prep-ab-t-c')
    expect(text(files, { config, localversion: '-d' })).toBe('2.6.9-prep-d')
  })

  test('2.6.18: LOCALVERSION counts with LOCALVERSION_AUTO alone', () => {
    const files = old(['2', '6', '18'], 'localver-full = $(localver)$(localver-auto)\n')
    expect(text(files, { config, localversion: '-d' })).toBe('2.6.18-prep-ab-c')
    const auto = lookup('CONFIG_LOCALVERSION="-c"\nCONFIG_LOCALVERSION_AUTO=y\n')
    expect(text(files, { config: auto, localversion: '-d' })).toBe('2.6.18-prep-ab-c-d')
    expect(text({ ...files, 's/.git/HEAD': '' }, { config: auto })).toBeUndefined()
  })

  test('by version where the makefile does not tell; between the known ones nothing is said', () => {
    expect(text({ 's/Makefile': makefile('2', '6', '8') }, { config, localversion: '-d' })).toBe('2.6.8-d')
    expect(text({ 's/Makefile': makefile('2', '6', '14') }, { config })).toBeUndefined()
    expect(text({ 's/Makefile': makefile('2', '6', '35') }, { config })).toBeUndefined()
    expect(text({ 's/Makefile': makefile('4', '9', '45') }, { config })).toBe('4.9.45-c')
  })
})

test('longer than make allows', () => {
  expect(release({ 'b/include/config/kernel.release': 'x'.repeat(64) }).tooLong).toBe(false)
  expect(release({ 'b/include/config/kernel.release': 'x'.repeat(65) }).tooLong).toBe(true)
})

test('a folder that tells nothing says what would', () => {
  expect(release({ 'b/x': '' }).text).toMatchObject({
    kind: 'unknown',
    wanted: [
      { file: 'b/include/generated/utsrelease.h' },
      { file: 'b/include/config/kernel.release' },
      { option: '--release' },
    ],
  })
})
