/**
 * What the second stage takes from a full `.config` of a buildroot. Such a file has some ten thousand lines of which few
 * matter, so those are looked for: lines about `KERNEL_*` as awk finds them in include/kernel-defaults.mk, packages with
 * a value as scripts/package-metadata.pl finds them, and single values as make sees them, which includes the file.
 */
import { lineOf } from '../files/line-number.ts'
import type { BuildrootChoices } from './second-stage.ts'

/** The lines that hold `word`, and where it stands in each for the first time; each line once. */
function* linesWith(text: string, word: string): Generator<{ readonly line: string; readonly at: number }> {
  for (let hit = text.indexOf(word); hit >= 0; ) {
    const start = text.lastIndexOf('\n', hit) + 1
    const newline = text.indexOf('\n', hit)
    const end = newline < 0 ? text.length : newline
    yield { line: text.slice(start, end), at: hit - start }
    hit = text.indexOf(word, end)
  }
}

/** A line that begins with `CONFIG_KERNEL`, or with `#`, white space and that. */
const COMMENTED = /^#[ \t\v\f\r]+$/

const kernelLines = (text: string): readonly string[] => {
  const lines: string[] = []
  for (const { line, at } of linesWith(text, 'CONFIG_KERNEL'))
    if (at === 0 || COMMENTED.test(line.slice(0, at))) lines.push(line)
  return lines
}

const PACKAGE = 'CONFIG_PACKAGE_'

const selectedPackages = (text: string): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const { line, at } of linesWith(text, PACKAGE)) {
    const equals = at === 0 ? line.indexOf('=', PACKAGE.length) : -1
    if (equals >= 0 && equals < line.length - 1) names.add(line.slice(PACKAGE.length, equals))
  }
  return names
}

/** What a full `.config` says to the second stage. */
export const choicesOf = (text: string): BuildrootChoices => {
  const selected = selectedPackages(text)
  return { kernelLines: kernelLines(text), selects: (packageName) => selected.has(packageName) }
}

export interface BuildrootValue {
  /** Without quotes. */
  readonly value: string
  /** As it stands there. */
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** The value of a symbol; undefined where it has none. The last line counts. */
export const buildrootValue = (text: string, symbol: string): BuildrootValue | undefined => {
  const key = `CONFIG_${symbol}=`
  let at = text.lastIndexOf(key)
  while (at > 0 && text[at - 1] !== '\n') at = text.lastIndexOf(key, at - 1)
  if (at < 0) return undefined
  const end = text.indexOf('\n', at)
  const written = text.slice(at + key.length, end < 0 ? undefined : end).replace(/[ \t\v\f\r]+$/, '')
  return { value: written.replaceAll('"', ''), text: written, line: lineOf(text, at) }
}
