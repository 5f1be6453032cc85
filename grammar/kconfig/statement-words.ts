/** The words of a statement, in the order in which they are written. */
import type { Expression, Statement, Word } from './tree.ts'

/** Calls `visit` for every word of a statement that is one; an invalid line has none. */
export const forEachWord = (statement: Statement, visit: (word: Word) => void): void => {
  switch (statement.kind) {
    case 'mainmenu':
    case 'menu':
    case 'comment':
      return visit(statement.prompt)
    case 'config':
    case 'menuconfig':
    case 'assignment':
      return visit(statement.name)
    case 'choice':
      return statement.name === undefined ? undefined : visit(statement.name)
    case 'source':
      return visit(statement.path)
    case 'if':
      return inExpression(statement.condition, visit)
    case 'type':
    case 'prompt':
      if (statement.prompt !== undefined) visit(statement.prompt)
      return inExpression(statement.condition, visit)
    case 'default':
      inExpression(statement.value, visit)
      return inExpression(statement.condition, visit)
    case 'select':
    case 'imply':
      visit(statement.target)
      return inExpression(statement.condition, visit)
    case 'range':
      visit(statement.low)
      visit(statement.high)
      return inExpression(statement.condition, visit)
    case 'depends':
      inExpression(statement.dependency, visit)
      return inExpression(statement.condition, visit)
    case 'visible':
    case 'reset':
      return inExpression(statement.condition, visit)
    case 'option':
      return statement.value === undefined ? undefined : visit(statement.value)
    default:
      return
  }
}

const inExpression = (expression: Expression | undefined, visit: (word: Word) => void): void => {
  if (expression === undefined) return
  switch (expression.kind) {
    case 'word':
      return visit(expression.word)
    case 'compare':
      visit(expression.left)
      return visit(expression.right)
    case 'not':
      return inExpression(expression.operand, visit)
    default:
      inExpression(expression.left, visit)
      return inExpression(expression.right, visit)
  }
}
