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
  /** `optional` in a choice (until 6.8). */
  readonly optional: boolean
  /** `modules` as an attribute (5.15 and later); before: `option modules`. */
  readonly modules: boolean
  /** `option NAME[=value]` (until 5.14). */
  readonly option: boolean
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
