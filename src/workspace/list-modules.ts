/**
 * Which modules a folder of sources builds: the walk over its makefiles tells, which is not joined yet.
 */
import type { ModuleLister } from './judge-built.ts'
import { ModuleRequestFailure } from './module-failure.ts'

/** Throws a `ModuleRequestFailure` where the folder's makefiles do not tell. */
export const listModules: ModuleLister = (_files, _build, folder) => {
  throw new ModuleRequestFailure({ kind: 'no-module-list', folder })
}
