/**
 * Why a module's folder builds nothing, for people: the lists that stay empty, the variables that would fill them, where
 * the folder's own makefile sets these, and what to type.
 */
import type { HandedOn } from '../kbuild/wrapper.ts'
import type { KbuildOutcome, NothingBuilt } from '../workspace/kbuild-request.ts'
import { type PlaceNames, placeNames, shown } from './kbuild-place.ts'
import { counted } from './kbuild-summary-text.ts'
import { gateText, isClosed, shellWord, valueText, variableWord } from './kbuild-values-text.ts'
import type { Style } from './style.ts'

/** A variable that was typed, or is to be. */
export type TypedVariable = readonly [name: string, value: string]

type EmptyList = NothingBuilt['lists'][number]

/** Lists and words that are named. */
const LISTED = 5

/** What a statement wants to be set. */
const wantedNames = ({ values, gates }: EmptyList): readonly string[] =>
  [...values, ...gates.filter(isClosed).flatMap((gate) => gate.values)]
    .filter(({ value }) => value === '')
    .map(({ name }) => name)

/** What the folder's own makefile would set of it, each variable once. */
const handedFor = (
  { lists, unset }: NothingBuilt,
  { wrapper }: Pick<KbuildOutcome, 'wrapper'>,
): readonly HandedOn[] => {
  const wanted = new Set([...lists.flatMap(wantedNames), ...unset.map(({ name }) => name)])
  const handed = (wrapper?.handedOn ?? []).filter(({ name, value }) => wanted.has(name) && value !== '')
  return [...new Map(handed.map((one) => [one.name, one])).values()]
}

/** What to set: as the folder's own makefile does, else what the first statement that asks for something asks for. */
const variablesToSet = (
  nothing: NothingBuilt,
  { wrapper }: Pick<KbuildOutcome, 'wrapper'>,
  handed: readonly HandedOn[],
): readonly TypedVariable[] => {
  // what helps there may do so in ways that no statement shows
  const helpful =
    (wrapper?.modules ?? []).length > 0 ? (wrapper?.handedOn ?? []).filter(({ value }) => value !== '') : []
  const known = handed.length > 0 ? handed : helpful
  if (known.length > 0) return known.map(({ name, value }) => [name, value])
  const wanted = [...nothing.lists.map(wantedNames), nothing.unset.map(({ name }) => name)]
  const names = wanted.map((some) => some.find((name) => name.startsWith('CONFIG_')))
  const first = names.find((name) => name !== undefined)
  return first === undefined ? [] : [[first, 'm']]
}

const wordsText = (words: readonly string[]): string => {
  const more = words.length > LISTED ? ` and ${words.length - LISTED} more` : ''
  return `${words.slice(0, LISTED).map(shown).join(' ')}${more}`
}

/** What becomes of what a statement lists. */
const fateText = ({ list, words, gates }: EmptyList): string => {
  const what = words.length === 0 ? 'it lists nothing' : wordsText(words)
  if (gates.some(isClosed)) return `${what}${words.length === 0 ? '' : ' would be listed'}: not reached`
  if (words.length === 0) return what
  if (list === 'obj-y') return `${what} in obj-y, of which nothing is built in a module's folder`
  return `${what} in ${shown(list)}, of which nothing is built`
}

const listLines = (list: EmptyList, names: PlaceNames, style: Style): readonly string[] => {
  const values = list.values.map(valueText).join(', ')
  return [
    `  ${style.dim(names.place(list))}  ${shown(list.name)}: ${fateText(list)}${values === '' ? '' : ` (${values})`}`,
    ...list.gates.filter(isClosed).map((gate) => `    ${gateText(gate, names)}`),
  ]
}

const HOW: Readonly<Record<HandedOn['how'], string>> = { argument: 'handed on', export: 'exported' }

const handedLines = (handed: readonly HandedOn[], names: PlaceNames): readonly string[] =>
  handed.map(
    ({ name, value, how, place }) =>
      `${variableWord(name, value)} is ${HOW[how]} at ${names.place(place)}, by make in the folder itself only: the kernel's makefile alone does not see it`,
  )

const commandLines = (
  { build, external = '' }: Pick<KbuildOutcome, 'build' | 'external'>,
  variables: readonly TypedVariable[],
  style: Style,
): readonly string[] => {
  const words = variables.map(([name, value]) => ` ${variableWord(name, value)}`).join('')
  return [
    `${style.note('help')}: make -C ${shellWord(build)} M=${shellWord(external)}${words}`,
    `${style.note('help')}: kcheck kbuild --tree ${shellWord(build)} -M ${shellWord(external)}${words}`,
  ]
}

const NO_LISTS = 'a module is listed by obj-m := NAME.o in the Kbuild or Makefile of its folder'

/** The title first. `given`: variables that were typed. */
export const nothingLines = (
  nothing: NothingBuilt,
  outcome: KbuildOutcome,
  given: readonly TypedVariable[],
  style: Style,
): readonly string[] => {
  const { lists, unset } = nothing
  if (lists.length + unset.length === 0)
    return [
      style.strong(`0 modules: the makefile of ${shown(outcome.external ?? '')} lists no object`),
      `${style.note('help')}: ${NO_LISTS}`,
    ]
  const names = placeNames(outcome)
  const handed = handedFor(nothing, outcome)
  const variables = variablesToSet(nothing, outcome, handed)
  const rest = lists.length - LISTED
  const wrapped = outcome.wrapper?.modules ?? []
  return [
    style.strong('0 modules: obj-m is empty'),
    ...lists.slice(0, LISTED).flatMap((list) => listLines(list, names, style)),
    ...(rest > 0 ? [style.dim(`  and ${counted(rest, 'more statement')} (--json)`)] : []),
    ...unset.slice(0, LISTED).map((one) => `  ${style.dim(names.place(one))}  ${shown(one.name)} is not set`),
    ...handedLines(handed, names),
    ...(wrapped.length === 0 ? [] : [`make in the folder itself builds ${wordsText(wrapped)}`]),
    ...(variables.length === 0 ? [] : commandLines(outcome, [...given, ...variables], style)),
  ]
}
