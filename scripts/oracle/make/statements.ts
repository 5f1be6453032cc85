/**
 * Generated statements of makefiles, as lines: every kind that the parser knows, some of them wrong.
 */
import type { Draw } from '../mutants/draw.ts'
import { acting, expression, name, reference } from './expressions.ts'

const OPERATORS = [' = ', ' := ', ' += ', ' ?= ', '=', ':=', '+=', '?=', ' ::= ', ' =', '\t+=\t'] as const

/** Names of variables that are words of the language too. */
const KEYWORDS = ['export', 'include', 'ifdef', 'else', 'endif', 'override', 'undefine', 'private', 'vpath'] as const

const target = (draw: Draw): string => draw.of(['t', 'u', 't u', '%.o', 'x.o', 't$(A)', 't$(empty)', 'a.b', '.PHONY'])

const computed = (draw: Draw): string =>
  draw.of([
    `obj-${reference(draw, 1)}`,
    `obj-$(A)`,
    `$(B)-y`,
    `$(B)`,
    `x${reference(draw, 1)}`,
    `obj-$(subst m,y,$(A))`,
    `\${A}$(B)`,
    'obj-$(A:m=y)',
    'x$(empty)',
    'a$(empty) b',
  ])

const variable = (draw: Draw): string => {
  if (draw.oneIn(5)) return computed(draw)
  return draw.oneIn(40) ? draw.of(KEYWORDS) : name(draw)
}

const modifiers = (draw: Draw): string =>
  draw.oneIn(5)
    ? draw.of(['override ', 'export ', 'override export ', 'export override ', 'unexport ', 'override\t'])
    : ''

const comment = (draw: Draw): string => (draw.oneIn(8) ? draw.of([' # comment', '# c $(A)', ' #', '\t# \\#']) : '')

/** Blanks become continued lines now and then. */
const continued = (draw: Draw, text: string): string =>
  draw.oneIn(6)
    ? text.replace(/ /g, (blank) => (draw.oneIn(3) ? draw.of([' \\\n', ' \\\n\t', '\\\n  ', ' \\\n \\\n']) : blank))
    : text

const assignment = (draw: Draw): string => {
  const value = draw.oneIn(12) ? '' : expression(draw, 2)
  return continued(draw, `${modifiers(draw)}${variable(draw)}${draw.of(OPERATORS)}${value}${comment(draw)}`)
}

/** What `f` and `g` are called for. */
const userFunction = (draw: Draw): string =>
  `${draw.of(['f', 'g'])} = ${draw.of([
    '$1',
    '$(2)$(1)',
    '<$(0) $1 $2>',
    '$(if $1,$1,none)',
    '$(foreach v,$1,[$v])',
    '$(eval $1 := $2)',
    '$(eval $1 += $$(B))',
    '$(call g,$2,$1)',
    '$(filter $1,$2)',
    '$(addprefix $(1)/,$(2))',
    '$($(1))',
    '$(if $2,$(call f,$1))',
    expression(draw, 2),
  ])}`

const indentation = (draw: Draw): string => (draw.oneIn(6) ? draw.of([' ', '  ', '\t', '\t']) : '')

const define = (draw: Draw, depth: number): readonly string[] => {
  const body = Array.from({ length: draw.below(4) }, () =>
    draw.oneIn(2)
      ? block(draw, depth - 1).join('\n')
      : draw.of([
          '',
          expression(draw, 2),
          `$1 := ${expression(draw, 1)}`,
          '$(1): $(2)',
          '\t@echo x',
          '# c',
          'endef2',
          ...(depth > 1 ? ['a \\'] : []),
        ]),
  )
  const operator = draw.oneIn(4) ? draw.of([' =', ' :=', ' +=', ' ?=', '=', ' = # c']) : ''
  // In a branch that is not taken make does not count definitions, and what is one depends on which end it finds.
  const end =
    depth > 1 && draw.oneIn(40)
      ? []
      : [`${indentation(draw).replace('\t', ' ')}${draw.of(['endef', 'endef', 'endef', 'endef # c', 'endef  '])}`]
  return [`${modifiers(draw)}define ${variable(draw)}${operator}${comment(draw)}`, ...body, ...end]
}

const side = (draw: Draw): string =>
  draw.oneIn(3) ? expression(draw, 1) : draw.of(['', 'y', 'm', '$(A)', '$(B)', 'a', '$(obj-y)', '$(strip $(A))'])

/** Behind `else`, what is wrong with a condition leaves make with a level too much; so nothing is. */
const plainSide = (draw: Draw): string => draw.of(['', 'y', 'm', '$(A)', '$(B)', '$(obj-y)', '$(strip $(A))'])

const equality = (draw: Draw, side: (draw: Draw) => string): string => {
  const test = draw.of(['ifeq', 'ifneq'])
  switch (draw.below(6)) {
    case 0:
      return `${test} "${side(draw)}" "${side(draw)}"`
    case 1:
      return `${test} '${side(draw)}'  "${side(draw)}"`
    case 2:
      return `${test} (${side(draw)}, ${side(draw)})`
    default:
      return `${test} (${side(draw)},${side(draw)})`
  }
}

