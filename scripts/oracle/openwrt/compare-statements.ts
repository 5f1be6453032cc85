/**
 * Two Kconfig files, statement by statement and each in its line.
 */
import type { Statement } from '../../../grammar/kconfig/index.ts'

export interface StatementComparison {
  /** How many statements were compared. */
  readonly count: number
  /** The first that differs; undefined where all are equal. */
  readonly difference?: string
}

export interface StatementRules {
  /** The order within a run of `select` and `depends on` lines is that of a perl hash: no order. */
  readonly unordered?: boolean
  /** Entries whose help is the scripts' own and not written here: only that it is help, and where, is compared. */
  readonly ownHelp?: ReadonlySet<string>
}

const POSITIONS = new Set(['start', 'end', 'line'])

/** What a statement says, without where it stands. */
const saying = (statement: Statement, entry: string, { ownHelp }: StatementRules): string =>
  statement.kind === 'help' && ownHelp?.has(entry) === true
    ? 'help of the scripts'
    : JSON.stringify(statement, (key, value) => (POSITIONS.has(key) ? undefined : value))

const sayings = (statements: readonly Statement[], rules: StatementRules): string[] => {
  let entry = ''
  const texts = statements.map((statement) => {
    if ((statement.kind === 'config' || statement.kind === 'menuconfig') && typeof statement.name.value === 'string')
      entry = statement.name.value
    return saying(statement, entry, rules)
  })
  if (rules.unordered === true) sortRuns(statements, texts)
  return texts
}

const isDependency = ({ kind }: Statement): boolean => kind === 'select' || kind === 'depends'

const sortRuns = (statements: readonly Statement[], texts: string[]): void => {
  for (let start = 0; start < statements.length; start++) {
    let end = start
    for (let next = statements[end]; next !== undefined && isDependency(next); next = statements[end]) end++
    if (end === start) continue
    texts.splice(start, end - start, ...texts.slice(start, end).sort())
    start = end
  }
}

/** Names in it are `there` for the first file, `here` for the second. */
export const compareStatements = (
  theirs: readonly Statement[],
  ours: readonly Statement[],
  rules: StatementRules = {},
): StatementComparison => {
  const [left, right] = [sayings(theirs, rules), sayings(ours, rules)]
  const count = Math.max(left.length, right.length)
  for (let index = 0; index < count; index++) {
    const [there, here] = [theirs[index]?.line, ours[index]?.line]
    if (left[index] === right[index] && there === here) continue
    const described = (line: number | undefined, text: string | undefined): string =>
      line === undefined ? 'nothing' : `line ${line}: ${text}`
    return {
      count,
      difference: `  there: ${described(there, left[index])}\n  here:  ${described(here, right[index])}`,
    }
  }
  return { count }
}
