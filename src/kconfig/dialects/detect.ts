/**
 * Which generation a tree belongs to: what its own configurator's files show, else its version.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Dialect, DialectName } from '../dialect.ts'
import { DIALECTS } from './index.ts'

/** The dialect for the drop-in: the environment's KCHECK_CONF_DIALECT, else that of the tree around srctree or cwd. */
export const dialectForConf = (cwd: string, env: Readonly<Record<string, string | undefined>>): Dialect => {
  const named = env['KCHECK_CONF_DIALECT']
  if (named !== undefined && named in DIALECTS) return DIALECTS[named as DialectName]
  for (const start of [env['srctree'], '.']) {
    if (start === undefined) continue
    for (let folder = resolve(cwd, start); ; folder = dirname(folder)) {
      const lexer = join(folder, 'scripts/kconfig/lexer.l')
      if (existsSync(lexer)) {
        return readFileSync(lexer, 'latin1').includes('"optional"') ? DIALECTS['linux-6.1'] : DIALECTS['linux-6.12']
      }
      if (folder === dirname(folder)) break
    }
  }
  return DIALECTS['linux-6.12']
}
