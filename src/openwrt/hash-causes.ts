/**
 * What is known to be behind a hash that is not the one asked for, as data: each cause says in which other ways the
 * configuration could have been written. What is more likely comes first; what takes a new model comes last.
 *
 * KALLSYMS and env/kernel-config act behind the first stage, so that they are looked at with every edit, at no cost; here
 * they stand for themselves.
 */
import { confOf } from './target-info.ts'

/** A configuration as the lines that it was asked with. */
export interface CauseSeed {
  readonly lines: readonly string[]
  /** The value of a symbol without `CONFIG_`, as it came out. */
  readonly value: (symbol: string) => string
  readonly target: SeedTarget
  /** There is an env/kernel-config. */
  readonly userFragment: boolean
  /** The other targets of the board. */
  readonly siblings: readonly SeedTarget[]
}

export interface SeedTarget {
  readonly board: string
  /** Absent of targets that have none. */
  readonly subtarget?: string
  /** `ath79/generic` */
  readonly name: string
}

/** Lines to take out of a configuration, and lines to put behind it. */
export interface SeedEdit {
  readonly remove: readonly string[]
  readonly add: readonly string[]
  /** Another target's name, where it is for one. */
  readonly target?: string
}

export type HashCauseCode =
  | 'kallsyms'
  | 'user-fragment'
  | 'all-kmods'
  | 'kernel-line'
  | 'kernel-lines'
  | 'toolchain'
  | 'testing-kernel'
  | 'developer-options'
  | 'kmods'
  | 'kmod'
  | 'packages'
  | 'devices'
  | 'official'
  | 'buildbot'
  | 'other-target'

export interface HashCause {
  readonly code: HashCauseCode
  readonly edits: (seed: CauseSeed) => readonly SeedEdit[]
}

export const KALLSYMS_OFF = '# CONFIG_KERNEL_KALLSYMS is not set'
export const KALLSYMS_ON = 'CONFIG_KERNEL_KALLSYMS=y'

