/**
 * The first stage of recorded builds: from the seed to the full `.config`, and on to the hash, as `kcheck predict` answers in
 * a real tree of the same tag whose metadata is the recorded one. Each is asked twice: the first answer fills the
 * cache that the others come from.
 */
import { join } from 'node:path'
import { predict } from '../../../src/workspace/predict.ts'
import type { Emit } from '../../../src/workspace/predict-request.ts'
import type { GivenTree } from './given-trees.ts'
import { withLinkedTree } from './linked-tree.ts'
import type { RecordedBuild, RecordedBuilds, RecordedTag } from './recorded-builds.ts'
import { recordedToolchain } from './recorded-toolchain.ts'
import type { Report } from './report.ts'

const PART = 'cases'
const TOOLCHAIN = 'kcheck-toolchain.json'

/** What a linked tree has of its own, to be the recording's. */
export const recordedFiles = ({ packageInfo, targetInfo }: RecordedTag): Readonly<Record<string, string>> => ({
  'tmp/.packageinfo': packageInfo,
  'tmp/.targetinfo': targetInfo,
  [TOOLCHAIN]: recordedToolchain(),
})

/** Which feeds there are is no question to the configuration: the recording had not all of them. */
const withoutFeeds = (config: string): string => config.replace(/^(?:# )?CONFIG_FEED_\w+[= ].*\n/gm, '')

const compareBuild = async ({ name, seed, read }: RecordedBuild, tree: string, report: Report): Promise<void> => {
  const ask = async (emit: Emit): Promise<string> => {
    const environment = { KCHECK_CACHE: join(tree, 'cache') }
    const toolchain = join(tree, TOOLCHAIN)
    const result = await predict({ cwd: tree, environment, tree, config: seed, toolchain, emit, stdin: () => '' })
    return result.kind === 'predicted' ? result.text : JSON.stringify(result.problem)
  }
  report.compare(PART, name, [
    ['.config', withoutFeeds(read('config.full')), withoutFeeds(await ask('config'))],
    ['.config.set', read('config.set'), await ask('config.set')],
    ['.vermagic', read('vermagic'), await ask('vermagic')],
  ])
}

export const compareFirstStages = async (
  { tags, builds }: RecordedBuilds,
  trees: readonly GivenTree[],
  report: Report,
): Promise<void> => {
  for (const tag of tags) {
    const own = builds.filter((build) => build.tag === tag)
    const tree = trees.find((one) => one.tag === tag.tag)
    if (tree === undefined) report.skip(PART, own.length, 'seeds', `no tree of ${tag.tag}`)
    else
      await withLinkedTree(tree.folder, { files: recordedFiles(tag) }, async (folder) => {
        for (const build of own) await compareBuild(build, folder, report)
      })
  }
  report.sum(PART, 'from the seed to .config, .config.set and .vermagic')
}
