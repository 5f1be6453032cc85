/** Predictions out of the cache: the same in everything as those worked out anew. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { predict } from '../../src/workspace/predict.ts'
import type { PredictRequest, PredictResult } from '../../src/workspace/predict-request.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Smaller trees, and configurations of fewer bytes, are not kept. */
const FILES = 60
const BYTES = 20_000

const folder = temporaryFolder()

const HEAD = `mainmenu "Cached 1.0"

success = $(shell,{ $(1); } >/dev/null 2>&1 && echo y || echo n)

config MODULES
	bool "Modules"
	prompt "Again"
	modules

`

const unit = (i: number): string => `config HAS_${i}
	def_bool ${i % 2 === 0 ? `$(success,cc -m${i})` : 'y'}

config USES_${i}
	tristate "Uses ${i}"
	depends on HAS_${i}

config TEXT_${i}
	string "Text ${i}"
	default "none"
`

/** Half of the files ask about the compiler, so that answers are inferred from the configuration. */
const writeTree = (): void => {
  mkdirSync(join(folder(), 'sub'))
  const sources = Array.from({ length: FILES }, (_, i) => `source "sub/Kconfig.${i}"\n`)
  writeFileSync(join(folder(), 'Kconfig'), HEAD + sources.join(''))
  for (let i = 0; i < FILES; i++) writeFileSync(join(folder(), `sub/Kconfig.${i}`), unit(i))
}

/** Lines of every kind; its title is the tree's, so that what it leaves out counts as well. */
const config = (): string => {
  const lines = ['#', '# Automatically generated file; DO NOT EDIT.', '# Cached 1.0', '#', 'CONFIG_MODULES=y']
  for (let i = 0; i < FILES; i++) {
    if (i % 4 !== 0)
      lines.push(`CONFIG_HAS_${i}=y`, i % 3 === 0 ? `# CONFIG_USES_${i} is not set` : `CONFIG_USES_${i}=m`)
    lines.push(`CONFIG_TEXT_${i}="\xe9 \\"${'x'.repeat(350)}"`)
  }
  lines.push('CONFIG_NO_SUCH=y', 'CONFIG_USES_1', 'nonsense', '# CONFIG_USES_5 is not setting', 'CONFIG_USES_7=q')
  return `${lines.join('\n')}\n`
}

const ask = (more: Partial<PredictRequest> = {}): Promise<PredictResult> =>
  predict({
    cwd: folder(),
    environment: { KCHECK_CACHE: join(folder(), 'cache') },
    stdin: () => '',
    tree: '.',
    dialect: 'linux-6.12',
    diff: true,
    ...more,
  })

/** Names and times of the packs. */
const packs = (): readonly string[] =>
  readdirSync(join(folder(), 'cache'))
    .map((name) => `${name} ${statSync(join(folder(), 'cache', name)).mtimeMs}`)
    .sort()

test('cold, warm and without a cache', async () => {
  writeTree()
  expect(config().length).toBeGreaterThan(BYTES)
  writeFileSync(join(folder(), '.config'), config(), 'latin1')
  const cold = await ask()
  // the model with its manifest, the lines, what was inferred from them
  const written = packs()
  expect(written).toHaveLength(4)
  const warm = await ask()
  expect(packs()).toEqual(written)
  expect(warm).toEqual(cold)
  expect(await ask({ cache: false })).toEqual(cold)

  if (cold.kind === 'failed') throw new Error(JSON.stringify([cold.problem, cold.messages]))
  expect(cold.notes).toContainEqual({ kind: 'toolchain', source: 'config', inferred: FILES / 2 })
  expect(cold.messages.map(({ code }) => code)).toEqual([
    'kconfig/prompt-redefined',
    'dotconfig/unknown-symbol',
    'dotconfig/unexpected-data',
    'dotconfig/unexpected-data',
    'dotconfig/reassignment',
    'dotconfig/invalid-value',
  ])
  expect(cold.text).toContain('\nCONFIG_HAS_2=y\nCONFIG_USES_2=m\n')
  expect(cold.text).not.toContain('CONFIG_HAS_4=')
})
