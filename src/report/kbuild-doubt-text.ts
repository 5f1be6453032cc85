/**
 * Words of lists that hang on commands that nobody answered, for people.
 */
import type { DoubtEntry } from '../workspace/kbuild-request.ts'
import { PLAIN_NAMES, type PlaceNames, shown } from './kbuild-place.ts'
import type { Words } from './kconfig-messages.ts'
import type { Style } from './style.ts'

/** Doubts that are told of. */
const LISTED = 10

const HELP =
  '--toolchain live runs such commands here; --toolchain FILE gives recorded answers; a variable that is set by hand, NAME=VALUE, may do without'

const doubtTitle = ({ directory, list, word, listed }: DoubtEntry, names = PLAIN_NAMES): string => {
  const folder = names.file(directory)
  if (word === '') return `what ${shown(list)} of ${folder} lists besides is not known`
  const what = `${shown(word)} in ${shown(list)}${folder === '.' ? '' : ` of ${folder}`}`
  return listed ? `${what} may not belong there` : `${what} is left out, and may belong there`
}

const doubtLine = (doubt: DoubtEntry, names: PlaceNames, style: Style): readonly string[] => [
  `${style.warning('unknown')}: ${doubtTitle(doubt, names)}`,
  `  ${style.dim('why')} nobody answered ${doubt.commands.map((command) => `$(shell ${shown(command)})`).join(', ')} (${names.place(doubt.place)})`,
]

/** Each with the commands it hangs on, and once what to do. */
export const doubtLines = (doubts: readonly DoubtEntry[], names: PlaceNames, style: Style): readonly string[] => {
  if (doubts.length === 0) return []
  const rest = doubts.length - LISTED
  return [
    ...doubts.slice(0, LISTED).flatMap((doubt) => doubtLine(doubt, names, style)),
    ...(rest > 0 ? [`${style.warning('unknown')}: ${rest} more (--json)`] : []),
    `${style.note('help')}: ${HELP}`,
  ]
}

/** Title and reason of a doubt, for JSON. */
export const doubtWords = (doubt: DoubtEntry): Words => ({ title: doubtTitle(doubt), help: HELP })
