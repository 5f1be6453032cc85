/**
 * Our words for every check of a module. A code without words does not compile.
 */
import type { CheckCode } from '../module/check-codes.ts'
import type { About, CheckWords } from './check-words.ts'
import { wantedHelp } from './fact-text.ts'
import { FILE_WORDS } from './words-of-files.ts'
import { IDENTITY_WORDS } from './words-of-identity.ts'
import { MEMORY_WORDS } from './words-of-memory.ts'
import { SIGNATURE_WORDS } from './words-of-signatures.ts'
import { SYMBOL_WORDS } from './words-of-symbols.ts'

export const CHECK_WORDS: Readonly<Record<CheckCode, CheckWords>> = {
  ...FILE_WORDS,
  ...SIGNATURE_WORDS,
  ...IDENTITY_WORDS,
  ...MEMORY_WORDS,
  ...SYMBOL_WORDS,
}

const wordsOf = (code: CheckCode): CheckWords => CHECK_WORDS[code]

/** A finding in words; `details` is what its cause leaves out, a line each. */
export interface FindingWords {
  readonly cause: string
  readonly details: readonly string[]
  readonly help: string
}

/** `whether the version magic differs`; what it is about where the finding says that. */
const doubtOf = (about: About): string => {
  const { code, args } = about.finding
  const own = wordsOf(code).whether?.(about)
  if (own !== undefined) return `whether ${own}`
  const subject = args['symbol'] ?? args['name']
  const what = typeof subject === 'string' && subject !== '' ? ` (${subject})` : ''
  return `whether ${CHECK_WORDS[code].short}${what}`
}

/** The words for a finding. */
export const findingWords = (about: About): FindingWords => {
  const { finding } = about
  const words = CHECK_WORDS[finding.code]
  if (finding.kind === 'unknown')
    return {
      cause: `${doubtOf(about)} cannot be told`,
      details: [],
      help: words.tell?.(about) ?? wantedHelp(finding.wanted ?? []),
    }
  return { cause: words.cause(about), details: words.details?.(about) ?? [], help: words.remedy(about) }
}
