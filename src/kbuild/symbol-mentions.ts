/**
 * Where makefiles go by a symbol: names of variables and conditions, in every file that was read, whether the branch
 * around it was taken or not.
 */
import type { Statement } from '../../grammar/make/index.ts'
import type { Place } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { conditionText } from './provenance.ts'

/** A place that has a symbol in it. */
export interface SymbolMention extends Place {
  /** `obj-$(CONFIG_X) += foo.o`, `ifdef CONFIG_X`, as it is written. */
  readonly text: string
  readonly kind: 'list' | 'condition' | 'value'
}

/** Those of one symbol below a folder, by file and line. Files are named from the folder. Looks at each statement once. */
export const symbolMentions = (store: MakefileStore, folder: string, symbol: string): readonly SymbolMention[] => {
  const isMentioned = (text: string): boolean => text.includes(symbol) && words(text).includes(symbol)
  const found: SymbolMention[] = []
  const collect = (statements: readonly Statement[], file: string): void => {
    for (const statement of statements) {
      if (statement.kind === 'conditional') {
        for (const { condition, line, statements: inner } of statement.branches) {
          const text = condition === undefined ? '' : conditionText(condition)
          if (isMentioned(text)) found.push({ file, line, text, kind: 'condition' })
          collect(inner, file)
        }
      } else if (statement.kind === 'assignment') {
        const { name, operator, value, line } = statement
        const kind = isMentioned(name) ? 'list' : isMentioned(value) ? 'value' : undefined
        if (kind !== undefined) found.push({ file, line, text: `${name} ${operator} ${value.trim()}`, kind })
      }
    }
  }
  const inside = [...store.paths()].filter((path) => path.startsWith(`${folder}/`)).sort()
  for (const path of inside) collect(store.known(path)?.statements ?? [], path.slice(folder.length + 1))
  return found
}

const words = (text: string): readonly string[] => text.match(/\w+/g) ?? []
