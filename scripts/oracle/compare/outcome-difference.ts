/**
 * What two runs of a configurator differ in: every file with its bytes, both output streams, the exit code.
 */
import type { FolderContents } from './folder-contents.ts'
import { lineDifference } from './line-difference.ts'

/** Everything that a run shows. `stdout` is undefined where it was not kept. */
export interface Observed {
  readonly code: number | null
  readonly stdout: string | undefined
  readonly stderr: string
  readonly files: FolderContents
  /** Why the program did not end by itself. */
  readonly broken?: string
}

/** One thing that differs. */
export interface Difference {
  /** `exit code`, `stdout`, `stderr`, or a file's path. */
  readonly what: string
  /** A few lines for people. */
  readonly detail: string
}

/** Lines of detail that are kept of one difference. */
const MOST_LINES = 40

const fileDifferences = (expected: FolderContents, actual: FolderContents): Difference[] => {
  const found: Difference[] = []
  for (const [path, text] of expected) {
    const other = actual.get(path)
    if (other === undefined) found.push({ what: path, detail: 'missing' })
    else if (other !== text) found.push({ what: path, detail: lineDifference(text, other, MOST_LINES) })
  }
  for (const [path, text] of actual) {
    if (!expected.has(path)) found.push({ what: path, detail: `not expected\n${text.slice(0, 200)}` })
  }
  return found
}

/** Compares; an empty list means identical in every byte. */
export const outcomeDifferences = (expected: Observed, actual: Observed): readonly Difference[] => {
  if (actual.broken !== undefined) return [{ what: 'exit code', detail: `did not end by itself: ${actual.broken}` }]
  const found: Difference[] = []
  if (expected.code !== actual.code) found.push({ what: 'exit code', detail: `-${expected.code}\n+${actual.code}` })
  for (const stream of ['stderr', 'stdout'] as const) {
    const [want, got] = [expected[stream], actual[stream]]
    if (want === undefined || got === undefined || want === got) continue
    found.push({ what: stream, detail: lineDifference(want, got, MOST_LINES) })
  }
  return [...found, ...fileDifferences(expected.files, actual.files)]
}
