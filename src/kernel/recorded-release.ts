/**
 * UTS_RELEASE where a build wrote it down. Debian's headers name it in `.kernelvariables`, which overrides what make
 * computes; `generated/utsrelease.h` is what modules are compiled with; `kernel.release` is what make computed, and in
 * Debian's packages (6.1) another string than the one in use.
 */

import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { lineOf } from '../files/line-number.ts'
import { type FactSource, type KnownFact, known } from './fact.ts'

interface Record {
  readonly path: string
  readonly pattern: RegExp
}

/** In the order in which they count. */
const RECORDS: readonly Record[] = [
  { path: '.kernelvariables', pattern: /^[ \t]*override[ \t]+KERNELRELEASE[ \t]*:?=[ \t]*([^\s#]+)/m },
  ...['include/generated/utsrelease.h', 'include/linux/utsrelease.h', 'include/linux/version.h'].map((path) => ({
    path,
    pattern: /^[ \t]*#[ \t]*define[ \t]+UTS_RELEASE[ \t]+"([^"\n]*)"/m,
  })),
  { path: 'include/config/kernel.release', pattern: /^(\S+)/ },
  // 2.6.15 to 2.6.17
  { path: '.kernelrelease', pattern: /^(\S+)/ },
]

/** All releases that the files of a build folder record, the one that counts first; empty where none does. */
export const recordedReleases = (files: FileSystem, build: string): readonly KnownFact<string>[] =>
  RECORDS.flatMap(({ path, pattern }) => {
    const file = `${build}/${path}`
    const text = readTextIfThere(files, file)
    const match = text === undefined ? null : pattern.exec(text)
    if (text === undefined || match?.[1] === undefined) return []
    // the match may begin with the line end before it
    const line = lineOf(text, match.index + match[0].indexOf(match[0].trim()))
    const source: FactSource = { kind: 'file', file, line }
    return [known(match[1], source)]
  })
