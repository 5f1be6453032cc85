/**
 * A tree of links: what is in a real tree is seen through it, some files are others, and nothing that is written there
 * gets into the real one.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workFolder } from '../place/work-folder.ts'

export interface LinkedTree {
  /** Files of the linked tree by their path in it, in the place of the real ones. */
  readonly files?: Readonly<Record<string, string>>
  /** Links of the linked tree, to what the real one has. */
  readonly links?: Readonly<Record<string, string>>
  /** Names at the top of the real tree that are not seen. */
  readonly hidden?: readonly string[]
}

/** A folder of links to what `real` has, without `except`. */
const linkFolder = (real: string, linked: string, except: ReadonlySet<string>): void => {
  mkdirSync(linked, { recursive: true })
  for (const name of readdirSync(real)) if (!except.has(name)) symlinkSync(join(real, name), join(linked, name))
}

/** Makes it in `folder`. tmp/ has only what is in `files` or `links`, and the real tree's `.config` is not seen. */
export const makeLinkedTree = (
  real: string,
  folder: string,
  { files = {}, links = {}, hidden = [] }: LinkedTree,
): void => {
  linkFolder(real, folder, new Set(['tmp', '.config', '.config.old', '.git', ...hidden]))
  const placeOf = (name: string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    return join(folder, name)
  }
  for (const [name, target] of Object.entries(links)) symlinkSync(join(real, target), placeOf(name))
  for (const [name, text] of Object.entries(files)) writeFileSync(placeOf(name), text, 'latin1')
}

/** Makes one, calls `use` with its folder, and takes it away again. */
export const withLinkedTree = async <T>(
  real: string,
  tree: LinkedTree,
  use: (folder: string) => T | Promise<T>,
): Promise<T> => {
  const folder = mkdtempSync(join(workFolder(), 'openwrt-'))
  try {
    makeLinkedTree(real, folder, tree)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
