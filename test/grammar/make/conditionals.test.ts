import { describe, expect, test } from 'vitest'
import { type Branch, type Condition, parse, type Statement } from '../../../grammar/make/index.ts'

const branches = (text: string): readonly Branch[] => {
  const [statement] = parse(text).statements
  if (statement?.kind !== 'conditional') throw new Error(`${text}: no conditional`)
  return statement.branches
}

/** A shape that is easy to read: names of assignments, branches in brackets. */
const shape = (statements: readonly Statement[]): string =>
  statements
    .map((statement) => {
      if (statement.kind === 'assignment') return statement.name
      if (statement.kind === 'conditional') {
        return `[${statement.branches.map((branch) => shape(branch.statements)).join('|')}]`
      }
      if (statement.kind === 'invalid') return statement.problem
      if (statement.kind === 'recipe') return `recipe(${statement.lines.join()})`
      return statement.kind === 'rule' ? `rule(${statement.recipe.join()})` : statement.kind
    })
    .join(' ')

const shapeOf = (lines: string): string => shape(parse(lines.replaceAll('; ', '\n')).statements)

describe('a condition is', () => {
  const equal = (left: string, right: string, negated = false): Condition => ({ kind: 'equal', negated, left, right })
  const defined = (name: string, negated = false): Condition => ({ kind: 'defined', negated, name })
  const invalid: Condition = { kind: 'invalid' }
  test.each<[string, Condition]>([
    ['ifeq (a,b)', equal('a', 'b')],
    ['ifneq (a,b)', equal('a', 'b', true)],
    ['ifeq ( a , b )', equal(' a', 'b ')],
    ['ifeq (,)', equal('', '')],
    ['ifeq ($(a),$(b)) # c', equal('$(a)', '$(b)')],
    ['ifeq ($(call f,a,b),c)', equal('$(call f,a,b)', 'c')],
    ['ifeq ((a,b),(c))', equal('(a,b)', '(c)')],
    [`ifeq (\${a,b},c)`, equal(`\${a`, 'b},c')],
    ['ifeq (a,b)c', equal('a', 'b')],
    ['ifeq (a,b,c)', equal('a', 'b,c')],
    ['ifeq "a" "b"', equal('a', 'b')],
    [`ifneq 'a'"b"`, equal('a', 'b', true)],
    [`ifeq "a'" 'b"'`, equal("a'", 'b"')],
    ['ifeq "a" "b" c', equal('a', 'b')],
    ['ifeq "a" )', equal('a', '')],
    ['ifeq \\\n  (a,\\\n b)', equal('a', 'b')],
    ['ifeq', invalid],
    ['ifeq a b', invalid],
    ['ifeq (a)', invalid],
    ['ifeq (a,b', invalid],
    ['ifeq ($(a,b)', invalid],
    ['ifeq "a', invalid],
    ['ifeq "a"', invalid],
    ['ifeq "a" b', invalid],
    ['ifdef A', defined('A')],
    ['ifndef $(A) # b', defined('$(A) ', true)],
    ['ifdef', defined('')],
    ['ifdef A B', defined('A B')],
    ['\tifdef A', defined('A')],
  ])('%j', (line, expected) => {
    expect(branches(`${line}\nelse ${line.trim()}\nendif`)).toMatchObject([
      { condition: expected, statements: [] },
      { condition: expected, statements: [] },
    ])
  })
})

describe('the branches are', () => {
  test.each([
    ['ifdef A; B=; endif', '[B]'],
    ['ifdef A; else; B=; endif; C=', '[|B] C'],
    ['ifdef A; B=; else ifdef C; D=; else; E=; endif # F', '[B|D|E]'],
    ['ifdef A; ifdef B; C=; else; D=; endif; E=; else; F=; endif', '[[C|D] E|F]'],
    ['  ifdef A;   B=;   else # c;   C=;   endif', '[B|C]'],
    ['ifdef A; else B; C=; else; D=; endif', '[|C|D]'],
    ['ifdef A; else=; endif=; endif', '[else endif]'],
    ['ifdef A; define B; endif; endef; endif', '[define]'],
    ['ifdef A; # endif; endif; B=', '[] B'],
    ['ifdef A \\; endif; B=; endif', '[B]'],
    ['ifdef A; endif; endif; B=', '[] extra-endif B'],
    ['ifdef A; else; B=; else; C=; endif', '[|B] extra-else C extra-endif'],
    ['ifdef A; ifdef B; else; else; endif; endif', '[[|]] extra-else extra-endif extra-endif'],
    ['ifdef A; define B; endif', '[missing-endef]'],
  ])('%j', (lines, expected) => {
    expect(shapeOf(lines)).toEqual(expected)
  })
})

describe('recipes and conditionals', () => {
  test.each([
    ['a:; ifdef B; \tc; \td; else; \te; endif; \tf', 'rule() [recipe(c,d)|recipe(e)] recipe(f)'],
    ['a:; \tb; ifdef C; D=; endif; \tE=', 'rule(b) [D] E'],
    ['a:; ifdef B; C=; else; D=; endif; \tE=', 'rule() [C|D] E'],
    ['ifdef A; b:; else; c:; endif; \td', '[rule()|rule()] recipe(d)'],
    ['ifdef A; b:; \tc; endif; D=; \tE=', '[rule(c)] D E'],
    ['ifdef A; b:; else; \tC=; \tifdef d; \tendif; endif', '[rule()|C []]'],
  ])('%j', (lines, expected) => {
    expect(shapeOf(lines)).toEqual(expected)
  })
  test('where only one branch has a rule, what is behind them is told when they are', () => {
    const { statements } = parse('ifdef A\nb:\nendif\n\tC = d\n\tifdef E\n\tendif\n\tf\n')
    expect(statements).toMatchObject([
      { kind: 'conditional' },
      { kind: 'assignment', name: 'C', tabbed: true },
      { kind: 'conditional', tabbed: true },
      { kind: 'invalid', problem: 'recipe-before-rule' },
    ])
  })
})

test('a conditional that stays open is a problem of the end of the file', () => {
  const text = 'A =\nifdef B\nC =\nifdef D\nE =\n'
  const { statements, problems } = parse(text)
  expect(shape(statements)).toBe('A [C [E]]')
  expect(problems).toEqual([{ code: 'missing-endif', start: 4, end: 11, line: 2 }])
})

test('places', () => {
  const text = 'ifdef A\n B=\nelse ifdef C\nelse\nendif # D\n'
  const [statement] = parse(text).statements
  expect(statement).toMatchObject({ start: 0, end: text.length - 1, line: 1 })
  expect(branches(text).map(({ line }) => line)).toEqual([1, 3, 4])
})
