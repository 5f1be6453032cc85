/**
 * Why something is built or not, for people: the way from the top of the tree, a step a line, the verdict, and what to
 * change.
 */
import type { Chain, ChainStep } from '../kbuild/gate-chain.ts'
import type { KbuildOutcome, WhyReport } from '../workspace/kbuild-request.ts'
import { type PlaceNames, placeNames, shown } from './kbuild-place.ts'
import { changeText, gateText, isClosed, valueText } from './kbuild-values-text.ts'
import type { Style } from './style.ts'

/** Ways that are shown; the best stands first. */
const WAYS = 3
/** Wider statements push only their own columns. */
const WIDEST = 60

const pathOf = ({ directory, word }: ChainStep): string => shown(directory === '.' ? word : `${directory}/${word}`)

const LISTS: Readonly<Record<string, string>> = {
  'obj-y': 'built in',
  'obj-m': 'a module',
  'lib-y': 'in lib.a',
  'lib-m': 'in lib.a',
}

/** What a step does, after an arrow. */
const effectText = (step: ChainStep): string => {
  const { word, list, effect, gates } = step
  if (gates.some(isClosed)) return 'nothing: not reached'
  if (effect === 'none' && !list.endsWith('-objs')) return `nothing: ${shown(list)} is not built`
  if (word.endsWith('/') || list.startsWith('subdir-')) {
    if (list.startsWith('subdir-')) return `enters ${pathOf(step)}, not for modules`
    return effect === 'module' ? `enters ${pathOf(step)} for modules only` : `enters ${pathOf(step)}`
  }
  return LISTS[list] ?? `a part of ${shown(list.replace(/-(?:y|m|objs)$/, ''))}`
}

const stepLines = (steps: readonly ChainStep[], names: PlaceNames, style: Style): readonly string[] => {
  const places = steps.map((step) => names.place(step))
  const statements = steps.map(({ name, word }) => `${shown(name)} += ${shown(word)}`)
  const widest = (texts: readonly string[]): number => Math.min(WIDEST, Math.max(...texts.map(({ length }) => length)))
  const [widestPlace, widestStatement] = [widest(places), widest(statements)]
  return steps.flatMap((step, index) => {
    const values = step.values.map(valueText).join(', ')
    const place = style.dim((places[index] ?? '').padEnd(widestPlace))
    const statement = (statements[index] ?? '').padEnd(widestStatement)
    return [
      `  ${place}  ${statement}  -> ${effectText(step)}${values === '' ? '' : ` (${values})`}`,
      ...step.gates.map((gate) => `  ${' '.repeat(widestPlace)}    ${gateText(gate, names)}`),
    ]
  })
}

/** What keeps a chain from a module or a built-in object. */
const obstacleText = ({ steps, outcome }: Chain): string => {
  const last = steps.at(-1)
  if (outcome === 'dropped') {
    const gate = steps.find(({ list, word }) => list === 'obj-m' && word.endsWith('/'))
    return `its directory is entered for modules only${gate === undefined ? '' : ` (${gate.values.map(valueText).join(', ') || shown(gate.name)})`}, which drops what is listed for the kernel itself`
  }
  if (outcome === 'unlisted')
    return 'its directory is entered through a list of subdirectories, which is no way for modules'
  const closed = steps.find(({ effect }) => effect === 'none') ?? last
  if (closed === undefined) return 'nothing leads to it'
  const gate = closed.gates.find(isClosed)
  const values = (gate ?? closed).values.filter(({ value }) => value === '' || gate !== undefined)
  const because = values.length === 0 ? `the list is ${shown(closed.list)}` : values.map(valueText).join(', ')
  return closed === last ? because : `${pathOf(closed)} is not entered: ${because}`
}

const verdictText = (why: WhyReport, place: string): string => {
  const [best] = why.chains
  const path = shown(best?.path ?? why.name)
  switch (why.kind) {
    case 'module':
      return `${path} is built as a module`
    case 'built-in':
      return `${path} is built into the kernel`
    case 'library':
      return `${path} is built into a library`
    case 'not-built':
      return `${path} is not built${best === undefined ? '' : `: ${obstacleText(best)}`}`
    case 'not-found':
      return `${path} is not listed by any makefile of ${place}`
  }
}

const changeLines = ({ changes }: WhyReport, style: Style): readonly string[] =>
  changes.length === 0
    ? []
    : [
        'to have it built, set',
        ...changes.map((change) => `  ${style.strong(changeText(change))}`),
        `  ${style.dim('kcheck predict --fragment FILE --diff says whether Kconfig lets that be')}`,
      ]

const nearestLines = ({ nearest }: WhyReport): readonly string[] =>
  nearest.length === 0 ? [] : [`did you mean ${nearest.map(shown).join(', ')}?`]

/** The verdict first, then the ways, then what to do. */
export const whyLines = (why: WhyReport, outcome: KbuildOutcome, style: Style): readonly string[] => {
  const names = placeNames(outcome)
  const ways = why.chains.slice(0, WAYS)
  const rest = why.chains.length - ways.length
  return [
    style.strong(verdictText(why, shown(outcome.external ?? outcome.tree))),
    ...ways.flatMap(({ path, steps }, index) => [
      ...(index === 0 ? [] : [`another way, to ${shown(path)}`]),
      ...stepLines(steps, names, style),
    ]),
    ...(rest > 0 ? [style.dim(`and ${rest} more ways (--json)`)] : []),
    ...changeLines(why, style),
    ...nearestLines(why),
  ]
}

/** Whether it comes out of the build. */
export const isBuilt = ({ kind }: WhyReport): boolean => kind === 'module' || kind === 'built-in' || kind === 'library'
