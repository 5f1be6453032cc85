/**
 * Which modules a folder of sources builds, and of which files: the walk over its makefiles tells.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { sourceFinder } from '../kbuild/build-sources.ts'
import { compiledFile } from '../kbuild/object-source.ts'
import type { FoundBuild } from './build-kernel.ts'
import { completeBuild } from './complete-build.ts'
import { RequestFailure } from './failure.ts'
import type { ListedModule } from './judge-built.ts'
import { KbuildRequestFailure } from './kbuild-failure.ts'
import { kbuildInputs } from './kbuild-inputs.ts'
import { inFolder } from './kbuild-parts.ts'
import type { KbuildProblem } from './kbuild-request.ts'
import { ModuleRequestFailure } from './module-failure.ts'

/** `folder` is absolute. Throws a `ModuleRequestFailure` where the folder's makefiles do not tell. */
export const listModules = async (
  files: FileSystem,
  { places, isInTree }: FoundBuild,
  folder: string,
  variables: readonly (readonly [string, string])[] = [],
): Promise<readonly ListedModule[]> => {
  try {
    const { request, tree } = await kbuildInputs(files, {
      cwd: folder,
      environment: {},
      stdin: () => '',
      tree: places.folder,
      ...(isInTree ? { folder } : { external: folder }),
      variables,
      wants: new Set(),
    })
    const made = completeBuild(request, tree.only)
    const sourceOf = sourceFinder(request, made)
    return made.modules.map(({ path, objects, visit }) => ({
      file: inFolder(path, request.external),
      sources: objects.flatMap((object) => {
        const source = compiledFile(sourceOf(object, visit))
        return source === undefined ? [] : [resolve(request.source, source)]
      }),
    }))
  } catch (error) {
    const because = problemOf(error)
    if (because === undefined) throw error
    throw new ModuleRequestFailure({ kind: 'no-module-list', folder, because })
  }
}

const problemOf = (error: unknown): KbuildProblem | undefined =>
  error instanceof KbuildRequestFailure || error instanceof RequestFailure ? error.problem : undefined
