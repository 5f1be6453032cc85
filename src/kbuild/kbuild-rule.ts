/**
 * The rules of a Kbuild file as far as they tell what is made of what. Follows the manual of GNU make 4.3: "Rule
 * Syntax", "Static Pattern Rules", "How Patterns Match".
 */

/** Texts are expanded, paths as the Kbuild file has them: `lib/raid6/int%.c`, `./lib/fdt.c`. */
export interface KbuildRule {
  readonly targets: readonly string[]
  /** Of a static pattern rule: what its targets are matched with. */
  readonly targetPattern?: string
  /** Without those behind `|`. */
  readonly prerequisites: readonly string[]
  /** A rule without one adds prerequisites to another. */
  readonly hasRecipe: boolean
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/**
 * The parts of a rule's first line, expanded; undefined where it is none, or an assignment for its targets only.
 * `hasRecipe`: lines with a tab follow it.
 */
export const kbuildRule = (header: string, hasRecipe: boolean): KbuildRule | undefined => {
  const semicolon = header.indexOf(';')
  const line = semicolon < 0 ? header : header.slice(0, semicolon)
  const [, left = '', right] = /^([^:]*?)&?::?(?!=)(.*)$/s.exec(line) ?? []
  if (right === undefined || /(?:^|[^:])[:?+!]?=/.test(right)) return undefined
  const colon = right.indexOf(':')
  const wanted = colon < 0 ? right : right.slice(colon + 1)
  const targetPattern = colon < 0 ? undefined : words(right.slice(0, colon))[0]
  return {
    targets: words(left),
    ...(targetPattern === undefined ? {} : { targetPattern }),
    prerequisites: words(wanted.split('|', 1)[0] ?? '').filter((word) => word !== 'FORCE'),
    hasRecipe: hasRecipe || semicolon >= 0,
  }
}

/** What `%` stands for, or undefined where a name does not match. Kbuild's patterns hold a slash: no folder is taken off. */
export const stemOf = (pattern: string, name: string): string | undefined => {
  const percent = pattern.indexOf('%')
  if (percent < 0) return undefined
  const before = pattern.slice(0, percent)
  const behind = pattern.slice(percent + 1)
  const fits = name.length > before.length + behind.length && name.startsWith(before) && name.endsWith(behind)
  return fits ? name.slice(before.length, name.length - behind.length) : undefined
}

/** A word of a pattern rule with the stem put in. */
export const withStem = (word: string, stem: string): string => {
  const percent = word.indexOf('%')
  return percent < 0 ? word : word.slice(0, percent) + stem + word.slice(percent + 1)
}
