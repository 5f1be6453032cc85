/**
 * What to set so that something is built, and what Kconfig says of it.
 */
import type { KconfigOpinion, PlannedChange, WhyReport } from '../workspace/kbuild-request.ts'
import { shown } from './kbuild-place.ts'
import { changeText } from './kbuild-values-text.ts'
import { problemText } from './problem-text.ts'
import { rejectionText } from './rejection-text.ts'
import type { Style } from './style.ts'

const BOOL = 'where a symbol is bool, m is no value of it: it takes y'
const UNASKED = 'kcheck predict --fragment FILE --diff says whether Kconfig lets that be'

const becauseText = ({ because, dependent }: PlannedChange): string =>
  because === 'dependency' && dependent !== undefined ? `, as ${shown(dependent)} depends on it` : ''

const kconfigText = (opinion: KconfigOpinion | undefined, changes: WhyReport['changes']): readonly string[] => {
  switch (opinion?.kind) {
    case 'resolved':
      return []
    case 'failed':
      return [`Kconfig was not asked: ${problemText(opinion.problem)}`]
    case 'absent':
      return ['there are no Kconfig files here: whether Kconfig lets that be is not known']
    case undefined:
      return [...(changes.some(({ to }) => to === 'm') ? [BOOL] : []), UNASKED]
  }
}

const verdictText = ({ verified, kconfig }: WhyReport): readonly string[] => {
  if (verified === undefined) return []
  if (!verified) return ['with these alone it is still not built']
  return kconfig?.kind === 'resolved' ? ['Kconfig lets that be, and it is built then'] : ['it is built then']
}

/** The symbols, then whether that does; nothing where nothing is to be changed. */
export const changeLines = (why: WhyReport, style: Style): readonly string[] => {
  const { changes, kconfig, rejections = [] } = why
  if (changes.length === 0) return []
  return [
    'to have it built, set',
    ...changes.map((change) => `  ${style.strong(changeText(change))}${becauseText(change)}`),
    ...[...verdictText(why), ...kconfigText(kconfig, changes)].map((line) => `  ${style.dim(line)}`),
    ...rejections.flatMap((rejection) =>
      rejectionText(rejection, style)
        .trimEnd()
        .split('\n')
        .map((line) => `  ${line}`),
    ),
  ]
}
