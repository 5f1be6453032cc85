/**
 * Makes a case that differs as small as it gets: calls, files, variables and lines are taken away as long as it still
 * differs. fast-check shrinks what it generated; this works on the text and so also gets rid of fixed parts.
 */
import type { FuzzCase, Step } from './fuzz-case.ts'
import type { Files } from './trees.ts'

/** Says whether a case still shows what it is kept for. */
export type StillDiffers = (fuzzCase: FuzzCase) => Promise<boolean>

/** Variants of a list with a run of elements taken out, larger runs first. */
function* shorter<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let size = list.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < list.length; at += size) yield list.toSpliced(at, size)
  }
}

function* smallerText(text: string): Generator<string> {
  // A newline at the end stays: its lack is a thing of its own.
  const end = text.endsWith('\n') ? '\n' : ''
  const lines = text.replace(/\n$/, '').split('\n')
  const joined = (rest: readonly string[]): string => (rest.length === 0 ? '' : rest.join('\n') + end)
  for (const less of shorter(lines)) yield joined(less)
  for (const [index, line] of lines.entries()) {
    const words = line.split(' ')
    if (words.length < 2) continue
    for (const less of shorter(words)) yield joined(lines.toSpliced(index, 1, less.join(' ')))
  }
}

function* smallerFiles(files: Files): Generator<Files> {
  for (const less of shorter(Object.entries(files))) yield Object.fromEntries(less)
  for (const [path, text] of Object.entries(files)) {
    for (const less of smallerText(text)) yield { ...files, [path]: less }
  }
}

function* smallerStep(step: Step): Generator<Step> {
  for (const files of smallerFiles(step.files)) yield { ...step, files }
  for (const env of shorter(Object.entries(step.env))) {
    // Without a seed the tool takes the time, and no two runs are alike.
    if (!step.argv.includes('--randconfig') || env.some(([name]) => name === 'KCONFIG_SEED')) {
      yield { ...step, env: Object.fromEntries(env) }
    }
  }
  for (const lines of shorter(step.stdin.split('\n'))) yield { ...step, stdin: lines.join('\n') }
}

function* smallerCases(one: FuzzCase): Generator<FuzzCase> {
  for (const steps of shorter(one.steps)) if (steps.length > 0) yield { ...one, steps }
  for (const files of smallerFiles(one.files)) yield { ...one, files }
  for (const [index, step] of one.steps.entries()) {
    for (const less of smallerStep(step)) yield { ...one, steps: one.steps.toSpliced(index, 1, less) }
  }
}

const sizeOf = (one: FuzzCase): number => JSON.stringify(one).length

/** The smallest case found in so many milliseconds. */
export const minimiseCase = async (
  start: FuzzCase,
  stillDiffers: StillDiffers,
  milliseconds: number,
): Promise<FuzzCase> => {
  const deadline = Date.now() + milliseconds
  let smallest = start
  for (let found = true; found; ) {
    found = false
    for (const candidate of smallerCases(smallest)) {
      if (Date.now() > deadline) return smallest
      if (sizeOf(candidate) >= sizeOf(smallest) || !(await stillDiffers(candidate))) continue
      smallest = candidate
      found = true
      break
    }
  }
  return smallest
}
