/**
 * Where a buildroot's Kconfig files come from: the tree's own, and in the place of those that its scripts generate under
 * tmp/ what is made of its metadata here.
 */
import type { KconfigSyntax } from '../../grammar/kconfig/index.ts'
import { parse } from '../../grammar/kconfig/index.ts'
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
import { type TargetScope, writeTargetKconfig } from './target-kconfig.ts'

export interface MetadataQuestion {
  readonly files: FileSystem
  /** Absolute path of the buildroot. */
  readonly tree: string
  readonly metadata: BuildrootMetadata
  readonly switches: MetadataSwitches
  readonly syntax: KconfigSyntax
  readonly scope: TargetScope
}

const PACKAGES = 'tmp/.config-package.in'
const TARGETS = 'tmp/.config-target.in'
const FEEDS = 'tmp/.config-feeds.in'
/** Files of feeds' packages for the image menu. */
const FEED_IMAGES = 'package/feeds/*/*/image-config.in'

export const metadataSources = (inner: SourceReader, question: MetadataQuestion): SourceReader => ({
  glob(pattern) {
    if (pattern === PACKAGES || pattern === TARGETS) return [pattern]
    const names = inner.glob(pattern)
    return pattern === FEEDS && names.length === 0 ? [pattern] : names
  },
  read(name) {
    if (name === PACKAGES) return made(question.syntax, packages(inner, question))
    if (name === TARGETS) return made(question.syntax, targets(question))
    return inner.read(name) ?? (name === FEEDS ? made(question.syntax, feeds(question)) : undefined)
  },
})

type Writer = (into: KconfigSink) => void

/** As statements; where a text from people could reach into what follows, written out and read. */
const made = (syntax: KconfigSyntax, write: Writer): ReadSource => {
  const list = new StatementList(syntax)
  write(list)
  if (!list.irregular) return list.source()
  const plain = new KconfigText()
  write(plain)
  const text = plain.toString()
  return { text, parsed: parse(text, syntax) }
}

const packages = (sources: SourceReader, { metadata, switches }: MetadataQuestion): Writer => {
  const info = parsePackageInfo(metadata.packageInfo(), switches)
  if (switches.implicitConflicts) addImplicitConflicts(info)
  const images = sources.glob(FEED_IMAGES)
  return (into) => writePackageKconfig(info, switches, images !== 'unreadable' && images.length > 0, into)
}

const targets = ({ metadata, scope, switches }: MetadataQuestion): Writer => {
  const all = parseTargetInfo(metadata.targetInfo(), switches)
  return (into) => writeTargetKconfig(all, switches, scope, into)
}

const feeds = ({ files, tree }: MetadataQuestion): Writer => {
  const names = feedNames(files, tree)
  return (into) => writeFeedsKconfig(names, (name) => files.kind(`${tree}/feeds/${name}.index`) === 'file', into)
}
