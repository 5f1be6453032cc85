import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Expression, parse, parseExpression, type Reference, type Statement } from '../../../grammar/make/index.ts'

const trees = (process.env['KCHECK_KERNEL_TREES'] ?? '').split(':').filter((tree) => tree !== '')

/** What a build of a kernel reads: `tools` has a build system of its own. */
const makefiles = (tree: string): string[] =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(Makefile|Kbuild|Platform)(\.|$)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(tree, 'tools/')) && !path.startsWith(join(tree, 'Documentation/')))

const referenceProblems = (reference: Reference): string[] => {
  if (reference.kind === 'unterminated' || reference.kind === 'too-deep') return [`${reference.kind} ${reference.text}`]
  if (reference.kind === 'computed') return expressionProblems(reference.text)
  return reference.kind === 'function' ? reference.arguments.flatMap(expressionProblems) : []
}

const expressionProblems = (expression: Expression): string[] =>
  expression.flatMap((piece) => (typeof piece === 'string' ? [] : referenceProblems(piece)))

const textProblems = (...texts: readonly string[]): string[] =>
  texts.flatMap((text) => expressionProblems(parseExpression(text)))

const statementProblems = (statement: Statement): string[] => {
  if (statement.kind === 'invalid') return [statement.problem]
  if (statement.kind === 'assignment') return textProblems(statement.name, statement.value)
  if (statement.kind === 'include') return textProblems(statement.files)
  if (statement.kind === 'expansion') return textProblems(statement.text)
  if (statement.kind === 'rule') return textProblems(statement.header)
  if (statement.kind !== 'conditional') return []
  return statement.branches.flatMap(({ condition, statements }) => {
    if (condition?.kind === 'invalid') return ['invalid condition']
    const texts = condition?.kind === 'equal' ? [condition.left, condition.right] : [condition?.name ?? '']
    return [...textProblems(...texts), ...statements.flatMap(statementProblems)]
  })
}

describe.skipIf(trees.length === 0)('all makefiles of a kernel parse', () => {
  test.each(trees)('%s', { timeout: 60_000 }, (tree) => {
    expect(existsSync(tree)).toBe(true)
    const files = makefiles(tree)
    expect(files.length).toBeGreaterThan(1000)
    let count = 0
    const found = files.flatMap((file) => {
      const { statements, problems } = parse(readFileSync(file, 'latin1'))
      count += statements.length
      const all = [...statements.flatMap(statementProblems), ...problems.map(({ code }) => code)]
      return all.map((problem) => [file, problem])
    })
    expect(found).toEqual([])
    expect(count).toBeGreaterThan(20_000)
  })
})
