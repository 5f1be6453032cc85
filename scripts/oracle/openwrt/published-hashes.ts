/**
 * The hashes that a release was published with: `openwrt/published-VERSION.tsv` of KCHECK_ORACLE_DATA.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from '../place/work-folder.ts'

export interface PublishedHash {
  readonly board: string
  /** `generic` where a target has no subtargets too. */
  readonly subtarget: string
  readonly vermagic: string
}

export interface PublishedRelease {
  /** `v24.10.0` */
  readonly tag: string
  readonly hashes: readonly PublishedHash[]
}

const readHashes = (path: string): readonly PublishedHash[] => {
  const [, ...lines] = readFileSync(path, 'latin1').split('\n')
  return lines.flatMap((line) => {
    const [, board = '', subtarget = '', , vermagic = ''] = line.split('\t')
    return vermagic === '' ? [] : [{ board, subtarget, vermagic }]
  })
}

/** All that are recorded. */
export const publishedReleases = (): readonly PublishedRelease[] => {
  const folder = join(dataFolder() ?? '', 'openwrt')
  if (dataFolder() === undefined || !existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const version = /^published-(.*)\.tsv$/.exec(name)?.[1]
      return version === undefined ? [] : [{ tag: `v${version}`, hashes: readHashes(join(folder, name)) }]
    })
}
