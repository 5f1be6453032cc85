/**
 * A configuration's truth as a folder of texts, one fact a line, words after a tab:
 *
 *   modules.order              path of each `.ko`, without `kernel/`, in order
 *   modules.objects            the same, and the objects it is linked from, in order, each once
 *   builtin.objects            what vmlinux is linked from but for libraries, in link order (built-in.a members as they are
 *                              collected: the objects of head-object-list.txt are not moved to the front)
 *   lib.objects                members of every lib.a, directories and names sorted; `linked` or `other` (a library of a
 *                              boot loader stub)
 *   builtin.composites         composite objects of obj-y and their parts, directories and names sorted
 *   builtin.modfile            each line of builtin.objects, then each linked line of lib.objects, and KBUILD_MODFILE: the
 *                              composites of the directory that contain it, else its own name, without `.o`
 *   dirs.tsv                   each directory visited, sorted; `builtin` or `-`, `modorder` or `-` (need-builtin,
 *                              need-modorder); the Kbuild file and what it includes
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildLists } from './join-walk.ts'

const line = (...cells: readonly string[]): string => `${cells.join('\t')}\n`

/** The texts by name. */
export const truthFiles = (lists: BuildLists): ReadonlyMap<string, string> => {
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['modules.order', lists.modules.map(({ path }) => line(path))],
    ['modules.objects', lists.modules.map(({ path, objects }) => line(path, objects.join(' ')))],
    ['builtin.objects', lists.builtinObjects.map((path) => line(path))],
    ['lib.objects', lists.libObjects.map(({ path, linked }) => line(path, linked ? 'linked' : 'other'))],
    ['builtin.composites', lists.builtinComposites.map(({ path, parts }) => line(path, parts.join(' ')))],
    ['builtin.modfile', lists.modfiles.map(({ path, names }) => line(path, names.join(' ')))],
    [
      'dirs.tsv',
      lists.directories.map(({ path, needBuiltin, needModorder, read }) =>
        line(path, needBuiltin ? 'builtin' : '-', needModorder ? 'modorder' : '-', read.join(' ')),
      ),
    ],
  ]
  return new Map(texts.map(([name, lines]) => [name, lines.join('')]))
}

/** Writes them. */
export const writeTruthFiles = (folder: string, lists: BuildLists): void => {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of truthFiles(lists)) writeFileSync(join(folder, name), text, 'latin1')
}
