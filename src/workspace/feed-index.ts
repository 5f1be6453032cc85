/**
 * Packages that a tree does not have, looked for in what its feeds have to offer: feeds/NAME.index is the metadata of all
 * packages of a feed, installed or not.
 */
import { type FileSystem, listIfThere, readTextIfThere } from '../files/file-system.ts'
import { readKernelConfigLines } from '../openwrt/kernel-config-lines.ts'

export interface FeedFinding {
  readonly feed: string
  readonly packages: readonly string[]
}

const SUFFIX = '.index'

const indexesOf = (files: FileSystem, folder: string): readonly string[] =>
  listIfThere(files, `${folder}/feeds`).filter((name) => name.endsWith(SUFFIX))

/** Feeds that have `packages`, or packages that want `symbols` of the kernel; those that want something of it first. */
export const feedsWith = (
  files: FileSystem,
  folder: string,
  packages: readonly string[],
  symbols: readonly string[],
): readonly FeedFinding[] => {
  if (packages.length === 0 && symbols.length === 0) return []
  const wanted = new Set(symbols.map((symbol) => `CONFIG_${symbol}`))
  return indexesOf(files, folder).flatMap((name) => {
    const text = readTextIfThere(files, `${folder}/feeds/${name}`) ?? ''
    const lines = readKernelConfigLines(text)
    const owners = new Set(lines.map(({ packageName }) => packageName))
    const named = packages.filter((one) => `\n${text}`.includes(`\nPackage: ${one}\n`))
    const wanting = lines.filter(({ tokens }) => tokens.some((token) => wanted.has(token.replace(/[@=].*$/s, ''))))
    const found = [...new Set([...wanting.map(({ packageName }) => packageName), ...named])].sort(
      (a, b) => Number(owners.has(b)) - Number(owners.has(a)),
    )
    return found.length === 0 ? [] : [{ feed: name.slice(0, -SUFFIX.length), packages: found }]
  })
}
