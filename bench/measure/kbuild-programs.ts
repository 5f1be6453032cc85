/**
 * What is measured on a whole kernel: which modules Debian's configuration builds, by GNU make reading the tree's own
 * makefiles (the reference walk of `oracle:kbuild`, which builds nothing) and by kcheck.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lineDifference } from '../../scripts/oracle/compare/line-difference.ts'
import { joinWalk } from '../../scripts/oracle/kbuild/join-walk.ts'
import { prepareWalk } from '../../scripts/oracle/kbuild/reference-walk.ts'
import { resolveConfig } from '../../scripts/oracle/kbuild/resolve-config.ts'
import { truthFiles } from '../../scripts/oracle/kbuild/truth-files.ts'
import { readWalkDump } from '../../scripts/oracle/kbuild/walk-dump.ts'
import type { KernelTree } from '../../scripts/oracle/place/kernel-tree.ts'
import type { Measured } from './process-cost.ts'

export const KBUILD_NAMES = {
  make: 'GNU make, the walk of a kernel',
  kcheck: 'kcheck kbuild, modules.order',
  all: 'kcheck kbuild --json',
} as const

export interface KbuildBench {
  readonly tree: KernelTree
  /** A resolved configuration of x86_64. */
  readonly config: string
  /** bin/kcheck.js. */
  readonly kcheck: string
  /** A folder for results. */
  readonly folder: string
}

const ARCH = 'x86_64'

/** Where the two leave what they found. */
const DUMP = 'kbuild/dump'
const ORDER = 'modules.order'

/** The programs; that of make walks in a folder of links to the tree. */
export const kbuildPrograms = ({ tree, config, kcheck, folder }: KbuildBench): readonly Measured[] => {
  const request = { tree: tree.folder, arch: ARCH, from: { kind: 'file' as const, path: config } }
  const resolved = resolveConfig(request, join(folder, 'kbuild-config'))
  const walk = prepareWalk({ tree: tree.folder, arch: ARCH, ...resolved, folder: join(folder, 'kbuild') })
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' }
  const ask = [process.execPath, kcheck, 'kbuild', '--tree', tree.folder, '--arch', ARCH, '--config', resolved.config]
  return [
    { name: KBUILD_NAMES.make, ...walk, prepare: () => rmSync(join(folder, DUMP), { force: true }) },
    {
      name: KBUILD_NAMES.kcheck,
      argv: [...ask, '--emit', 'modules.order', '-o', join(folder, ORDER)],
      cwd: folder,
      env,
    },
    { name: KBUILD_NAMES.all, argv: [...ask, '--json'], cwd: folder, env },
  ]
}

/** That both found the same modules: a number about anything else would say nothing. Returns how many. */
export const checkOrders = (folder: string): number => {
  const make = truthFiles(joinWalk(readWalkDump(readFileSync(join(folder, DUMP), 'latin1')))).get('modules.order') ?? ''
  const difference = lineDifference(make, readFileSync(join(folder, ORDER), 'latin1'), 10)
  if (difference !== '') throw new Error(`modules.order of make and of kcheck:\n${difference}`)
  return make.split('\n').length - 1
}
