/**
 * The difference of two Module.symvers as JSON, schema kcheck/symvers-diff/1 (docs/schemas.md).
 */
import { toJsonText } from '../files/json-text.ts'
import type { ExportedSymbol, Symvers } from '../kernel/symvers.ts'
import type { ExportChange } from '../kernel/symvers-diff.ts'
import type { SymbolBreak } from '../module/symvers-breaks.ts'
import type { SymbolUser, SymversComparison, SymversFailure } from '../workspace/symvers-diff.ts'
import { crcText } from './crc-text.ts'
import { faultJson } from './file-fault.ts'

const SCHEMA = 'kcheck/symvers-diff/1'

const fileJson = (file: string, { exports, problems, duplicates }: Symvers): object => ({
  file,
  symbols: exports.size,
  problems,
  duplicates: duplicates.map(({ name }) => toJsonText(name)),
})

const exportJson = ({ name, crc, module, word, gpl, namespace }: ExportedSymbol): object => ({
  symbol: toJsonText(name),
  crc: crcText({ crc }),
  module: toJsonText(module),
  export: word,
  gpl,
  namespace: toJsonText(namespace),
})

const changeJson = ({ before, after }: ExportChange): object => ({
  before: exportJson(before),
  after: exportJson(after),
})

const breakJson = (found: SymbolBreak): object => {
  const head = { kind: found.kind, symbol: toJsonText(found.symbol) }
  if (found.kind === 'crc') return { ...head, built: crcText(found.built), after: crcText({ crc: found.after }) }
  return found.kind === 'namespace' ? { ...head, namespace: toJsonText(found.namespace) } : head
}

const moduleJson = (module: SymbolUser): object =>
  module.kind === 'fault'
    ? { file: module.file, result: 'failed', problem: faultJson(module.fault) }
    : {
        file: module.file,
        result: module.breaks.length === 0 ? 'fits' : module.fitsBefore ? 'breaks' : 'fits-neither',
        breaks: module.breaks.map(breakJson),
        unknown: module.unknown.map(toJsonText),
      }

const comparisonJson = ({ before, after, diff, modules }: SymversComparison): object => ({
  before: fileJson(before.file, before.symvers),
  after: fileJson(after.file, after.symvers),
  compared: diff.compared,
  unchanged: diff.unchanged,
  appeared: diff.appeared.map(exportJson),
  vanished: diff.vanished.map(exportJson),
  crc: diff.crc.map(changeJson),
  namespace: diff.namespace.map(changeJson),
  gpl: diff.gpl.map(changeJson),
  module: diff.module.map(changeJson),
  modules: modules?.map(moduleJson),
})

/** One document, whether there is a result or not. */
export const symversDiffJson = (result: SymversComparison | SymversFailure): string => {
  const about =
    result.kind === 'compared'
      ? comparisonJson(result)
      : { problems: result.faults.map(({ file, fault }) => ({ file, ...faultJson(fault) })) }
  return `${JSON.stringify({ schema: SCHEMA, result: result.kind, ...about }, null, 1)}\n`
}
