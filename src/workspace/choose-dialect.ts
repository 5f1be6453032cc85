/**
 * The generation of Kconfig: what the user says, else what the tree's configurator shows, else the newest in wide use.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { detectDialect } from '../kconfig/dialects/detect.ts'
import { DIALECTS } from '../kconfig/dialects/index.ts'
import { RequestFailure } from './failure.ts'

export interface ChosenDialect {
  readonly dialect: Dialect
  /** The file that told and what was found there, empty where nothing did; absent where the user said so. */
  readonly because?: string
}

/** The dialect for the tree in `folder`. `named` is `auto` or a name. Throws a `RequestFailure` for an unknown one. */
export const chooseDialect = (files: FileSystem, folder: string, named = 'auto'): ChosenDialect => {
  if (named === 'auto') {
    const { dialect, because } = detectDialect(files, folder) ?? { dialect: DIALECTS['linux-6.12'], because: '' }
    return { dialect, because }
  }
  if (!Object.hasOwn(DIALECTS, named))
    throw new RequestFailure({ kind: 'unknown-dialect', dialect: named, known: Object.keys(DIALECTS) })
  return { dialect: DIALECTS[named as keyof typeof DIALECTS] }
}
