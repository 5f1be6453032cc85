/**
 * `.config.override`: what the selected packages want of the kernel, put together. Follows gen_kconfig_overrides() in
 * scripts/package-metadata.pl, the same from 17.01 to main.
 */
import type { KernelConfigLine } from './kernel-config-lines.ts'
import { type KernelLine, NOT_SET, readKernelLine } from './kernel-values.ts'
import { filtered } from './version-filter.ts'

/** One token of a package. */
interface Want {
  /** Index of its name. */
  readonly name: number
  /** `m` unless the token says otherwise. */
  readonly value: string
  /** The token says its value: it counts for nothing while the package is not selected. */
  readonly stated: boolean
}

interface PackageWants {
  readonly packageName: string
  readonly wants: readonly Want[]
}

/** What does not change from run to run: all wants for one kernel version. */
export interface PreparedWants {
  /** Names as written, `CONFIG_` included, in the order of their bytes. Wants know them by index. */
  readonly names: readonly string[]
  /** What who reads the file takes for the name, where that does not hang on its value: nearly everywhere. */
  readonly readNames: readonly (string | undefined)[]
  readonly packages: readonly PackageWants[]
}

const splitToken = (token: string): { readonly name: string; readonly value: string; readonly stated: boolean } => {
  // both sides have at least one character: `=x` and `X=` are names
  const equals = token.indexOf('=', 1)
  if (equals < 0 || equals === token.length - 1) return { name: token, value: 'm', stated: false }
  return { name: token.slice(0, equals), value: token.slice(equals + 1), stated: true }
}

/** A name of this form is read again as it was written. */
const USUAL = /^CONFIG_[^= ]+$/

/** A line of `.config.override`. */
const wantText = (name: string, value: string): string => (value === 'n' ? `# ${name} is not set` : `${name}=${value}`)

/** Wants of `lines` for the kernel `version` (KERNEL_PATCHVER). */
export const prepareWants = (lines: readonly KernelConfigLine[], version: string): PreparedWants => {
  const split = lines.map(({ packageName, tokens }) => ({
    packageName,
    tokens: tokens.flatMap((token) => filtered(token, version) ?? []).map(splitToken),
  }))
  const names = [...new Set(split.flatMap(({ tokens }) => tokens.map(({ name }) => name)))].sort()
  const indexes = new Map(names.map((name, index) => [name, index]))
  return {
    names,
    readNames: names.map((name) => (USUAL.test(name) ? name.slice('CONFIG_'.length) : undefined)),
    packages: split.map(({ packageName, tokens }) => ({
      packageName,
      wants: tokens.map(({ name, value, stated }) => ({ name: indexes.get(name) ?? 0, value, stated })),
    })),
  }
}

/** Perl's truth: a name that has the value `0` has none. */
const has = (value: string | undefined): boolean => value !== undefined && value !== '0'

/** The value of each name, by index; undefined where it has none. `selects`: whether a package is selected, y or m. */
export const wantedValues = (
  { names, packages }: PreparedWants,
  selects: (packageName: string) => boolean,
): readonly (string | undefined)[] => {
  const values: (string | undefined)[] = new Array(names.length).fill(undefined)
  for (const { packageName, wants } of packages) {
    const selected = selects(packageName)
    for (const { name, value, stated } of wants) {
      const before = values[name]
      if (selected && names[name] !== 'n') {
        // `y` stays; otherwise the package that comes last decides
        if (before !== 'y') values[name] = value
      } else if (!stated && !has(before)) values[name] = 'n'
    }
  }
  return values
}

/** What who reads `.config.override` makes of one of its lines; undefined where that is nothing. */
export const readWant = ({ names, readNames }: PreparedWants, index: number, value: string): KernelLine | undefined => {
  const name = readNames[index]
  return name === undefined
    ? readKernelLine(wantText(names[index] ?? '', value))
    : { name, value: value === 'n' ? NOT_SET : value }
}

/** `.config.override` as a file. */
export const formatWants = ({ names }: PreparedWants, values: readonly (string | undefined)[]): string =>
  names
    .flatMap((name, index) => {
      const value = values[index]
      return value === undefined ? [] : [`${wantText(name, value)}\n`]
    })
    .join('')
