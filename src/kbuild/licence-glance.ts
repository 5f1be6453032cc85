/**
 * A first look at the bytes of a C source: most have no MODULE_LICENSE(), and of those that have, most have it where
 * no condition can stand around it. Only the rest is worth a preprocessor.
 */

const LICENCE = Buffer.from('MODULE_LICENSE')
const INCLUDE_END = Buffer.from('.c"')
const NEWLINE = 0x0a
const RETURN = 0x0d
const BACKSLASH = 0x5c

export interface LicenceGlance {
  /** `certain`: it is used, and nothing in this file makes that hang on a condition. `no`: it is not in this file. */
  readonly licence: 'no' | 'certain' | 'possible'
  /** Names of `.c` files in its `#include "…"` lines, as written, those in comments too. Empty where `certain`. */
  readonly includes: readonly string[]
}

/** What ends a condition that was opened above, or turns it; one that is opened below counts too. */
const CONDITIONAL = /^[ \t]*#[ \t]*(?:if|el|endif)/m

/**
 * Whether a use at the beginning of a line stands in no comment and under no condition. A comment would have begun
 * behind the last end of one; a condition would have to end below, and most files have the use near their end.
 */
const isCertain = (bytes: Buffer, at: number): boolean => {
  if (at > 0 && bytes[at - 1] !== NEWLINE) return false
  const last = bytes[at - 2]
  if (last === BACKSLASH || last === RETURN) return false
  if (bytes.lastIndexOf('/*', at) > bytes.lastIndexOf('*/', at)) return false
  const behind = bytes.toString('latin1', at + LICENCE.length)
  return /^\s*\(/.test(behind) && !CONDITIONAL.test(behind)
}

const includedSources = (bytes: Buffer): readonly string[] => {
  const names: string[] = []
  for (let at = bytes.indexOf(INCLUDE_END); at >= 0; at = bytes.indexOf(INCLUDE_END, at + 1)) {
    const start = bytes.lastIndexOf(NEWLINE, at) + 1
    const name = /^\s*#\s*include\s*"([^"]+)$/.exec(bytes.toString('latin1', start, at + 2))?.[1]
    if (name !== undefined) names.push(name)
  }
  return names
}

/** Costs two searches over the bytes, and one where the first tells all. */
export const glanceAtLicence = (content: Uint8Array): LicenceGlance => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  const at = bytes.indexOf(LICENCE)
  if (at >= 0 && isCertain(bytes, at)) return { licence: 'certain', includes: [] }
  return { licence: at >= 0 ? 'possible' : 'no', includes: includedSources(bytes) }
}
