/** Schema `kcheck/toolchain/1` as docs/schemas.md has it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { formatToolchain } from '../../src/probe/toolchain.ts'

const toolchain = z.strictObject({
  schema: z.literal('kcheck/toolchain/1'),
  env: z.record(z.string(), z.string()).optional(),
  probes: z.record(z.string(), z.string()),
})

test('what is written has the schema', () => {
  const text = formatToolchain({ environment: new Map([['CC', 'gcc']]), probes: new Map([['echo y', 'y\n\xff']]) })
  expect(toolchain.parse(JSON.parse(text))).toEqual({
    schema: 'kcheck/toolchain/1',
    env: { CC: 'gcc' },
    probes: { 'echo y': 'y\n\udcff' },
  })
})

test('so has the recording of the small tree', () => {
  const text = readFileSync(new URL('../../fixtures/kernel-tiny/kcheck-toolchain.json', import.meta.url), 'utf8')
  expect(() => toolchain.parse(JSON.parse(text))).not.toThrow()
})
