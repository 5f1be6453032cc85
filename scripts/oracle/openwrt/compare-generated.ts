/**
 * The Kconfig that is made of metadata, beside the text that a tree's own scripts made of the same: statement by statement
 * and line by line, both as it is written out and as it is put together.
 */
import { type KconfigSyntax, parse } from '../../../grammar/kconfig/index.ts'
import { readTextIfThere } from '../../../src/files/file-system.ts'
import { DIALECTS } from '../../../src/kconfig/dialects/index.ts'
import { fileGlobs } from '../../../src/kconfig/file-globs.ts'
import { type OpenwrtRelease, type OpenwrtReleaseName, RELEASES } from '../../../src/openwrt/releases.ts'
import { compareStatements, type StatementRules } from './compare-statements.ts'
import { type GeneratedKconfig, generatedPackages, generatedTargets } from './generated-kconfig.ts'
import type { GivenTree } from './given-trees.ts'
import type { RecordedTag } from './recorded-builds.ts'
import type { Report } from './report.ts'

/**
 * Releases whose scripts print what an entry selects and depends on in the order of a perl hash; in main that is so of
 * conflicts that nobody wrote down.
 */
const UNORDERED: readonly OpenwrtReleaseName[] = ['17.01', '18.06', '19.07', '21.02', '22.03', '23.05', 'main']

/** Entries of the targets' part with a help of the scripts' own. */
export const OWN_HELP: ReadonlySet<string> = new Set(['TARGET_MULTI_PROFILE', 'TARGET_PER_DEVICE_ROOTFS'])

interface Compared {
  readonly part: string
  readonly name: string
  readonly theirs: string
  readonly ours: GeneratedKconfig
  readonly syntax: KconfigSyntax
  readonly rules: StatementRules
}

/** Returns the number of statements. */
const compareText = ({ part, name, theirs, ours, syntax, rules }: Compared, report: Report): number => {
  const statements = parse(theirs, syntax).tree.statements
  const { difference } = compareStatements(statements, ours.written, rules)
  report.note(part, `${name}, written out`, difference)
  const put = ours.put === undefined ? undefined : compareStatements(statements, ours.put, rules)
  report.note(part, `${name}, put together`, ours.put === undefined ? '  is irregular' : put?.difference)
  return statements.length
}

interface Metadata {
  /** What of the report it is. */
  readonly part: string
  readonly release: OpenwrtRelease
  readonly syntax: KconfigSyntax
  readonly packageInfo: string
  readonly targetInfo: string
  readonly hasFeedImages: boolean
  /** What the scripts made of it, asked for when ours is made; undefined where it is not there. */
  readonly packageKconfig: () => string | undefined
  readonly targetKconfig: () => string | undefined
}

/** How many statements were compared, of packages and of targets; undefined where there is nothing to compare with. */
export const compareMetadata = (question: Metadata, report: Report): readonly [number, number] | undefined => {
  const { part, release, syntax, packageInfo, targetInfo, hasFeedImages } = question
  const ourPackages = generatedPackages(packageInfo, release.metadata, syntax, hasFeedImages)
  const ourTargets = generatedTargets(targetInfo, release.metadata, syntax)
  const [packageKconfig, targetKconfig] = [question.packageKconfig(), question.targetKconfig()]
  if (packageKconfig === undefined || targetKconfig === undefined) {
    report.skip(part, 2, 'files', 'what the scripts made is not there')
    return undefined
  }
  const unordered = UNORDERED.includes(release.name)
  const packages = compareText(
    {
      part,
      name: 'packages',
      theirs: packageKconfig,
      ours: ourPackages,
      syntax,
      rules: { unordered },
    },
    report,
  )
  const targets = compareText(
    {
      part,
      name: 'targets',
      theirs: targetKconfig,
      ours: ourTargets,
      syntax,
      rules: { ownHelp: OWN_HELP },
    },
    report,
  )
  return [packages, targets]
}

const compareAndSum = (question: Metadata, report: Report): void => {
  const compared = compareMetadata(question, report)
  if (compared === undefined) return
  const [packages, targets] = compared
  report.sum(question.part, `equal: ${packages} statements of packages and ${targets} of targets, both ways`)
}

/** The recorded text needs no tree. */
export const compareRecordedKconfig = (tags: readonly RecordedTag[], report: Report): void => {
  for (const tag of tags) {
    const { release } = tag
    const { syntax } = DIALECTS[`openwrt-${release.name === 'main' ? '25.12' : release.name}`]
    const { packageKconfig, targetKconfig } = tag
    if (packageKconfig === undefined) continue
    compareAndSum(
      {
        ...tag,
        part: `generated Kconfig, recorded ${tag.tag}`,
        release: RELEASES[release.name],
        syntax,
        hasFeedImages: false,
        packageKconfig: () => packageKconfig,
        targetKconfig: () => targetKconfig,
      },
      report,
    )
  }
}

/** What a tree's own scripts left in its tmp/. */
export const compareTreeKconfig = (tree: GivenTree, report: Report): void => {
  const { files, folder, tag, release, dialect, packageInfo, targetInfo } = tree
  const images = fileGlobs(files, folder).glob('package/feeds/*/*/image-config.in')
  compareAndSum(
    {
      part: `generated Kconfig, ${tag}`,
      release,
      syntax: dialect.syntax,
      packageInfo,
      targetInfo,
      hasFeedImages: images !== 'unreadable' && images.length > 0,
      packageKconfig: () => readTextIfThere(files, `${folder}/tmp/.config-package.in`),
      targetKconfig: () => readTextIfThere(files, `${folder}/tmp/.config-target.in`),
    },
    report,
  )
}
