/**
 * Where a statement of a makefile stands, in words: from the top of what was asked about.
 */
import type { Place } from '../make/make-stop.ts'
import type { KbuildOutcome } from '../workspace/kbuild-request.ts'
import { printable, shortened } from './printable.ts'

/** Names a file, and a place in it. */
export interface PlaceNames {
  readonly file: (path: string) => string
  readonly place: (place: Place) => string
}

/** Text of a makefile, fit for a terminal. */
export const shown = (text: string): string => printable(shortened(text))

const tidy = (path: string): string => path.replace(/^(?:\.\/)+/, '')

/** Files below a folder are named from it; others as make names them. */
const namesBelow = (folder: string | undefined): PlaceNames => {
  const prefix = folder === undefined ? undefined : `${folder.replace(/\/+$/, '')}/`
  const file = (path: string): string => {
    if (path === folder) return '.'
    return shown(tidy(prefix !== undefined && path.startsWith(prefix) ? path.slice(prefix.length) : path))
  }
  return { file, place: (place) => `${file(place.file)}:${place.line}` }
}

/** Names from the module's folder, or from the tree where it is asked about itself. */
export const placeNames = ({ tree, external }: Pick<KbuildOutcome, 'tree' | 'external'>): PlaceNames =>
  namesBelow(external ?? tree)

/** Names as make has them. */
export const PLAIN_NAMES: PlaceNames = namesBelow(undefined)
