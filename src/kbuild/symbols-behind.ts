/**
 * The symbols that a statement hangs on: those in its name and in the conditions around it, and those that decide what
 * the variables in there are.
 */
import type { Interpreter } from '../make/interpreter.ts'
import type { Frame } from '../make/variable.ts'
import type { ListStatement } from './listings.ts'
import { branchGates, referencedNames } from './provenance.ts'

/** A statement that hangs on more than this is not tried out. */
const MOST_SYMBOLS = 16
const SYMBOL = /^CONFIG_/

/** Lists of which one symbol's value chooses: `foo-$(CONFIG_X)` may be any of them. */
const FAMILY = ['-', '-y', '-m', '-n']

/** Symbols in the order in which they are met; each once. */
export const symbolsBehind = (make: Interpreter, statements: readonly ListStatement[]): readonly string[] => {
  const symbols = new Set<string>()
  const seen = new Set<string>()
  const queue = statements.flatMap(({ values, gates }) => [
    ...values.map(({ name }) => name),
    ...gates.flatMap((gate) => gate.values.map(({ name }) => name)),
  ])
  for (let at = 0; at < queue.length && symbols.size < MOST_SYMBOLS; at++) {
    const name = queue[at] as string
    if (seen.has(name)) continue
    seen.add(name)
    if (SYMBOL.test(name)) symbols.add(name)
    else queue.push(...behindVariable(make, name))
  }
  return [...symbols]
}

const behindVariable = (make: Interpreter, name: string): readonly string[] => {
  const stem = name.replace(/-(?:y|m|n|)$/, '')
  const names = stem === name ? [name] : FAMILY.map((suffix) => stem + suffix)
  return names.flatMap((one) =>
    (make.scope.get(one)?.parts ?? []).flatMap(({ statement, frame }) => [
      ...(statement?.kind === 'assignment'
        ? [...referencedNames(statement.name), ...referencedNames(statement.value)]
        : []),
      ...inFrames(make, frame),
    ]),
  )
}

const inFrames = (make: Interpreter, frame: Frame | undefined): readonly string[] =>
  frame === undefined
    ? []
    : [
        ...inFrames(make, frame.outer),
        ...branchGates(make, frame).flatMap(({ values }) => values.map(({ name }) => name)),
      ]
