/** UTS_RELEASE: what a build recorded, and what the parts add up to, in each generation. */
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

  test('a repository adds a plus unless LOCALVERSION is set: which of both is in no file', () => {
    const repository = { ...MODERN, 's/.git/HEAD': 'ref: refs/heads/main\n' }
    expect(release(repository).text).toEqual({
      kind: 'unknown',
      wanted: [
        { kind: 'file', file: 'b/include/config/kernel.release' },
        { kind: 'option', option: '--release' },
      ],
    })
    expect(text(repository, { localversion: '' })).toBe('6.1.5-rc3')
    expect(text(repository, { localversion: '', config: lookup('CONFIG_LOCALVERSION_AUTO=y\n') })).toBeUndefined()
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
