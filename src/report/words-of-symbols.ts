/**
 * Our words for what a module takes from the kernel and from other modules, and what it gives: symbols, their versions,
 * namespaces and licences, relocations.
 */
import type { CheckCode } from '../module/check-codes.ts'
import type { KernelDescription } from '../workspace/module-outcome.ts'
import {
  type About,
  argOf,
  type CheckWords,
  counted,
  detailOf,
  either,
  factsOf,
  handful,
  listOf,
  quotedArg,
  rebuild,
} from './check-words.ts'
import { shortened } from './printable.ts'
import { isOtherBuild, mismatchText, otherOwners } from './version-text.ts'
import { sourcesTell, sourcesWhether } from './words-of-sources.ts'

const symbolOf = (about: About): string => quotedArg(about, 'symbol', 'a symbol')
const LOAD_BEFORE = 'load it first (modprobe does), or name it in --loaded'
const OWNER = 'another module'

const licenceText = (about: About): string => {
  const licence = argOf(about, 'licence')
  if (licence === '') return 'it counts as proprietary'
  return licence === 'unspecified'
    ? 'it states no licence'
    : `its licence "${licence}" is none that the kernel takes for GPL`
}

/** Of a symbol that a module may export of which nothing was read. */
const unreadWhether = (about: About): string | undefined => {
  const ofSources = sourcesWhether(about)
  if (ofSources !== undefined) return ofSources
  const names = listOf(about, 'depends')
  return names.length === 0 ? undefined : `${either(names)} exports ${symbolOf(about)}, which nothing else does,`
}

const unreadTell = (about: About): string | undefined => {
  const names = listOf(about, 'depends')
  if (argOf(about, 'reason') === 'changed') return sourcesTell(about)
  if (names.length === 0) return undefined
  const files = names.map((name) => `${name}.ko`)
  return `give the Module.symvers of ${either(names)} with --symvers, or ${either(files)} beside it`
}

const unknownSymbolCause = (about: About): string => {
  const symbol = symbolOf(about)
  const owner = argOf(about, 'owner')
  if (argOf(about, 'gplOnly') === 'yes')
    return `${symbol} is exported to GPL modules only${owner === '' ? '' : `, by ${owner}`}, and ${licenceText(about)}`
  if (argOf(about, 'loaded') === 'no')
    return `${symbol} is exported by ${owner === '' ? OWNER : owner}, which is not loaded`
  const nearest = listOf(about, 'nearest').map((name) => `"${name}"`)
  return `nothing exports ${symbol}${nearest.length === 0 ? '' : ` (did you mean ${either(nearest)}?)`}`
}

const unknownSymbolRemedy = (about: About): string => {
  if (argOf(about, 'gplOnly') === 'yes')
    return 'if the licence of the module is one that the kernel knows as GPL, declare it: MODULE_LICENSE("GPL"); else do without'
  if (argOf(about, 'loaded') === 'no') return LOAD_BEFORE
  const unread = unreadTell(about)
  if (unread !== undefined) return `depends= names ${either(listOf(about, 'depends'))}: ${unread}`
  return 'if a module exports it, give its Module.symvers with --symvers; else this kernel was built without it, or no longer has it'
}

const versionCause = (about: About): string => {
  const detail = detailOf(about, 'versions')
  if (detail === undefined) {
    const first = argOf(about, 'first')
    return `${counted(Number(argOf(about, 'symbols', '1')) || 1, 'symbol version')} differ${first === '' ? '' : `, ${first} first`}`
  }
  const { mismatches, compared } = detail
  const [first] = mismatches
  const of = compared > mismatches.length ? `${mismatches.length} of ${compared}` : `${mismatches.length}`
  const [lacked, one] = [mismatches.every(({ module }) => module === undefined), mismatches.length === 1]
  if (one && first !== undefined)
    return lacked
      ? `no version of ${shortened(first.symbol)} in the module`
      : `the version of ${shortened(first.symbol)} differs`
  if (lacked) return `no versions in the module for ${of} symbols that it uses`
  return isOtherBuild(mismatches, compared)
    ? `${of} symbol versions differ: built against another configuration, flavour or ABI`
    : `${of} symbol versions differ, ${shortened(first?.symbol ?? 'none')} first`
}

