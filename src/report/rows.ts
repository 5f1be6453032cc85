/**
 * Rows of a title, a value and where the value comes from, with their columns below each other.
 */
import type { Fact, Wanted } from '../kernel/fact.ts'
import { sourceText } from './fact-text.ts'

export type Row = readonly [title: string, value: string, place?: string]

/** What would tell it, of what this command takes. */
const wantedText = (wanted: readonly Wanted[]): string => {
  const names = wanted.flatMap((one) =>
    one.kind === 'file' ? [one.file] : one.kind === 'config' ? ["the kernel's configuration (CONFIG)"] : [],
  )
  return names.length === 0 ? 'nothing here tells it' : `${[...new Set(names)].join(' or ')} would tell it`
}

export const factRow = (title: string, fact: Fact<string>): Row =>
  fact.kind === 'known' ? [title, fact.value, sourceText(fact.source)] : [title, 'unknown', wantedText(fact.wanted)]

/** Rows with their columns below each other. */
export const table = (rows: readonly Row[], dim: (text: string) => string): readonly string[] => {
  const widest = (column: 0 | 1): number =>
    Math.max(...rows.map((row) => (row[2] === undefined && column === 1 ? 0 : row[column].length)))
  const [titles, values] = [widest(0), widest(1)]
  return rows.map(([title, value, place]) =>
    place === undefined
      ? `${title.padEnd(titles)}  ${value}`
      : `${title.padEnd(titles)}  ${value.padEnd(values)}  ${dim(place)}`,
  )
}
