/**
 * The hashes that a release was published with, of all its targets, from the seed of its build machines in a tree of its
 * tag: with the feeds' files there, and without them, of which the user is told.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import { type BuildrootTrials, openTrials } from '../../../src/workspace/buildroot-trials.ts'
import { failureOf } from '../../../src/workspace/failure.ts'
import { namedTree } from '../../../src/workspace/find-tree.ts'
import { predict } from '../../../src/workspace/predict.ts'
import { say } from '../place/script.ts'
import { recordedFiles } from './compare-first-stage.ts'
import type { GivenTree } from './given-trees.ts'
import { type LinkedTree, withLinkedTree } from './linked-tree.ts'
import { type PublishedHash, type PublishedRelease, publishedReleases } from './published-hashes.ts'
import type { RecordedBuild, RecordedBuilds, RecordedTag } from './recorded-builds.ts'
import type { Report } from './report.ts'

const PART = 'published'
const BARE_PART = 'published, no feeds'
const MISSING_PART = 'missing feeds'

/** Opens a tree as it is, to try configurations for all its targets. */
const treeTrials = (folder: string): Promise<BuildrootTrials> => {
  const files = diskFileSystem()
  const tree = namedTree(files, folder, '.')
  const toolchain = join(folder, 'kcheck-toolchain.json')
  return openTrials({ files, cwd: folder, environment: {}, tree, toolchain, cache: false, allTargets: true })
}

type TargetNames = Pick<PublishedHash, 'board' | 'subtarget'>

/** A build machine's seed, for another target. */
const seedFor = (seed: string, { board, subtarget }: TargetNames): string =>
  `${seed.replace(/^CONFIG_TARGET_.*\n/gm, '')}CONFIG_TARGET_${board}=y\nCONFIG_TARGET_${board}_${subtarget}=y\n`

/** The seed of a build machine: it says so itself. */
const machineSeed = ({ builds }: RecordedBuilds, tag: RecordedTag): string | undefined =>
  builds
    .filter((build: RecordedBuild) => build.tag === tag)
    .map((build) => readFileSync(build.seed, 'latin1'))
    .find((seed) => /^CONFIG_BUILDBOT=y$/m.test(seed))

const vermagicOf = async (trials: BuildrootTrials, seed: string): Promise<string> => {
  try {
    return (await trials.try(seed, 'seed')).kernel.configuration.vermagic
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    return JSON.stringify(failure)
  }
}

const compareHashes = async (
  part: string,
  tree: string,
  seed: string,
  { tag, hashes }: PublishedRelease,
  report: Report,
): Promise<void> => {
  const start = performance.now()
  const trials = await treeTrials(tree)
  for (const hash of hashes) {
    const vermagic = await vermagicOf(trials, seedFor(seed, hash))
    report.compare(part, `${tag} ${hash.board}/${hash.subtarget}`, [['.vermagic', hash.vermagic, vermagic]])
  }
  report.sum(part, `hashes of ${tag} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

/** Files in feeds that Kconfig in the metadata asks for. Those of feeds/base are the tree's own. */
const feedSources = (packageInfo: string): readonly string[] =>
  [...packageInfo.matchAll(/^[ \t]*source "(feeds\/(?!base\/)[^"]*)"/gm)].map(([, name = '']) => name)

const withoutFeeds = (tag: RecordedTag): LinkedTree => ({
  hidden: ['feeds'],
  links: { 'feeds/base': 'package' },
  files: recordedFiles(tag),
})

/** A user who has not fetched the feeds is told which files are missing: those that Kconfig asks for. */
const compareMissing = async (real: string, tag: RecordedTag, seed: string, report: Report): Promise<void> => {
  const text = seedFor(seed, { board: 'ath79', subtarget: 'generic' })
  const result = await withLinkedTree(real, withoutFeeds(tag), (tree) =>
    predict({ cwd: tree, environment: {}, tree, config: '-', stdin: () => text, cache: false, emit: 'vermagic' }),
  )
  const told = result.notes.flatMap((note) => (note.kind === 'missing-feed-files' ? note.files : []))
  const asked = feedSources(tag.packageInfo)
  report.compare(MISSING_PART, tag.tag, [['files', listed(asked), listed(told)]])
  report.sum(MISSING_PART, `told by name: ${told.length} files`)
}

const listed = (names: readonly string[]): string => [...new Set(names)].sort().join('\n')

export const comparePublished = async (
  recorded: RecordedBuilds,
  trees: readonly GivenTree[],
  report: Report,
): Promise<void> => {
  const releases = publishedReleases()
  if (releases.length === 0) say(`${PART}: nothing recorded`)
  for (const release of releases) {
    const tag = recorded.tags.find((one) => one.tag === release.tag)
    const tree = trees.find((one) => one.tag === release.tag)
    const seed = tag && machineSeed(recorded, tag)
    if (tag === undefined || seed === undefined || tree === undefined) {
      const why = tree === undefined ? `no tree of ${release.tag}` : `no recorded metadata of ${release.tag}`
      report.skip(PART, release.hashes.length, 'hashes', why)
      continue
    }
    await withLinkedTree(tree.folder, { files: recordedFiles(tag) }, (linked) =>
      compareHashes(PART, linked, seed, release, report),
    )
    if (!existsSync(join(tree.folder, 'feeds'))) continue
    await compareMissing(tree.folder, tag, seed, report)
    await withLinkedTree(tree.folder, withoutFeeds(tag), (linked) =>
      compareHashes(BARE_PART, linked, seed, release, report),
    )
  }
}
