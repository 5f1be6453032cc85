/**
 * What a configuration asks of a buildroot that the tree does not have, one line each.
 */
import type { BuildrootNote } from '../workspace/buildroot-notes.ts'
import type { Style } from './style.ts'

/** Names that are listed before it is "and N more". */
const LISTED = 5

const listed = (names: readonly string[]): string =>
  names.length <= LISTED ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`

const noteText = (note: BuildrootNote): string => {
  switch (note.kind) {
    case 'unknown-target': {
      const meant = note.nearest.length === 0 ? '' : ` (nearest: ${listed(note.nearest)})`
      return `${note.config} names the target ${note.target}, which the tree does not have${meant}; the result is for ${note.instead}`
    }
    case 'unknown-device': {
      const meant = note.nearest === undefined ? '' : ` (nearest: ${note.nearest})`
      return `${note.config} names the device ${note.device}, which ${note.target} does not have${meant}; the line counts for nothing`
    }
    case 'unnamed-target':
      return `${note.config} names no target; the result is for ${note.instead}, which the tree takes then`
    case 'config-of-other-release':
      return `${note.config} is of another release: it was made for Linux ${note.series}, the targets of the tree have ${listed(note.tree)}`
    case 'unknown-packages':
      return `${note.config} selects packages that the tree does not have, so that a feed is missing or it is of another release: ${listed(note.packages)}`
    case 'unknown-options':
      return `${note.config} sets options of the kernel that the tree does not have, so that these lines count for nothing: ${listed(note.options)}`
    case 'missing-feed-files':
      return `${note.folder} lacks files that packages of its feeds name, so that options of these packages are missing: ${listed(note.files)}; ./scripts/feeds update -a fetches them`
  }
}

/** They are warnings: the result may be for something else than what was meant. */
export const buildrootNoteLine = (note: BuildrootNote, style: Style): string =>
  `${style.warning('warning')}: ${noteText(note)}`
