/**
 * A relocation section of any architecture, by its table of types: what can be told without addresses. Values that do not
 * fit, and distances too far to branch, are not judged.
 */
import { crashEntry, moduleName, type Pass, refuseEntry } from './pass.ts'
import type { BoundsLines, RelocationRules } from './rules.ts'
import { NOT_KNOWN, type TypeTable } from './type-table.ts'

/** The kernel's own look at where an entry leads; true where it refuses the entry. */
const isRefusedForBounds = (pass: Pass, lines: BoundsLines, at: number): boolean => {
  const { load, reader, section, symbols, target, start, hasAddend } = pass
  const { image } = load
  const entry = (at - start) / reader.size(hasAddend)
  const [symbol, offset] = [reader.symbol(at), reader.offset(at)]
  // one more than there are is let through
  if (symbol > symbols.count) {
    const line = lines.symbol(moduleName(load), section, entry)
    refuseEntry(pass, at, 'symbol-out-of-table', 'ENOEXEC', line)
    return true
  }
  const size = image.sections.size[target] ?? 0
  // in unsigned numbers: nothing is too far for a section of less than a word
  if (size >= 4 && offset > size - 4) {
    const name = image.symbolName(symbol) ?? ''
    const line = lines.offset(moduleName(load), section, entry, name, offset, size)
    refuseEntry(pass, at, 'offset-out-of-section', 'ENOEXEC', line)
    return true
  }
  return false
}

/** Goes through one section by its table. False where the kernel goes no further. */
export const applyByTable = (pass: Pass, rules: RelocationRules, table: TypeTable): boolean => {
  const { load, reader, symbols, target, start, end, hasAddend } = pass
  const { bounds } = rules
  const step = reader.size(hasAddend)
  const otherwise = rules.isOpen === true ? 1 : NOT_KNOWN
  const looksAtSymbols = rules.looksAtSymbols === true
  const pair = hasAddend ? undefined : rules.pair
  const size = load.image.sections.size[target] ?? 0
  let waiting = -1
  for (let at = start; at < end; at += step) {
    const type = reader.type(at)
    const width = type < table.length ? (table[type] ?? otherwise) : otherwise
    if (bounds !== undefined && isRefusedForBounds(pass, bounds, at)) return false
    const isKnown = width !== NOT_KNOWN
    if ((looksAtSymbols || (isKnown && width > 0)) && reader.symbol(at) >= symbols.count) {
      crashEntry(pass, at, 'symbol-out-of-table')
      return false
    }
    if (!isKnown) {
      const { text, errno } = rules.refusal(moduleName(load), type)
      refuseEntry(pass, at, 'unknown-type', errno, ...(text === undefined ? [] : [text]))
      return false
    }
    if (width > 0 && reader.offset(at) + width > size) {
      crashEntry(pass, at, 'offset-out-of-section')
      return false
    }
    if (pair !== undefined) {
      if (type === pair.high) waiting = at
      else if (type === pair.low) waiting = -1
    }
  }
  if (waiting < 0) return true
  refuseEntry(pass, waiting, 'unpaired-high-half', 'ENOEXEC')
  return false
}
