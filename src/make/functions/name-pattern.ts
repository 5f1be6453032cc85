/**
 * Patterns for one part of a path: `*`, `?`, `[…]` and backslashes.  Follows fnmatch(3) in the C locale, as glob(3) of
 * glibc calls it.
 */

type Element =
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly matches: RegExp }

/** The bracket expression that starts at `at`, or undefined where none ends. */
const bracketAt = (pattern: string, at: number): string | undefined => {
  // A closing bracket that comes first is one of the set.
  const found = /\[(?:[!^]|(?![!^]))(?:\]|(?!\]))(?:\[:[a-z]+:\]|\[\.[^\]]*\.\]|\[=[^\]]*=\]|\\.|[^\]\\])*\]/sy
  found.lastIndex = at
  return found.exec(pattern)?.[0]
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t-\\r ',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
}

const escaped = (unit: string): string =>
  /[\w\s]/.test(unit) ? unit : `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`

/** What a bracket expression matches; an unknown class and a range that runs backwards match nothing. */
const setOf = (bracket: string): RegExp => {
  const negated = /^\[[!^]/.test(bracket)
  const inside = bracket.slice(negated ? 2 : 1, -1)
  let source = ''
  const item = /\[:([a-z]+):\]|(\[\.(?:.)\.\]|\[=(?:.)=\]|\\.|.)(?:-(\[\..\.\]|\\.|.))?/gs
  const plain = (text: string): string => text.replace(/^\[([.=])(.)\1\]$/s, '$2').replace(/^\\(.)$/s, '$1')
  for (const [, name, first, last] of inside.matchAll(item)) {
    if (name !== undefined) source += CLASSES[name] ?? ''
    else if (last === undefined) source += escaped(plain(first ?? ''))
    else if (plain(first ?? '') <= plain(last)) source += `${escaped(plain(first ?? ''))}-${escaped(plain(last))}`
  }
  return new RegExp(source === '' ? (negated ? '^[^]$' : '^(?!)') : `^[${negated ? '^' : ''}${source}]$`, 's')
}

const elementsOf = (pattern: string): readonly Element[] => {
  const elements: Element[] = []
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at)
    const bracket = unit === '[' ? bracketAt(pattern, at) : undefined
    if (bracket !== undefined) {
      elements.push({ kind: 'set', matches: setOf(bracket) })
      at += bracket.length - 1
    } else if (unit === '*') elements.push({ kind: 'star' })
    else if (unit === '?') elements.push({ kind: 'any' })
    else elements.push({ kind: 'unit', unit: unit === '\\' && at + 1 < pattern.length ? pattern.charAt(++at) : unit })
  }
  return elements
}

const matchesOne = (element: Element | undefined, unit: string): boolean =>
  element !== undefined &&
  (element.kind === 'any' ||
    (element.kind === 'unit' && element.unit === unit) ||
    (element.kind === 'set' && element.matches.test(unit)))

/** At most the product of both lengths: a star that fails takes one unit more, and those before it are settled. */
const matches = (elements: readonly Element[], name: string): boolean => {
  let [at, from] = [0, 0]
  let retry: { readonly element: number; readonly from: number } | undefined
  while (from < name.length) {
    if (elements[at]?.kind === 'star') {
      retry = { element: ++at, from }
    } else if (matchesOne(elements[at], name.charAt(from))) {
      at++
      from++
    } else {
      if (retry === undefined) return false
      retry = { element: retry.element, from: retry.from + 1 }
      at = retry.element
      from = retry.from
    }
  }
  while (elements[at]?.kind === 'star') at++
  return at === elements.length
}

/** Whether something in it stands for other text; an opening bracket does where a closing one follows. */
export const isMagic = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    if (unit === '\\') at++
    else if (unit === '*' || unit === '?' || (unit === '[' && bracketAt(text, at) !== undefined)) return true
  }
  return false
}

/** The text that a pattern without magic stands for. */
export const withoutEscapes = (text: string): string => text.replace(/\\(.)/gs, '$1')

/** Whether a name matches. A dot at its start must be written. */
export const nameMatcher = (pattern: string): ((name: string) => boolean) => {
  const elements = elementsOf(pattern)
  const hidden = elements[0]?.kind === 'unit' && elements[0].unit === '.'
  return (name) => (hidden || !name.startsWith('.')) && matches(elements, name)
}
