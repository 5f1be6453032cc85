/**
 * A finding for people: the minimal case and what differs.
 */
import type { Difference } from '../compare/outcome-difference.ts'
import type { FuzzCase, Step } from './fuzz-case.ts'
import type { Files } from './trees.ts'

const indented = (text: string): string => text.replace(/\n$/, '').replace(/^/gm, '    ')

const filesText = (files: Files): readonly string[] =>
  Object.entries(files)
    .filter(([, text]) => text !== '')
    .map(([path, text]) => `  ${path}\n${indented(text)}`)

const stepText = (step: Step, index: number): readonly string[] => {
  const env = Object.entries(step.env).map(([name, value]) => `${name}='${value}'`)
  const stdin = step.stdin === '' ? '' : ` <<< ${JSON.stringify(step.stdin)}`
  return [...filesText(step.files), `  call ${index + 1}: ${[...env, 'conf', ...step.argv].join(' ')}${stdin}`]
}

/** The case and its differences (`-` is the C tool, `+` the tool under test). */
export const findingText = (fuzzCase: FuzzCase, differences: readonly Difference[]): string =>
  [
    `--- ${fuzzCase.dialect}`,
    ...filesText(fuzzCase.files),
    ...fuzzCase.steps.flatMap(stepText),
    ...differences.map((d) => `  ${d.what}:\n${indented(d.detail)}`),
  ].join('\n')
