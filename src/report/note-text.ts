/**
 * What a reader should know to understand a prediction, one line each.
 */
import type { PredictNote, UnknownAnswer } from '../workspace/predict-request.ts'

const ARCH_SOURCES: Readonly<Record<string, string>> = {
  option: 'as asked',
  environment: 'from ARCH',
  place: "from the configuration's folder",
  header: "from the configuration's header",
  host: "this machine's",
}

export const noteText = (note: PredictNote): string => {
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
