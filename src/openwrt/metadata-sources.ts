/**
 * Where a buildroot's Kconfig files come from: the tree's own, and in the place of those that its scripts generate under
 * tmp/ what is made of its metadata here.
 */
import { type KconfigSyntax, parse } from '../../grammar/kconfig/index.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ReadSource, SourceReader } from '../kconfig/source-reader.ts'
import { feedNames, writeFeedsKconfig } from './feeds-kconfig.ts'
import type { KconfigSink } from './kconfig-sink.ts'
import { KconfigText } from './kconfig-text.ts'
import type { BuildrootMetadata } from './metadata.ts'
import { addImplicitConflicts } from './package-conflicts.ts'
import { parsePackageInfo } from './package-info.ts'
import { writePackageKconfig } from './package-kconfig.ts'
import type { MetadataSwitches } from './releases.ts'
import { StatementList } from './statement-list.ts'
import { parseTargetInfo } from './target-info.ts'
import { writeTargetKconfig } from './target-kconfig.ts'
import type { TargetScope } from './target-scope.ts'

export interface MetadataQuestion {
  readonly files: FileSystem
  /** Absolute path of the buildroot. */
  readonly tree: string
  readonly metadata: BuildrootMetadata
  readonly scope: TargetScope
}

const PACKAGES = 'tmp/.config-package.in'
const TARGETS = 'tmp/.config-target.in'
const FEEDS = 'tmp/.config-feeds.in'
/** Files of feeds' packages for the image menu. */
const FEED_IMAGES = 'package/feeds/*/*/image-config.in'

/**
 * Packages of feeds name files of options, and the metadata outlive the feeds: what is not there has no options to add.
 * Whoever reads the result has to be told.
 */
const isOfFeed = (name: string): boolean => name.startsWith('feeds/') && !name.includes('*')

const NOTHING: ReadSource = { text: '\n', parsed: { tree: { statements: [], lines: 1 }, problems: [] } }

/** The files of feeds among `sources` that are not in the tree. */
export const missingFeedFiles = (files: FileSystem, tree: string, sources: readonly string[]): readonly string[] =>
  sources.filter((name) => isOfFeed(name) && files.kind(`${tree}/${name}`) === undefined)

/** Makes Kconfig of the metadata of one tree; what is asked for again, as long as its text is the same, is made once. */
export class MetadataKconfig {
  readonly #switches: MetadataSwitches
  readonly #syntax: KconfigSyntax
  readonly #packages: (text: string, hasFeedImages: boolean) => ReadSource

  constructor(switches: MetadataSwitches, syntax: KconfigSyntax) {
    this.#switches = switches
    this.#syntax = syntax
    this.#packages = rememberLatest((text, hasFeedImages) => this.#makePackages(text, hasFeedImages))
  }

  /** The files of `inner`, and those that are made. */
  sources(inner: SourceReader, question: MetadataQuestion): SourceReader {
    return {
      glob(pattern) {
        if (pattern === PACKAGES || pattern === TARGETS) return [pattern]
        const names = inner.glob(pattern)
        return names.length === 0 && (pattern === FEEDS || isOfFeed(pattern)) ? [pattern] : names
      },
      read: (name) => {
        if (name === PACKAGES) return this.#packages(question.metadata.packageInfo(), hasAny(inner, FEED_IMAGES))
        if (name === TARGETS) return this.#targets(question)
        return inner.read(name) ?? (name === FEEDS ? this.#feeds(question) : isOfFeed(name) ? NOTHING : undefined)
      },
    }
  }

  #makePackages(text: string, hasFeedImages: boolean): ReadSource {
    const info = parsePackageInfo(text, this.#switches)
    if (this.#switches.implicitConflicts) addImplicitConflicts(info)
    return this.#made((into) => writePackageKconfig(info, this.#switches, hasFeedImages, into))
  }

  #targets({ metadata, scope }: MetadataQuestion): ReadSource {
    const targets = parseTargetInfo(metadata.targetInfo(), this.#switches)
    return this.#made((into) => writeTargetKconfig(targets, this.#switches, scope, into))
  }

  #feeds({ files, tree }: MetadataQuestion): ReadSource {
    const isInstalled = (name: string): boolean => files.kind(`${tree}/feeds/${name}.index`) === 'file'
    return this.#made((into) => writeFeedsKconfig(feedNames(files, tree), isInstalled, into))
  }

  /** As statements; where a text from people could reach into what follows, written out and read. */
  #made(write: (into: KconfigSink) => void): ReadSource {
    const list = new StatementList(this.#syntax)
    write(list)
    if (!list.irregular) return list.source()
    const plain = new KconfigText()
    write(plain)
    const text = plain.toString()
    return { text, parsed: parse(text, this.#syntax) }
  }
}

const hasAny = (sources: SourceReader, pattern: string): boolean => {
  const names = sources.glob(pattern)
  return names !== 'unreadable' && names.length > 0
}

/** The function, asked again only where what it is asked is not what it was asked last. */
const rememberLatest = <Asked extends readonly unknown[], Answer>(
  ask: (...asked: Asked) => Answer,
): ((...asked: Asked) => Answer) => {
  let latest: { readonly asked: Asked; readonly answer: Answer } | undefined
  return (...asked) => {
    if (latest?.asked.every((value, index) => value === asked[index]) !== true)
      latest = { asked, answer: ask(...asked) }
    return latest.answer
  }
}
