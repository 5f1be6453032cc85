/**
 * Everything that a directory's makefile could list, whatever the configuration says: each branch of each conditional is
 * looked at, with the values that the variables have at the end.  It answers why something is not built.
 */
import type { Statement } from '../../grammar/make/index.ts'
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import type { Place } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { resolveIn } from '../make/resolve-in.ts'
import { branchGates, type Gate, type NamedValue, valuesIn } from './provenance.ts'

/** A word in a list, and what has to hold for it. */
export interface Listing extends Place {
  /** The variable's name, expanded: `obj-m`, `obj-` where its symbol is not set, `foo-y`. */
  readonly list: string
  /** The name as it is written. */
  readonly name: string
  readonly word: string
  /** What the name hangs on. */
  readonly values: readonly NamedValue[]
  readonly gates: readonly Gate[]
}

/** The lists that matter: of objects and directories, and of the parts of composites. */
const LIST = /^[^$]*-(?:y|m|objs|n|)$/

/** What a reading of a makefile needs to be looked at again. */
export interface ReadMakefile {
  readonly make: Interpreter
  readonly store: MakefileStore
  /** Where its file names are relative to: make's working directory. */
  readonly folder: string
  /** Give statements that list nothing too, with an empty word and what their value hangs on. */
  readonly empty?: boolean
}

/** All listings of the makefiles that were read for a directory, in the order of the files. */
export const listingsOf = ({ make, store, folder, empty = false }: ReadMakefile): readonly Listing[] => {
  const found: Listing[] = []
  const collect = (statements: readonly Statement[], file: string, gates: readonly Gate[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'conditional') {
        for (const [branch, { statements: inner }] of statement.branches.entries())
          collect(inner, file, [...gates, ...branchGates(make, { file, conditional: statement, branch })])
      } else if (statement.kind === 'assignment') {
        const list = make.expandSafely(statement.name).text.trim()
        if (!LIST.test(list)) continue
        const { name, line } = statement
        const words = wordsOf(make.expandSafely(statement.value).text)
        const values = valuesIn(make, name)
        for (const word of words) found.push({ file, line, list, name, word, values, gates })
        if (empty && words.length === 0 && statement.value.includes('$'))
          found.push({ file, line, list, name, word: '', values: valuesIn(make, `${name} ${statement.value}`), gates })
      }
    }
  }
  for (const file of makefilesOf(make)) {
    const tree = store.known(resolveIn(folder, file))
    if (tree !== undefined) collect(tree.statements, file, [])
  }
  return found
}

/** The makefiles that were read, as make names them. */
export const makefilesOf = (make: Interpreter): readonly string[] => [
  ...new Set(wordsOf(make.expandSafely('$(MAKEFILE_LIST)').text)),
]
