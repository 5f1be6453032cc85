/**
 * What else matters of an external module: what `make` in its folder does otherwise, files that are not there.
 */
import type { ExternalReport, KbuildOutcome, WrapperReport } from '../workspace/kbuild-request.ts'
import { dkmsLines } from './kbuild-dkms-text.ts'
import { placeNames, shown } from './kbuild-place.ts'
import { variableWord } from './kbuild-values-text.ts'
import type { Style } from './style.ts'

/** Modules, variables and files that are named. */
const LISTED = 5

const listText = (texts: readonly string[]): string => {
  const more = texts.length > LISTED ? ` and ${texts.length - LISTED} more` : ''
  return `${texts.slice(0, LISTED).join(' ')}${more}`
}

const otherModules = (outcome: KbuildOutcome, { modules }: WrapperReport): readonly string[] => {
  const { file } = placeNames(outcome)
  const [built, wrapped] = [new Set(outcome.modules.map(({ path }) => file(path))), new Set(modules.map(file))]
  const more = [...wrapped].filter((path) => !built.has(path))
  const less = [...built].filter((path) => !wrapped.has(path))
  return [
    ...(more.length > 0 ? [`builds ${listText(more)} too`] : []),
    ...(less.length > 0 ? [`does not build ${listText(less)}`] : []),
  ]
}

/** Modules that `make` in the folder builds and the kernel's makefile alone does not, or the other way round. */
const wrapperLines = (outcome: KbuildOutcome, style: Style): readonly string[] => {
  const { wrapper, modules } = outcome
  // of no modules at all more is said elsewhere
  if (wrapper === undefined || modules.length === 0) return []
  const differences = otherModules(outcome, wrapper)
  if (differences.length === 0) return []
  const handed = wrapper.handedOn.map(({ name, value }) => variableWord(name, value))
  return [
    `${style.note('note')}: make in the folder itself ${differences.join(', and ')}`,
    `  ${style.dim('at')} ${placeNames(outcome).place(wrapper.place)}`,
    ...(handed.length === 0 ? [] : [`  ${style.dim('why')} it hands on ${listText(handed)}`]),
  ]
}

const missing = (files: ExternalReport['includes']): readonly string[] =>
  files.filter(({ found }) => !found).map(({ path }) => shown(path))

const fileLines = ({ extraSymbols, includes, shipped }: ExternalReport, style: Style): readonly string[] => {
  const [symbols, folders] = [missing(extraSymbols), missing(includes)]
  return [
    ...(symbols.length === 0
      ? []
      : [
          `${style.warning('warning')}: KBUILD_EXTRA_SYMBOLS names what is not there: ${listText(symbols)}`,
          `  ${style.note('help')} build the module that exports them first; its folder gets a Module.symvers`,
        ]),
    ...(folders.length === 0
      ? []
      : [`${style.warning('warning')}: -I names folders that are not there: ${listText(folders)}`]),
    ...(shipped.length === 0
      ? []
      : [style.dim(`ready-made objects, copied from their .o_shipped: ${listText(shipped.map(shown))}`)]),
  ]
}

/** For standard error; nothing where there is nothing to say. */
export const externalNotes = (outcome: KbuildOutcome, style: Style): readonly string[] => [
  ...wrapperLines(outcome, style),
  ...(outcome.externalReport === undefined ? [] : fileLines(outcome.externalReport, style)),
  ...(outcome.dkms === undefined ? [] : dkmsLines(outcome.dkms, style)),
]