/** The symbol that a line is about, without `CONFIG_`. */
export const symbolOfLine = (line: string): string | undefined => /^(?:# )?CONFIG_([^ =]+)/.exec(line)?.[1]

const linesAbout = ({ lines }: CauseSeed, about: (symbol: string) => boolean): readonly string[] =>
  lines.filter((line) => about(symbolOfLine(line) ?? ''))

const matching = (pattern: RegExp) => (symbol: string) => pattern.test(symbol)

/** One line in the place of those about the same symbol. */
export const settingOf = (seed: Pick<CauseSeed, 'lines'>, line: string): SeedEdit => {
  const symbol = symbolOfLine(line)
  return { remove: seed.lines.filter((one) => one !== line && symbolOfLine(one) === symbol), add: [line] }
}

/** The lines are left out, where there are any. */
const without = (remove: readonly string[]): readonly SeedEdit[] => (remove.length === 0 ? [] : [{ remove, add: [] }])

/** More of a kind are tried all together alone. */
const MANY = 60

const oneByOne = (lines: readonly string[]): readonly SeedEdit[] =>
  lines.length > MANY ? [] : lines.map((line) => ({ remove: [line], add: [] }))

/** Targets are written in small letters, options of targets are not. */
const OF_TARGET = /^TARGET_(?:[a-z0-9]|DEVICE_|MULTI_PROFILE|ALL_PROFILES|PER_DEVICE_ROOTFS)/
const DEVICES = /^TARGET_(?:[a-z0-9].*_DEVICE_|DEVICE_|MULTI_PROFILE|ALL_PROFILES|PER_DEVICE_ROOTFS)/
const KERNEL = /^KERNEL_/
const KMODS = /^PACKAGE_kmod-/
/** Packages and what they are configured with, busybox and others that have names of their own left out. */
const PACKAGES = /^(?:PACKAGE_|ALL(?:_NONSHARED|_KMODS)?$)/
const TOOLCHAIN = /^(?:TOOLCHAINOPTS$|GCC_|BINUTILS_|LIBC_|EXTRA_GCC|EXTRA_TARGET|EXTERNAL_TOOLCHAIN|NATIVE_TOOLCHAIN)/
const TESTING = /^(?:TESTING_KERNEL|EXPERIMENTAL)$/
const DEVELOPER = /^(?:DEVEL|BROKEN|BPF_TOOLCHAIN|USE_LLVM|HAS_BPF|LLVM|MOLD|USE_MOLD|BUILDBOT$|COLLECT_KERNEL_DEBUG$)/

const targetLines = ({ board, subtarget, name }: SeedTarget): readonly string[] => [
  `CONFIG_TARGET_${confOf(board)}=y`,
  ...(subtarget === undefined ? [] : [`CONFIG_TARGET_${confOf(name)}=y`]),
]

/** All lines give way to others. */
const replacedBy = ({ lines }: CauseSeed, add: readonly string[]): SeedEdit => ({
  remove: lines.filter((line) => symbolOfLine(line) !== undefined && !add.includes(line)),
  add: add.filter((line) => !lines.includes(line)),
})

const ALL_KMODS = 'CONFIG_ALL_KMODS=y'
/** A few packages that are no kmods want something of the kernel too. */
const ALL_NONSHARED = 'CONFIG_ALL_NONSHARED=y'
/** Some kmods are for developers alone. */
const DEVEL = 'CONFIG_DEVEL=y'
/** What makes a kernel as it is released, as far as the hash goes. */
const OFFICIAL = [DEVEL, ALL_NONSHARED, ALL_KMODS, KALLSYMS_OFF]

/** What OpenWrt's own build machines start from. */
const BUILDBOT = [
  'CONFIG_BUILDBOT=y',
  'CONFIG_DEVEL=y',
  'CONFIG_AUTOREMOVE=y',
  KALLSYMS_OFF,
  'CONFIG_SIGNED_PACKAGES=y',
]

export const HASH_CAUSES: readonly HashCause[] = [
  // nothing of the seed changes: what is looked at with every edit is looked at alone
  { code: 'user-fragment', edits: (seed) => (seed.userFragment ? [{ remove: [], add: [] }] : []) },
  {
    code: 'kallsyms',
    edits: (seed) => [settingOf(seed, seed.value('KERNEL_KALLSYMS') === 'y' ? KALLSYMS_OFF : KALLSYMS_ON)],
  },
  {
    code: 'all-kmods',
    edits: (seed) => {
      if (seed.value('ALL_KMODS') === 'y') return []
      return [[ALL_KMODS], [DEVEL, ALL_KMODS], [DEVEL, ALL_NONSHARED, ALL_KMODS]].map((lines) => {
        const settings = lines.map((line) => settingOf(seed, line))
        return { remove: settings.flatMap(({ remove }) => remove), add: settings.flatMap(({ add }) => add) }
      })
    },
  },
  {
    code: 'kernel-line',
    edits: (seed) => oneByOne(linesAbout(seed, matching(KERNEL))),
  },
  { code: 'kernel-lines', edits: (seed) => without(linesAbout(seed, matching(KERNEL))) },
  { code: 'toolchain', edits: (seed) => without(linesAbout(seed, matching(TOOLCHAIN))) },
  {
    code: 'testing-kernel',
    edits: (seed) => [
      ...without(linesAbout(seed, matching(TESTING))),
      ...(seed.value('TESTING_KERNEL') === 'y' ? [] : [settingOf(seed, 'CONFIG_TESTING_KERNEL=y')]),
    ],
  },
  { code: 'developer-options', edits: (seed) => without(linesAbout(seed, matching(DEVELOPER))) },
  { code: 'kmods', edits: (seed) => without(linesAbout(seed, matching(KMODS))) },
  { code: 'kmod', edits: (seed) => oneByOne(linesAbout(seed, matching(KMODS))) },
  { code: 'packages', edits: (seed) => without(linesAbout(seed, matching(PACKAGES))) },
  { code: 'devices', edits: (seed) => without(linesAbout(seed, matching(DEVICES))) },
  {
    code: 'official',
    edits: (seed) => [replacedBy(seed, [...targetLines(seed.target), ...OFFICIAL])],
  },
  { code: 'buildbot', edits: (seed) => [replacedBy(seed, [...targetLines(seed.target), ...BUILDBOT])] },
  {
    code: 'other-target',
    edits: (seed) =>
      seed.siblings.flatMap((sibling) => {
        const lines = targetLines(sibling)
        const remove = linesAbout(seed, matching(OF_TARGET)).filter((line) => !lines.includes(line))
        const own = { remove, add: lines.filter((line) => !seed.lines.includes(line)) }
        return [own, replacedBy(seed, [...lines, ...OFFICIAL])].map((edit) => ({
          ...edit,
          target: sibling.name,
        }))
      }),
  },
]
