/**
 * What differs between the Kconfig languages that trees are written in: which words are keywords, which characters
 * make a word, whether `$NAME` is expanded by the lexer.  Follows the lexers of scripts/kconfig in Linux 4.17 to 6.18
 * and of OpenWrt's scripts/config.
 */
export interface KconfigSyntax {
  /** Stable name: part of the cache key of parsed trees. */
  readonly name: string
  /** Characters of a bare word besides letters, digits, `_` and `-` (OpenWrt: `/`, `.`, `+`). */
  readonly extraWordCharacters: string
  /** 4.18 and later: `NAME = value` at the start of a line, and `$(…)` in words and strings. */
  readonly preprocessor: boolean
  /** A keyword is one wherever it stands (since 5.0), or by its position: the first word of a line, `if`, `on`. */
  readonly keywords: 'global' | 'positional'
  /** Prompts, titles and names of files may be bare words (until 5.5). */
  readonly bareStrings: boolean
  /** `boolean` besides `bool` (before 4.11). */
  readonly boolean: boolean
  /** `depends A` without `on`. */
  readonly dependsWithoutOn: boolean
  /** `<`, `<=`, `>` and `>=`. */
  readonly orderings: boolean
  /** `optional` in a choice (until 6.8). */
  readonly optional: boolean
  /** `modules` as an attribute (5.15 and later); before: `option modules`. */
  readonly modules: boolean
  /** `option` (until 5.12): any words with or without a value (until 4.20), or one of three keywords. */
  readonly option: 'none' | 'words' | 'keywords'
  /** `---help---` besides `help`. */
  readonly dashedHelp: boolean
  /** `imply` (4.10 and later). */
  readonly imply: boolean
  /** OpenWrt's `reset`. */
  readonly reset: boolean
  /** `transitional` (6.18 and later). */
  readonly transitional: boolean
  /** `depends on A if B` (after 6.18). */
  readonly dependsIf: boolean
  /** A name may follow `choice` (until 6.8). */
  readonly namedChoice: boolean
}
