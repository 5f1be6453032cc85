/**
 * What the kernel's module loader does differently by release, and that no configuration tells. Each row lists releases
 * in which it was seen; between two that differ, the answer is unknown. Follows kernel/module.c of Linux 2.6.9, 2.6.18,
 * 4.9 and 5.15 and kernel/module/ of 6.1, 6.12 and later.
 */
import { type Fact, known, unknown } from './fact.ts'
import type { KernelVersion } from './kernel-version.ts'

/** What a row says of releases up to the next one it lists. [version, patchlevel, sublevel of 2.6] */
type Seen<T> = readonly { readonly release: readonly [number, number, number]; readonly value: T }[]

const changed = <T>(...rows: readonly (readonly [number, number, number, T])[]): Seen<T> =>
  rows.map(([version, patchlevel, sublevel, value]) => ({ release: [version, patchlevel, sublevel], value }))

/** What the loader does with an unsigned module that it does not want: ENOKEY or EKEYREJECTED. */
export type SignatureErrno = 'ENOKEY' | 'EKEYREJECTED'

/** Algorithms of signatures: with MD4, MD5 and SM2, or with SHA-3 in their place. */
export type CryptoDialect = 'with-md5' | 'with-sha3'

/** What a missing `__versions` entry means. Debian's kernels differ: see `--policy`. */
export type MissingVersion = 'accept-with-taint' | 'accept'

const CHANGES = {
  /** `.gnu.linkonce.this_module` must be as large as the kernel's struct module. */
  checksStructModuleSize: changed<boolean>([2, 6, 0, false], [6, 1, 0, false], [6, 12, 0, true]),
  /** Sections and symbol tables are checked one by one, with a line for each in the log. */
  tellsElfErrors: changed<boolean>([2, 6, 0, false], [4, 9, 0, false], [5, 15, 0, true]),
  /** Sections and tables must be there exactly once, and every section name lie in its table. */
  strictElf: changed<boolean>([2, 6, 0, false], [6, 1, 0, false], [6, 12, 0, true]),
  /** Memory for modules comes from mm/execmem.c, which says when there is none. */
  execmem: changed<boolean>([2, 6, 0, false], [6, 1, 0, false], [6, 12, 0, true]),
  /** A symbol in a section that is none is refused. Stable series have the check, the release after them not. */
  checksSymbolSections: changed<boolean>(
    [2, 6, 0, false],
    [5, 15, 0, false],
    [6, 1, 0, true],
    [6, 12, 0, true],
    [6, 17, 0, false],
  ),
  /** module_elf_check_arch() is asked too: e_flags of 64-bit PowerPC. */
  checksModuleAbi: changed<boolean>([2, 6, 0, false], [6, 1, 0, false], [6, 12, 0, true]),
  /** A symbol of a namespace must be imported. */
  symbolNamespaces: changed<boolean>([2, 6, 0, false], [5, 3, 0, false], [5, 4, 0, true]),
  /** `module:a,b` grants named modules. */
  moduleNamespaces: changed<boolean>([2, 6, 0, false], [6, 15, 0, false], [6, 16, 0, true]),
  /** `__version_ext_crcs` and `__version_ext_names` are read. */
  extendedVersions: changed<boolean>([2, 6, 0, false], [6, 13, 0, false], [6, 14, 0, true]),
  /** Every symbol's name must lie in its table. */
  checksSymbolNames: changed<boolean>([2, 6, 0, false], [6, 12, 0, false], [6, 14, 0, true]),
  /** Using a proprietary module's symbols makes a module proprietary. */
  inheritsTaint: changed<boolean>([2, 6, 0, false], [4, 9, 0, false], [6, 1, 0, true]),
  /** Modules not built with a retpoline compiler are noted: stable series took it over midway, 4.9 after 4.9.45. */
  retpoline: changed<boolean>([2, 6, 0, false], [2, 6, 32, false], [5, 15, 0, true]),
  /** insmod -f makes a signature count as absent; before, signatures were looked at only without flags. */
  signatureErrno: changed<SignatureErrno>([4, 9, 0, 'ENOKEY'], [5, 15, 0, 'EKEYREJECTED']),
  /** Which algorithms of signatures it knows by name. */
  cryptoDialect: changed<CryptoDialect>([4, 9, 0, 'with-md5'], [6, 1, 0, 'with-md5'], [6, 12, 0, 'with-sha3']),
  missingVersion: changed<MissingVersion>(
    [2, 6, 0, 'accept-with-taint'],
    [2, 6, 18, 'accept-with-taint'],
    [4, 10, 0, 'accept'],
  ),
  /** The symbol whose CRC stands for all structures that modules share. */
  layoutSymbol: changed<'struct_module' | 'module_layout'>(
    [2, 6, 0, 'struct_module'],
    [2, 6, 18, 'struct_module'],
    [4, 9, 0, 'module_layout'],
  ),
  /** With MODVERSIONS, the release never counts, whether the module has CRCs or not. */
  skipsReleaseAlways: changed<boolean>([2, 6, 0, true], [2, 6, 18, true], [4, 9, 0, false]),
} as const

export type LoaderChange = keyof typeof CHANGES

export type LoaderValue<C extends LoaderChange> = (typeof CHANGES)[C][number]['value']

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((number, index) => number !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** What was looked up for a version: the same few questions are asked for thousands of modules. */
const ANSWERS = new WeakMap<KernelVersion, Map<LoaderChange, Fact<unknown>>>()

/** What kernels of a version do. Unknown before the first release seen, and between two that differ. */
export const loaderChange = <C extends LoaderChange>(change: C, version: Fact<KernelVersion>): Fact<LoaderValue<C>> => {
  if (version.kind === 'unknown') return version
  const answers = ANSWERS.get(version.value) ?? new Map<LoaderChange, Fact<unknown>>()
  const before = answers.get(change)
  if (before !== undefined) return before as Fact<LoaderValue<C>>
  if (answers.size === 0) ANSWERS.set(version.value, answers)
  const answer = lookUp(change, version.value)
  answers.set(change, answer)
  return answer
}

const lookUp = <C extends LoaderChange>(change: C, version: KernelVersion): Fact<LoaderValue<C>> => {
  const { version: major, patchlevel, sublevel } = version
  // a series keeps its ways, but 2.6 is many
  const release = [major, patchlevel, major === 2 ? Number(sublevel) || 0 : 0]
  const seen: Seen<LoaderValue<C>> = CHANGES[change]
  const before = seen.findLast((row) => compare(row.release, release) <= 0)
  const after = seen.find((row) => compare(row.release, release) > 0)
  if (
    before === undefined ||
    (after !== undefined && after.value !== before.value && compare(before.release, release) < 0)
  )
    return unknown({ kind: 'file', file: 'kernel/module/main.c' })
  return known(before.value, { kind: 'version', version: `${major}.${patchlevel}` })
}
