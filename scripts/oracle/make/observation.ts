/**
 * What is observed of a makefile: all that make says while it reads it and an epilogue that asks for every variable, and
 * what stopped it.
 */
import { NAMES } from './expressions.ts'

/** Behind the epilogue nothing counts: no target is made. */
export const END = 'end of the makefiles'

export interface Observation {
  /** What was said, in order; a warning has its place in front. */
  readonly said: string
  /** `file:line: code`, with what belongs to it; absent where the epilogue was read to its end. */
  readonly stop?: string
  /** Why this says nothing: make crashed, or stopped at something that kcheck does not judge. */
  readonly skip?: string
}

const CALLED: readonly string[] = ['f', 'g', 'h']

/** Asks for flavour, origin and text of each variable that there is, and then, which may stop make, for its value. */
export const epilogue = (): string => {
  const names = [...NAMES, 'h', 'obj-', 'obj-a', 'a b', '-y', 'v', '1', 'MAKEFILE_LIST', 'define', 'export', 'else']
  const ifThere = (name: string, text: string): string =>
    `$(if $(filter-out undefined,$(origin ${name})),$(info ${name}${text}))`
  const asked = names.map((name) => ifThere(name, `: $(flavor ${name}), $(origin ${name}): <$(value ${name})>`))
  // `h` is for calling only: without arguments it assigns to nothing. What is called comes last, as it may do the same.
  const expanded = [...names.filter((name) => !CALLED.includes(name)), 'f', 'g'].map((name) =>
    ifThere(name, ` = <$(${name})>`),
  )
  return `${[...asked, ...expanded].join('\n')}\n$(error ${END})\n`
}

/** The codes of make's messages; what is in brackets is compared too. */
const MESSAGES: readonly (readonly [code: string, message: RegExp])[] = [
  ['recursive-variable', /^Recursive variable '(.*)' references itself \(eventually\)$/s],
  ['unterminated-reference', /^unterminated (?:variable reference|call to function '.*': missing '.')$/s],
  ['insufficient-arguments', /^insufficient number of arguments \((\d+)\) to function '(.*)'$/s],
  ['non-numeric-argument', /^non-numeric (first|second) argument to '(.*)' function: '(.*)'$/s],
  ['word-zero', /^first argument to 'word' function must be greater than 0$/],
  ['wordlist-start', /^invalid first argument to 'wordlist' function: '(.*)'$/s],
  ['missing-separator', /^missing separator(?: \(.*\))?$/s],
  ['empty-name', /^empty variable name$/],
  ['bad-condition', /^invalid syntax in conditional$/],
  ['missing-endef', /^missing 'endef', unterminated 'define'$/],
  ['missing-endif', /^missing 'endif'$/],
  ['extra-endif', /^extraneous 'endif'$/],
  ['extra-else', /^(?:extraneous 'else'|only one 'else' per conditional)$/],
  ['extra-endef', /^extraneous 'endef'$/],
  ['recipe-before-rule', /^recipe commences before first target$/],
]

/** What make says of rules, which kcheck puts aside unread, and of files that it writes. */
const OF_RULES =
  /target pattern|implicit and (?:static|normal)|prerequisites|double-colon|both : and ::|mixed implicit|Too many open files|virtual memory|No targets|Is a directory|^file: |Target-specific|missing rule before recipe|cannot define rule|grouped target/i

const WARNINGS_OF_RULES =
  /^\S+:\d+: (?:warning: (?:overriding|ignoring old) .*|target '.*' given more than once.*|[Ee]xtraneous text after .*|warning: NUL .*|\*\*\* mixed.*)\n/gm

/** make reports the end of the file for a conditional that stays open, kcheck where it begins. */
export const stopText = (place: string, code: string, about: readonly (string | number)[]): string =>
  [`${code === 'missing-endif' ? place.replace(/:\d+$/, '') : place}: ${code}`, ...about].join(' ')

/** An observation out of make's output, both streams together. */
export const observed = (output: string, ended: boolean): Observation => {
  // The last such line: make says of some rules in the same way that it does not like them, and goes on.
  const found = /^((?:.*\n)?)([^\n]*?): \*\*\* (.*?)\. {2}Stop\.\n$/s.exec(output)
  if (found === null) return { said: output, skip: ended ? 'make did not stop' : 'make crashed' }
  const [, before = '', place = '', message = ''] = found
  const said = before.replace(WARNINGS_OF_RULES, '')
  if (message === END) return { said }
  for (const [code, pattern] of MESSAGES) {
    const match = pattern.exec(message)
    if (match !== null) return { said, stop: stopText(place, code, match.slice(1)) }
  }
  if (OF_RULES.test(message)) return { said, skip: `not judged: ${message.replace(/'.*'/s, '')}` }
  return { said, stop: `${place}: error-function ${message}` }
}
