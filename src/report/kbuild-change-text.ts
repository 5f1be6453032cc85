/**
 * What to set so that something is built, for people: the lines of a fragment, each with what it is for, whether that was
 * tried, and what stands against it.
 */
import type { KbuildOutcome, PlannedChange, WhyReport } from '../workspace/kbuild-request.ts'
import { shown } from './kbuild-place.ts'
import { problemText } from './problem-text.ts'
import { dropText } from './rejection-text.ts'
import type { Style } from './style.ts'

const KINDS: Readonly<Record<NonNullable<WhyReport['becomes']>, string>> = {
  module: 'as a module',
  'built-in': 'into the kernel',
  library: 'into a library',
}

const join = (names: readonly string[]): string => names.map(shown).join(', ')

/** What changes are for that no makefile asks for, a line for each symbol that wants some. */
const sakeLines = (changes: readonly PlannedChange[]): readonly string[] => {
  const sakes = (because: PlannedChange['because']): readonly (readonly [string, readonly string[]])[] => {
    const wanted = changes.filter((change) => change.because === because)
    const dependents = [...new Set(wanted.map(({ dependent = '' }) => dependent))]
    return dependents.map((dependent) => [
      dependent,
      wanted.filter((change) => change.dependent === dependent).map(({ symbol }) => symbol),
    ])
  }
  return [
    ...sakes('dependency').map(([dependent, symbols]) => `${shown(dependent)} depends on ${join(symbols)}`),
    ...sakes('select').map(
      ([selected, symbols]) => `${shown(selected)} cannot be set itself: ${join(symbols)} brings it`,
    ),
  ]
}

const titleText = ({ verified, becomes }: WhyReport, isExternal: boolean): string => {
  if (verified !== true) return 'no configuration was found that builds it; the makefiles ask for'
  const how = becomes === undefined ? '' : ` ${KINDS[becomes]}`
  return isExternal ? `to have it built${how}, give make` : `to have it built${how}, set`
}

const trialText = ({ verified, kconfig }: WhyReport, isExternal: boolean): string => {
  if (kconfig?.kind === 'failed') return `Kconfig was not asked: ${problemText(kconfig.problem)}`
  if (kconfig?.kind === 'absent' && !isExternal)
    return 'only the makefiles were asked: the tree has no Kconfig files that tell whether this can be'
  return verified === true && kconfig?.kind === 'resolved' ? 'tried: Kconfig accepts these lines' : ''
}

/** Empty where nothing is to be changed, or nobody knows what. The fragment's lines stand as they can be pasted. */
export const changeLines = (why: WhyReport, { external }: KbuildOutcome, style: Style): readonly string[] => {
  const { changes, fragment = [], rejections = [] } = why
  if (changes.length === 0) return []
  const isExternal = external !== undefined
  const trial = trialText(why, isExternal)
  return [
    titleText(why, isExternal),
    ...fragment.map((line) => style.strong(shown(line))),
    ...sakeLines(changes).map((line) => `  ${line}`),
    ...rejections.map((rejection) => `  ${dropText(rejection)}`),
    ...(trial === '' ? [] : [`  ${style.dim(trial)}`]),
  ]
}
