/**
 * Generated texts with references in them: every form of reference and every function of make, within each other.
 */
import type { Draw } from '../mutants/draw.ts'

/** Variables of every case. `f` and `g` are mostly called, `E` comes from the environment, `L` from the command line. */
export const NAMES = ['A', 'B', 'C', 'D', 'obj-y', 'obj-m', 'f', 'g', 'foo-objs', 'x.y', 'E', 'L'] as const

const WORDS = [
  ...['a', 'b', 'y', 'm', 'n', 'foo.o', 'bar.o', 'foo', 'dir/', 'dir/a.c', 'a.c', 'b.c', 'x-y', '1', '2', '3', '0'],
  ...['%.o', '%', 'src/%', '..', './a', '.o', '.c', 'A', 'B', 'obj-y', '/x/../y', 'y m', 'a b  c'],
] as const

/** What has a meaning somewhere. */
const SIGNS = [
  ',',
  ':',
  '=',
  '$$',
  '\\',
  ';',
  "'",
  '"',
  '\\#',
  '\\%',
  '$$(A)',
  '(a b)',
  '{,}',
  '+',
  '|',
  '!',
  '~',
] as const

/** They mostly end a makefile. */
const BRACKETS = ['(', ')', '{', '}'] as const

/** Where two of them may stand beside each other without a word between. */
const GAPS = ['', '', ' ', ' ', ' ', '  ', '\t'] as const

/** Functions of texts, and what their arguments are mostly. */
const FUNCTIONS: readonly (readonly [name: string, ...kinds: readonly ('text' | 'pattern' | 'word' | 'number')[]])[] = [
  ['subst', 'word', 'word', 'text'],
  ['patsubst', 'pattern', 'pattern', 'text'],
  ['strip', 'text'],
  ['findstring', 'word', 'text'],
  ['filter', 'pattern', 'text'],
  ['filter-out', 'pattern', 'text'],
  ['sort', 'text'],
  ['word', 'number', 'text'],
  ['wordlist', 'number', 'number', 'text'],
  ['words', 'text'],
  ['firstword', 'text'],
  ['lastword', 'text'],
  ['dir', 'text'],
  ['notdir', 'text'],
  ['suffix', 'text'],
  ['basename', 'text'],
  ['addsuffix', 'word', 'text'],
  ['addprefix', 'word', 'text'],
  ['join', 'text', 'text'],
  ['wildcard', 'pattern'],
  ['realpath', 'text'],
  ['abspath', 'text'],
  ['if', 'text', 'text', 'text'],
  ['or', 'text', 'text', 'text'],
  ['and', 'text', 'text'],
]

const PATTERNS = [
  '%.o',
  '%',
  'foo%',
  '%/',
  'a',
  'foo.o',
  '*.c',
  'd/*',
  '*',
  '[ab].c',
  '\\%',
  '%.c %.o',
  'y m',
  'a b',
] as const

export const name = (draw: Draw): string => draw.of(NAMES)

/** `$` twice where it must outlive one expansion. */
const quoted = (text: string): string => text.replaceAll('$', '$$$$')

/** Commas in braces part the arguments of a function in parentheses. */
const parenthesised = (draw: Draw, inside: string): string =>
  draw.oneIn(inside.includes(',') ? 60 : 5) ? `\${${inside}}` : `$(${inside})`

const argument = (draw: Draw, depth: number, kind: 'text' | 'pattern' | 'word' | 'number'): string => {
  if (draw.oneIn(kind === 'number' ? 30 : 4)) return expression(draw, depth - 1)
  if (kind === 'number')
    return draw.of(['1', '2', '3', '1', '2', ' 2 ', '9', draw.oneIn(40) ? '0' : '1', draw.oneIn(40) ? 'x' : '2'])
  if (kind === 'pattern') return draw.of(PATTERNS)
  return kind === 'word' ? draw.of(WORDS) : expression(draw, depth - 1)
}

const textFunction = (draw: Draw, depth: number): string => {
  const [called, ...kinds] = draw.of(FUNCTIONS)
  const args = kinds.map((kind) => argument(draw, depth, kind))
  if (draw.oneIn(20)) args.push(draw.of(WORDS))
  if (draw.oneIn(200)) args.pop()
  if (draw.oneIn(12)) return parenthesised(draw, `call ${called},${args.join(',')}`)
  return parenthesised(draw, `${called}${draw.of([' ', ' ', ' ', '  ', '\t'])}${args.join(draw.oneIn(4) ? ', ' : ',')}`)
}

