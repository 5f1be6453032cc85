/**
 * Our words for how a module and a kernel know each other: descriptions in the module, version magic, the CRC of the
 * structures they share, names.
 */
import type { VermagicDifference } from '../kernel/explain-vermagic.ts'
import type { CheckCode } from '../module/check-codes.ts'
import { type About, argOf, type CheckWords, detailOf, factsOf, listOf, quotedArg, rebuild } from './check-words.ts'
import { releaseRemedy, vermagicCause, vermagicLines } from './vermagic-text.ts'
import { mismatchText } from './version-text.ts'

const THIS_MODULE: Readonly<Record<string, string>> = {
  missing: 'it has no struct module: it is an object file, not a module',
  several: 'it has more than one struct module',
  nobits: 'its struct module has no contents',
  'not-allocated': 'its struct module would not be loaded',
  'unterminated-name': 'the name in its struct module does not end: the kernel reads on behind it',
  contents: 'its struct module is not empty: the kernel takes what stands there for its own',
  'out-of-file': 'its struct module reaches beyond the end of the file',
}

const hexArg = (about: About, name: string): string => {
  const value = about.finding.args[name]
  return typeof value === 'number' ? `0x${value.toString(16)}` : argOf(about, name, 'of another size')
}

const isLayoutAlone = ({ result }: About): boolean =>
  // of a module that is not built yet the other symbols are not known
  !result.assumes.some(({ kind }) => kind === 'built') &&
  result.findings.every(({ code, kind }) => code !== 'module/symbol-version' || kind !== 'error')

const layoutCause = (about: About): string => {
  const symbol = argOf(about, 'symbol', 'module_layout')
  const mismatches = detailOf(about, 'versions')?.mismatches ?? []
  if (argOf(about, 'reason') === 'no-versions')
    return 'it has no CRCs, not even of module_layout, and the kernel takes no module without (CONFIG_MODULE_FORCE_LOAD is not set)'
  if (mismatches.length > 0 && mismatches.every(({ module }) => module === undefined))
    return `no version of ${symbol} in the module`
  const head = `${symbol} differs: built against another configuration, flavour or ABI of the kernel`
  return isLayoutAlone(about) && mismatches.length > 0 ? `${head}; no other symbol that it uses differs` : head
}

/** Whether a string that was typed lacks the blank at its end, and nothing else is different. */
const lacksBlank = ({ kernel: { vermagic } }: About, differences: readonly VermagicDifference[]): boolean => {
  const [first, ...others] = differences
  const isTyped =
    vermagic.kind === 'known' && vermagic.source.kind === 'option' && vermagic.source.option === '--vermagic'
  if (!isTyped || first?.kind !== 'blanks' || others.length > 0) return false
  return first.where === 'trailing' && first.kernel === '' && first.module === ' '
}

const vermagicRemedy = (about: About): string => {
  const { differences = [] } = detailOf(about, 'vermagic')?.explanation ?? {}
  if (lacksBlank(about, differences)) return 'a vermagic string ends in a blank: is it missing in --vermagic?'
  const release = differences.find((difference) => difference.kind === 'release')
  const own = release === undefined ? undefined : releaseRemedy(release)
  return own === undefined ? rebuild(about) : `${rebuild(about)}; ${own}`
}

const vermagicDetails = (about: About): readonly string[] => {
  const explanation = detailOf(about, 'vermagic')?.explanation
  if (explanation === undefined) return []
  const lines = vermagicLines(explanation.differences)
  const { modversions } = about.kernel
  if (!explanation.sameTail) return lines
  const why =
    modversions.kind === 'known' && !modversions.value
      ? 'the kernel has no CONFIG_MODVERSIONS'
      : 'the module has no CRCs that count'
  return [...lines, `the release counts because ${why}`]
}

