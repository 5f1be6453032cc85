/**
 * Choices: bool ones with a prompt for every dialect; named, tristate, optional ones where the dialect has them.
 */
import fc, { type Arbitrary } from 'fast-check'
import { entry, help, type Lines, prompt, tidy } from './entries.ts'
import { condition, expression } from './expressions.ts'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { aboutFree, inOrder, names } from './names.ts'

const head = (dialect: FuzzDialect): Arbitrary<Lines> => {
  const old = dialect.oldChoices
  const types = ['prompt', ...(dialect.boolChoicePrompt ? ['bool'] : []), ...(old ? ['bool', 'tristate'] : [])]
  const given = condition(dialect).map(aboutFree)
  const typed = fc.tuple(fc.constantFrom(...types), prompt(dialect), given).map(([t, p, c]) => `\t${t} ${p}${c}`)
  return fc
    .tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constant('choice') },
        { weight: old ? 1 : 0, arbitrary: fc.constant('choice NAMED') },
      ),
      fc.oneof({ weight: 12, arbitrary: typed }, { weight: 1, arbitrary: fc.constant('\tbool') }),
    )
    .map(([word, type]) => [word, type])
}

const option = (dialect: FuzzDialect, members: readonly string[]): Arbitrary<Lines> => {
  const member = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...members) },
    { weight: 1, arbitrary: names(dialect).any },
  )
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(member, condition(dialect).map(aboutFree)).map(([m, c]) => [`\tdefault ${m}${c}`]),
    },
    { weight: 2, arbitrary: expression(dialect).map((e) => [`\tdepends on ${aboutFree(e)}`]) },
    { weight: 1, arbitrary: help(dialect) },
    { weight: dialect.oldChoices ? 2 : 0, arbitrary: fc.constant(['\toptional']) },
    { weight: dialect.openwrt ? 1 : 0, arbitrary: condition(dialect).map((c) => [`\treset${c}`]) },
  )
}

/** In a choice after the rewrite members must be bool, have a prompt and no default: mostly they are so here. */
const member = (dialect: FuzzDialect, name: string): Arbitrary<Lines> => {
  const plain = fc
    .tuple(
      fc.constantFrom('bool', ...(dialect.oldChoices ? ['tristate'] : [])),
      prompt(dialect),
      condition(dialect),
      fc.array(
        fc.oneof(
          expression(dialect).map((e) => `depends on ${e}`),
          fc.tuple(names(dialect).logic, condition(dialect)).map(([s, c]) => `select ${s}${c}`),
        ),
        { maxLength: 2 },
      ),
      tidy(),
    )
    .map(([type, p, c, more, ordered]) => {
      const attributes = [`${type} ${p}${c}`, ...more].map((a) => `\t${ordered ? inOrder(name, a) : a}`)
      return [`config ${name}`, ...attributes]
    })
  return fc.oneof({ weight: 10, arbitrary: plain }, { weight: 1, arbitrary: entry(dialect, 'bool', fc.constant(name)) })
}

const wrapped = (dialect: FuzzDialect, lines: Arbitrary<Lines>): Arbitrary<Lines> =>
  fc.oneof(
    { weight: 8, arbitrary: lines },
    {
      weight: 1,
      arbitrary: fc.tuple(expression(dialect), lines).map(([e, inner]) => [`if ${aboutFree(e)}`, ...inner, 'endif']),
    },
    { weight: 1, arbitrary: lines.map((inner) => ['comment "in the choice"', ...inner]) },
  )

/** A whole choice. */
export const choice = (dialect: FuzzDialect): Arbitrary<Lines> =>
  names(dialect)
    .members.chain((members) =>
      fc.tuple(
        head(dialect),
        fc.array(option(dialect, members), { maxLength: 3 }),
        fc.tuple(...members.map((name) => wrapped(dialect, member(dialect, name)))),
      ),
    )
    .map(([start, options, members]) => [...start, ...options.flat(), ...members.flat(), 'endchoice'])
