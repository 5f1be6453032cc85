/**
 * What a buildroot knows of its packages and targets, whoever collected it. The tree's own collection is in tmp/, made by
 * prepare-tmpinfo of include/toplevel.mk.
 */
import type { FileSystem } from '../files/file-system.ts'
import { type Attempt, failed } from './problem.ts'

export interface BuildrootMetadata {
  /** The text of `.packageinfo`. */
  packageInfo(): string
  /** The text of `.targetinfo`. */
  targetInfo(): string
}

const FILES = { packageInfo: 'tmp/.packageinfo', targetInfo: 'tmp/.targetinfo' } as const

/** What the tree collected itself, each text read once. `needed`: the text without which there is no use going on. */
export const collectedMetadata = (
  files: FileSystem,
  tree: string,
  needed: keyof typeof FILES,
): Attempt<BuildrootMetadata> => {
  if (files.kind(`${tree}/${FILES[needed]}`) !== 'file') return failed({ kind: 'no-metadata', file: FILES[needed] })
  const textOf = (name: string) => {
    let text: string | undefined
    return () => {
      text ??= files.readText(`${tree}/${name}`)
      return text
    }
  }
  return { packageInfo: textOf(FILES.packageInfo), targetInfo: textOf(FILES.targetInfo) }
}
