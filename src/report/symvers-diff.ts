/**
 * The difference of two Module.symvers as text: the counts first, then what each is about, and the modules that break.
 */
import type { ExportedSymbol } from '../kernel/symvers.ts'
import type { ExportChange, SymversDiff } from '../kernel/symvers-diff.ts'
import type { SymbolBreak } from '../module/symvers-breaks.ts'
import type { SymbolUser, SymversComparison } from '../workspace/symvers-diff.ts'
import { crcText } from './crc-text.ts'
import { readable } from './style.ts'

/** Lines of a list, and symbols of a module, that are shown unless all are asked for. */
const LISTED = 20
const SYMBOLS = 3

export type BrokenModule = Extract<SymbolUser, { kind: 'read' }>

const isBroken = (module: SymbolUser): module is BrokenModule => module.kind === 'read' && module.breaks.length > 0

/** Modules that the change breaks. */
export const brokenModules = (modules: readonly SymbolUser[] = []): readonly BrokenModule[] =>
  modules.filter(isBroken).filter(({ fitsBefore }) => fitsBefore)

/** Modules that fit neither file. */
const misfits = (modules: readonly SymbolUser[] = []): readonly BrokenModule[] =>
  modules.filter(isBroken).filter(({ fitsBefore }) => !fitsBefore)

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const list = (title: string, lines: readonly string[], all: boolean): string => {
  if (lines.length === 0) return ''
  const shown = all ? lines : lines.slice(0, LISTED)
  const rest = lines.length - shown.length
  const more = rest === 0 ? '' : `  and ${rest} more (--all)\n`
  return `\n${title} (${lines.length})\n${shown.map((line) => `  ${line}\n`).join('')}${more}`
}

const exportLine = ({ name, module, gpl, namespace }: ExportedSymbol): string =>
  `${name}  ${module}${gpl ? '  GPL-only' : ''}${namespace === '' ? '' : `  namespace ${namespace}`}`

const changeLine =
  (part: (symbol: ExportedSymbol) => string) =>
  ({ before, after }: ExportChange): string =>
    `${after.name}  ${after.module}  ${part(before)} -> ${part(after)}`

const summary = ({ before, after, diff }: SymversComparison): string => {
  const counts = [
    ['appeared', diff.appeared],
    ['vanished', diff.vanished],
    ['CRC changed', diff.crc],
    ['namespace changed', diff.namespace],
    ['GPL-only changed', diff.gpl],
    ['module changed', diff.module],
  ] as const
  const sizes = [before, after].map(({ file, symvers }) => `${file}: ${counted(symvers.exports.size, 'symbol')}\n`)
  return `${sizes.join('')}${counts.map(([title, { length }]) => `${title}: ${length}`).join(', ')}, unchanged: ${diff.unchanged}\n`
}

/** What one of the files does not record, so that nothing can be said of it. */
const notCompared = ({ compared }: SymversDiff): string => {
  const missing = [
    ...(compared.crc ? [] : ['CRCs']),
    ...(compared.namespace ? [] : ['namespaces']),
    ...(compared.gpl ? [] : ['GPL-only']),
  ]
  return missing.length === 0 ? '' : `not compared, as not both files record it: ${missing.join(', ')}\n`
}

const breakText = (found: SymbolBreak): string => {
  switch (found.kind) {
    case 'vanished':
      return `${found.symbol} vanished`
    case 'crc':
      return `${found.symbol} ${crcText(found.built)} -> ${crcText({ crc: found.after })}`
    case 'no-versions':
      return 'has no versions, and the symbols now have'
    case 'gpl':
      return `${found.symbol} is GPL-only now`
    case 'namespace':
      return `${found.symbol} is in namespace ${found.namespace} now`
  }
}

const brokenLine =
  (all: boolean) =>
  ({ file, breaks }: BrokenModule): string => {
    const shown = all ? breaks : breaks.slice(0, SYMBOLS)
    const rest = breaks.length - shown.length
    return `${file}: ${shown.map(breakText).join('; ')}${rest === 0 ? '' : `; and ${rest} more`}`
  }

const usedBy = ({ modules, before }: SymversComparison): string => {
  if (modules === undefined) return ''
  const read = modules.filter(({ kind }) => kind === 'read').length
  const others = misfits(modules).length
  const either = others === 0 ? '' : `, ${others} ${others === 1 ? 'does' : 'do'} not fit ${before.file} either`
  return `${counted(read, 'module')}: ${brokenModules(modules).length || 'none'} would break${either}\n`
}

/** All of it; `all`: lists to their end. Text for people. */
export const symversDiffText = (result: SymversComparison, { all }: { readonly all: boolean }): string => {
  const { diff, modules } = result
  return readable(
    [
      summary(result),
      notCompared(diff),
      usedBy(result),
      list('Modules that break', brokenModules(modules).map(brokenLine(all)), all),
      list(`Modules that do not fit ${result.before.file} either`, misfits(modules).map(brokenLine(all)), all),
      list('Vanished', diff.vanished.map(exportLine), all),
      list('CRC changed', diff.crc.map(changeLine(crcText)), all),
      list('Namespace changed', diff.namespace.map(changeLine(({ namespace }) => namespace || '(none)')), all),
      list('GPL-only changed', diff.gpl.map(changeLine(({ gpl }) => (gpl ? 'GPL-only' : 'for all'))), all),
      list('Exported by another module', diff.module.map(changeLine(({ module }) => module)), all),
      list('Appeared', diff.appeared.map(exportLine), all),
    ].join(''),
  )
}

/** Whether nothing differs. */
export const isSameSymvers = ({ diff }: SymversComparison): boolean =>
  [diff.appeared, diff.vanished, diff.crc, diff.namespace, diff.gpl, diff.module].every(({ length }) => length === 0)
