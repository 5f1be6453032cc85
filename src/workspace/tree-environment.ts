/**
 * The environment that the Kconfig text of a tree sees.
 */

import { machine } from 'node:os'
import { join } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import type { Architecture } from '../kernel/architectures.ts'
import { type PartialEnvironment, UNKNOWN } from '../kernel/environment-value.ts'
import { hostArchitecture } from '../kernel/host-architecture.ts'
import { kbuildEnvironment } from '../kernel/kbuild-environment.ts'
import type { Tree } from './find-tree.ts'

/** Variables by name, `--env` last. For a kernel what kbuild exports, elsewhere the tree's place alone. */
export const treeEnvironment = (
  files: FileSystem,
  tree: Tree,
  architecture: Architecture | undefined,
  process: Readonly<Record<string, string | undefined>>,
  given: readonly (readonly [string, string])[],
): PartialEnvironment => {
  const base = architecture === undefined ? new Map([['srctree', '.']]) : kernel(files, tree, architecture, process)
  return new Map([...base, ...given])
}

const kernel = (
  files: FileSystem,
  tree: Tree,
  architecture: Architecture,
  process: Readonly<Record<string, string | undefined>>,
): PartialEnvironment => {
  const text = (name: string): string | undefined => {
    const path = join(tree.folder, name)
    return files.kind(path) === 'file' ? files.readText(path) : undefined
  }
  const makefileClang = text('scripts/Makefile.clang')
  return kbuildEnvironment({
    architecture,
    makefile: text('Makefile') ?? '',
    ...(makefileClang === undefined ? {} : { makefileClang }),
    hostArchitecture: hostArchitecture(machine()),
    process,
  })
}

/** What a user may add to a build without a trace but in the configuration that came of it. */
const USER_ADDED = ['CROSS_COMPILE_COMPAT', 'USERCFLAGS', 'USERLDFLAGS']

/** For a configuration that was made elsewhere: what is not set here may have been set there. */
export const asElsewhere = (
  environment: PartialEnvironment,
  process: Readonly<Record<string, string | undefined>>,
): PartialEnvironment => {
  const open = USER_ADDED.filter((name) => environment.get(name) === '' && process[name] === undefined)
  return new Map([...environment, ...open.map((name) => [name, UNKNOWN] as const)])
}
