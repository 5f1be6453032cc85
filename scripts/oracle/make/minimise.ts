/**
 * Makes a case that differs small: files, variables, lines and then pieces of lines are taken away as long as the same
 * kind of difference is left.
 */
import type { MakeCase } from './make-case.ts'

/** Says of some cases which show what they are kept for. */
export type StillDiffer = (cases: readonly MakeCase[]) => readonly boolean[]

/** Candidates are tried so many at a time: most are no good, and asking costs less in company. */
const COMPANY = 24

function* shorter<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let size = list.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < list.length; at += size) yield list.toSpliced(at, size)
  }
}

/** Words, blanks, references' ends and single signs. */
const PIECES = /\$[({]?|[A-Za-z0-9_.%/-]+|\s+|./gs

function* smallerText(text: string): Generator<string> {
  const lines = text.split(/(?<=\n)/)
  for (const less of shorter(lines)) yield less.join('')
  for (const [index, line] of lines.entries()) {
    for (const less of shorter(line.match(PIECES) ?? [])) yield lines.toSpliced(index, 1, less.join('')).join('')
  }
  // A reference gives way to what is in it, and what is in it to nothing.
  for (const { 0: found, index } of text.matchAll(/\$[({][^(){}]*[)}]/g)) {
    const [before, behind] = [text.slice(0, index), text.slice(index + found.length)]
    yield `${before}${behind}`
    yield `${before}a${behind}`
    yield `${before}${found.slice(2, -1)}${behind}`
  }
}

function* smallerRecords(texts: Readonly<Record<string, string>>): Generator<Readonly<Record<string, string>>> {
  for (const less of shorter(Object.entries(texts))) yield Object.fromEntries(less)
  for (const [name, text] of Object.entries(texts)) {
    for (const less of smallerText(text)) yield { ...texts, [name]: less }
  }
}

function* smallerCases(one: MakeCase): Generator<MakeCase> {
  for (const files of smallerRecords(one.files)) {
    if (files['Makefile'] !== undefined) yield { ...one, files }
  }
  for (const environment of smallerRecords(one.environment)) yield { ...one, environment }
  for (const commandLine of shorter(one.commandLine)) yield { ...one, commandLine }
}

const sizeOf = (one: MakeCase): number => JSON.stringify(one).length

/** The smallest case found in so many milliseconds. */
export const minimise = (start: MakeCase, stillDiffer: StillDiffer, milliseconds: number): MakeCase => {
  const deadline = Date.now() + milliseconds
  let smallest = start
  for (let found = true; found; ) {
    found = false
    let company: MakeCase[] = []
    const tryThem = (): boolean => {
      const size = sizeOf(smallest)
      const good = stillDiffer(company)
      const better = company.filter((one, index) => good[index] === true && sizeOf(one) < size)
      company = []
      const best = better.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0]
      if (best === undefined) return false
      smallest = best
      return true
    }
    for (const candidate of smallerCases(smallest)) {
      if (Date.now() > deadline) return smallest
      if (sizeOf(candidate) < sizeOf(smallest)) company.push(candidate)
      found = company.length >= COMPANY && tryThem()
      if (found) break
    }
    found ||= company.length > 0 && tryThem()
  }
  return smallest
}
