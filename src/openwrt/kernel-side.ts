/**
 * A kernel as one side of a comparison: the lines that its hash is of, and what is known of where they come from. Of a
 * `.config.set` that is nothing.
 */
import { createHash } from 'node:crypto'
import type { BuildrootKernel } from './buildroot-kernel.ts'
import { NOT_SET, readKernelLine } from './kernel-values.ts'

export interface KernelLines {
  readonly vermagic: string
  readonly hashedLines: readonly string[]
  /** Values of the hashed lines by name, without `CONFIG_`. */
  readonly values: ReadonlyMap<string, string>
}

export interface KernelSide extends KernelLines {
  /** `ath79/generic` */
  readonly target: string
  readonly patchver: string
  readonly fragments: readonly string[]
  /** The buildroot's options for the kernel: `KERNEL_KALLSYMS`, `y`; `n` of what is off. */
  readonly options: ReadonlyMap<string, string>
  /** Packages that want something of the kernel, as far as they are selected. */
  readonly selected: ReadonlySet<string>
  /** CONFIG_ALL_KMODS. */
  readonly allKmods: boolean
  /** The compiler is the release's own. */
  readonly ownCompiler: boolean
}

export const isKernelSide = (side: KernelLines): side is KernelSide => 'selected' in side

const valuesOf = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap((line): readonly (readonly [string, string])[] => {
      const found = readKernelLine(line)
      return found === undefined ? [] : [[found.name, found.value]]
    }),
  )

/** `owners`: packages that want something of the kernel. */
export const kernelSide = (
  { target, kernel, fragments, choices, configuration }: BuildrootKernel,
  owners: Iterable<string>,
  textOf: (symbol: string) => string,
): KernelSide => {
  const { vermagic, hashedLines } = configuration
  const options = [...valuesOf(choices.kernelLines)].map(
    ([name, value]) => [name, value === NOT_SET ? 'n' : value] as const,
  )
  return {
    vermagic,
    hashedLines,
    values: valuesOf(hashedLines),
    target: target.name,
    patchver: kernel.patchver.value,
    fragments,
    options: new Map(options),
    selected: new Set([...owners].filter(choices.selects)),
    allKmods: textOf('ALL_KMODS') === 'y',
    ownCompiler: textOf('GCC_USE_DEFAULT_VERSION') !== 'n',
  }
}

/** The text of a `.config.set`; what the hash is of follows from it. */
export const kernelLinesOf = (configSet: string): KernelLines => {
  const hashedLines = configSet
    .split('\n')
    .filter((line) => /=[ym]/.test(line))
    .sort()
  const text = hashedLines.map((line) => `${line}\n`).join('')
  const vermagic = createHash('md5').update(text, 'latin1').digest('hex')
  return { vermagic, hashedLines, values: valuesOf(hashedLines) }
}

/** What a configuration to compare with is. `CONFIG_TARGET_CORE` is one of the kernel's own. */
export const configForm = (text: string): 'seed' | 'config' | 'config.set' => {
  if (/^CONFIG_TARGET_BOARD=/m.test(text)) return 'config'
  if (/^CONFIG_TARGET_[a-z0-9]/m.test(text)) return 'seed'
  return /^CONFIG_KALLSYMS_UNCOMPRESSED=y$/m.test(text) ? 'config.set' : 'seed'
}
