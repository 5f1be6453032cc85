/**
 * A way to an object, a step a line: where the statement stands, as it is written, what it does, and what that hangs on.
 */
import type { ChainStep } from '../kbuild/gate-chain.ts'
import { type PlaceNames, shown } from './kbuild-place.ts'
import { gateText, isClosed, valueText } from './kbuild-values-text.ts'
import type { Style } from './style.ts'

/** Wider statements push only their own columns. */
const WIDEST = 60

/** The path of what a step names. */
export const pathOf = ({ directory, word }: ChainStep, names: PlaceNames): string =>
  names.file(directory === '.' ? word : `${directory}/${word}`)

/** Lists that something is built of. */
const BUILT_LIST = /^(?:obj|lib|subdir)-/

const LISTS: Readonly<Record<string, string>> = {
  'obj-y': 'built in',
  'obj-m': 'a module',
  'lib-y': 'in lib.a',
  'lib-m': 'in lib.a',
}

/** It enters a directory. */
export const isDirectory = ({ word, list }: ChainStep): boolean => word.endsWith('/') || list.startsWith('subdir-')

/** `tulip` of `tulip-y` where the step before lists tulip.o: it is put together of such parts. */
const compositeOf = ({ list, directory }: ChainStep, before: ChainStep | undefined): string | undefined => {
  const stem = list.replace(/-(?:y|m|objs|n|)$/, '')
  return before?.directory === directory && before.word === `${stem}.o` ? stem : undefined
}

/** Why nothing comes of a statement. */
const idleText = ({ list, gates }: ChainStep): string => {
  if (gates.some(isClosed)) return 'nothing: not reached'
  if (list === 'obj-y') return 'nothing: a later line takes it away again'
  return /-[ym]$/.test(list)
    ? 'nothing: obj-y has it already, or a later line takes it away'
    : `nothing: ${shown(list)} is not built`
}

const directoryText = (step: ChainStep, modulesOnly: boolean, names: PlaceNames): string => {
  const enters = `enters ${pathOf(step, names)}`
  if (step.list.startsWith('subdir-')) return `${enters}, not for modules`
  return step.effect === 'module' || modulesOnly ? `${enters} for modules only` : enters
}

interface StepPlace {
  readonly before: ChainStep | undefined
  /** A step before it entered a directory for its modules. */
  readonly modulesOnly: boolean
}

/** What a step does, after an arrow. */
const effectText = (step: ChainStep, { before, modulesOnly }: StepPlace, names: PlaceNames): string => {
  const { list, effect } = step
  const composite = compositeOf(step, before)
  if (effect === 'none' && !(composite !== undefined && list.endsWith('-objs'))) return idleText(step)
  if (composite !== undefined) return `a part of ${shown(composite)}`
  if (!BUILT_LIST.test(list)) return `for $(${shown(list)})`
  if (isDirectory(step)) return directoryText(step, modulesOnly, names)
  if (list === 'obj-y' && modulesOnly) return 'nothing: this directory is entered for modules only'
  return LISTS[list] ?? shown(list)
}

/** Lines for the steps, their columns below each other. */
export const stepLines = (steps: readonly ChainStep[], names: PlaceNames, style: Style): readonly string[] => {
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
      `  ${place}  ${statement}  -> ${effectText(step, { before: steps[index - 1], modulesOnly }, names)}${values === '' ? '' : ` (${values})`}`,
      ...step.gates.map((gate) => `  ${' '.repeat(widestPlace)}    ${gateText(gate, names)}`),
    ]
  })
}
