/** What a build makes of one object. */
import type { Build } from './build.ts'
import { resolvedPath } from './tree-path.ts'
import { pathIn } from './walk.ts'

export type BuiltAs = 'module' | 'built-in' | 'library'

/** `path` is without a suffix. Composites and their parts count alike; undefined where the build has neither. */
export const builtAs = (build: Build, path: string): BuiltAs | undefined => {
  const wanted = resolvedPath(`${path}.o`)
  const isIt = (object: string): boolean => resolvedPath(object) === wanted
  if (build.modules.some((module) => isIt(module.path.replace(/\.ko$/, '.o')) || module.objects.some(isIt)))
    return 'module'
  const isBuiltin = build.visits.some((visit) =>
    visit.lists.builtin.some(
      (item) =>
        item.kind === 'object' && [item.word, ...(item.parts ?? [])].some((word) => isIt(pathIn(visit.path, word))),
    ),
  )
  if (isBuiltin) return 'built-in'
  return build.libraries.some(({ objects }) => objects.some((object) => isIt(object.path))) ? 'library' : undefined
}
