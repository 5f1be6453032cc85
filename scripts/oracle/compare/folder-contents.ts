/**
 * All files below a folder as text (latin1), by path.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Path relative to the folder → bytes. */
export type FolderContents = ReadonlyMap<string, string>

/** Reads a folder; one that does not exist is empty. Links are taken as their target's name. */
export const folderContents = (folder: string): FolderContents => {
  const contents = new Map<string, string>()
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else if (entry.isSymbolicLink()) contents.set(path, `-> ${readlinkSync(join(folder, path))}`)
      else contents.set(path, readFileSync(join(folder, path), 'latin1'))
    }
  }
  try {
    walk('')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || contents.size > 0) throw error
  }
  return contents
}
