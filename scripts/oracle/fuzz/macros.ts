/**
 * The preprocessor's language: assignments of all flavours, user functions, built-in functions, words made of macros.
 */
import fc, { type Arbitrary } from 'fast-check'

const VARIABLES = ['v1', 'v2', 'name-x', 'empty', 'fn', 'pick', 'ENVIRONMENT']

const VALUES = [
  'y',
  'n',
  'm',
  'TA',
  'BA',
  'two words',
  '$(v1)',
  '$(v2) x',
  'a # b',
  '$(shell,echo y)',
  '$(shell,echo one; echo two)',
  '$(shell,printf "%s" "$(1)")',
  '$(1)$(2)',
  '$(if-success,true,$(1),$(2))',
  '$(filename)',
  '$(lineno)',
  '"quoted"',
  '  blanks  ',
  '$$(v1)',
]

const HOLLOW_VALUES = ['', '$(shell,false)', '$(UNSET)', '$(empty)']

const CALLS = [
  '$(v1)',
  '$(v2)',
  '$(fn,y,n)',
  '$(fn,$(v1),b)',
  '$(pick,n, y)',
  '$(shell,echo m)',
  '$(shell,echo TA)',
  '$(if-success,true,y,n)',
  '$(if-success,false,y,n)',
  '$(v$(one))',
  'B$(letter)',
  '$(letter)$(letter)',
]

/** Mostly empty, which makes no word at all of them. */
const HOLLOW = ['$(empty)', '$(name-x)', '$(ENVIRONMENT)', '$(UNSET)']

/** A bare word that is, or holds, a macro. */
export const macroWord: Arbitrary<string> = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom(...CALLS) },
  { weight: 1, arbitrary: fc.constantFrom(...HOLLOW) },
)

/** Lines that every tree of a dialect with a preprocessor begins with, so that calls mostly mean something. */
export const PRELUDE: readonly string[] = [
  'if-success = $(shell,{ $(1); } >/dev/null 2>&1 && echo "$(2)" || echo "$(3)")',
  'one := 1',
  'letter := A',
  'v1 := y',
  'v2 = TA',
  'fn = $(1)',
  'pick = $(2)',
]

/**
 * `v := … $(v) …`, or by way of another variable: the C tool frees the old value before it expands the new one
 * (variable_add()), and what comes out depends on the allocator.
 */
const refersToItself = (name: string, value: string): boolean => name.startsWith('v') && value.includes('$(v')

const assignment: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...VARIABLES, '$(one)x', 'v$(one)'),
    fc.constantFrom(' = ', ' := ', ' += ', ':=', '=', '+='),
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...VALUES) },
      { weight: 1, arbitrary: fc.constantFrom(...HOLLOW_VALUES) },
    ),
  )
  .map(([name, operator, value]) => `${name}${refersToItself(name, value) ? ' = ' : operator}${value}`)

const statement: Arbitrary<string> = fc.constantFrom(
  '$(info,told $(v1))',
  '$(warning-if,y,careful $(v2))',
  '$(warning-if,$(v1),maybe)',
  '$(warning-if,n,never)',
  '$(error-if,n,never)',
  '$(empty)',
  '$(shell,echo oops >&2)',
)

const mistake: Arbitrary<string> = fc.constantFrom(
  '$(info,a, b)',
  'loop = $(loop)',
  '$(info,$(loop))',
  '$(error-if,y,stop here)',
  '$(unterminated',
  '$(info)',
  '$(warning-if,y)',
  '$(filename,x)',
  '$(1)',
  '$(v1) $(v2)',
  'v1 == y',
)

/** A line at the top of a file's level. */
export const macroLine: Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: assignment },
  { weight: 12, arbitrary: statement },
  { weight: 1, arbitrary: mistake },
)
