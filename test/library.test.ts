/** The library as another program imports it. `npm test` builds it first. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const TREE = fileURLToPath(new URL('../fixtures/kernel-tiny', import.meta.url))

test('predicts as the command line does', async () => {
  const entry = fileURLToPath(new URL('../dist/index.js', import.meta.url))
  const { predict } = (await import(entry)) as typeof import('../src/index.ts')
  const config = join(TREE, 'arch/x86/configs/tiny_defconfig')
  const result = await predict({ cwd: TREE, environment: {}, stdin: () => '', config, cache: false })
  expect(result).toMatchObject({
    kind: 'predicted',
    text: readFileSync(join(TREE, 'expected/x86.tiny_defconfig.config'), 'latin1'),
  })
})

test('judges modules as the command line does', async () => {
  const entry = fileURLToPath(new URL('../dist/index.js', import.meta.url))
  const { judgeModules } = (await import(entry)) as typeof import('../src/index.ts')
  const cwd = fileURLToPath(new URL('../fixtures/modules', import.meta.url))
  const outcome = judgeModules({ cwd, inputs: ['good.ko', 'other-config.ko'], kernel: 'linux-headers-6.1.0-tiny' })
  expect(outcome).toMatchObject({
    kind: 'judged',
    modules: [{ result: { verdict: 'loads' } }, { result: { verdict: 'refused', check: 'module/layout-version' } }],
  })
})
