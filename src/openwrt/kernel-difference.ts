/**
 * In what two kernels of a buildroot differ, and which option or package is behind each line: an option of the buildroot
 * with another value, a package selected on one side only. Of a `.config.set` the packages are guessed: those whose wishes
 * explain most of it.
 */
import type { KernelConfigLine } from './kernel-config-lines.ts'
import { isKernelSide, type KernelLines, type KernelSide } from './kernel-side.ts'
import { filtered } from './version-filter.ts'

export type Side = 'ours' | 'theirs'

/** One line of the kernel's; what is absent is no hashed line. Names are without `CONFIG_`. */
export interface SymbolDifference {
  readonly symbol: string
  readonly ours?: string
  readonly theirs?: string
}

/** What is behind some lines. */
export interface Culprit {
  /** `KERNEL_KALLSYMS`, `PACKAGE_kmod-tun`; absent where neither an option nor a package is. */
  readonly name?: string
  /** The side on which it is set, or set to more. */
  readonly side: Side
  /** Its values; absent where they are not known. */
  readonly ours?: string
  readonly theirs?: string
  /** It explains the lines, but nothing shows that it is so. */
  readonly guessed: boolean
  readonly symbols: readonly SymbolDifference[]
}

/** Packages by the kernel's symbols that they want. */
export type Providers = ReadonlyMap<string, readonly string[]>

export const kernelProviders = (lines: readonly KernelConfigLine[], patchver: string): Providers => {
  const providers = new Map<string, string[]>()
  for (const { packageName, tokens } of lines)
    for (const token of tokens) {
      const name = filtered(token, patchver)?.replace(/^CONFIG_([^=]+)(=.*)?$/s, '$1')
      if (name === undefined || token.endsWith('=n')) continue
      const known = providers.get(name)
      if (known === undefined) providers.set(name, [packageName])
      else if (!known.includes(packageName)) known.push(packageName)
    }
  return providers
}

const differences = (ours: KernelLines, theirs: KernelLines): readonly SymbolDifference[] =>
  [...new Set([...ours.values.keys(), ...theirs.values.keys()])].sort().flatMap((symbol) => {
    const [own, other] = [ours.values.get(symbol), theirs.values.get(symbol)]
    if (own === other) return []
    return [{ symbol, ...(own === undefined ? {} : { ours: own }), ...(other === undefined ? {} : { theirs: other }) }]
  })

/** The side that has more of it: any value is more than none, y more than m. */
const sideOf = ({ ours, theirs }: SymbolDifference): Side =>
  theirs === undefined || (ours === 'y' && theirs === 'm') ? 'ours' : 'theirs'

/** What each line that differs hangs on, what explains most first. `hasOption`: the buildroot has an option of the name. */
export const kernelDifference = (
  ours: KernelSide,
  theirs: KernelLines,
  providers: Providers,
  hasOption: (name: string) => boolean,
): readonly Culprit[] => {
  const all = differences(ours, theirs)
  const explained = countExplained(ours, theirs, providers, all)
  const byName = new Map<string, { readonly culprit: Omit<Culprit, 'symbols'>; readonly symbols: SymbolDifference[] }>()
  for (const difference of all) {
    const culprit = culpritOf(
      difference,
      ours,
      theirs,
      candidates(difference, ours, theirs, providers),
      explained,
      hasOption,
    )
    const key = `${culprit.name ?? ''} ${culprit.side}`
    const known = byName.get(key)
    if (known === undefined) byName.set(key, { culprit, symbols: [difference] })
    else known.symbols.push(difference)
  }
  return [...byName.values()]
    .map(({ culprit, symbols }) => ({ ...culprit, symbols }))
    .sort((a, b) => b.symbols.length - a.symbols.length)
}

/** Packages that may be behind a line: selected on the side that has it, and not on the other. */
const candidates = (
  difference: SymbolDifference,
  ours: KernelSide,
  theirs: KernelLines,
  providers: Providers,
): readonly string[] => {
  const side = sideOf(difference)
  const all = providers.get(difference.symbol) ?? []
  const isOurs = (name: string): boolean => ours.selected.has(name)
  if (!isKernelSide(theirs)) return all.filter((name) => isOurs(name) === (side === 'ours'))
  return all.filter((name) => {
    const isTheirs = theirs.selected.has(name)
    return side === 'ours' ? isOurs(name) && !isTheirs : isTheirs && !isOurs(name)
  })
}

/** How many lines a package would explain. */
const countExplained = (
  ours: KernelSide,
  theirs: KernelLines,
  providers: Providers,
  all: readonly SymbolDifference[],
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const difference of all)
    for (const name of candidates(difference, ours, theirs, providers)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** An option of the buildroot is on or off; a module comes from a package. */
const isOfOption = ({ ours, theirs }: SymbolDifference, own: string): boolean =>
  theirs === 'y' ? own === 'n' : theirs === undefined && ours === own

const culpritOf = (
  difference: SymbolDifference,
  ours: KernelSide,
  theirs: KernelLines,
  packages: readonly string[],
  explained: ReadonlyMap<string, number>,
  hasOption: (name: string) => boolean,
): Omit<Culprit, 'symbols'> => {
  const side = sideOf(difference)
  const guessed = !isKernelSide(theirs)
  const option = `KERNEL_${difference.symbol}`
  const own = ours.options.get(option) ?? 'n'
  const [first, ...rest] = packages
  if (isKernelSide(theirs)) {
    const other = theirs.options.get(option) ?? 'n'
    if (own !== other) return { name: option, side, ours: own, theirs: other, guessed: false }
  } else if (hasOption(option) && (first === undefined || isOfOption(difference, own))) {
    return { name: option, side, ours: own, theirs: difference.theirs ?? 'n', guessed }
  }
  if (first === undefined) return { side, guessed: false }
  const best = rest.reduce((a, b) => ((explained.get(b) ?? 0) > (explained.get(a) ?? 0) ? b : a), first)
  return { name: `PACKAGE_${best}`, side, guessed }
}
