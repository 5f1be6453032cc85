/** What stands behind a word of a vermagic string: which symbols give it, and which words it is one of. */

import type { VermagicChoice } from './vermagic.ts'
import { ARCHITECTURE_WORDS } from './vermagic-architectures.ts'
import { COMMON_SLOTS } from './vermagic-layouts.ts'
import { choicesOfSlots } from './vermagic-table.ts'

export type WordOrigin =
  /** Any of these combinations of symbols gives the word; each symbol without `CONFIG_`. */
  | { readonly kind: 'config'; readonly symbols: readonly (readonly string[])[] }
  /** Every kernel of these architectures carries it. */
  | { readonly kind: 'architecture'; readonly srcarchs: readonly string[] }
  /** The compiler's version: `gcc-3.3`. */
  | { readonly kind: 'compiler' }
  /** The seed that structures were shuffled with: two builds never share it. */
  | { readonly kind: 'randstruct' }
  /** The name of a core that the tree was configured for: `xtensa-…`. */
  | { readonly kind: 'core' }
  | { readonly kind: 'unknown' }

/** A word's origin and the macro whose words stand in each other's place. */
export interface OriginOfWord {
  readonly origin: WordOrigin
  readonly macro: string
}

interface PatternOrigin extends OriginOfWord {
  readonly pattern: RegExp
}

/** Words that differ from kernel to kernel. */
const PATTERNS: readonly PatternOrigin[] = [
  { pattern: /^gcc-\d/, macro: 'gcc', origin: { kind: 'compiler' } },
  { pattern: /^ia64gcc-\d/, macro: 'gcc', origin: { kind: 'compiler' } },
  { pattern: /RANDSTRUCT_/, macro: 'MODULE_RANDSTRUCT', origin: { kind: 'randstruct' } },
  { pattern: /^xtensa-/, macro: 'MODULE_ARCH_VERMAGIC', origin: { kind: 'core' } },
  {
    pattern: /^ARMv\d+$/,
    macro: 'MODULE_ARCH_VERMAGIC_ARMVSN',
    origin: {
      kind: 'config',
      symbols: [['CPU_32v3'], ['CPU_32v4'], ['CPU_32v4T'], ['CPU_32v5'], ['CPU_32v6'], ['CPU_32v7'], ['CPU_32v7M']],
    },
  },
]

/** The macros in which the words of processors are, by architecture; one string has one of them. */
const fromChoices = (word: string, choices: readonly VermagicChoice[]): OriginOfWord | undefined => {
  const found = choices.filter(({ text }) => text === word)
  const symbols = found.map((choice) => choice.symbols).filter((all) => all.length > 0)
  const macro = found[0]?.macro
  if (macro === undefined) return undefined
  const distinct = new Map(symbols.map((all) => [all.join(' '), all]))
  if (distinct.size > 0) return { macro, origin: { kind: 'config', symbols: [...distinct.values()] } }
  return undefined
}

const tableChoices = (): readonly VermagicChoice[] =>
  choicesOfSlots([...COMMON_SLOTS, ...Object.values(ARCHITECTURE_WORDS).flatMap(({ slots }) => slots)])

const architecturesOf = (word: string): readonly string[] =>
  Object.entries(ARCHITECTURE_WORDS)
    .filter(([, { slots }]) => slots.some(({ otherwise }) => otherwise?.trim() === word))
    .map(([srcarch]) => srcarch)

/** The origin of a word: by the kernel's own headers, then by all kernels that are known. */
export const wordOrigin = (word: string, choices: readonly VermagicChoice[]): OriginOfWord => {
  const found = fromChoices(word, choices) ?? PATTERNS.find(({ pattern }) => pattern.test(word))
  if (found !== undefined) return { origin: found.origin, macro: found.macro }
  const ofTable = fromChoices(word, tableChoices())
  if (ofTable !== undefined) return ofTable
  const srcarchs = architecturesOf(word)
  return srcarchs.length > 0
    ? { macro: 'MODULE_ARCH_VERMAGIC', origin: { kind: 'architecture', srcarchs } }
    : { macro: '', origin: { kind: 'unknown' } }
}
