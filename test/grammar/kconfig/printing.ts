/** Trees as short text, so that a test reads like the Kconfig it is about. */
import type { Expression, Statement, TextValue, Word } from '../../../grammar/kconfig/index.ts'

export const printValue = (value: TextValue): string =>
  typeof value === 'string'
    ? value
    : value.map((part) => (typeof part === 'string' ? part : `$(${part.body})`)).join('')

const printWord = (word: Word): string =>
  word.quoted ? `"${printValue(word.value).replace(/["\\]/g, '\\$&')}"` : printValue(word.value)

/** Every operation in parentheses. */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'word':
      return printWord(expression.word)
    case 'compare':
      return `${printWord(expression.left)} ${expression.operator} ${printWord(expression.right)}`
    case 'not':
      return `!(${printExpression(expression.operand)})`
    case 'and':
      return `(${printExpression(expression.left)} && ${printExpression(expression.right)})`
    case 'or':
      return `(${printExpression(expression.left)} || ${printExpression(expression.right)})`
  }
}

/** A statement without its place in the file, words and expressions printed. */
export const summary = (statement: Statement): Record<string, unknown> => {
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(statement)) {
    if (key === 'start' || key === 'end' || key === 'line') continue
    result[key] = isWord(value) ? printWord(value) : isExpression(value) ? printExpression(value) : value
  }
  return result
}

const isWord = (value: unknown): value is Word => typeof value === 'object' && value !== null && 'value' in value
const isExpression = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && 'kind' in value
