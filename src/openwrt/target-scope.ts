/**
 * Which targets a configuration is about. Of some eighty targets one is built, and the symbols of all others' devices are
 * out of sight: a model made for the targets that are named says the same of the result. Who resolved with such a model
 * looks whether the target that came out is among them.
 */

import { confOf } from './target-info.ts'

/** Whether a target's profiles are written: `ath79_generic`, as it stands in names of symbols. */
export type TargetScope = (conf: string) => boolean

/** Lines that switch something of a target on, or one of its devices. */
const TARGET_LINE = /^CONFIG_TARGET_(?:DEVICE_)?(?:PACKAGES_)?([A-Za-z0-9][\w-]*)=[^n]/gm

/** What may be names of targets in a configuration, sorted: `ath79_generic`, and much that is none. */
export const namedTargets = (config: string): readonly string[] => {
  const names = new Set<string>()
  for (const [, name = ''] of config.matchAll(TARGET_LINE)) names.add(name.replace(/_DEVICE_.*/s, ''))
  return [...names].sort()
}

/** A target is in scope where a name is its own, or that of a profile of it. */
export const scopeOf = (names: readonly string[]): TargetScope => {
  const whole = new Set(names)
  return (conf) => whole.has(conf) || names.some((name) => name.startsWith(`${conf}_`))
}

/** The target that a resolved configuration chooses, as it stands in names of symbols. `textOf`: the value of a symbol. */
export const resolvedTarget = (textOf: (symbol: string) => string | undefined): string | undefined => {
  const board = textOf('TARGET_BOARD') ?? ''
  if (board === '') return undefined
  return confOf(textOf('HAS_SUBTARGETS') === 'y' ? `${board}/${textOf('TARGET_SUBTARGET')}` : board)
}
