/** From what a user types to a prediction, on the small tree; the files in its `expected/` are the C tool's. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PredictFailure, Prediction, PredictRequest } from '../../src/workspace/predict-request.ts'
import { defconfig, expected, TINY, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { ask, predicted } from './ask.ts'

const folder = temporaryFolder()

const done = (request: Partial<PredictRequest>): Promise<Prediction> => predicted({ cwd: folder(), ...request })

const failed = async (request: Partial<PredictRequest>): Promise<PredictFailure> => {
  const result = await ask({ cwd: folder(), ...request })
  if (result.kind !== 'failed') throw new Error('it did not fail')
  return result
}

const write = (name: string, text: string): string => {
  writeFileSync(join(folder(), name), text, 'latin1')
  return name
}

describe('modes', () => {
  test.each([
    ['olddefconfig', 'x86.tiny_defconfig.config'],
    ['defconfig', 'x86.tiny_defconfig.config'],
    ['savedefconfig', 'x86.tiny_defconfig.savedefconfig'],
  ] as const)('%s', async (mode, file) => {
    expect((await done({ config: TINY, mode })).text).toBe(expected(file))
  })

  test.each(['allnoconfig', 'allyesconfig', 'allmodconfig', 'alldefconfig'] as const)('%s', async (mode) => {
    expect((await done({ tree: TREE, arch: 'x86', mode })).text).toBe(expected(`x86.${mode}.config`))
  })

  test.each([
    ['yes2modconfig', 'allyesconfig'],
    ['mod2yesconfig', 'allmodconfig'],
    ['mod2noconfig', 'allmodconfig'],
  ] as const)('%s of %s', async (mode, from) => {
    const config = join(TREE, `expected/x86.${from}.config`)
    expect((await done({ config, tree: TREE, arch: 'x86', mode })).text).toBe(expected(`x86.${from}.${mode}.config`))
  })

  test('presets of all*config', async () => {
    const allconfig = write('presets', 'CONFIG_SMP=y\nCONFIG_NR_CPUS=16\n')
    expect((await done({ tree: TREE, arch: 'x86', mode: 'allnoconfig', allconfig })).text).toContain(
      'CONFIG_NR_CPUS=16\n',
    )
  })

  test('none takes a configuration as it stands', async () => {
    const text = 'CONFIG_FANCY=y\nnot even a line\n'
    expect((await done({ config: write('c', text), tree: TREE, arch: 'x86', mode: 'none' })).text).toBe(text)
  })

  test('a random seed repeats itself', async () => {
    const request = { tree: TREE, arch: 'x86', mode: 'randconfig', seed: '0x2a' } as const
    const first = await done(request)
    expect(first).toMatchObject({ seed: 42, text: (await done({ ...request, seed: '42' })).text })
    expect((await done({ ...request, probability: '0' })).text).toContain('# CONFIG_NET is not set\n')
  })

  test('listnewconfig and helpnewconfig tell what a configuration does not say', async () => {
    const config = write('c', expected('x86.tiny_defconfig.config').replace('# CONFIG_EXPERT is not set\n', ''))
    const request = { config, tree: TREE } as const
    expect((await done({ ...request, mode: 'listnewconfig' })).text).toBe('CONFIG_EXPERT=n\n')
    expect((await done({ ...request, mode: 'helpnewconfig' })).text).toMatch(
      /^-----\n\nCONFIG_EXPERT:\n\nShows options/,
    )
  })

  test('syncconfig gives all its files', async () => {
    const { files } = await done({ config: TINY, mode: 'syncconfig' })
    expect([...(files ?? new Map()).keys()]).toEqual([
      '.config',
      'include/config/auto.conf.cmd',
      'include/generated/autoconf.h',
      'include/generated/rustc_cfg',
      'include/config/auto.conf',
    ])
    expect(files?.get('.config')).toBe(expected('x86.tiny_defconfig.config'))
  })

  test('syncconfig gives one of them where that is asked for', async () => {
    const { text, files } = await done({ config: TINY, mode: 'syncconfig', emit: 'auto.conf' })
    expect(text).toContain('\nCONFIG_LOCALVERSION=-tiny\n')
    expect(files).toBeUndefined()
  })

  test('emit chooses another file of a resolved configuration', async () => {
    expect((await done({ config: TINY, emit: 'auto.conf' })).text).toContain('\nCONFIG_LOCALVERSION=-tiny\n')
    expect((await done({ config: TINY, emit: 'autoconf.h' })).text).toContain('\n#define CONFIG_USB_MODULE 1\n')
    expect((await done({ config: TINY, emit: 'rustc_cfg' })).text).toContain('--cfg=CONFIG_USB="m"\n')
  })
})

describe('what the configuration says of itself', () => {
  const notesOf = async (request: Partial<PredictRequest>) => (await done(request)).notes

  test('tree and architecture by its place', async () => {
    expect(await notesOf({ config: defconfig('arm64') })).toMatchObject([
      { kind: 'tree', what: 'kernel' },
      { kind: 'dialect', name: 'linux-6.1' },
      { kind: 'arch', arch: 'arm64', because: 'place' },
      { kind: 'toolchain' },
    ])
  })

  test('architecture by its header', async () => {
    const config = write('c', expected('arm64.tiny_defconfig.config'))
    const prediction = await done({ config, tree: TREE })
    expect(prediction.text).toBe(expected('arm64.tiny_defconfig.config'))
    expect(prediction.notes).toContainEqual({ kind: 'arch', arch: 'arm64', because: 'header' })
  })

  test('another version is noted', async () => {
    const config = write('c', expected('x86.tiny_defconfig.config').replace('6.1.7', '6.0.1'))
    expect(await notesOf({ config, tree: TREE })).toContainEqual({
      kind: 'config-of-other-version',
      config: 'Linux/x86 6.0.1 Kernel Configuration',
      tree: 'Linux/x86 6.1.7 Kernel Configuration',
    })
  })

  test('another program is refused', async () => {
    const config = write(
      'c',
      expected('x86.tiny_defconfig.config').replace('Linux/x86 6.1.7 Kernel', 'Buildroot 2026.02'),
    )
    expect(await failed({ config, tree: TREE, arch: 'x86' })).toMatchObject({
      problem: { kind: 'other-program', title: 'Buildroot 2026.02 Configuration' },
    })
  })
})

describe('where things are', () => {
  test('standard input, and a .config in the current folder', async () => {
    const text = readFileSync(TINY, 'latin1')
    const piped = await done({ config: '-', stdin: () => text, tree: TREE, arch: 'x86' })
    expect(piped.text).toBe(expected('x86.tiny_defconfig.config'))
    expect(piped.configPath).toBeUndefined()
    write('.config', text)
    expect((await done({ tree: TREE, arch: 'x86' })).text).toBe(piped.text)
  })

  test('the .config of a build folder', async () => {
    const build = join(folder(), 'build')
    mkdirSync(build)
    symlinkSync(TREE, join(build, 'source'))
    cpSync(TINY, join(build, '.config'))
    const prediction = await done({ tree: 'build', arch: 'x86' })
    expect([prediction.text, prediction.configPath]).toEqual([
      expected('x86.tiny_defconfig.config'),
      join(build, '.config'),
    ])
  })
})

describe('fragments', () => {
  test('win over the base in order, with each override told, and are named in messages', async () => {
    write('a', 'CONFIG_LOG_SHIFT=20\n')
    write('b', 'CONFIG_LOG_SHIFT=21\nCONFIG_NO_SUCH=y\n')
    const { text, overrides, messages } = await done({ config: TINY, fragments: ['a', 'b'] })
    expect(text).toContain('CONFIG_LOG_SHIFT=21\n')
    expect(overrides.map(({ after }) => `${after.file}:${after.line}`)).toEqual(['a:1', 'b:1'])
    expect(messages).toMatchObject([{ code: 'dotconfig/unknown-symbol', position: { file: 'b', line: 2 } }])
  })
})

describe('excerpts', () => {
  test('of a configuration are of the one the user named, not of a file of that name in the tree', async () => {
    mkdirSync(join(folder(), 'tree/scripts/kconfig'), { recursive: true })
    write('tree/Kconfig', 'config A\n\tbool "a"\n\tbool "b"\n')
    write('tree/cfg', 'CONFIG_OTHER=y\n')
    write('cfg', 'CONFIG_NO_SUCH=y\n')
    const { messages } = await done({ config: 'cfg', tree: 'tree', dialect: 'linux-6.12' })
    expect(messages.map(({ excerpt }) => excerpt?.text)).toEqual(['\tbool "b"', 'CONFIG_NO_SUCH=y'])
  })
})

test('the reasons are of the presets of all*config and of fragments over nothing', async () => {
  const allconfig = write('presets', 'CONFIG_NO_SUCH=y\n')
  const request = { tree: TREE, arch: 'x86', mode: 'allnoconfig', diff: true } as const
  expect((await done({ ...request, allconfig })).rejections).toMatchObject([{ symbol: 'NO_SUCH', file: 'presets' }])
  expect((await done(request)).rejections).toEqual([])
  write('a', 'CONFIG_NO_SUCH=y\n')
  expect((await done({ ...request, fragments: ['a'] })).rejections).toMatchObject([{ symbol: 'NO_SUCH', file: 'a' }])
})

describe('requests that do not survive', () => {
  test('are given with reasons where the reasons are asked for', async () => {
    const config = defconfig('x86', 'asks_too_much_defconfig')
    expect((await done({ config })).rejections).toEqual([])
    expect(
      (await done({ config, diff: true })).rejections.map(({ symbol, reason }) => `${symbol} ${reason.kind}`),
    ).toEqual([
      'FANCY unmet',
      'PHYSICAL_START unmet',
      'LLC no-prompt',
      'USB_SERIAL_CONSOLE unmet',
      'NR_CPUS out-of-range',
      'NO_SUCH_SYMBOL unknown-symbol',
      'HASHES selected',
    ])
  })
})
