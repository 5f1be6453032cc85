/**
 * Comparing vermagic strings: whether a kernel takes a module's (same_magic() in kernel/module/version.c, Linux 6.12),
 * and in what the two differ, word by word.
 */
import { type ReleaseDifference, releaseDifference } from './release-difference.ts'
import type { ReleasePart } from './uts-release.ts'
import type { Vermagic, VermagicChoice } from './vermagic.ts'
import { type WordOrigin, wordOrigin } from './vermagic-origins.ts'

export type VermagicDifference =
  | ReleaseDifference
  /** The kernel has the word, the module lacks it. */
  | { readonly kind: 'missing'; readonly word: string; readonly origin: WordOrigin }
  /** The module has the word, the kernel does not. */
  | { readonly kind: 'extra'; readonly word: string; readonly origin: WordOrigin }
  /** Two words of which a kernel has one: `586` and `686`. */
  | {
      readonly kind: 'other'
      readonly module: string
      readonly kernel: string
      readonly moduleOrigin: WordOrigin
      readonly kernelOrigin: WordOrigin
    }
  /** The same words in another order. */
  | { readonly kind: 'order'; readonly module: readonly string[]; readonly kernel: readonly string[] }
  /** The same words in the same order, with other blanks: each a count, or a tab among them. */
  | { readonly kind: 'blanks'; readonly where: 'trailing' | 'inside'; readonly module: string; readonly kernel: string }

export interface VermagicExplanation {
  /** Byte for byte: what counts for a module without CRCs. */
  readonly same: boolean
  /** From the first blank on: what counts for a module with CRCs. */
  readonly sameTail: boolean
  readonly differences: readonly VermagicDifference[]
}

/** What is to be compared with; the parts of the release name what is behind a difference in it. */
export interface KernelMagic {
  readonly text: string
  readonly choices?: readonly VermagicChoice[]
  readonly releaseParts?: readonly ReleasePart[]
}

const tailOf = (text: string): string => (text.includes(' ') ? text.slice(text.indexOf(' ')) : '')

/**
 * Whether a kernel takes a module's string for its own. `hasCrcs`: the kernel has MODVERSIONS and the module a section
 * `__versions` that is not ignored; then the release does not count. 2.6.9 to 2.6.18: the kernel has MODVERSIONS.
 */
export const sameMagic = (module: string, kernel: string, hasCrcs: boolean): boolean =>
  hasCrcs ? tailOf(module) === tailOf(kernel) : module === kernel

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** `a` without the words that are in `b`, each as often as it is there. */
const without = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const left = [...b]
  return a.filter((word) => {
    const at = left.indexOf(word)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

const wordDifferences = (
  module: readonly string[],
  kernel: readonly string[],
  choices: readonly VermagicChoice[],
): readonly VermagicDifference[] => {
  const found: VermagicDifference[] = []
  const missing = without(kernel, module).map((word) => ({ word, ...wordOrigin(word, choices) }))
  for (const word of without(module, kernel)) {
    const { origin, macro } = wordOrigin(word, choices)
    const at = missing.findIndex((one) => sameSlot(one, { word, macro }))
    const [other] = at === -1 ? [] : missing.splice(at, 1)
    if (other === undefined) found.push({ kind: 'extra', word, origin })
    else
      found.push({ kind: 'other', module: word, kernel: other.word, moduleOrigin: origin, kernelOrigin: other.origin })
  }
  return [...found, ...missing.map(({ word, origin }) => ({ kind: 'missing', word, origin }) as const)]
}

const sameSlot = (
  a: { readonly word: string; readonly macro: string },
  b: { readonly word: string; readonly macro: string },
): boolean => (a.macro !== '' && a.macro === b.macro) || a.word.toLowerCase() === b.word.toLowerCase()

const blankDifferences = (module: string, kernel: string): readonly VermagicDifference[] => {
  const trailing = (text: string): string => /\s*$/.exec(text)?.[0] ?? ''
  const [ofModule, ofKernel] = [trailing(module), trailing(kernel)]
  const inside = (text: string, end: string): string => text.slice(0, text.length - end.length)
  const found: VermagicDifference[] = []
  const [moduleInside, kernelInside] = [inside(module, ofModule), inside(kernel, ofKernel)]
  if (moduleInside !== kernelInside)
    found.push({ kind: 'blanks', where: 'inside', module: moduleInside, kernel: kernelInside })
  if (ofModule !== ofKernel) found.push({ kind: 'blanks', where: 'trailing', module: ofModule, kernel: ofKernel })
  return found
}

/** The kernel's string and what is known of it; undefined where the string itself is not known. */
export const kernelMagic = (vermagic: Vermagic, releaseParts: readonly ReleasePart[]): KernelMagic | undefined =>
  vermagic.text.kind === 'known' ? { text: vermagic.text.value, choices: vermagic.choices, releaseParts } : undefined

/** In what a module's string differs from a kernel's. */
export const explainVermagic = (module: string, kernel: string | KernelMagic): VermagicExplanation => {
  const { text, choices = [], releaseParts }: KernelMagic = typeof kernel === 'string' ? { text: kernel } : kernel
  const [moduleTail, kernelTail] = [tailOf(module), tailOf(text)]
  const release = releaseDifference(
    module.slice(0, module.length - moduleTail.length),
    text.slice(0, text.length - kernelTail.length),
    releaseParts,
  )
  const [moduleWords, kernelWords] = [wordsOf(moduleTail), wordsOf(kernelTail)]
  const words = wordDifferences(moduleWords, kernelWords, choices)
  const differences: VermagicDifference[] = release === undefined ? [...words] : [release, ...words]
  // order and blanks are told of the words that both have; with words missing as well, they only confuse
  const common = without(moduleWords, without(moduleWords, kernelWords))
  const kernelCommon = without(kernelWords, without(kernelWords, moduleWords))
  if (common.join(' ') !== kernelCommon.join(' '))
    differences.push({ kind: 'order', module: common, kernel: kernelCommon })
  else if (words.length === 0) differences.push(...blankDifferences(moduleTail, kernelTail))
  return { same: module === text, sameTail: moduleTail === kernelTail, differences }
}
