/**
 * Words of lists that hang on what nobody knows: outputs of commands that were not run.
 */
import type { Statement } from '../../grammar/make/index.ts'
import { wordsOf } from '../make/functions/words.ts'
import type { Unknowns } from '../make/unknown.ts'
import type { Variable } from '../make/variable.ts'
import type { Visit } from './walk.ts'

export interface Doubt {
  /** The directory in whose makefile it stands. */
  readonly directory: string
  /** `obj-m`, `foo-y`; `obj-` where what is behind it is not known. */
  readonly list: string
  /** Empty for words that nobody can name: they would come of a command. */
  readonly word: string
  /** It is listed now, and would perhaps not be; otherwise it is not, and would perhaps be. */
  readonly listed: boolean
  readonly unknowns: Unknowns
}

const LIST = /^(.*)-(?:objs|y|m)$/
/** The end of a name that may turn out to be that of a list. */
const OPEN_NAME = /^(.*)-$/
const OBJECT = /\.o$|\/$/

/** What is doubtful in the lists of a directory. Costs nothing where every command was answered. */
export const doubtsOf = ({ path, make, lists }: Visit): readonly Doubt[] => {
  if (!make.metUnknown) return []
  const doubts: Doubt[] = []
  // flags for the compiler have names like these, and no objects in them
  const stems = new Set(['obj', 'lib', 'subdir', ...[...lists.objY, ...lists.objM].map((word) => word.slice(0, -2))])
  for (const variable of make.scope.own()) {
    const { name } = variable
    const [, stem] = LIST.exec(name) ?? []
    const [, openStem] = OPEN_NAME.exec(name) ?? []
    const words =
      stem !== undefined
        ? doubtfulWords(variable, make)
        : openStem !== undefined && stems.has(openStem)
          ? wordsUnderOpenName(variable, make)
          : []
    for (const { word, listed, unknowns } of words) {
      if (OBJECT.test(word) || (word === '' && stems.has(stem ?? '')))
        doubts.push({ directory: path, list: name, word, listed, unknowns })
    }
  }
  return doubts
}

type DoubtfulWord = Pick<Doubt, 'word' | 'listed' | 'unknowns'>

const doubtfulWords = (variable: Variable, make: Visit['make']): readonly DoubtfulWord[] =>
  make.partsOf(variable).flatMap(({ text, unknowns }, index): readonly DoubtfulWord[] => {
    if (unknowns === undefined) return []
    const { possible, statement } = variable.parts[index] ?? {}
    if (possible !== undefined)
      return wordsOf(make.expandSafely(possible).text).map((word) => ({ word, listed: false, unknowns }))
    const words = wordsOf(text)
    if (words.length > 0) return words.map((word) => ({ word, listed: true, unknowns }))
    return hangsOnCommand(make, valueText(statement)) ? [{ word: '', listed: false, unknowns }] : []
  })

/** Words of statements whose own name hangs on a command: they may belong to a list. */
const wordsUnderOpenName = (variable: Variable, make: Visit['make']): readonly DoubtfulWord[] =>
  make.partsOf(variable).flatMap(({ text, unknowns }, index) => {
    const { possible, statement } = variable.parts[index] ?? {}
    if (unknowns === undefined || possible !== undefined || statement?.kind !== 'assignment') return []
    if (!hangsOnCommand(make, statement.name)) return []
    return wordsOf(text).map((word) => ({ word, listed: false, unknowns }))
  })

const valueText = (statement: Statement | undefined): string =>
  statement?.kind === 'assignment' ? statement.value : statement?.kind === 'define' ? statement.body : ''

const hangsOnCommand = (make: Visit['make'], text: string): boolean => make.expandSafely(text).unknowns !== undefined
