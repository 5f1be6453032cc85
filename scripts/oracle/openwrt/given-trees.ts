/**
 * The OpenWrt trees that the user named: with `--tree`, or in KCHECK_OPENWRT_TREES separated by `:`.
 */
import { resolve } from 'node:path'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import { type FileSystem, readTextIfThere } from '../../../src/files/file-system.ts'
import type { Dialect } from '../../../src/kconfig/dialect.ts'
import { detectRelease } from '../../../src/openwrt/detect-release.ts'
import { collectedMetadata } from '../../../src/openwrt/metadata.ts'
import { isFailed } from '../../../src/openwrt/problem.ts'
import type { OpenwrtRelease } from '../../../src/openwrt/releases.ts'
import { chooseDialect } from '../../../src/workspace/choose-dialect.ts'
import { UsageError } from '../place/script.ts'

/** A tree in which `make prepare-tmpinfo` was run. */
export interface GivenTree {
  /** Absolute path. */
  readonly folder: string
  readonly files: FileSystem
  /** `v24.10.0`, as the tree numbers itself. */
  readonly tag: string
  readonly release: OpenwrtRelease
  readonly dialect: Dialect
  /** The text of tmp/.packageinfo. */
  readonly packageInfo: string
  /** The text of tmp/.targetinfo. */
  readonly targetInfo: string
}

const NUMBER = /^VERSION_NUMBER:=\$\(if [^,\n]*,[^,\n]*,([\d.]+)\)/m

const openTree = (folder: string): GivenTree => {
  const files = diskFileSystem()
  const metadata = collectedMetadata(files, folder, 'packageInfo')
  if (isFailed(metadata) || isFailed(collectedMetadata(files, folder, 'targetInfo')))
    throw new UsageError(`${folder} has no tmp/.packageinfo or no tmp/.targetinfo: make prepare-tmpinfo there`)
  const { release } = detectRelease(files, folder)
  const number = NUMBER.exec(readTextIfThere(files, `${folder}/include/version.mk`) ?? '')?.[1]
  return {
    folder,
    files,
    tag: number === undefined ? release.name : `v${number}`,
    release,
    dialect: chooseDialect(files, folder).dialect,
    packageInfo: metadata.packageInfo(),
    targetInfo: metadata.targetInfo(),
  }
}

/** Those of `--tree`, else those of the environment; none is an answer too. */
export const givenTrees = (named: readonly string[] | undefined): readonly GivenTree[] => {
  const known = (process.env['KCHECK_OPENWRT_TREES'] ?? '').split(':').filter((tree) => tree !== '')
  return (named ?? known).map((tree) => openTree(resolve(tree)))
}
