/**
 * From a full `.config` to the configuration that the kernel is built from, and to the hash over it. Follows
 * Kernel/Configure/Default and Kernel/SetNoInitramfs in include/kernel-defaults.mk, the same from 17.01 to main but for
 * the lines that are added last. What is the same for all configurations of a target is worked out once.
 */
import { createHash } from 'node:crypto'
import type { KernelConfigLine } from './kernel-config-lines.ts'
import {
  formatKernelValues,
  kernelLineText,
  overlaid,
  raised,
  readKernelLine,
  readKernelValues,
  sortedNames,
  takenWhileReading,
} from './kernel-values.ts'
import { formatWants, type PreparedWants, prepareWants, readWant, wantedValues } from './package-wants.ts'

/** The part of it that is one target's. */
export interface SecondStageInputs {
  /** Texts of the target's fragments, in order; at least one. */
  readonly fragments: readonly string[]
  readonly kernelConfigLines: readonly KernelConfigLine[]
  /** KERNEL_PATCHVER: `6.6`. */
  readonly patchver: string
  /** What the release adds at the end of `.config.set`. */
  readonly initramfsLines: readonly string[]
}

/** The part of it that is one configuration's. */
export interface BuildrootChoices {
  /** Lines about `KERNEL_*` as they stand in `.config`, comments that switch one off included, in its order. */
  readonly kernelLines: readonly string[]
  /** Whether a package has a value, y or m. */
  readonly selects: (packageName: string) => boolean
}

/** What comes out. The files are put together when they are asked for. */
export interface KernelConfiguration {
  /** 32 hexadecimal digits: what `.vermagic` holds. */
  readonly vermagic: string
  /** The lines that the hash is of, in its order. */
  readonly hashedLines: readonly string[]
  readonly configTarget: () => string
  readonly configOverride: () => string
  readonly configSet: () => string
}

export type SecondStage = (choices: BuildrootChoices) => KernelConfiguration

const KALLSYMS = [
  '# CONFIG_KALLSYMS_EXTRA_PASS is not set',
  '# CONFIG_KALLSYMS_ALL is not set',
  'CONFIG_KALLSYMS_UNCOMPRESSED=y',
]

const withNewlines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** Lines that the hash is of are found by what they hold, wherever in the line it is. */
const isHashed = (line: string): boolean => line.includes('=y') || line.includes('=m')
const isInitramfs = (line: string): boolean => line.includes('INITRAMFS')

/** All names of a target's fragments and of all packages, in order, and the values that the fragments give them. */
interface NameTable {
  readonly names: readonly string[]
  readonly indexes: ReadonlyMap<string, number>
  readonly values: readonly (string | undefined)[]
}

const nameTable = (base: ReadonlyMap<string, string>, { readNames }: PreparedWants): NameTable => {
  const names = sortedNames(new Set([...base.keys(), ...readNames.filter((name) => name !== undefined)]))
  const indexes = new Map(names.map((name, index) => [name, index]))
  return { names, indexes, values: names.map((name) => base.get(name)) }
}

/** The second stage for one target: call the result with each of its configurations. */
export const prepareSecondStage = (inputs: SecondStageInputs): SecondStage => {
  const wants = prepareWants(inputs.kernelConfigLines, inputs.patchver)
  const targetText = formatKernelValues(overlaid(inputs.fragments.map(readKernelValues)))
  // read again as the recipe does: what was written is what counts
  const table = nameTable(readKernelValues(targetText), wants)
  const wantIndexes = wants.readNames.map((name) => (name === undefined ? undefined : table.indexes.get(name)))
  return ({ kernelLines, selects }) => {
    const appended = [...kernelLines.map((line) => line.replace('CONFIG_KERNEL_', 'CONFIG_')), ...KALLSYMS]
    const run = new Run(table)
    for (const line of appended) run.assign(line)
    const wanted = wantedValues(wants, selects)
    run.raise(wants, wanted, wantIndexes)
    const { hashedLines, vermagic } = run.hashed()
    return {
      vermagic,
      hashedLines,
      configTarget: () => targetText + withNewlines(appended),
      configOverride: () => formatWants(wants, wanted),
      configSet: () => withNewlines([...run.lines(), ...inputs.initramfsLines]),
    }
  }
}

/** The values of one configuration: those of the table by index, the few others by name. */
class Run {
  readonly #table: NameTable
  readonly #values: (string | undefined)[]
  readonly #others = new Map<string, string>()

  constructor(table: NameTable) {
    this.#table = table
    this.#values = table.values.slice()
  }

  /** A line of `.config.target` behind the fragments. */
  assign(line: string): void {
    const found = readKernelLine(line)
    if (found === undefined) return
    const index = this.#table.indexes.get(found.name)
    if (index === undefined) this.#others.set(found.name, found.value)
    else this.#values[index] = found.value
  }

  /** Lays what the packages want over it. `indexes`: their places in the table, where a name has one. */
  raise(wants: PreparedWants, wanted: readonly (string | undefined)[], indexes: readonly (number | undefined)[]): void {
    const read: (string | undefined)[] = new Array(this.#values.length).fill(undefined)
    const others = new Map<string, string>()
    wanted.forEach((value, want) => {
      const line = value === undefined ? undefined : readWant(wants, want, value)
      if (line === undefined) return
      const index = indexes[want] ?? this.#table.indexes.get(line.name)
      if (index === undefined) others.set(line.name, takenWhileReading(others.get(line.name), line.value))
      else read[index] = takenWhileReading(read[index], line.value)
    })
    read.forEach((value, index) => {
      if (value !== undefined) this.#values[index] = raised(this.#values[index], value)
    })
    for (const [name, value] of others) this.#others.set(name, raised(this.#others.get(name), value))
  }

  /** The lines of `.config.set` without those that are added last. */
  lines(): readonly string[] {
    const { names } = this.#table
    const all = new Map(this.#others)
    names.forEach((name, index) => {
      const value = this.#values[index]
      if (value !== undefined) all.set(name, value)
    })
    return sortedNames(all.keys())
      .map((name) => kernelLineText(name, all.get(name) ?? ''))
      .filter((line) => !isInitramfs(line))
  }

  hashed(): Pick<KernelConfiguration, 'vermagic' | 'hashedLines'> {
    const lines: string[] = []
    const take = (name: string, value: string | undefined): void => {
      if (value === undefined) return
      const line = kernelLineText(name, value)
      if (isHashed(line) && !isInitramfs(line)) lines.push(line)
    }
    this.#table.names.forEach((name, index) => {
      take(name, this.#values[index])
    })
    for (const [name, value] of this.#others) take(name, value)
    // by whole lines, not by names: `=` comes before `_` and behind digits
    const hashedLines = lines.sort()
    const vermagic = createHash('md5').update(withNewlines(hashedLines), 'latin1').digest('hex')
    return { hashedLines, vermagic }
  }
}
