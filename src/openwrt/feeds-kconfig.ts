/**
 * The Kconfig of feeds (since 24.10): whether images list them as sources of packages.
 * Follows feed_config() in scripts/feeds, which is asked with the feeds of `feeds.conf`. Help texts are not the script's.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { KconfigSink } from './kconfig-sink.ts'

/** One line of a list of feeds: kind, flags, name. */
const FEED = /^src-[\w-]+(?:[ \t]+--\S+)*[ \t]+([^ \t]+)[ \t]+\S/

/** Names of the tree's feeds, in order. */
export const feedNames = (files: FileSystem, tree: string): readonly string[] => {
  const text =
    readTextIfThere(files, `${tree}/feeds.conf`) ?? readTextIfThere(files, `${tree}/feeds.conf.default`) ?? ''
  return text.split('\n').flatMap((line) => FEED.exec(line)?.[1] ?? [])
}

/** `isInstalled`: the feed's index is there. */
export const writeFeedsKconfig = (
  names: readonly string[],
  isInstalled: (name: string) => boolean,
  into: KconfigSink,
): void => {
  into.indentation = '\t'
  for (const name of names) {
    into.config('config', `FEED_${name}`)
    into.attribute(`tristate "Enable feed ${name}"`)
    into.depends('PER_FEED_REPO')
    if (isInstalled(name)) into.attribute('default y')
    into.help(`\t\t Where images look for packages of ${name}:\n\t\t y yes, m as a comment.\n\n`, '\tconfig NEXT')
  }
}