const condition = (draw: Draw): string =>
  draw.oneIn(4)
    ? `${draw.of(['ifdef', 'ifndef'])} ${draw.oneIn(4) ? computed(draw) : name(draw)}`
    : equality(draw, side)

const oddCondition = (draw: Draw): string =>
  draw.of([
    'ifeq(a,a)',
    'ifeq (a a)',
    'ifdef',
    'ifdef A B',
    'ifeq',
    'ifeq (a,b',
    'ifneq "a" b',
    "ifeq 'a'b'",
    'ifeq (a,b)) x',
    'ifdef $(empty)',
  ])

const conditional = (draw: Draw, depth: number): readonly string[] => {
  const test = (): string => (draw.oneIn(40) ? oddCondition(draw) : condition(draw))
  const lines = [`${indentation(draw)}${test()}${comment(draw)}`, ...block(draw, depth - 1)]
  while (draw.oneIn(4))
    lines.push(
      `${indentation(draw)}else ${draw.oneIn(3) ? `ifdef ${name(draw)}` : equality(draw, plainSide)}`,
      ...block(draw, depth - 1),
    )
  if (draw.oneIn(2))
    lines.push(`${indentation(draw)}else${draw.oneIn(15) ? ' x' : comment(draw)}`, ...block(draw, depth - 1))
  if (draw.oneIn(50)) lines.push('else', ...block(draw, depth - 1))
  if (!draw.oneIn(60)) lines.push(`${indentation(draw)}endif${draw.oneIn(15) ? ' x' : comment(draw)}`)
  return lines
}

const include = (draw: Draw): string =>
  `${draw.of(['include', '-include', 'sinclude'])} ${draw.of([
    'inc1.mk',
    'inc2.mk',
    'd/inc3.mk inc1.mk',
    'nothing.mk inc1.mk',
    '$(wildcard inc*.mk)',
    'inc$(words a b).mk',
    '$(foreach v,1 2,inc$v.mk)',
    'inc?.mk',
    './inc1.mk',
    '',
    '$(A)',
  ])}`

const rule = (draw: Draw): readonly string[] => {
  const head = target(draw)
  switch (draw.below(6)) {
    case 0:
    case 1:
      return [`${head}: ${modifiers(draw)}${variable(draw)}${draw.of(OPERATORS)}${expression(draw, 1)}`]
    case 2:
      return [`${head}: a b; @echo $(A) # c`]
    case 3:
      return [
        `${head}${draw.of([':', '::', ' : ', '&:'])} ${draw.of(['', 'a', '| b', '$(B)', '$(A) b'])}`,
        '\t@echo $(A)',
        '\tA = in a recipe',
        ...(draw.oneIn(3) ? ['# c', '', '\tifdef A'] : []),
      ]
    default:
      return [`${head}: ${draw.of(['a', '$(obj-y)', ''])}${comment(draw)}`]
  }
}

const exporting = (draw: Draw): string =>
  draw.of([
    `export ${name(draw)}`,
    `unexport ${name(draw)} ${name(draw)}`,
    'export',
    'unexport',
    `undefine ${name(draw)}`,
    `override undefine ${name(draw)}`,
    `undefine ${computed(draw)}`,
    `export ${reference(draw, 1)}`,
  ])

const odd = (draw: Draw): string =>
  draw.of([
    'a b',
    'endif',
    'else',
    'endef',
    '= a',
    ':= a',
    '$(empty) = a',
    '\tA = tab',
    ' \tB = x',
    'vpath %.c d',
    'a: b: c',
    'override',
    'define',
    'include',
    'A',
    '!',
    ': a',
    'A :',
    'A B = c',
    'export A = b c',
    'ifdef A else',
    'define = a',
    'private h = a',
  ])

const comments = (draw: Draw): string =>
  draw.of(['', '# A = 1', '# A = \\\nB = 2', '\t', '\t# c', '   ', '# $(error no)'])

/** One statement, which may hold others. */
const statement = (draw: Draw, depth: number): readonly string[] => {
  switch (draw.below(24)) {
    case 0:
      return depth > 0 ? define(draw, depth) : [assignment(draw)]
    case 1:
    case 2:
    case 3:
      return depth > 0 ? conditional(draw, depth) : [assignment(draw)]
    case 4:
      return [include(draw)]
    case 5:
      return rule(draw)
    case 6:
      return [exporting(draw)]
    case 7:
    case 8:
      return [userFunction(draw)]
    case 9:
    case 10:
      return [`${draw.oneIn(12) ? reference(draw, 3) : acting(draw, 3)}${comment(draw)}`]
    case 11:
      return [comments(draw)]
    case 12:
      return depth > 1 && draw.oneIn(6) ? [odd(draw)] : [assignment(draw)]
    default:
      return [`${indentation(draw).replace('\t', ' ')}${assignment(draw)}`]
  }
}

/** Some statements. */
const block = (draw: Draw, depth: number): readonly string[] =>
  Array.from({ length: draw.below(3) + (depth > 1 ? 1 : 0) }, () => statement(draw, depth)).flat()

/** So many statements. */
export const statements = (draw: Draw, count: number): string =>
  Array.from({ length: count }, () => statement(draw, 2))
    .flat()
    .map((line) => `${line}\n`)
    .join('')