const versionDetails = (about: About): readonly string[] => {
  const mismatches = detailOf(about, 'versions')?.mismatches ?? []
  const { policy } = about.kernel
  const lacksOne = mismatches.some(({ module }) => module === undefined)
  const isOfPolicy =
    lacksOne && about.finding.kind === 'error' && policy.kind === 'known' && policy.value !== 'mainline'
  return [
    ...handful(mismatches.map(mismatchText)),
    ...(isOfPolicy ? [`a version that is not there is refused by the policy ${policy.value}, not by mainline`] : []),
  ]
}

const versionRemedy = (about: About): string => {
  const owners = otherOwners(detailOf(about, 'versions')?.mismatches ?? [])
  if (owners === undefined) return rebuild(about)
  return `${rebuild(about)}, with KBUILD_EXTRA_SYMBOLS naming the Module.symvers of ${owners.map((name) => shortened(name)).join(', ')} as it is loaded`
}

/** Since 6.13 the macro takes a string. */
const takesString = ({ version }: KernelDescription): boolean => {
  const [, major, patchlevel] = version.kind === 'known' ? (/^(\d+)\.(\d+)/.exec(version.value) ?? []) : []
  return Number(major) > 6 || (Number(major) === 6 && Number(patchlevel) >= 13)
}

const FOR_MODULES = 'module:'

const namespaceCause = (about: About): string => {
  const namespace = argOf(about, 'namespace')
  return namespace.startsWith(FOR_MODULES)
    ? `${symbolOf(about)} is for these modules only: ${namespace.slice(FOR_MODULES.length)}`
    : `${symbolOf(about)} is in the namespace ${namespace === '' ? 'of another' : namespace}, which it does not import`
}

const namespaceRemedy = (about: About): string => {
  const namespace = argOf(about, 'namespace', 'NAMESPACE')
  if (namespace.startsWith(FOR_MODULES)) return 'do without the symbol: no import gives it to other modules'
  return `add MODULE_IMPORT_NS(${takesString(about.kernel) ? `"${namespace}"` : namespace}); to its source`
}

export const SYMBOL_WORDS = {
  'module/export-versions': {
    short: 'exported symbols have no versions',
    cause: (about) => `it exports symbols without CRCs${factsOf(about)}, which a kernel with CONFIG_MODVERSIONS wants`,
    remedy: rebuild,
  },
  'module/common-symbol': {
    short: 'a symbol is common',
    cause: (about) => `${symbolOf(about)} is a common symbol: a variable without a place`,
    remedy: () => 'compile it with -fno-common, as kbuild does',
  },
  'module/unknown-symbol': {
    short: 'a symbol is unknown',
    cause: unknownSymbolCause,
    remedy: unknownSymbolRemedy,
    whether: unreadWhether,
    tell: unreadTell,
  },
  'module/symbol-version': {
    short: 'symbol versions differ',
    cause: versionCause,
    details: versionDetails,
    remedy: versionRemedy,
    whether: sourcesWhether,
    tell: sourcesTell,
  },
  'module/symbol-namespace': {
    short: 'a namespace is not imported',
    cause: namespaceCause,
    remedy: namespaceRemedy,
    whether: sourcesWhether,
    tell: sourcesTell,
  },
  'module/proprietary-exporter': {
    short: 'a GPL-only module uses a proprietary one',
    cause: (about) =>
      `it uses ${symbolOf(about)} of ${argOf(about, 'owner', OWNER)}, which is proprietary, and GPL-only symbols as well`,
    remedy: (about) =>
      `do without the symbols of ${argOf(about, 'owner', OWNER)}, or without those that are exported to GPL modules only`,
  },
  'module/symbol-section': {
    short: 'a symbol lies in no section',
    cause: (about) => `${symbolOf(about)} lies in a section that is not there${factsOf(about, 'symbol')}`,
    remedy: () => 'link it again from its objects: make clean, then make',
  },
  'module/symbol-name': {
    short: 'the name of a symbol is out of its table',
    cause: (about) => `the name of a symbol is out of its table${factsOf(about)}`,
    remedy: () => 'link it again from its objects: make clean, then make',
  },
  'module/relocation': {
    short: 'a relocation is wrong',
    cause: (about) => `the kernel cannot apply a relocation${factsOf(about)}`,
    remedy: (about) => `${rebuild(about)}, with its compiler and flags`,
  },
  'module/duplicate-export': {
    short: 'a symbol is exported already',
    cause: (about) => `it exports ${symbolOf(about)}, which ${argOf(about, 'owner', OWNER)} exports already`,
    remedy: () => 'load one of the two only, or rename the symbol',
  },
} as const satisfies { readonly [Code in CheckCode]?: CheckWords }
