/**
 * Which vermagic string or release a pasted text asks for: the string itself, a line of the kernel's log (with what a
 * terminal or dmesg puts around it), what modinfo prints, a path below /lib/modules, what uname says.
 * The log's line is that of check_modinfo() in kernel/module/main.c (Linux 2.6.9 to 6.12).
 */

export interface ExpectedVermagic {
  readonly kind: 'vermagic'
  readonly text: string
  /** Whether blanks at its end may have been lost: it stood between no quotes, and what is copied loses them. */
  readonly mayBeCut: boolean
  /** The strings of modules that a kernel with this one refused, where the text is its log. */
  readonly refused: readonly string[]
}

/** OpenWrt's: the hash of a kernel's configuration, with the version where that is named. */
export interface ExpectedHash {
  readonly kind: 'hash'
  readonly text: string
  readonly linuxVersion?: string
}

export type ExpectedMagic = ExpectedVermagic | ExpectedHash | { readonly kind: 'release'; readonly text: string }

/** What a text without a string speaks of instead. */
export type OtherMessage =
  /** CRCs of symbols differ: the kernel does not come to the version magic. */
  | 'symbol-versions'
  /** It was refused for its form; the kernel's log has the line that says more. */
  | 'module-format'

export type MagicReading =
  | { readonly kind: 'expected'; readonly expected: ExpectedMagic }
  | { readonly kind: 'none'; readonly about?: OtherMessage }
  | { readonly kind: 'several'; readonly expected: readonly ExpectedMagic[] }

const RELEASE = '[0-9]+\\.[0-9]+[-+.~\\w]*'

/** Quotes as the kernel writes them, or as a web page made of them (UTF-8 taken as bytes, or decoded). */
const QUOTE = '(?:\'|`|"|\u2018|\u2019|\u201c|\u201d|\xe2\x80[\x98\x99\x9c\x9d])'
const LOG_LINE = new RegExp(
  `version magic ${QUOTE}([^'"\`]*?)${QUOTE}\\s+should be\\s+${QUOTE}([^'"\`]*?)${QUOTE}`,
  'g',
)

interface Pattern {
  readonly pattern: RegExp
  readonly kind: 'vermagic' | 'release'
  /** Quotes end the text. */
  readonly quoted?: true
}

/** The likeliest first: what the first that fits yields is all that is read. Each has one group. */
const PATTERNS: readonly Pattern[] = [
  { pattern: /\bVERMAGIC_STRING[ \t]+"([^"\n]*)"/g, kind: 'vermagic', quoted: true },
  { pattern: /^[ \t]*vermagic[ \t]*[:=][ \t]*(\S[^\n]*)$/gim, kind: 'vermagic' },
  { pattern: /\bUTS_RELEASE[ \t]+"?([^\s"]+)/g, kind: 'release' },
  { pattern: new RegExp(`/lib/modules/(${RELEASE})`, 'g'), kind: 'release' },
  { pattern: new RegExp(`\\bLinux version (${RELEASE}) `, 'g'), kind: 'release' },
  { pattern: new RegExp(`^[ \\t]*Linux \\S+ (${RELEASE}) #`, 'gm'), kind: 'release' },
]

/** Colours, the returns of a serial line. */
const NOISE = /\p{Cc}\[[0-9;?]*[A-Za-z]|\r/gu
const plain = (text: string): string => text.replace(NOISE, '')

const distinct = (all: readonly ExpectedMagic[]): readonly ExpectedMagic[] => [
  ...new Map(all.map((one) => [`${one.kind} ${one.text}`, one])).values(),
]

const reading = (all: readonly ExpectedMagic[]): MagicReading | undefined => {
  const expected = distinct(all)
  const [only] = expected
  if (only === undefined) return undefined
  return expected.length === 1 ? { kind: 'expected', expected: only } : { kind: 'several', expected }
}

/** A terminal may have broken its lines within the quotes. */
const joined = (text: string): string => text.replaceAll('\n', '')

const ofLog = (text: string): MagicReading | undefined => {
  const refused = new Map<string, Set<string>>()
  for (const [, module = '', kernel = ''] of text.matchAll(LOG_LINE)) {
    const all = refused.get(joined(kernel)) ?? new Set()
    refused.set(joined(kernel), all.add(joined(module)))
  }
  return reading(
    [...refused].map(([kernel, modules]) => ({
      kind: 'vermagic',
      text: kernel,
      mayBeCut: false,
      refused: [...modules],
    })),
  )
}

const magic = (kind: 'vermagic' | 'release', text: string, quoted: boolean): ExpectedMagic =>
  kind === 'release' ? { kind, text } : { kind, text, mayBeCut: !quoted && !/\s$/.test(text), refused: [] }

const ofPatterns = (text: string): MagicReading | undefined => {
  for (const { pattern, kind, quoted = false } of PATTERNS) {
    const found = reading([...text.matchAll(pattern)].map(([, one = '']) => magic(kind, one, quoted)))
    if (found !== undefined) return found
  }
  return undefined
}

/** A string by itself: it begins as a release does. */
const ofWhole = (text: string): MagicReading | undefined => {
  const line = text.replace(/^\s*\n|\n\s*$/g, '')
  const [, quote = '', inside = ''] = /^[ \t]*(["']?)(.*?)\1$/s.exec(line) ?? []
  if (inside.includes('\n') || !new RegExp(`^${RELEASE}(?= |$)`).test(inside)) return undefined
  const expected = inside.trimEnd().includes(' ') ? 'vermagic' : 'release'
  return reading([magic(expected, expected === 'release' ? inside.trimEnd() : inside, quote !== '')])
}

/** What a text asks for. Time grows with the text and no faster. */
export const readMagic = (typed: string): MagicReading => {
  const text = plain(typed)
  const found = ofLog(text) ?? ofPatterns(text) ?? ofWhole(text)
  if (found !== undefined) return found
  if (/(disagrees about|no symbol) version (of|for) /i.test(text)) return { kind: 'none', about: 'symbol-versions' }
  return /invalid module format|exec format error/i.test(text)
    ? { kind: 'none', about: 'module-format' }
    : { kind: 'none' }
}