const substitution = (draw: Draw, depth: number): string => {
  const from = draw.of(['.o', '.c', '%.o', 'a', '', '%', 'm', '\\%', depth > 0 ? reference(draw, depth - 1) : 'y'])
  const to = draw.of(['.c', '%.c', 'y', '', 'x%y', '%', '\\%', 'd/%', depth > 0 ? reference(draw, depth - 1) : 'b'])
  return parenthesised(draw, `${name(draw)}:${from}=${to}`)
}

const computedName = (draw: Draw, depth: number): string =>
  draw.of([
    `${reference(draw, depth - 1)}`,
    `obj-${reference(draw, depth - 1)}`,
    `obj-$(A)`,
    `$(B)-y`,
    `${reference(draw, depth - 1)}:.o=.c`,
    `$(B)${reference(draw, depth - 1)}`,
  ])

/** An assignment for `$(eval …)`: what it expands to is a line of a makefile. */
const evaluated = (draw: Draw, depth: number): string => {
  const operator = draw.of(['=', ':=', '+=', '?=', ' = ', ' += '])
  const value = expression(draw, depth - 1)
  const line = `${draw.of(['', '', '', 'override ', 'export '])}${name(draw)}${operator}${draw.oneIn(2) ? quoted(value) : value}`
  if (draw.oneIn(5)) return `$(eval ${line}$(nl)${name(draw)} ${draw.of([':=', '+='])} ${draw.of(WORDS)})`
  return `$(eval ${line})`
}

const called = (draw: Draw, depth: number): string => {
  const args = Array.from({ length: draw.below(4) }, () => `,${expression(draw, depth - 1)}`).join('')
  return parenthesised(draw, `call ${draw.of(['f', 'g', 'f', 'g', 'f', 'g', ' f ', name(draw), '$(C)'])}${args}`)
}

const told = (draw: Draw, depth: number): string => {
  const how = draw.oneIn(25) ? 'error' : draw.of(['info', 'warning', 'info'])
  return `$(${how} ${expression(draw, depth - 1)})`
}

/** A reference that acts and, mostly, comes to nothing. */
export const acting = (draw: Draw, depth: number): string => {
  switch (draw.below(8)) {
    case 0:
      return told(draw, depth)
    case 1:
      return `$(if ${expression(draw, 1)},${acting(draw, depth - 1)})`
    case 2:
      return `$(foreach v,${expression(draw, 1)},$(eval $v${draw.of(['', '-y'])} ${draw.of([':=', '+=', '='])} ${expression(draw, 1)}))`
    case 3:
      return `$(eval $(call ${draw.of(['f', 'g'])},${draw.of(WORDS)},${expression(draw, 1)}))`
    case 4:
      return `$(call h,${draw.oneIn(3) ? expression(draw, 1) : name(draw)},${expression(draw, 1)})`
    default:
      return evaluated(draw, depth)
  }
}

/** One reference. */
export const reference = (draw: Draw, depth: number): string => {
  const simple = depth <= 0 ? 4 : 16
  switch (draw.below(simple)) {
    case 0:
      return draw.of(['$A', '$B', '$f', '$1', '$2', '$(1)', '$0', '$(v)', '$v', '$(nl)', '$(empty)'])
    case 1:
      return depth > 0 ? substitution(draw, depth) : `$(${name(draw)}:.o=.c)`
    case 2:
    case 3:
      return parenthesised(draw, name(draw))
    case 4:
      return parenthesised(draw, computedName(draw, depth))
    case 5:
      return evaluated(draw, depth)
    case 6:
    case 7:
      return called(draw, depth)
    case 8:
      return `$(foreach ${draw.of(['v', 'v', 'A', 'v$(empty)', '1'])},${expression(draw, depth - 1)},${expression(draw, depth - 1)})`
    case 9:
      return parenthesised(
        draw,
        `${draw.of(['origin', 'flavor', 'value'])} ${draw.oneIn(6) ? computedName(draw, depth) : name(draw)}`,
      )
    case 10:
      return told(draw, depth)
    case 11:
      return draw.oneIn(3)
        ? `$(shell echo ${draw.of(['a  b', '$(words $(A))', 'x; echo y', "'q r'", '', '-n z', '$$((1+2))'])})`
        : textFunction(draw, depth)
    default:
      return textFunction(draw, depth)
  }
}

/** A text of words, signs and references. */
export const expression = (draw: Draw, depth: number): string => {
  let text = ''
  for (let pieces = draw.below(4); pieces >= 0; pieces--) {
    const kind = draw.below(10)
    if (kind < 5) text += draw.of(WORDS)
    else if (kind < 9 && depth >= 0) text += reference(draw, depth)
    else if (draw.oneIn(3)) text += draw.of(draw.oneIn(30) ? BRACKETS : SIGNS)
    if (pieces > 0) text += draw.of(GAPS)
  }
  return draw.oneIn(600) ? `${text}$(${draw.of(['A', 'subst a,b', 'call f,'])}` : text
}
