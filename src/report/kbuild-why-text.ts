/**
 * Why something is built or not, for people: the verdict, the way from the top of the tree, a step a line, and what to
 * change.
 */
import type { Chain } from '../kbuild/gate-chain.ts'
import type { KbuildOutcome, WhyReport } from '../workspace/kbuild-request.ts'
import { changeLines } from './kbuild-change-text.ts'
import { type PlaceNames, placeNames, shown } from './kbuild-place.ts'
import { gateText, isClosed, valueText } from './kbuild-values-text.ts'
import { isDirectory, pathOf, stepLines } from './kbuild-way-text.ts'
import type { Style } from './style.ts'

/** Ways that are shown; the best stands first. */
const WAYS = 3

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
  const listed = /^(?:obj|lib)-[ym]$/.test(closed.list)
    ? 'obj-y has it already, or a later line takes it away'
    : values || `${shown(closed.list)} is not built`
  const because = gate === undefined ? listed : `the line is ${gateText(gate)}`
  return isDirectory(closed) ? `${pathOf(closed, names)} is not entered: ${because}` : because
}

/** `drivers/hv/hv_vmbus.ko`, `lib/sort.o`, and what it is a part of. */
const productText = ({ path, steps, outcome }: Chain, names: PlaceNames): string => {
  const own = steps.slice(steps.findLastIndex(isDirectory) + 1)
  const [first, last] = [own[0], own.at(-1)]
  const suffix = outcome === 'module' ? '.ko' : '.o'
  if (first === undefined || last === undefined || first.word === last.word) return `${names.file(path)}${suffix}`
  return `${names.file(path)}.o, a part of ${pathOf(first, names).replace(/\.o$/, suffix)},`
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
