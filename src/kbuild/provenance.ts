/**
 * What statements of a makefile hang on: the variables in their names, and the conditions around them.
 */
import { type Expression, parseExpression, type Statement } from '../../grammar/make/index.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { MakeStop, type Place } from '../make/make-stop.ts'
import type { Frame } from '../make/variable.ts'

/** A variable that something hangs on, and its value there. */
export interface NamedValue {
  readonly name: string
  /** Empty where it is not set. */
  readonly value: string
}

/** A conditional around a statement. */
export interface Gate extends Place {
  /** `ifdef CONFIG_PHYLIB`, as it is written. */
  readonly text: string
  /** The statement stands behind this condition's else: it counts where the condition does not hold. */
  readonly inElse: boolean
  /** Whether the condition holds. */
  readonly holds: boolean
  readonly values: readonly NamedValue[]
}

/** Names of the variables that a text refers to, in order, each once. */
export const referencedNames = (text: string): readonly string[] => {
  const names = new Set<string>()
  const collect = (expression: Expression): void => {
    for (const part of expression) {
      if (typeof part === 'string') continue
      if (part.kind === 'variable' || part.kind === 'substitution') names.add(part.name)
      else if (part.kind === 'computed') collect(part.text)
      else if (part.kind === 'function') for (const argument of part.arguments) collect(argument)
    }
  }
  if (text.includes('$')) collect(parseExpression(text))
  return [...names]
}

/** The variables that a text refers to, as they are at the end of the makefile. */
export const valuesIn = (make: Interpreter, text: string): readonly NamedValue[] =>
  referencedNames(text).map((name) => ({ name, value: make.expandSafely(`$(${name})`).text }))

type Condition = NonNullable<Extract<Statement, { kind: 'conditional' }>['branches'][number]['condition']>

/** A condition as a makefile has it. */
const conditionText = (condition: Condition): string =>
  condition.kind === 'invalid'
    ? 'ifeq'
    : condition.kind === 'defined'
      ? `${condition.negated ? 'ifndef' : 'ifdef'} ${condition.name}`
      : `${condition.negated ? 'ifneq' : 'ifeq'} (${condition.left},${condition.right})`

const holds = (make: Interpreter, condition: Condition): boolean => {
  try {
    return make.holds(condition)
  } catch (error) {
    if (!(error instanceof MakeStop)) throw error
    return false
  }
}

const conditionValues = (make: Interpreter, condition: Condition): readonly NamedValue[] =>
  condition.kind === 'invalid'
    ? []
    : condition.kind === 'defined'
      ? [{ name: condition.name, value: make.expandSafely(`$(${condition.name})`).text }]
      : valuesIn(make, `${condition.left} ${condition.right}`)

/** The conditions that had to hold, or not to hold, for a branch of a conditional. */
export const branchGates = (
  make: Interpreter,
  frame: Pick<Frame, 'file' | 'conditional' | 'branch'>,
): readonly Gate[] => {
  const { branches } = frame.conditional
  const last = frame.branch < 0 ? branches.length - 1 : frame.branch
  return branches.slice(0, last + 1).flatMap(({ condition, line }, index) =>
    condition === undefined
      ? []
      : [
          {
            file: frame.file,
            line,
            text: conditionText(condition),
            inElse: index < last || frame.branch < 0,
            holds: holds(make, condition),
            values: conditionValues(make, condition),
          },
        ],
  )
}
