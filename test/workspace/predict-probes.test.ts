/** Who answers the probes of a tree, and what the configuration itself gives away about them. */
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Prediction, PredictRequest } from '../../src/workspace/predict-request.ts'
import { expected, TREE } from '../kernel-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { predicted } from './ask.ts'

const RESOLVED = expected('x86.tiny_defconfig.config')
const ANSWERS = join(TREE, 'kcheck-toolchain.json')

/** The tree without its recorded answers. */
const tree = temporaryFolder('file')
beforeAll(() => {
  cpSync(TREE, tree(), { recursive: true })
  rmSync(join(tree(), 'kcheck-toolchain.json'))
})

const ask = (config: string, more: Partial<PredictRequest> = {}): Promise<Prediction> =>
  predicted({ cwd: tree(), tree: tree(), arch: 'x86', config: '-', stdin: () => config, ...more })

const toolchainOf = ({ notes }: Prediction) => notes.find(({ kind }) => kind === 'toolchain')

describe('a resolved configuration of this very tree', () => {
  test('comes out unchanged without any toolchain', async () => {
    const prediction = await ask(RESOLVED)
    expect(prediction.text).toBe(RESOLVED)
    expect(toolchainOf(prediction)).toMatchObject({ source: 'config' })
    expect(prediction.unknown).toEqual([])
  })

  test('answers for what a fragment over it asks', async () => {
    writeFileSync(join(tree(), 'fragment'), 'CONFIG_FANCY=y\n# CONFIG_STACK_CHECK is not set\n')
    const { text } = await ask(RESOLVED, { fragments: ['fragment'] })
    expect(text).not.toContain('CONFIG_FANCY')
    expect(text).toContain('# CONFIG_STACK_CHECK is not set\n')
  })

  test('is the only one that is believed: a fragment says nothing about the machine', async () => {
    writeFileSync(join(tree(), 'lie'), 'CONFIG_CC_HAS_NO_SUCH_OPTION=y\nCONFIG_FANCY=y\n')
    expect((await ask(RESOLVED, { fragments: ['lie'] })).text).toBe(RESOLVED)
  })
})

test.each(['savedefconfig', 'listnewconfig', 'helpnewconfig'] as const)(
  'what %s prints leaves nothing unknown that the configuration does not, and the count is of the configuration',
  async (mode) => {
    const [usual, own] = [await ask(RESOLVED), await ask(RESOLVED, { mode })]
    expect([own.unknown, own.symbols]).toEqual([usual.unknown, usual.symbols])
    const [open, ownOpen] = [await ask('CONFIG_MODULES=y\n'), await ask('CONFIG_MODULES=y\n', { mode })]
    expect([ownOpen.unknown, ownOpen.symbols]).toEqual([open.unknown, open.symbols])
  },
)

test("another architecture's configuration says nothing about this one's compiler", async () => {
  const { text, notes, unknown } = await ask(RESOLVED, { arch: 'arm64', mode: 'allmodconfig' })
  expect(notes).toContainEqual({ kind: 'answers-of-other-arch', config: 'x86', tree: 'arm64' })
  expect(toolchainOf({ notes } as Prediction)).toBeUndefined()
  expect(RESOLVED).not.toContain('CC_VERSION_TEXT=""')
  expect(text).toContain('CC_VERSION_TEXT=""')
  expect(unknown).not.toEqual([])
})

test('a configuration that nobody named is named in the notes', async () => {
  const path = join(tree(), '.config')
  writeFileSync(path, RESOLVED)
  const { notes } = await predicted({ cwd: tree(), tree: tree(), arch: 'x86' })
  rmSync(path)
  expect(notes).toContainEqual({ kind: 'config', path })
})

describe('a configuration that is not complete', () => {
  test('says nothing by what it leaves out', async () => {
    const prediction = await ask('CONFIG_MODULES=y\n')
    expect(prediction.text).not.toContain('CONFIG_CC_HAS_STACK_CHECK')
    expect(prediction.unknown.flatMap(({ affects }) => affects)).toEqual(
      expect.arrayContaining([
        'CC_HAS_STACK_CHECK',
        'STACK_CHECK',
        'CC_HAS_NO_SUCH_OPTION',
        'FANCY',
        'CC_VERSION_TEXT',
      ]),
    )
  })

  test('nor does one of another version', async () => {
    const without = RESOLVED.replace(/^CONFIG_(CC_HAS_)?STACK_CHECK=y\n/gm, '')
    const open = async (config: string) => (await ask(config)).unknown.flatMap(({ affects }) => affects)
    expect(await open(without)).toEqual([])
    expect(await open(without.replace('6.1.7', '6.1.8'))).toContain('CC_HAS_STACK_CHECK')
  })
})

describe('other answers', () => {
  test('none: everything a probe decides is unknown', async () => {
    const prediction = await ask(RESOLVED, { toolchain: 'none' })
    expect(toolchainOf(prediction)).toMatchObject({ source: 'none', inferred: 0 })
    expect(prediction.text).toContain('CONFIG_CC_VERSION_TEXT=""\n')
    expect(prediction.text).not.toContain('STACK_CHECK')
    const flag = prediction.unknown.find(({ text }) => text.includes('-fstack-protector-strong'))
    expect(flag).toMatchObject({ kind: 'shell', affects: ['CC_HAS_STACK_CHECK', 'STACK_CHECK'] })
  })

  test('a recorded file', async () => {
    const prediction = await ask('CONFIG_MODULES=y\n', { toolchain: ANSWERS })
    expect(prediction.text).toContain('CONFIG_CC_VERSION_TEXT="gcc (GCC) 12.2.0"\n')
    expect([prediction.unknown, toolchainOf(prediction)]).toMatchObject([[], { source: ANSWERS }])
  })

  test('auto: the file in the tree, where there is one', async () => {
    expect(toolchainOf(await ask(RESOLVED, { tree: TREE }))).toMatchObject({ source: ANSWERS })
    expect(toolchainOf(await ask(RESOLVED))).toMatchObject({ source: 'config' })
  })

  test('variables that are given are known', async () => {
    const env = [['CC_VERSION_TEXT', 'mine 1.0']] as const
    expect((await ask('CONFIG_MODULES=y\n', { env })).text).toContain('CONFIG_CC_VERSION_TEXT="mine 1.0"\n')
  })
})
