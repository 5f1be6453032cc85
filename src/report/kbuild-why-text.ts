/**
 * Why something is built or not, for people: the way from the top of the tree, a step a line, the verdict, and what to
 * change.
 */
import type { Chain, ChainStep } from '../kbuild/gate-chain.ts'
import type { KbuildOutcome, WhyReport } from '../workspace/kbuild-request.ts'
import { changeLines } from './kbuild-change-text.ts'
import { type PlaceNames, placeNames, shown } from './kbuild-place.ts'
import { gateText, isClosed, valueText } from './kbuild-values-text.ts'
import type { Style } from './style.ts'

/** Ways that are shown; the best stands first. */
const WAYS = 3
/** Wider statements push only their own columns. */
const WIDEST = 60

const pathOf = ({ directory, word }: ChainStep, names: PlaceNames): string =>
  names.file(directory === '.' ? word : `${directory}/${word}`)

const LISTS: Readonly<Record<string, string>> = {
  'obj-y': 'built in',
  'obj-m': 'a module',
  'lib-y': 'in lib.a',
  'lib-m': 'in lib.a',
}

const isDirectory = ({ word, list }: ChainStep): boolean => word.endsWith('/') || list.startsWith('subdir-')

/** What a step does, after an arrow. `modulesOnly`: a step before it entered a directory for its modules. */
const effectText = (step: ChainStep, modulesOnly: boolean, names: PlaceNames): string => {
  const { list, effect, gates } = step
  if (gates.some(isClosed)) return 'nothing: not reached'
  if (effect === 'none' && !list.endsWith('-objs')) return `nothing: ${shown(list)} is not built`
  if (!isDirectory(step)) {
    if (list === 'obj-y' && modulesOnly) return 'nothing: this directory is entered for modules only'
    return LISTS[list] ?? `a part of ${shown(list.replace(/-(?:y|m|objs)$/, ''))}`
  }
  const enters = `enters ${pathOf(step, names)}`
  if (list.startsWith('subdir-')) return `${enters}, not for modules`
  return effect === 'module' || modulesOnly ? `${enters} for modules only` : enters
}

const stepLines = (steps: readonly ChainStep[], names: PlaceNames, style: Style): readonly string[] => {
  const places = steps.map((step) => names.place(step))
  const statements = steps.map(({ name, word }) => `${shown(name)} += ${shown(word)}`)
  const widest = (texts: readonly string[]): number => Math.min(WIDEST, Math.max(...texts.map(({ length }) => length)))
  const [widestPlace, widestStatement] = [widest(places), widest(statements)]
  const firstForModules = steps.findIndex((step) => isDirectory(step) && step.effect === 'module')
  return steps.flatMap((step, index) => {
    const modulesOnly = firstForModules >= 0 && firstForModules < index
    const values = step.values.map(valueText).join(', ')
    const place = style.dim((places[index] ?? '').padEnd(widestPlace))
    const statement = (statements[index] ?? '').padEnd(widestStatement)
    return [
      `  ${place}  ${statement}  -> ${effectText(step, modulesOnly, names)}${values === '' ? '' : ` (${values})`}`,
      ...step.gates.map((gate) => `  ${' '.repeat(widestPlace)}    ${gateText(gate, names)}`),
    ]
  })
}

/** What keeps a chain from a module or a built-in object. */
const obstacleText = ({ steps, outcome }: Chain, names: PlaceNames): string => {
  if (outcome === 'dropped') {
    const entered = steps.find((step) => isDirectory(step) && step.effect === 'module')
    const values = entered?.values.map(valueText).join(', ') ?? ''
    return `its directory is entered for modules only${values === '' ? '' : ` (${values})`}, which drops what is to be built in`
  }
  if (outcome === 'unlisted')
    return 'its directory is entered through a list of subdirectories, which is no way for modules'
  const last = steps.at(-1)
  const closed = steps.find(({ effect }) => effect === 'none') ?? last
  if (closed === undefined) return 'nothing leads to it'
  const gate = closed.gates.find(isClosed)
  const values = closed.values.map(valueText).join(', ')
  const because = gate === undefined ? values || `${shown(closed.list)} is not built` : `the line is ${gateText(gate)}`
  return isDirectory(closed) ? `${pathOf(closed, names)} is not entered: ${because}` : because
}

const OBJECT_LIST = /^(?:obj|lib|subdir)-/

/** `drivers/hv/hv_vmbus.ko`, `lib/sort.o`, and what it is a part of. */
const productText = ({ path, steps, outcome }: Chain, names: PlaceNames): string => {
  const last = steps.at(-1)
  if (last !== undefined && !OBJECT_LIST.test(last.list)) {
    const whole = pathOf({ ...last, word: last.list.replace(/-(?:y|m|objs|n|)$/, '') }, names)
    return `${names.file(path)}.o, a part of ${whole}${outcome === 'module' ? '.ko' : ''},`
  }
  return `${names.file(path)}${outcome === 'module' ? '.ko' : '.o'}`
}

const verdictText = (why: WhyReport, names: PlaceNames, place: string): string => {
  const [best] = why.chains
  const product = best === undefined ? shown(why.name) : productText(best, names)
  switch (why.kind) {
    case 'module':
      return product.endsWith(',') ? `${product} is built` : `${product} is built as a module`
    case 'built-in':
      return `${product} is built into the kernel`
    case 'library':
      return `${product} is built into a library`
    case 'not-built':
      return `${product} is not built${best === undefined ? '' : `: ${obstacleText(best, names)}`}`
    case 'other-architecture':
      return `${product} is built on another architecture only: ${(why.architectures ?? []).map(shown).join(', ')}`
    case 'not-found':
      return `no makefile of ${place} lists ${product}`
  }
}

const nearestLines = ({ nearest }: WhyReport): readonly string[] =>
  nearest.length === 0 ? [] : [`did you mean ${nearest.map(shown).join(', ')}?`]

/** The verdict first, then the ways, then what to do. */
export const whyLines = (why: WhyReport, outcome: KbuildOutcome, style: Style): readonly string[] => {
  const names = placeNames(outcome)
  const ways = why.chains.slice(0, WAYS)
  const rest = why.chains.length - ways.length
  return [
    style.strong(verdictText(why, names, shown(outcome.external ?? outcome.tree))),
    ...ways.flatMap(({ path, steps }, index) => [
      ...(index === 0 ? [] : [`another way, to ${names.file(path)}`]),
      ...stepLines(steps, names, style),
    ]),
    ...(rest > 0 ? [style.dim(`and ${rest} more ways (--json)`)] : []),
    ...changeLines(why, outcome, style),
    ...nearestLines(why),
  ]
}

/** Whether it comes out of the build. */
export const isBuilt = ({ kind }: WhyReport): boolean => kind === 'module' || kind === 'built-in' || kind === 'library'
