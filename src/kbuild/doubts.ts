/**
 * Words of lists that hang on what nobody knows: outputs of commands that were not run.
 */
import { wordsOf } from '../make/functions/words.ts'
import type { Unknowns } from '../make/unknown.ts'
import type { Variable } from '../make/variable.ts'
import type { Visit } from './walk.ts'

export interface Doubt {
  /** The directory in whose makefile it stands. */
  readonly directory: string
  /** `obj-m`, `foo-y`. */
  readonly list: string
  readonly word: string
  /** It is listed now, and would perhaps not be; otherwise it is not, and would perhaps be. */
  readonly listed: boolean
  readonly unknowns: Unknowns
}

const LIST = /^(?:obj|lib|subdir)-[ym]$|-(?:objs|y|m)$/
const OBJECT = /\.o$|\/$/

/** What is doubtful in the lists of a directory. Costs nothing where every command was answered. */
export const doubtsOf = ({ path, make }: Visit): readonly Doubt[] => {
  if (!make.metUnknown) return []
  const doubts: Doubt[] = []
  for (const variable of make.scope.own()) {
    if (!LIST.test(variable.name)) continue
    for (const { word, listed, unknowns } of doubtfulWords(variable, make)) {
      if (OBJECT.test(word)) doubts.push({ directory: path, list: variable.name, word, listed, unknowns })
    }
  }
  return doubts
}

interface DoubtfulWord {
  readonly word: string
  readonly listed: boolean
  readonly unknowns: Unknowns
}

const doubtfulWords = (variable: Variable, make: Visit['make']): readonly DoubtfulWord[] =>
  make.partsOf(variable).flatMap(({ text, unknowns }, index) => {
    if (unknowns === undefined) return []
    const possible = variable.parts[index]?.possible
    const words = wordsOf(possible === undefined ? text : make.expandSafely(possible).text)
    return words.map((word) => ({ word, listed: possible === undefined, unknowns }))
  })
