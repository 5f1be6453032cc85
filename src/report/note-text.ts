/**
 * What a reader should know to understand a prediction, one line each.
 */
import type { BuildrootNote } from '../workspace/buildroot-notes.ts'
import type { PredictNote, UnknownAnswer } from '../workspace/predict-request.ts'
import { buildrootNoteLine } from './buildroot-note-text.ts'
import type { Style } from './style.ts'

const ARCH_SOURCES: Readonly<Record<string, string>> = {
  option: 'as asked',
  environment: 'from ARCH',
  place: "from the configuration's folder",
  header: "from the configuration's header",
  host: "this machine's",
}

type OwnNote = Exclude<PredictNote, BuildrootNote>

const OF_BUILDROOTS: Readonly<Record<BuildrootNote['kind'], true>> = {
  'unknown-target': true,
  'unknown-device': true,
  'unnamed-target': true,
  'config-of-other-release': true,
  'unknown-packages': true,
  'unknown-options': true,
  'missing-feed-files': true,
}

const isOfBuildroot = (note: PredictNote): note is BuildrootNote => Object.hasOwn(OF_BUILDROOTS, note.kind)

/** What was found or assumed is dim; what is wrong with a configuration is not. */
export const noteLine = (note: PredictNote, style: Style): string =>
  isOfBuildroot(note) ? buildrootNoteLine(note, style) : style.dim(noteText(note))

const noteText = (note: OwnNote): string => {
  switch (note.kind) {
    case 'tree':
      return `tree ${note.folder}`
    case 'dialect':
      return `dialect ${note.name}${note.because === '' ? '' : ` (${note.because})`}`
    case 'arch':
      return `arch ${note.arch} (${ARCH_SOURCES[note.because] ?? note.because})`
    case 'toolchain':
      return note.source === 'config'
        ? `toolchain: ${note.inferred} answers inferred from the configuration`
        : `toolchain: ${note.source}`
    case 'no-config':
      return `no ${note.name}: starting from nothing`
    case 'config':
      return `configuration ${note.path}`
    case 'answers-of-other-arch':
      return `nothing is inferred from a configuration of ${note.config}: its compiler is not that of ${note.tree}`
    case 'config-of-other-version':
      return `the configuration is of "${note.config}", the tree is "${note.tree}"`
    case 'other-compiler':
      return `the configuration records "${note.recorded}", the compiler is "${note.compiler}"`
  }
}

/** How many names are listed before it is "and N more". */
const LISTED = 5

export const unknownText = ({ kind, text, affects }: UnknownAnswer): string => {
  const more = affects.length > LISTED ? ` and ${affects.length - LISTED} more` : ''
  const what = kind === 'shell' ? `$(shell,${text})` : `the variable ${text}`
  const symbols = affects.length === 1 ? '1 symbol hangs' : `${affects.length} symbols hang`
  return `unknown: ${what}: ${symbols} on it: ${affects.slice(0, LISTED).join(' ')}${more}`
}
