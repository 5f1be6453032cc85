/**
 * The reference walk of a kernel: GNU make reads the tree's own makefiles, one process a directory, and builds nothing. It
 * runs in a folder of links to the tree, with `include/config` and `include/generated` of its own, so that the tree is not
 * touched and `srctree` is `.` as in a build inside the tree.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedConfig } from './resolve-config.ts'
import { linkAll, runWalk, type WalkCommand, walkCommand } from './run-walk.ts'
import type { WalkDump } from './walk-dump.ts'

/** What is walked. */
export interface WalkRequest extends ResolvedConfig {
  /** The kernel's source. */
  readonly tree: string
  /** As in `make ARCH=…`. */
  readonly arch: string
  /** A folder for the links and the dump; emptied. */
  readonly folder: string
}

/** What a tree may have of an earlier build. */
const BUILT = new Set(['.config', '.config.old', 'config', 'generated', '.git', 'include'])

/** Makes the folder of links; the command walks in it, any number of times. */
export const prepareWalk = ({ tree, arch, config, autoConf, folder }: WalkRequest): WalkCommand => {
  rmSync(folder, { recursive: true, force: true })
  const links = join(folder, 'tree')
  linkAll(tree, links, BUILT)
  linkAll(join(tree, 'include'), join(links, 'include'), BUILT)
  for (const name of ['config', 'generated']) mkdirSync(join(links, 'include', name))
  copyFileSync(config, join(links, '.config'))
  // After .config, and with the list of what they depend on empty: make would write them anew.
  copyFileSync(autoConf, join(links, 'include/config/auto.conf'))
  for (const name of ['config/auto.conf.cmd', 'generated/autoconf.h', 'generated/rustc_cfg']) {
    writeFileSync(join(links, 'include', name), '')
  }
  return walkCommand(links, join(folder, 'dump'), [`ARCH=${arch}`])
}

/** Walks. Throws with make's last lines when it fails. */
export const referenceWalk = (request: WalkRequest): WalkDump => runWalk(prepareWalk(request))
