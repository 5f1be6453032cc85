/**
 * Where a word of a list comes from: the statements that put it there, the symbols in their names and in the conditions
 * around them.
 */
import { type Expression, parseExpression, type Statement } from '../../grammar/make/index.ts'
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import { MakeStop, type Place } from '../make/make-stop.ts'
import type { Unknowns } from '../make/unknown.ts'
import type { Contribution, Frame } from '../make/variable.ts'

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

/** A statement that lists a word. */
export interface Origin extends Place {
  /** The name as it is written: `obj-$(CONFIG_HYPERV)`. */
  readonly name: string
  readonly operator: string
  /** What the name hangs on. */
  readonly values: readonly NamedValue[]
  /** From the outermost inwards. */
  readonly gates: readonly Gate[]
  readonly unknowns?: Unknowns
  /** The statement names another variable that holds the word. */
  readonly through?: Origin
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

type Assignment = Extract<Statement, { kind: 'assignment' | 'define' }>

const isAssignment = (statement: Statement | undefined): statement is Assignment =>
  statement?.kind === 'assignment' || statement?.kind === 'define'

type Condition = NonNullable<Extract<Statement, { kind: 'conditional' }>['branches'][number]['condition']>

/** A condition as a makefile has it. */
export const conditionText = (condition: Condition): string =>
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

const gatesOf = (make: Interpreter, frame: Frame | undefined): readonly Gate[] =>
  frame === undefined ? [] : [...gatesOf(make, frame.outer), ...branchGates(make, frame)]

/** How deep variables that name variables are followed. */
const DEEPEST = 8

const originOf = (make: Interpreter, part: Contribution, word: string, depth: number): Origin | undefined => {
  const { statement, file } = part
  if (!isAssignment(statement) || file === undefined) return undefined
  const value = statement.kind === 'define' ? statement.body : statement.value
  const through = wordsOf(value).includes(word) ? undefined : throughOf(make, value, word, depth)
  return {
    file,
    line: statement.line,
    name: statement.name,
    operator: statement.operator,
    values: valuesIn(make, statement.name),
    gates: gatesOf(make, part.frame),
    ...(part.unknowns === undefined ? {} : { unknowns: part.unknowns }),
    ...(through === undefined ? {} : { through }),
  }
}

const throughOf = (make: Interpreter, value: string, word: string, depth: number): Origin | undefined => {
  if (depth >= DEEPEST) return undefined
  for (const name of referencedNames(value)) {
    const [origin] = originsOf(make, name, word, depth + 1)
    if (origin !== undefined) return origin
  }
  return undefined
}

/** The statements that put a word into a variable, in the order of the file. */
export const originsOf = (make: Interpreter, variable: string, word: string, depth = 0): readonly Origin[] => {
  const found = make.scope.get(variable)
  if (found === undefined) return []
  return found.parts.flatMap((part) => {
    const text = part.possible ?? part.text
    const words = found.flavour === 'simple' && part.possible === undefined ? text : make.expandSafely(text).text
    if (!wordsOf(words).includes(word)) return []
    const origin = originOf(make, part, word, depth)
    return origin === undefined ? [] : [origin]
  })
}
