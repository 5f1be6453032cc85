/**
 * Which characters the words of a syntax are made of.
 * Follows `n` in scripts/kconfig/lexer.l (Linux 6.12) and the wider class of OpenWrt's scripts/config/lexer.l.
 */
import type { KconfigSyntax } from './syntax.ts'

const common = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/** Every character a bare word may hold, without `$`. */
export const wordCharacters = (syntax: KconfigSyntax): string => common + syntax.extraWordCharacters

/** The same as a table by character code: 1 for a word character. */
export const wordCharacterTable = (syntax: KconfigSyntax): Uint8Array => {
  const table = new Uint8Array(256)
  for (const character of wordCharacters(syntax)) table[character.charCodeAt(0)] = 1
  return table
}
