/**
 * What a configuration asks of a buildroot that the tree does not have. `make defconfig` passes over all of it without a
 * word; where the result is for another target than the one that was meant, that is the first thing to know.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { Model } from '../kconfig/model.ts'
import { missingFeedFiles } from '../openwrt/metadata-sources.ts'
import { type KnownSymbols, unknownTargets } from '../openwrt/named-targets.ts'
import type { OpenwrtRelease } from '../openwrt/releases.ts'
import { listTargets, nearestTargets } from '../openwrt/targets.ts'
import type { NamedText } from './read-text.ts'

/** `config` is the configuration's name, `instead` the target that the result is for. */
export type BuildrootNote =
  | {
      readonly kind: 'unknown-target'
      readonly config: string
      readonly target: string
      readonly nearest: readonly string[]
      readonly instead: string
    }
  | {
      readonly kind: 'unknown-device'
      readonly config: string
      readonly target: string
      readonly device: string
      readonly nearest?: string
    }
  | { readonly kind: 'unnamed-target'; readonly config: string; readonly instead: string }
  /** It was made for a series of Linux that no target of the tree has. */
  | {
      readonly kind: 'config-of-other-release'
      readonly config: string
      readonly series: string
      readonly tree: readonly string[]
    }
  /** Packages that it selects and the tree does not have: a feed is missing, or it is of another release. */
  | { readonly kind: 'unknown-packages'; readonly config: string; readonly packages: readonly string[] }
  /** Options of the kernel that it sets and the tree does not have. */
  | { readonly kind: 'unknown-options'; readonly config: string; readonly options: readonly string[] }
  /** Packages of feeds name these files, and they are not there: options of packages are missing. */
  | { readonly kind: 'missing-feed-files'; readonly folder: string; readonly files: readonly string[] }

/** What a model knows, by name. */
export interface ModelNames extends KnownSymbols {
  /** Files that it was read from, as they were named. */
  readonly sources: readonly string[]
}

export interface NoteQuestion {
  readonly files: FileSystem
  readonly folder: string
  readonly release: OpenwrtRelease
  readonly symbols: ModelNames
  readonly textOf: (symbol: string) => string | undefined
}

/** Words that nobody defines are in a table of symbols as well. */
export const symbolsOf = ({ files: sources, symbols }: Model): ModelNames => {
  const isDefined = (name: string): boolean => (symbols.find(name)?.type ?? 'unknown') !== 'unknown'
  return {
    sources,
    has: isDefined,
    startingWith: (prefix) =>
      symbols.all.flatMap(({ name }) => (name?.startsWith(prefix) === true && isDefined(name) ? [name] : [])),
  }
}

export const buildrootNotes = (
  { files, folder, release, symbols, textOf }: NoteQuestion,
  { name: config, text }: NamedText,
): readonly BuildrootNote[] => {
  const boards = [...new Set(listTargets(files, folder, release).map(({ board }) => board))]
  const { targets, devices, unnamed } = unknownTargets(text, symbols, boards)
  const instead = targetName(textOf)
  const nearest = (target: string): readonly string[] =>
    nearestTargets(files, folder, release, target.includes('/') ? target : `${target}/generic`)
  return [
    ...targets.map((target) => ({
      kind: 'unknown-target' as const,
      config,
      target,
      nearest: nearest(target),
      instead,
    })),
    ...devices.map(({ target, device, nearest: meant }) => ({
      kind: 'unknown-device' as const,
      config,
      target,
      device,
      ...(meant === undefined ? {} : { nearest: meant }),
    })),
    ...(unnamed && buildrootTargetLine(text) === undefined
      ? [{ kind: 'unnamed-target' as const, config, instead }]
      : []),
    ...otherRelease(config, text, symbols),
    ...unknownPackages(config, text, symbols),
    ...unknownOptions(config, text, symbols),
    ...missingFiles(files, folder, symbols),
  ]
}

const missingFiles = (files: FileSystem, folder: string, { sources }: ModelNames): readonly BuildrootNote[] => {
  const missing = missingFeedFiles(files, folder, sources)
  return missing.length === 0 ? [] : [{ kind: 'missing-feed-files', folder, files: missing }]
}

const buildrootTargetLine = (text: string): string | undefined => /^CONFIG_TARGET_BOARD=.*$/m.exec(text)?.[0]

const targetName = (textOf: NoteQuestion['textOf']): string => {
  const subtarget = textOf('HAS_SUBTARGETS') === 'y' ? textOf('TARGET_SUBTARGET') : undefined
  return `${textOf('TARGET_BOARD')}/${subtarget ?? 'generic'}`
}

/** A full configuration records the series of Linux of its target. */
const recordedSeries = (text: string): string | undefined => /^CONFIG_LINUX_(\d+_\d+)=y$/m.exec(text)?.[1]

const dotted = (series: string): string => series.replace('_', '.')

const otherRelease = (config: string, text: string, symbols: KnownSymbols): readonly BuildrootNote[] => {
  const number = recordedSeries(text)
  if (number === undefined || symbols.has(`LINUX_${number}`)) return []
  const tree = symbols.startingWith('LINUX_').flatMap((name) => /^LINUX_(\d+_\d+)$/.exec(name)?.[1] ?? [])
  return [{ kind: 'config-of-other-release', config, series: dotted(number), tree: tree.map(dotted) }]
}

/** What can be said of a configuration that is taken as it stands: `patchver` is the series of the target it chooses. */
export const notesAsItStands = (patchver: string, { name: config, text }: NamedText): readonly BuildrootNote[] => {
  const number = recordedSeries(text)
  if (number === undefined || dotted(number) === patchver) return []
  return [{ kind: 'config-of-other-release', config, series: dotted(number), tree: [patchver] }]
}

const OPTION_LINE = /^CONFIG_(KERNEL_\w+)=/gm

const unknownOptions = (config: string, text: string, symbols: KnownSymbols): readonly BuildrootNote[] => {
  const names = [...text.matchAll(OPTION_LINE)].map(([, name = '']) => name).filter((name) => !symbols.has(name))
  return names.length === 0 ? [] : [{ kind: 'unknown-options', config, options: [...new Set(names)] }]
}

/** Options of packages are called PACKAGE_ as well, in capital letters. */
const PACKAGE_LINE = /^CONFIG_PACKAGE_([a-z0-9][\w.+-]*)=[ym]$/gm

const unknownPackages = (config: string, text: string, symbols: KnownSymbols): readonly BuildrootNote[] => {
  const packages = [...text.matchAll(PACKAGE_LINE)]
    .map(([, name = '']) => name)
    .filter((name) => !symbols.has(`PACKAGE_${name}`))
  return packages.length === 0 ? [] : [{ kind: 'unknown-packages', config, packages: [...new Set(packages)] }]
}
