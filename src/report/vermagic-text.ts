/**
 * In what two vermagic strings differ, word by word, with what stands behind each word.
 */
import type { VermagicDifference } from '../kernel/explain-vermagic.ts'
import type { ReleaseDifference } from '../kernel/release-difference.ts'
import type { ReleasePartKind } from '../kernel/uts-release.ts'
import type { WordOrigin } from '../kernel/vermagic-origins.ts'
import { either } from './check-words.ts'
import { sourceText } from './fact-text.ts'
import { shortened } from './printable.ts'

const PARTS: Readonly<Record<ReleasePartKind, string>> = {
  version: "the source's VERSION, PATCHLEVEL and SUBLEVEL",
  extraversion: 'EXTRAVERSION in the Makefile',
  'localversion-file': 'a localversion* file',
  'config-localversion': 'CONFIG_LOCALVERSION',
  'localversion-variable': 'LOCALVERSION given to make',
  scm: 'version control',
  package: "the packager's name for the release",
  unexplained: '',
}

/** What may be behind a difference in the release: `EXTRAVERSION in the Makefile or CONFIG_LOCALVERSION`. */
const releaseParts = ({ behind }: ReleaseDifference): string =>
  either(behind.map((kind) => PARTS[kind]).filter((words) => words !== ''))

const quoted = (text: string): string => `"${shortened(text)}"`

const rests = ({ common, moduleRest, kernelRest }: ReleaseDifference): string => {
  const after = common === '' ? '' : ` after ${quoted(common)}`
  if (kernelRest === '') return `${quoted(moduleRest)}${after} is the module's alone`
  if (moduleRest === '') return `${quoted(kernelRest)}${after} is the kernel's alone`
  return `${quoted(moduleRest)} in the module, ${quoted(kernelRest)} in the kernel${after}`
}

const releaseLines = (difference: ReleaseDifference): readonly string[] => {
  const parts = releaseParts(difference)
  const { part } = difference
  const known =
    part === undefined || part.text.kind === 'unknown' || PARTS[part.kind] === ''
      ? []
      : [`the kernel has ${quoted(part.text.value)} from ${PARTS[part.kind]} (${sourceText(part.text.source)})`]
  return [`${rests(difference)}${parts === '' ? '' : `: from ${parts}`}`, ...known]
}

/** Combinations of symbols that are listed. */
const LISTED = 4

/** `CONFIG_PREEMPT or CONFIG_PREEMPT_BUILD`; undefined where no symbol gives the word. */
export const symbolsText = (origin: WordOrigin): string | undefined => {
  if (origin.kind !== 'config') return undefined
  const combinations = origin.symbols.map((all) => all.map((symbol) => `CONFIG_${symbol}`).join(' with '))
  const more = combinations.length > LISTED ? ' …' : ''
  return `${either(combinations.slice(0, LISTED))}${more}`
}

/** What stands behind a word, for an aside; empty where nothing is known. */
export const originText = (origin: WordOrigin): string => {
  switch (origin.kind) {
    case 'config':
      return symbolsText(origin) ?? ''
    case 'architecture':
      return `of every kernel for ${either(origin.srcarchs)}`
    case 'compiler':
      return 'the compiler'
    case 'randstruct':
      return 'the seed that structures are shuffled with; no two builds share it'
    case 'core':
      return 'the processor core'
    case 'unknown':
      return ''
  }
}

const aside = (text: string): string => (text === '' ? '' : ` (${text})`)

const otherText = ({ module, kernel, moduleOrigin, kernelOrigin }: Extract<VermagicDifference, { kind: 'other' }>) => {
  const [ofModule, ofKernel] = [originText(moduleOrigin), originText(kernelOrigin)]
  if (ofModule === ofKernel) return `${quoted(module)} in the module, ${quoted(kernel)} in the kernel${aside(ofModule)}`
  return `${quoted(module)} in the module${aside(ofModule)}, ${quoted(kernel)} in the kernel${aside(ofKernel)}`
}

/** Lines for one difference. */
const differenceLines = (difference: VermagicDifference): readonly string[] => {
  switch (difference.kind) {
    case 'release':
      return releaseLines(difference)
    case 'missing': {
      const symbols = symbolsText(difference.origin)
      const reason = symbols === undefined ? aside(originText(difference.origin)) : `: the kernel has ${symbols}`
      return [`no ${quoted(difference.word)} in the module${reason}`]
    }
    case 'extra': {
      const symbols = symbolsText(difference.origin)
      const reason =
        symbols === undefined ? aside(originText(difference.origin)) : `: the module was built with ${symbols}`
      return [`no ${quoted(difference.word)} in the kernel${reason}`]
    }
    case 'other':
      return [otherText(difference)]
    case 'order':
      return [
        `the order is ${quoted(difference.module.join(' '))}, the kernel's ${quoted(difference.kernel.join(' '))}`,
      ]
    case 'blanks':
      return [
        difference.where === 'trailing'
          ? `it ends in ${quoted(difference.module)}, the kernel's in ${quoted(difference.kernel)}: blanks count`
          : `blanks are ${quoted(difference.module)}, the kernel's ${quoted(difference.kernel)}`,
      ]
  }
}

/** One line or two for each difference. */
export const vermagicLines = (differences: readonly VermagicDifference[]): readonly string[] =>
  differences.flatMap(differenceLines)

/** In one line: what kind of difference it is. */
export const vermagicCause = (differences: readonly VermagicDifference[]): string => {
  const release = differences.find((difference) => difference.kind === 'release')
  const words = differences.filter(({ kind }) => kind === 'missing' || kind === 'extra' || kind === 'other')
  if (release !== undefined)
    return `built for ${shortened(release.module) || 'no release'}${words.length > 0 ? ' with other options' : ''}, the kernel is ${shortened(release.kernel)}`
  if (words.length > 0) return 'built with other options than the kernel'
  return differences.some(({ kind }) => kind === 'order')
    ? "its version magic has the kernel's words in another order"
    : "its version magic has the kernel's words with other blanks"
}

/** What to change in a tree of one's own so that its release becomes the kernel's; undefined where it is another source. */
export const releaseRemedy = ({ behind, moduleRest, kernelRest }: ReleaseDifference): string | undefined => {
  const [first] = behind
  if (first === undefined || first === 'version' || first === 'package') return undefined
  if (first === 'scm')
    return moduleRest === '+' ? 'in a tree of your own, make LOCALVERSION= keeps the "+" away' : undefined
  const release = `its release (likely ${PARTS[first]})`
  const edit =
    kernelRest === ''
      ? `take ${quoted(moduleRest)} out of ${release}`
      : moduleRest === ''
        ? `add ${quoted(kernelRest)} to ${release}`
        : `put ${quoted(kernelRest)} in place of ${quoted(moduleRest)} in ${release}`
  return `in a tree of your own, ${edit}, then make modules_prepare`
}
