/**
 * What is odd about a build, though make says nothing, or little.
 */
import type { MakeMessage } from '../make/expander.ts'
import type { Build } from './build.ts'
import { pathIn } from './walk.ts'

export type BuildFinding =
  /** `obj-y` objects of a directory that is entered for its modules only: nothing contains them. */
  | { readonly code: 'dropped-objects'; readonly directory: string; readonly objects: readonly string[] }
  /** `obj-m` of a directory that is entered through `subdir-y`: make warns, and builds none. */
  | { readonly code: 'unlisted-modules'; readonly directory: string; readonly objects: readonly string[] }
  /** Words of `obj-m` that are neither objects nor directories: make knows no rule for them. */
  | { readonly code: 'no-object'; readonly directory: string; readonly words: readonly string[] }
  /** A composite that is to be linked of itself. */
  | { readonly code: 'holds-itself'; readonly directory: string; readonly object: string }
  /** `$(warning …)` of a makefile; an `$(error …)` or a missing file that is reached only because nobody answered a command. */
  | { readonly code: 'makefile-warning' | 'possible-error' | 'possible-missing'; readonly message: MakeMessage }

/** In the order of the walk. */
export const buildFindings = (build: Build): readonly BuildFinding[] =>
  build.visits.flatMap((visit) => {
    const { path, lists, make } = visit
    const found: BuildFinding[] = []
    const objects = (words: readonly string[]): readonly string[] => words.map((word) => pathIn(path, word))
    if (lists.dropped.length > 0)
      found.push({ code: 'dropped-objects', directory: path, objects: objects(lists.dropped) })
    if (lists.unlisted.length > 0)
      found.push({ code: 'unlisted-modules', directory: path, objects: objects(lists.unlisted) })
    const strange = lists.objM.filter((word) => !word.endsWith('.o') && !word.endsWith('/'))
    if (strange.length > 0) found.push({ code: 'no-object', directory: path, words: strange })
    for (const item of new Set([...lists.builtin, ...lists.modules]))
      if (item.kind === 'object' && item.parts?.includes(item.word))
        found.push({ code: 'holds-itself', directory: path, object: pathIn(path, item.word) })
    for (const message of make.messages)
      if (message.kind !== 'info')
        found.push({ code: message.kind === 'warning' ? 'makefile-warning' : message.kind, message })
    return found
  })
