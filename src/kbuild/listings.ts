/**
 * Everything that a directory's makefile could list, whatever the configuration says: each branch of each conditional is
 * looked at, and each file that one of them includes.  What was carried out has the values that it had then, the rest
 * those that the variables have at the end.
 */
import type { Statement } from '../../grammar/make/index.ts'
import type { FileSystem } from '../files/file-system.ts'
import { wordsOf } from '../make/functions/words.ts'
import type { Interpreter } from '../make/interpreter.ts'
import type { Place } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { resolveIn } from '../make/resolve-in.ts'
import { branchGates, type Gate, type NamedValue, referencedNames, valuesIn } from './provenance.ts'

/** A statement that puts words into a list, and what has to hold for it. */
export interface ListStatement extends Place {
  /** The variable's name, expanded: `obj-m`, `obj-` where its symbol is not set, `foo-y`. */
  readonly list: string
  /** The name as it is written. */
  readonly name: string
  /** The value as it is written. */
  readonly text: string
  /** Variables that the value refers to. */
  readonly refers: readonly string[]
  readonly words: readonly string[]
  /** What the name hangs on. */
  readonly values: readonly NamedValue[]
  /** From the outermost inwards. */
  readonly gates: readonly Gate[]
  /** It was carried out, and nothing after it took its words away again. */
  readonly counts: boolean
}

/** The lists that matter by their names: of objects and directories, and of the parts of composites. */
const LIST = /^[^$]*-(?:objs|[ymn]*)$/
/** Lists of words that are neither objects nor directories to enter. */
const OTHER_LIST = /^(?:[\w-]*flags-|\w*FLAGS|targets|extra|always|clean-files|hostprogs|userprogs|header-test)/

/** What a reading of a makefile needs to be looked at again. */
export interface ReadMakefile {
  readonly make: Interpreter
  /** The directory's own makefile: what was read before it is the same for all. */
  readonly makefile: string
  readonly store: MakefileStore
  readonly files: FileSystem
  /** Make's working directory: file names are relative to it. */
  readonly folder: string
  /** Where the tree is: files that are not in the working directory are looked for here. */
  readonly source: string
}

/** What a statement left in a variable. */
interface Contributed {
  readonly list: string
  readonly words: readonly string[]
}

const isListed = (word: string): boolean => (word.endsWith('.o') || word.endsWith('/')) && !word.startsWith('-')

/** What the statements left in this directory's own variables. */
const contributions = (make: Interpreter): ReadonlyMap<Statement, readonly Contributed[]> => {
  const found = new Map<Statement, Contributed[]>()
  for (const { name, flavour, parts } of make.scope.own())
    for (const { statement, text, possible } of parts) {
      if (statement === undefined || possible !== undefined || OTHER_LIST.test(name)) continue
      const words = wordsOf(flavour === 'simple' ? text : make.expandSafely(text).text)
      const known = found.get(statement)
      if (known === undefined) found.set(statement, [{ list: name, words }])
      else known.push({ list: name, words })
    }
  return found
}

/** As they were when what stands behind them was carried out. */
const opened = (gates: readonly Gate[]): readonly Gate[] =>
  gates.every(({ holds, inElse }) => holds !== inElse) ? gates : gates.map((gate) => ({ ...gate, holds: !gate.inElse }))

/** All statements that list something, or are meant to, in the order of the files. */
export const listingsOf = ({
  make,
  makefile,
  store,
  files,
  folder,
  source,
}: ReadMakefile): readonly ListStatement[] => {
  const done = contributions(make)
  const found: ListStatement[] = []
  const read = new Set<string>()
  const collectFile = (file: string, gates: readonly Gate[]): void => {
    if (read.has(file)) return
    read.add(file)
    const tree =
      store.read(files, resolveIn(folder, file)) ??
      (file.startsWith('/') ? undefined : store.read(files, resolveIn(source, file)))
    if (tree !== undefined) collect(tree.statements, file, gates)
  }
  const collect = (statements: readonly Statement[], file: string, gates: readonly Gate[]): void => {
    for (const statement of statements) {
      if (statement.kind === 'conditional') {
        for (const [branch, { statements: inner }] of statement.branches.entries())
          collect(inner, file, [...gates, ...branchGates(make, { file, conditional: statement, branch })])
      } else if (statement.kind === 'include') {
        for (const name of wordsOf(make.expandSafely(statement.files).text)) collectFile(name, gates)
      } else if (statement.kind === 'assignment') {
        found.push(...listed(make, statement, { file, gates, done: done.get(statement) }))
      }
    }
  }
  const makefiles = makefilesOf(make)
  for (const file of makefiles.slice(Math.max(0, makefiles.indexOf(makefile)))) collectFile(file, [])
  return found
}

interface Surroundings {
  readonly file: string
  readonly gates: readonly Gate[]
  readonly done: readonly Contributed[] | undefined
}

const listed = (
  make: Interpreter,
  { name, value, line }: Extract<Statement, { kind: 'assignment' }>,
  { file, gates, done }: Surroundings,
): readonly ListStatement[] => {
  if (OTHER_LIST.test(name)) return []
  const contributed = done ?? [{ list: make.expandSafely(name).text.trim(), words: undefined }]
  return contributed.flatMap(({ list, words: left }) => {
    if (OTHER_LIST.test(list)) return []
    const byName = LIST.test(list)
    if (!byName && !value.includes('$') && !value.includes('.o') && !value.includes('/')) return []
    const all = left ?? wordsOf(make.expandSafely(value).text)
    const words = byName ? all : all.filter(isListed)
    if (!byName && words.length === 0) return []
    return {
      file,
      line,
      list,
      name,
      text: value,
      refers: referencedNames(value),
      words,
      values: valuesIn(make, name),
      gates: done === undefined ? gates : opened(gates),
      counts: done !== undefined,
    }
  })
}

/** The makefiles that were read, as make names them. */
export const makefilesOf = (make: Interpreter): readonly string[] => [...new Set(make.wordsIn('MAKEFILE_LIST'))]
