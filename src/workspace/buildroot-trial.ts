/**
 * What is tried in a buildroot, and what comes of it.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { BuildrootKernel } from '../openwrt/buildroot-kernel.ts'
import type { KernelConfiguration } from '../openwrt/second-stage.ts'
import type { SelectionReason } from '../openwrt/selection-reason.ts'
import type { ModelNames } from './buildroot-notes.ts'
import type { Tree } from './find-tree.ts'

export interface TrialQuestion {
  readonly files: FileSystem
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly tree: Tree
  /** `auto` or a name. */
  readonly dialect?: string
  /** As `predict`'s. */
  readonly toolchain?: string
  readonly cache?: boolean
  /** One model for the devices of all targets: slower to make, for whoever tries many of them. */
  readonly allTargets?: boolean
}

/** What one configuration came to. Its parts are valid until the next trial. */
export interface Trial {
  readonly kind: 'tried'
  readonly kernel: BuildrootKernel
  /** Value of a symbol as text, `n` for what is off or not there. */
  readonly textOf: (symbol: string) => string
  /** The target, as it stands in names of symbols: `ath79_generic`. */
  readonly target: string
  /** The full `.config`. */
  readonly config: () => string
  /** Lines for what differs from what comes out by itself. Other values are not to be asked for afterwards. */
  readonly seed: () => string
  readonly symbols: ModelNames
  /** Title of the tree's main menu. */
  readonly title: string
  /** Why a symbol came out set; what the configuration itself says is not looked at. */
  readonly reasonOf: (symbol: string) => SelectionReason
  /** The kernel with something else in the second stage alone. Valid until the next trial as well. */
  readonly varied: (change: Variation) => KernelConfiguration
}

/** What can be changed behind the first stage, at next to no cost. */
export interface Variation {
  readonly kernelLines?: (lines: readonly string[]) => readonly string[]
  /** Without env/kernel-config. */
  readonly withoutUserFragment?: boolean
}

/** Another target came out than the one that has to, or none. */
export interface Elsewhere {
  readonly kind: 'elsewhere'
  readonly target: string | undefined
}
