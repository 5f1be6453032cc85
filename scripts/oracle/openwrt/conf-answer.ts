/**
 * A tree's own configurator and kcheck, asked the same in a tree of links.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { predict } from '../../../src/workspace/predict.ts'
import { command } from '../place/command.ts'
import type { DrawnSeed } from './draw-seed.ts'

/** Variables that the tree's makefiles export, as far as Kconfig or its probes look at them. */
const environmentIn = (tree: string): Readonly<Record<string, string | undefined>> => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  TOPDIR: tree,
  STAGING_DIR_HOST: join(tree, 'staging_dir/host'),
})

const CONF = 'scripts/config/conf'

/** Whether the tree has its configurator built. */
export const hasConf = (tree: string): boolean => existsSync(join(tree, CONF))

const textOf = ({ lines }: DrawnSeed): string => lines.map((line) => `${line}\n`).join('')

/** The text that it writes; undefined where it fails. */
export const confAnswer = (tree: string, seed: DrawnSeed): string | undefined => {
  const [config, saved] = [join(tree, '.config'), join(tree, 'saved')]
  for (const name of [config, `${config}.old`, saved]) rmSync(name, { force: true })
  if (seed.lines.length > 0) writeFileSync(config, textOf(seed), 'latin1')
  const file = seed.mode === 'defconfig' ? '=.config' : seed.mode === 'savedefconfig' ? '=saved' : ''
  try {
    command(join(tree, CONF), [`--${seed.mode}${file}`, 'Config.in'], { cwd: tree, env: environmentIn(tree) })
  } catch {
    return undefined
  }
  return readFileSync(seed.mode === 'savedefconfig' ? saved : config, 'latin1')
}

/** What `kcheck predict` prints; undefined where it fails. */
export const kcheckAnswer = async (tree: string, seed: DrawnSeed): Promise<string | undefined> => {
  rmSync(join(tree, '.config'), { force: true })
  const result = await predict({
    cwd: tree,
    environment: environmentIn(tree),
    tree,
    mode: seed.mode,
    ...(seed.lines.length > 0 ? { config: '-' } : {}),
    stdin: () => textOf(seed),
    toolchain: 'live',
    emit: 'config',
    cache: false,
  })
  return result.kind === 'predicted' ? result.text : undefined
}
