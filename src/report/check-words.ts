/**
 * What words for a finding are made of: the finding, what is known of the kernel, and readers that bear with absent
 * arguments.
 */
import type { Finding, FindingDetail, LoadResult } from '../module/load-result.ts'
import type { KernelDescription } from '../workspace/module-outcome.ts'
import { shortened } from './printable.ts'

/** What words may speak of. */
export interface About {
  readonly finding: Finding
  readonly result: LoadResult
  readonly kernel: KernelDescription
}

/** Our words for a check. All but `short` are of one finding. */
export interface CheckWords {
  /** What is wrong, in lower case; it names the check in lists and follows "whether". */
  readonly short: string
  /** What is wrong with this module. It says how things are, not what the kernel makes of it: that depends on the kernel. */
  readonly cause: (about: About) => string
  /** What to type or change next. */
  readonly remedy: (about: About) => string
  /** What cannot be told, after "whether"; absent or undefined: `short`, and what it is about. */
  readonly whether?: (about: About) => string | undefined
  /** What would tell it, where more is to be said than which options and files would. */
  readonly tell?: (about: About) => string | undefined
  /** Particulars, one line each. */
  readonly details?: (about: About) => readonly string[]
}

/** An argument as text; `otherwise` where the finding lacks it. Lists are put together with blanks. */
export const argOf = ({ finding }: About, name: string, otherwise = ''): string => {
  const value = finding.args[name]
  if (value === undefined) return otherwise
  return shortened(typeof value === 'object' ? value.join(' ') : String(value))
}

export const listOf = ({ finding }: About, name: string): readonly string[] => {
  const value = finding.args[name]
  if (value === undefined || value === '') return []
  return typeof value === 'object' ? value.map((one) => shortened(one)) : [shortened(String(value))]
}

/** `"name"`, or `otherwise` where the finding lacks it. */
export const quotedArg = (about: About, name: string, otherwise: string): string => {
  const value = argOf(about, name)
  return value === '' ? otherwise : `"${value}"`
}

type DetailOf<Kind extends FindingDetail['kind']> = Extract<FindingDetail, { kind: Kind }>

export const detailOf = <Kind extends FindingDetail['kind']>(about: About, kind: Kind): DetailOf<Kind> | undefined => {
  const { detail } = about.finding
  return detail?.kind === kind ? (detail as DetailOf<Kind>) : undefined
}

/** Arguments that place or measure something, in the order in which they are told. */
const FACTS: readonly (readonly [name: string, before: string])[] = [
  ['expected', 'expected '],
  ['section', 'section '],
  ['index', 'index '],
  ['target', 'target '],
  ['offset', 'offset '],
  ['symbol', 'symbol '],
  ['type', 'type '],
  ['limit', 'limit '],
  ['reason', ''],
]

/** ` (e_shentsize 40, expected 64)`: what a finding has of them; empty where it has none. */
export const factsOf = (about: About, ...without: readonly string[]): string => {
  const [field, value] = [argOf(about, 'field'), argOf(about, 'value')]
  const head = field === '' && value === '' ? [] : [`${field} ${value}`.trim()]
  const rest = FACTS.flatMap(([name, before]) => {
    const text = argOf(about, name)
    return text === '' || without.includes(name) ? [] : [`${before}${text}`]
  })
  const all = [...head, ...rest]
  return all.length === 0 ? '' : ` (${all.join(', ')})`
}

/** `1 symbol`, `3 symbols`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** At most a handful, and how many more there are. */
export const handful = (lines: readonly string[], limit = 5): readonly string[] =>
  lines.length <= limit ? lines : [...lines.slice(0, limit), `and ${lines.length - limit} more`]

/** `a, b or c`. */
export const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

/** How a module is built for the kernel that it is to be loaded into. */
export const buildCommand = ({ kernel }: About): string => {
  const release = kernel.release.kind === 'known' ? kernel.release.value : undefined
  return release === undefined || release === ''
    ? 'make -C KERNEL_BUILD_FOLDER M=$PWD'
    : `make -C /lib/modules/${shortened(release)}/build M=$PWD`
}

export const rebuild = (about: About): string => `build it for this kernel: ${buildCommand(about)}`
