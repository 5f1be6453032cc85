/**
 * Editing a file in place, bytes as latin1.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Replaces a file's text by what `edit` makes of it. */
export const rewriteLatin1 = (path: string, edit: (text: string) => string): void => {
  writeFileSync(path, edit(readFileSync(path, 'latin1')), 'latin1')
}