const dependsCause = (about: About): string => {
  const [missing, spare] = [listOf(about, 'missing'), listOf(about, 'spare')]
  const parts = [
    ...(missing.length > 0 ? [`depends= does not name ${missing.join(', ')}, whose symbols it uses`] : []),
    ...(spare.length > 0 ? [`depends= names ${spare.join(', ')}, of which it uses no symbol`] : []),
  ]
  return parts.length === 0 ? 'depends= names other modules than those whose symbols it uses' : parts.join('; ')
}

export const IDENTITY_WORDS = {
  'module/modinfo': {
    short: 'the section .modinfo is not there once',
    cause: (about) =>
      argOf(about, 'reason') === 'twice'
        ? 'it has more than one section .modinfo'
        : `.modinfo is wrong${factsOf(about)}`,
    remedy: () => 'link it again from its objects: make clean, then make',
  },
  'module/this-module': {
    short: 'struct module is not there, or not as it must be',
    cause: (about) => {
      const reason = argOf(about, 'reason')
      return THIS_MODULE[reason] ?? `its struct module is not as it must be${factsOf(about)}`
    },
    remedy: () =>
      'name the .ko, not an object it is linked from; if it is the .ko, link it again: make clean, then make',
  },
  'module/this-module-size': {
    short: 'struct module is of another size',
    cause: (about) =>
      `struct module has ${hexArg(about, 'size')} bytes in the module, ${hexArg(about, 'expected')} in the kernel: another configuration or release`,
    remedy: rebuild,
  },
  'module/no-symbols': {
    short: 'the module has no symbol table, or several',
    cause: (about) =>
      argOf(about, 'count', '0') === '0' ? 'it has no symbol table' : `it has ${argOf(about, 'count')} symbol tables`,
    remedy: () => 'build it again and strip no more than debugging symbols: strip --strip-debug, never strip alone',
  },
  'module/extended-versions': {
    short: 'the extended versions contradict each other',
    cause: (about) => `its extended versions have not a name for each CRC${factsOf(about)}`,
    remedy: rebuild,
  },
  'module/blacklisted': {
    short: 'the module is blacklisted',
    cause: (about) => `${quotedArg(about, 'name', 'its name')} stands in module_blacklist=`,
    remedy: () => 'take it out of module_blacklist= on the command line of the kernel',
  },
  'module/layout-version': {
    short: 'module_layout differs: another configuration, flavour or ABI',
    cause: layoutCause,
    details: (about) => (detailOf(about, 'versions')?.mismatches ?? []).map(mismatchText),
    remedy: rebuild,
  },
  'module/vermagic': {
    short: 'the version magic differs',
    cause: (about) => {
      if (argOf(about, 'reason') === 'absent') return 'it has no version magic'
      return vermagicCause(detailOf(about, 'vermagic')?.explanation.differences ?? [])
    },
    details: vermagicDetails,
    remedy: vermagicRemedy,
  },
  'module/livepatch': {
    short: 'the module is a live patch, and the kernel takes none',
    cause: () => 'it is marked as a live patch, and the kernel is built without CONFIG_LIVEPATCH',
    remedy: () => 'boot a kernel with CONFIG_LIVEPATCH=y',
  },
  'module/already-loaded': {
    short: 'a module of this name is loaded',
    cause: (about) => `a module named ${quotedArg(about, 'name', 'like this')} is loaded`,
    remedy: (about) => `unload it first: rmmod ${argOf(about, 'name', 'NAME')}`,
  },
  'module/name-taken': {
    short: 'the name is taken',
    cause: (about) => `${quotedArg(about, 'name', 'its name')} is the name of a part of the kernel, in /sys/module`,
    remedy: () => 'give the module another name, and build it again',
  },
  'module/depends': {
    short: 'depends= does not name the modules whose symbols are used',
    cause: dependsCause,
    remedy: () => 'build it with the Module.symvers of those modules (KBUILD_EXTRA_SYMBOLS), then depmod',
  },
} as const satisfies { readonly [Code in CheckCode]?: CheckWords }
