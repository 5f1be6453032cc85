/**
 * A buildroot as the user named it: its release, and Kconfig files of which some are made of its metadata.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import type { SourceReader } from '../kconfig/source-reader.ts'
import type { Buildroot } from '../openwrt/buildroot-kernel.ts'
import { detectRelease, releaseOfDialect } from '../openwrt/detect-release.ts'
import { type BuildrootMetadata, collectedMetadata } from '../openwrt/metadata.ts'
import { MetadataKconfig } from '../openwrt/metadata-sources.ts'
import { EndlessDependencies } from '../openwrt/package-dependencies.ts'
import { isFailed } from '../openwrt/problem.ts'
import type { OpenwrtRelease } from '../openwrt/releases.ts'
import { scopeOf } from '../openwrt/target-scope.ts'
import { RequestFailure } from './failure.ts'

/** The release: that of a dialect that was named, else what the tree shows. */
export const buildrootRelease = (files: FileSystem, folder: string, dialect = 'auto'): OpenwrtRelease =>
  releaseOfDialect(dialect) ?? detectRelease(files, folder).release

/** What the tree has collected of its packages and, where the first stage is wanted, of its targets. */
const metadataOf = (
  files: FileSystem,
  folder: string,
  needed: readonly ('packageInfo' | 'targetInfo')[],
): BuildrootMetadata => {
  const [first = 'packageInfo', ...rest] = needed
  for (const text of rest) {
    const other = collectedMetadata(files, folder, text)
    if (isFailed(other)) throw new RequestFailure({ ...other.problem, folder })
  }
  const metadata = collectedMetadata(files, folder, first)
  if (isFailed(metadata)) throw new RequestFailure({ ...metadata.problem, folder })
  return metadata
}

/** For the second stage. Throws a `RequestFailure` where the tree has no metadata of its packages. */
export const openBuildroot = (files: FileSystem, folder: string, release: OpenwrtRelease): Buildroot => ({
  files,
  folder,
  release,
  metadata: metadataOf(files, folder, ['packageInfo']),
})

/** What tells a model with the devices of some targets (absent: of all) from others of the tree. */
export const scopeWords = (names: readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : ['targets', ...names]

/** Kconfig from metadata as a release makes it, in the words of a dialect. */
export const metadataKconfig = ({ metadata }: OpenwrtRelease, { syntax }: Dialect): MetadataKconfig =>
  new MetadataKconfig(metadata, syntax)

/**
 * Puts what is made of the metadata in the place of the files under tmp/. `names`: the targets whose devices count;
 * absent, all. What is read is read through the files that the result is given.
 */
export const buildrootSources =
  (folder: string, kconfig: MetadataKconfig, names: readonly string[] | undefined) =>
  (inner: SourceReader, files: FileSystem): SourceReader => {
    const sources = kconfig.sources(inner, {
      files,
      tree: folder,
      metadata: metadataOf(files, folder, ['packageInfo', 'targetInfo']),
      scope: names === undefined ? () => true : scopeOf(names),
    })
    return { ...sources, read: (name) => unlessEndless(folder, () => sources.read(name)) }
  }

const unlessEndless = <T>(folder: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof EndlessDependencies)) throw error
    throw new RequestFailure({ kind: 'endless-dependencies', packageName: error.packageName, folder })
  }
}
