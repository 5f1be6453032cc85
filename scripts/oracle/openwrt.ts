/**
 * `npm run oracle:openwrt`: a buildroot's first and second stage, beside what OpenWrt's own scripts and its published
 * releases say. What is recorded is compared without any tree as far as that goes; the rest needs trees. Exits 1 if
 * anything differs, or if nothing was compared.
 *
 *   --tree DIR       an OpenWrt tree in which `make defconfig` was run; repeatable (KCHECK_OPENWRT_TREES)
 *   --only PARTS     of stage2, cases, kconfig, published, metadata, configs, seeds; separated by commas
 *   --metadata N     .packageinfo and .targetinfo drawn for each tree's scripts (20)
 *   --configs N      configurations drawn for the second stage of each tree (12)
 *   --seeds N        seeds drawn for the first stage of each tree (6)
 *   --seed N         what is drawn (1)
 *   --show N         differences of a part that are shown (5)
 */
import fc from 'fast-check'
import { Draw } from './mutants/draw.ts'
import { compareDrawnConfigs } from './openwrt/compare-drawn-configs.ts'
import { compareDrawnMetadata } from './openwrt/compare-drawn-metadata.ts'
import { compareDrawnSeeds } from './openwrt/compare-drawn-seeds.ts'
import { compareFirstStages } from './openwrt/compare-first-stage.ts'
import { compareRecordedKconfig, compareTreeKconfig } from './openwrt/compare-generated.ts'
import { comparePublished } from './openwrt/compare-published.ts'
import { compareSecondStages } from './openwrt/compare-second-stage.ts'
import { type GivenTree, givenTrees } from './openwrt/given-trees.ts'
import { type RecordedBuilds, recordedBuilds } from './openwrt/recorded-builds.ts'
import { Report } from './openwrt/report.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'

/** What choices are drawn from; they come again, changed. */
const NUMBERS = 5003

const PARTS = ['stage2', 'cases', 'kconfig', 'published', 'metadata', 'configs', 'seeds'] as const
type PartName = (typeof PARTS)[number]

const wantedParts = (text: string | undefined): ReadonlySet<PartName> => {
  const names = text === undefined ? PARTS : text.split(',')
  const unknown = names.find((name) => !(PARTS as readonly string[]).includes(name))
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: ${PARTS.join(', ')}`)
  return new Set(names as readonly PartName[])
}

/** Each tree has draws of its own, which do not depend on what other trees there are. */
const drawFor = ({ tag }: GivenTree, seed: number): Draw => {
  const own = [...tag].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 31, seed)
  return new Draw(fc.sample(fc.nat(), { seed: own, numRuns: NUMBERS }))
}

const compareRecorded = async (
  recorded: RecordedBuilds,
  trees: readonly GivenTree[],
  parts: ReadonlySet<PartName>,
  report: Report,
): Promise<void> => {
  if (parts.has('stage2')) compareSecondStages(recorded.builds, report)
  if (parts.has('kconfig')) compareRecordedKconfig(recorded.tags, report)
  if (parts.has('cases')) await compareFirstStages(recorded, trees, report)
  if (parts.has('published')) await comparePublished(recorded, trees, report)
}

const main = async (): Promise<number> => {
  const values = scriptOptions({
    tree: { type: 'string', multiple: true },
    only: { type: 'string' },
    metadata: { type: 'string', default: '20' },
    configs: { type: 'string', default: '12' },
    seeds: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '5' },
  })
  const parts = wantedParts(values.only)
  const metadata = wholeNumber('--metadata', values.metadata, 1)
  const configs = wholeNumber('--configs', values.configs, 1)
  const seeds = wholeNumber('--seeds', values.seeds, 1)
  const seed = wholeNumber('--seed', values.seed, 0)
  const trees = givenTrees(values.tree)
  const report = new Report(wholeNumber('--show', values.show, 0))
  const recorded = recordedBuilds()
  if (recorded === undefined)
    report.skip('recorded builds', 4, 'parts', 'no openwrt/cases.tar.xz in KCHECK_ORACLE_DATA')
  else await compareRecorded(recorded, trees, parts, report)
  if (trees.length === 0) report.skip('trees', 4, 'parts', 'no --tree DIR, no KCHECK_OPENWRT_TREES')
  for (const tree of trees) {
    say(`${tree.tag}: ${tree.folder}`)
    if (parts.has('kconfig')) compareTreeKconfig(tree, report)
    if (parts.has('metadata')) compareDrawnMetadata(tree, metadata, drawFor(tree, seed), report)
    if (parts.has('configs')) compareDrawnConfigs(tree, configs, drawFor(tree, seed), report)
    if (parts.has('seeds')) await compareDrawnSeeds(tree, seeds, drawFor(tree, seed), report)
  }
  return report.finish() ? 0 : 1
}

await runScript(main)
