/**
 * Whether a kernel is the one that is asked for, part by part, and what to do next where it is not.
 */
import type {
  ConfigurationSigns,
  ExpectationResult,
  ExpectedPart,
  PartComparison,
} from '../openwrt/compare-expectation.ts'
import type { TargetKernel } from '../openwrt/target-kernel.ts'
import type { CauseSearch } from '../workspace/find-cause.ts'
import { sourceText } from './fact-text.ts'
import { causeLines } from './hash-cause-text.ts'
import type { Style } from './style.ts'

/** What the tree makes. */
interface Answer {
  readonly kernel: { readonly kernel: TargetKernel }
  /** Known causes of another hash, tried. */
  readonly cause?: CauseSearch
}

const PARTS: Readonly<Record<ExpectedPart, string>> = {
  'linux-version': 'Linux version',
  target: 'target',
  'linux-release': 'LINUX_RELEASE',
  configuration: 'kernel configuration (hash)',
}

/** What a part is called. */
export const expectedPartName = (part: ExpectedPart): string => PARTS[part]

/** `6.6` of `6.6.73`. */
const series = (version: string): string => version.split('.').slice(0, 2).join('.')

const linuxHelp = ({ expected, actual }: PartComparison, { kernel: { kernel } }: Answer): string => {
  if (actual === undefined) return 'it is built from a repository, or its file is missing'
  if (series(expected) !== series(actual))
    return `Linux ${series(expected)} is another release of OpenWrt, or CONFIG_TESTING_KERNEL set the other way: check out the release that the kmods are of`
  const { linuxVersion } = kernel
  const where = linuxVersion.kind === 'known' ? ` (here it is in ${sourceText(linuxVersion.source)})` : ''
  return `check out the commit of OpenWrt that has Linux ${expected}${where}`
}

const targetHelp = ({ expected }: PartComparison): string => {
  const [board = '', subtarget = ''] = expected.split('/')
  return `choose it in make menuconfig: CONFIG_TARGET_${board}=y, CONFIG_TARGET_${board}_${subtarget}=y`
}

const releaseHelp = ({ expected }: PartComparison): string =>
  `set LINUX_RELEASE:=${expected} in the target's Makefile, or take the tree that the kmods are of`

const configurationHelp = (signs: ConfigurationSigns): readonly string[] => {
  if (signs.kallsymsAlone)
    return [`CONFIG_KERNEL_KALLSYMS is all: with it ${signs.kallsyms ? 'off' : 'on'} the hash is the one asked for`]
  const likely = [
    ...(signs.kallsyms ? ['CONFIG_KERNEL_KALLSYMS is on, and off in releases'] : []),
    ...(signs.allKmods ? [] : ['CONFIG_ALL_KMODS is off, and on in releases, which select every kmod']),
    ...(signs.feeds ? [] : ['no feeds are installed, and releases are made with those of feeds.conf.default']),
  ]
  return [
    ...likely,
    'start from the config.buildinfo that lies beside the images, with the feeds at the commits of feeds.buildinfo',
  ]
}

const helpFor = (part: PartComparison, answer: Answer, result: ExpectationResult): readonly string[] => {
  switch (part.part) {
    case 'linux-version':
      return [linuxHelp(part, answer)]
    case 'target':
      return [targetHelp(part)]
    case 'linux-release':
      return [releaseHelp(part)]
    case 'configuration': {
      const others = result.parts.some((one) => one.part !== 'configuration' && one.verdict !== 'same')
      if (others) return ['put the rest right first, then ask again: it changes the hash too']
      // what was tried says more
      return answer.cause?.found === undefined ? configurationHelp(result.signs) : []
    }
  }
}

const partLines = (
  part: PartComparison,
  answer: Answer,
  result: ExpectationResult,
  style: Style,
): readonly string[] => {
  const found = part.actual === undefined ? 'it is not known here' : `here it is ${part.actual}`
  const help = helpFor(part, answer, result).map((line) => `    ${style.note('help')} ${line}`)
  return [`  ${PARTS[part.part]}: ${part.expected} is asked for, ${found}`, ...help]
}

/** Lines on what is asked for. */
export const expectationLines = (answer: Answer, result: ExpectationResult, style: Style): readonly string[] => {
  if (result.verdict === 'met') return ['met: it is the kernel that is asked for']
  const apart = result.parts.filter(({ verdict }) => verdict !== 'same')
  const names = apart.map(({ part }) => PARTS[part]).join(', ')
  const head = result.verdict === 'not-met' ? style.error('not met') : style.warning('unknown')
  const equal = result.parts.some(({ part, verdict }) => part === 'configuration' && verdict === 'same')
  return [
    `${head}: ${names}`,
    ...apart.flatMap((part) => partLines(part, answer, result, style)),
    ...(equal
      ? ['  the hash is equal: only the configuration is the same, and kmods of another kernel do not fit for that']
      : []),
    ...(answer.cause === undefined ? [] : causeLines(answer.cause, style)),
  ]
}
