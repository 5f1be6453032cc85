/**
 * The functions of GNU make 4.3, and how many arguments they take.
 * Follows its manual, "Functions for Transforming Text"; the numbers were tried.
 */
import type { FunctionName } from './tree.ts'

export interface FunctionArity {
  /** With fewer arguments make stops. */
  readonly minimum: number
  /** The last of so many arguments holds all further commas; absent where there is no limit. */
  readonly maximum?: number
}

const one: FunctionArity = { minimum: 1, maximum: 1 }
const two: FunctionArity = { minimum: 2, maximum: 2 }
const three: FunctionArity = { minimum: 3, maximum: 3 }
const any: FunctionArity = { minimum: 1 }

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionArity>> = {
  abspath: one,
  addprefix: two,
  addsuffix: two,
  and: any,
  basename: one,
  call: any,
  dir: one,
  error: one,
  eval: one,
  file: { minimum: 1, maximum: 2 },
  filter: two,
  'filter-out': two,
  findstring: two,
  firstword: one,
  flavor: one,
  foreach: three,
  if: { minimum: 2, maximum: 3 },
  info: one,
  join: two,
  lastword: one,
  notdir: one,
  or: any,
  origin: one,
  patsubst: three,
  realpath: one,
  shell: one,
  sort: one,
  strip: one,
  subst: three,
  suffix: one,
  value: one,
  warning: one,
  wildcard: one,
  word: two,
  wordlist: three,
  words: one,
}

const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name)

const opening = /[A-Za-z0-9._-]+(?=[ \t-\r])/y

/** The function that is called at `start`, behind the parenthesis: its literal name, and white space behind it. */
export const functionAt = (text: string, start: number, end: number): FunctionName | undefined => {
  opening.lastIndex = start
  const name = opening.exec(text)?.[0]
  return name !== undefined && start + name.length < end && isFunctionName(name) ? name : undefined
}
