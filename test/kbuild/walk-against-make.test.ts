/**
 * Random trees, walked by GNU make with the scripts of a kernel (scripts/oracle/kbuild), and by us: the same modules,
 * objects, libraries, directories and names. KCHECK_ORACLE_WORK has the kernels; KCHECK_TREES is how many trees of each.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinWalk } from '../../scripts/oracle/kbuild/join-walk.ts'
import { runWalk, walkCommand } from '../../scripts/oracle/kbuild/run-walk.ts'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { Modfiles } from '../../src/kbuild/modfile.ts'
import { visits } from '../../src/kbuild/walk.ts'
import { MakeStop } from '../../src/make/make-stop.ts'
import { MakefileStore } from '../../src/make/makefile-store.ts'
import { hasMake } from '../make/gnu-make.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { BARE_TREE, built, configurationOf } from './kernel-tree.ts'
import { type RandomTree, randomTree } from './random-tree.ts'

const work = process.env['KCHECK_ORACLE_WORK'] ?? ''
const trees = Number(process.env['KCHECK_TREES'] ?? 12)

interface Lists {
  readonly modules: readonly string[]
  readonly builtin: readonly string[]
  readonly library: readonly string[]
  readonly directories: readonly string[]
  readonly modfiles: readonly string[]
}

interface Entry {
  readonly path: string
  readonly needBuiltin: boolean
  readonly needModorder: boolean
}

const entryLine = ({ path, needBuiltin, needModorder }: Entry): string =>
  [path, ...(needBuiltin ? ['y'] : []), ...(needModorder ? ['m'] : [])].join(' ')

const moduleLine = ({ path, objects }: { readonly path: string; readonly objects: readonly string[] }): string =>
  `${path}: ${objects.join(' ')}`

const once = (list: readonly string[]): readonly string[] => [...new Set(list)]

/** Puts a tree into an emptied folder, with the scripts of a kernel. */
const write = (folder: string, scripts: string, { files, config }: RandomTree): void => {
  rmSync(folder, { recursive: true, force: true })
  const autoConf = [...configurationOf(config)].map(([name, value]) => `${name}=${value}\n`).join('')
  const { Makefile, 'arch/tiny/Makefile': architecture } = BARE_TREE
  const all = { Makefile, 'arch/tiny/Makefile': architecture, 'include/config/auto.conf': autoConf, ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), String(text), 'latin1')
  }
  symlinkSync(scripts, join(folder, 'scripts'))
}

const walkedByMake = (folder: string, { variables }: RandomTree): Lists => {
  const given = Object.entries({ ARCH: 'tiny', abs_srctree: folder, abs_objtree: folder, ...variables })
  const command = walkCommand(folder, join(folder, 'dump'), [
    '-rR',
    ...given.map(([name, value]) => `${name}=${value}`),
  ])
  const lists = joinWalk(runWalk(command))
  return {
    modules: lists.modules.map(moduleLine),
    builtin: lists.builtinObjects,
    library: lists.libObjects.map(({ path }) => path).toSorted(),
    directories: lists.directories.map(entryLine).toSorted(),
    modfiles: lists.modfiles.map(({ path, names }) => `${path} ${names.join(' ')}`),
  }
}

const walkedByUs = (folder: string, { config, variables }: RandomTree): Lists => {
  const made = built({
    files: diskFileSystem(),
    store: new MakefileStore(),
    source: folder,
    output: folder,
    arch: 'tiny',
    configuration: configurationOf(config),
    variables: new Map(Object.entries(variables)),
    shell: () => undefined,
  })
  const modfiles = new Modfiles()
  const entered = made.roots.flatMap((root) => [...visits(root)])
  for (const { stopped } of entered) if (stopped !== undefined) throw stopped
  return {
    modules: made.modules.map(moduleLine),
    builtin: once(made.builtinObjects.map(({ path }) => path)),
    library: made.libraries.flatMap(({ objects }) => objects.map(({ path }) => path)).toSorted(),
    directories: entered.map(entryLine).toSorted(),
    modfiles: made.builtinObjects.map((object) => `${object.path} ${modfiles.of(object).join(' ')}`),
  }
}

/** Both give up where one does. */
const unlessStopped = (walked: () => Lists): Lists | undefined => {
  try {
    return walked()
  } catch (error) {
    if (error instanceof MakeStop || (error instanceof Error && error.message.startsWith('make: exit 2')))
      return undefined
    throw error
  }
}

describe.each(['6.1', '6.12'])('against make, with the scripts of Linux %s', (release) => {
  const scripts = join(work, `linux-source-${release}`, 'scripts')
  const folder = temporaryFolder('file')

  test.skipIf(work === '' || !existsSync(scripts) || !hasMake)(`${trees} trees`, { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(randomTree, (tree) => {
        const place = join(folder(), 'tree')
        write(place, scripts, tree)
        expect(unlessStopped(() => walkedByUs(place, tree))).toEqual(unlessStopped(() => walkedByMake(place, tree)))
      }),
      { numRuns: trees },
    )
  })
})
