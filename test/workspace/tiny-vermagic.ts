/** `vermagic` in the small buildroot, of 24.10 unless said otherwise. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vermagic } from '../../src/workspace/vermagic.ts'
import type { VermagicAnswer, VermagicRequest } from '../../src/workspace/vermagic-request.ts'

/** Asks about a configuration given as lines; `files` are written into the tree first. */
export const tinyVermagic = async (
  tree: string,
  lines: readonly string[],
  request: Partial<VermagicRequest> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<VermagicAnswer> => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(tree, name), text, 'latin1')
  const stdin = (): string => lines.map((line) => `${line}\n`).join('')
  const result = await vermagic({
    cwd: tree,
    tree,
    config: '-',
    stdin,
    environment: {},
    cache: false,
    dialect: 'openwrt-24.10',
    ...request,
  })
  if (result.kind !== 'computed') throw new Error(JSON.stringify(result))
  return result
}

export const hashOf = async (tree: string, lines: readonly string[]): Promise<string> =>
  (await tinyVermagic(tree, lines)).kernel.configuration.vermagic
