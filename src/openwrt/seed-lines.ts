/**
 * The lines of a configuration that can matter, and what they are about: devices, packages, the kernel. What a kernel's
 * configuration hangs on seldom is spread over all of them, so lines of a kind are likely to be left out together.
 */
import { configText } from '../config/config-text.ts'

/** What a line is about, in the order in which people would rather be rid of it. */
const SEED_LINE_KINDS = ['device', 'package', 'option', 'kmod', 'kernel', 'selection', 'target'] as const

export type SeedLineKind = (typeof SEED_LINE_KINDS)[number]

export interface SeedLine {
  /** From 1. */
  readonly number: number
  /** Without its line end. */
  readonly text: string
  /** Without `CONFIG_`. Undefined for lines that say nothing: comments, empty lines, what cannot be read. */
  readonly symbol: string | undefined
}

/** Every line of a configuration. */
export const seedLines = (text: string): readonly SeedLine[] => {
  const symbols = new Map<number, string>()
  for (const line of configText('', text, 'CONFIG_').lines)
    if (line.kind === 'assignment' || line.kind === 'unset') symbols.set(line.line, line.name)
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line, index) => ({
    number: index + 1,
    text: line,
    symbol: symbols.get(index + 1),
  }))
}

const KINDS: readonly (readonly [RegExp, SeedLineKind])[] = [
  [/^TARGET_DEVICE_/, 'device'],
  [/^TARGET_/, 'target'],
  [/^PACKAGE_kmod-/, 'kmod'],
  [/^(?:PACKAGE|DEFAULT|MODULE_DEFAULT)_/, 'package'],
  [/^KERNEL_/, 'kernel'],
  // one of these chooses more than a thousand packages
  [/^ALL(?:_KMODS|_NONSHARED)?$/, 'selection'],
]

export const seedLineKind = ({ symbol = '' }: SeedLine): SeedLineKind =>
  KINDS.find(([pattern]) => pattern.test(symbol))?.[1] ?? 'option'

/** Indexes of lines by what the lines are about, in the order of `SEED_LINE_KINDS`. */
export const linesByKind = (lines: readonly SeedLine[]): readonly (readonly number[])[] => {
  const byKind = new Map<SeedLineKind, number[]>(SEED_LINE_KINDS.map((kind) => [kind, []]))
  lines.forEach((line, index) => {
    byKind.get(seedLineKind(line))?.push(index)
  })
  return [...byKind.values()]
}
