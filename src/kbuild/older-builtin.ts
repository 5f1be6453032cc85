/**
 * modules.builtin of a build by the older rule: the makefiles are read once more with the values of
 * include/config/tristate.conf.  See tristate-builtin.ts.
 */

import type { Build } from './build.ts'
import { withoutSlash } from './directory-lists.ts'
import type { KbuildRequest } from './top-makefile.ts'
import { tristateBuiltinModules, tristateValues } from './tristate-builtin.ts'
import { pathIn } from './walk.ts'

/** What tells a tree of that rule: Linux 2.6.33 to 5.5. */
export const OLDER_RULE = 'scripts/Makefile.modbuiltin'

const PREFIX = 'CONFIG_'

/** Lines as the file has them. `isTristate`: by name without prefix. */
export const olderBuiltinModules = (
  { configuration }: KbuildRequest,
  { maker, roots }: Build,
  isTristate: (symbol: string) => boolean,
): readonly string[] => {
  const values = [...configuration].map(([name, text]) => [name.slice(PREFIX.length), text] as const)
  const changed = new Map([...tristateValues(values, isTristate)].map(([symbol, text]) => [PREFIX + symbol, text]))
  const all = { needBuiltin: true, needModorder: true }
  const paths = roots.flatMap(({ path, lists }) =>
    path === '.' ? lists.directories.map((below) => pathIn(path, below.path)) : [path],
  )
  return tristateBuiltinModules(paths, (path) => {
    const { make, stopped } = maker.read({ path, ...all }, undefined, changed)
    if (stopped !== undefined) return undefined
    const directories = ['obj-y', 'obj-m'].flatMap((name) => make.wordsIn(name)).filter((word) => word.endsWith('/'))
    const named = ['subdir-y', 'subdir-m', 'subdir-Y'].flatMap((name) => make.wordsIn(name))
    return { objY: make.wordsIn('obj-Y'), subfolders: [...named, ...directories.map(withoutSlash)] }
  })
}
