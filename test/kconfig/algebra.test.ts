/** Simplification never changes a value, whatever the symbols are; both ways of simplifying. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expression, Kind } from '../../src/kconfig/expression.ts'
import { bare, printExpression, withValue } from '../../src/kconfig/expression-print.ts'
import type { Tristate } from '../../src/kconfig/tristate.ts'
import { BOTH } from '../generations.ts'
import { readTree, symbolOf } from './trees.ts'

const TREE = [
  'config A\n\tbool\n\nconfig B\n\tbool\n\nconfig C\n\tbool\n',
  'config T\n\ttristate\n\nconfig U\n\ttristate\n',
  'config I\n\tint\n\nconfig S\n\tstring\n',
  'config MODULES\n\tbool\n\tmodules\n',
].join('\n')

const BOOLS = ['A', 'B', 'C', 'MODULES']
const TRISTATES = ['T', 'U']

describe.each(BOTH)('%s', (dialect) => {
  const tree = readTree(dialect, TREE)
  const { model, evaluator } = tree
  const { algebra, expressions: make, symbols } = model
  const symbol = (name: string) => symbolOf(tree, name)
  const names = [...BOOLS, ...TRISTATES]
  const constants = [symbols.no, symbols.mod, symbols.yes]

  /** Counterexamples are shown as these plain trees. */
  type Plan =
    | readonly ['symbol', string]
    | readonly ['compare', Kind, string, string]
    | readonly ['not', Plan]
    | readonly ['two', typeof Kind.and | typeof Kind.or, Plan, Plan]

  const operand = (name: string) => constants.find(({ label }) => label === name) ?? symbol(name)

  const build = (plan: Plan): Expression => {
    switch (plan[0]) {
      case 'symbol':
        return make.symbol(operand(plan[1]))
      case 'compare':
        return make.compare(plan[1], operand(plan[2]), operand(plan[3]))
      case 'not':
        return make.not(build(plan[1]))
      case 'two':
        return make.two(plan[1], build(plan[2]), build(plan[3]))
    }
  }

  const comparison = fc.constantFrom(
    ...[Kind.equal, Kind.unequal, Kind.less, Kind.lessEqual, Kind.greater, Kind.greaterEqual],
  )
  const letter = fc.constantFrom('n', 'm', 'y')
  const name = fc.constantFrom(...names)
  const leaf: fc.Arbitrary<Plan> = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('symbol' as const), name) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('symbol' as const), letter) },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constant('compare' as const), fc.constantFrom(Kind.equal, Kind.unequal), name, letter),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(
        fc.constant('compare' as const),
        comparison,
        fc.constantFrom('I', 'S', 'T'),
        fc.constantFrom('I', 'S', 'U'),
      ),
    },
  )
  const plan: fc.Arbitrary<Plan> = fc.letrec<{ plan: Plan }>((tie) => ({
    plan: fc.oneof(
      { depthSize: 'medium', maxDepth: 5 },
      leaf,
      fc.tuple(fc.constant('not' as const), tie('plan')),
      fc.tuple(fc.constant('two' as const), fc.constantFrom(Kind.and, Kind.or), tie('plan'), tie('plan')),
    ),
  })).plan

  const assignment = fc.record({
    bools: fc.array(fc.constantFrom<Tristate>(0, 2), { minLength: BOOLS.length, maxLength: BOOLS.length }),
    tristates: fc.array(fc.constantFrom<Tristate>(0, 1, 2), { minLength: 2, maxLength: 2 }),
    texts: fc.array(fc.constantFrom('', '1', '2', '10', 'x', '0x2', 'y z'), { minLength: 2, maxLength: 2 }),
  })

  type Assignment = typeof assignment extends fc.Arbitrary<infer T> ? T : never

  const under = (values: Assignment, e: Expression | null): Tristate => {
    for (const [i, name] of BOOLS.entries()) Object.assign(symbol(name), { tristate: values.bools[i], valid: true })
    for (const [i, name] of TRISTATES.entries())
      Object.assign(symbol(name), { tristate: values.tristates[i], valid: true })
    for (const [i, name] of ['I', 'S'].entries()) Object.assign(symbol(name), { text: values.texts[i], valid: true })
    evaluator.forgetExpressions()
    return evaluator.evaluate(e)
  }

  const simplifications = {
    eliminateDuplicates: (e: Expression) => algebra.eliminateDuplicates(e),
    transform: (e: Expression) => algebra.transform(e),
    'both, as menus are joined': (e: Expression) => algebra.eliminateDuplicates(algebra.transform(e)),
  }

  test.each(Object.entries(simplifications))('%s keeps the value', (_name, simplify) => {
    fc.assert(
      fc.property(plan, assignment, (p, values) => {
        const e = build(p)
        expect(under(values, simplify(e))).toBe(under(values, e))
      }),
      { numRuns: 500 },
    )
  })

  test('simplifying again changes nothing', () => {
    fc.assert(
      fc.property(plan, (p) => {
        const once = algebra.eliminateDuplicates(build(p))
        expect(algebra.eliminateDuplicates(once)).toBe(once)
      }),
      { numRuns: 500 },
    )
  })

  test('operands may change places in what is equal', () => {
    fc.assert(
      fc.property(plan, plan, fc.constantFrom(Kind.and, Kind.or), (p, q, kind) => {
        const [a, b] = [build(p), build(q)]
        expect(algebra.equal(make.two(kind, a, b), make.two(kind, b, a))).toBe(true)
      }),
    )
  })

  test('what differs in value is not equal', () => {
    fc.assert(
      fc.property(plan, plan, assignment, (p, q, values) => {
        const [a, b] = [build(p), build(q)]
        if (under(values, a) !== under(values, b)) expect(algebra.equal(a, b)).toBe(false)
      }),
    )
  })

  test('removing common operands leaves what else is asked for', () => {
    fc.assert(
      fc.property(plan, plan, assignment, (p, q, values) => {
        const [a, b] = [build(p), build(q)]
        // What both ask for is left out of both: where it holds, the rest says the same as before.
        const pair = { a: make.two(Kind.and, a, b), b }
        algebra.eliminateEqual(pair)
        fc.pre(under(values, b) === 2)
        expect(under(values, pair.a)).toBe(under(values, a))
      }),
    )
  })

  test('compareWithNo asks whether it is not n', () => {
    const both = make.two(Kind.and, make.symbol(symbol('T')), make.not(make.symbol(symbol('A'))))
    expect(printExpression(algebra.compareWithNo(both, Kind.unequal))).toBe('!(T=n || A!=n)')
    expect(printExpression(algebra.compareWithNo(both, Kind.equal))).toBe('T=n || A!=n')
    expect(printExpression(algebra.compareWithNo(null, Kind.unequal))).toBe('!n')
  })

  test('rewriteM makes the bare m need modules', () => {
    const m = make.symbol(symbols.mod)
    const rewritten = algebra.rewriteM(make.not(make.two(Kind.or, m, make.symbol(symbol('A')))), symbol('MODULES'))
    expect(printExpression(rewritten)).toBe('!(m && MODULES || A)')
    const isM = make.compare(Kind.equal, symbol('T'), symbols.mod)
    expect(algebra.rewriteM(isM, symbol('MODULES'))).toBe(isM)
  })

  test('equal structure is one object', () => {
    fc.assert(
      fc.property(plan, (p) => {
        expect(build(structuredClone(p))).toBe(build(p))
      }),
    )
  })

  test('the printed form reads back as what prints the same', () => {
    fc.assert(
      fc.property(plan, (p) => {
        const text = printExpression(build(p))
        const again = readTree(dialect, `config R\n\tbool "r"\n\tdefault ${text}\n`)
        const [value] = symbolOf(again, 'R').properties.filter(({ kind }) => kind === 'default')
        expect(printExpression(value?.value ?? null)).toBe(text)
      }),
    )
  })

  test('with values, each symbol that has a type shows its own', () => {
    const e = make.two(Kind.and, make.symbol(symbol('T')), make.compare(Kind.equal, symbol('S'), symbols.quoted('x')))
    under({ bools: [0, 0, 0, 0], tristates: [1, 0], texts: ['', 'y z'] }, e)
    expect(printExpression(e, withValue)).toBe('T [=m] && S [=y z]=x')
    expect(printExpression(e, bare)).toBe('T && S=x')
    expect(printExpression(null)).toBe('y')
  })
})
