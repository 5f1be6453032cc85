/**
 * What a user asks of `kbuild`, and what comes out, as data.
 */

import type { Rejection } from '../explain/rejection.ts'
import type { BuildDifference } from '../kbuild/compare-builds.ts'
import type { DkmsReport } from '../kbuild/dkms-folder.ts'
import type { EmptyListing, UnsetVariable } from '../kbuild/external.ts'
import type { Chain, SymbolChange } from '../kbuild/gate-chain.ts'
import type { SymbolMention } from '../kbuild/symbol-mentions.ts'
import type { HandedOn } from '../kbuild/wrapper.ts'
import type { Fact } from '../kernel/fact.ts'
import type { MakeStopCode, Place } from '../make/make-stop.ts'
import type { PredictProblem } from './predict-request.ts'

export const KBUILD_EMITS = ['modules.order', 'modules.builtin', 'objects', 'sources'] as const
export type KbuildEmit = (typeof KBUILD_EMITS)[number]

/** Fields are as typed; what is absent is found out. Paths are relative to `cwd`. */
export interface KbuildCommandRequest {
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdin: () => string
  /** Limits the walk to one directory of the tree. */
  readonly folder?: string
  readonly tree?: string
  readonly config?: string
  readonly arch?: string
  /** `auto`, `live`, `none` or a file of recorded answers. */
  readonly toolchain?: string
  /** The folder of an external module: `-M`. */
  readonly external?: string
  /** `NAME=VALUE` behind make. */
  readonly variables?: readonly (readonly [string, string])[]
  readonly why?: string
  readonly symbol?: string
  /** Another configuration. */
  readonly against?: string
  /** Look for what nobody builds, too. */
  readonly lint?: boolean
  /** What is to be worked out besides modules and objects. */
  readonly wants: ReadonlySet<'modules.builtin' | 'sources'>
  /** Neither read nor write the cache of Kconfig models where false. */
  readonly cache?: boolean
  /** What `uname -r` says, for the headers of the running kernel. */
  readonly runningRelease?: string
}

export interface ModuleEntry {
  /** From the top of the tree, or of the module's folder. */
  readonly path: string
  readonly objects: readonly string[]
  readonly composite: boolean
  /** Where `make modules_install` puts it; absent where the release is not known. */
  readonly install?: string
}

export interface LibraryEntry {
  readonly path: string
  readonly objects: readonly string[]
  /** vmlinux is linked with it. */
  readonly linked: boolean
}

export interface DirectoryEntryReport {
  readonly path: string
  readonly builtin: boolean
  readonly modules: boolean
  /** Its Kbuild or Makefile and what that includes, from the top of the tree. */
  readonly makefiles: readonly string[]
}

/** A command that nobody answered and that a list hangs on. */
export interface DoubtEntry {
  readonly directory: string
  readonly list: string
  /** Empty for words that only a command could name. */
  readonly word: string
  readonly listed: boolean
  readonly commands: readonly string[]
  readonly place: Place
}

export type KbuildFinding =
  /** `obj-y` objects of a directory that is entered for its modules only. */
  | { readonly code: 'dropped-objects'; readonly directory: string; readonly objects: readonly string[] }
  /** `obj-m` of a directory that is entered through `subdir-y`. */
  | { readonly code: 'unlisted-modules'; readonly directory: string; readonly objects: readonly string[] }
  /** Several modules that the kernel takes for one. */
  | { readonly code: 'same-name'; readonly name: string; readonly modules: readonly string[] }
  /** Words of `obj-m` that are neither objects nor directories. */
  | { readonly code: 'no-object'; readonly directory: string; readonly words: readonly string[] }
  | { readonly code: 'holds-itself'; readonly module: string; readonly object: string }
  | { readonly code: 'shared-object'; readonly object: string; readonly modules: readonly string[] }
  | { readonly code: 'no-source'; readonly object: string }
  | { readonly code: 'unused-source'; readonly source: string }
  /** What a makefile says by `$(warning)`. */
  | { readonly code: 'makefile-warning'; readonly text: string; readonly place: Place }
  /** An `$(error)` that make reaches only if a command that nobody answered prints nothing. */
  | { readonly code: 'possible-error'; readonly text: string; readonly place: Place }
  /** A file to include that is not there, where the including line counts on such a command; `text` names it. */
  | { readonly code: 'possible-missing'; readonly text: string; readonly place: Place }

export type KbuildNote =
  /** The configuration was made for another architecture. */
  | { readonly kind: 'config-of-other-arch'; readonly config: string; readonly arch: string }
  | { readonly kind: 'tree'; readonly folder: string }
  | { readonly kind: 'arch'; readonly arch: string; readonly because: string }
  | { readonly kind: 'config'; readonly path: string }
  | { readonly kind: 'config-of-other-version'; readonly config: string; readonly tree: string }
  /** The headers come without kbuild's own scripts: what they set is done without. */
  | { readonly kind: 'no-scripts'; readonly folder: string }
  | { readonly kind: 'toolchain'; readonly source: string }

/** What `make` in a module's own folder hands to the kernel's makefile. */
export interface WrapperReport {
  readonly makefile: string
  readonly goal: string
  readonly command: string
  readonly place: Place
  readonly handedOn: readonly HandedOn[]
  /** The modules that come of it. */
  readonly modules: readonly string[]
}

/** Why an external module's folder builds nothing. */
export interface NothingBuilt {
  /** Variables that a makefile goes by and that nothing sets. */
  readonly unset: readonly UnsetVariable[]
  readonly lists: readonly EmptyListing[]
}

/** What else matters of an external module. */
export interface ExternalReport {
  /** `KBUILD_EXTRA_SYMBOLS`, and whether each is there. */
  readonly extraSymbols: readonly { readonly path: string; readonly found: boolean }[]
  /** `ccflags-y` and its like, directory by directory, where there are any. */
  readonly flags: readonly { readonly directory: string; readonly flags: readonly string[] }[]
  /** Folders of `-I`, and whether each is there. */
  readonly includes: readonly { readonly path: string; readonly found: boolean }[]
  /** Objects that come ready-made: `foo.o_shipped`. */
  readonly shipped: readonly string[]
}

export interface WhyReport {
  /** As asked. */
  readonly name: string
  readonly kind: 'module' | 'built-in' | 'library' | 'not-built' | 'other-architecture' | 'not-found'
  /** Whose makefiles have it, where this one's have not: folders of `arch/`. */
  readonly architectures?: readonly string[]
  readonly chains: readonly Chain[]
  /** Names that are spelt alike, where none is the one that was asked for. */
  readonly nearest: readonly string[]
  /** What to set, for the chain that takes least. */
  readonly changes: readonly PlannedChange[]
  /**
   * Whether the configuration that comes of the changes builds it: what Kconfig makes of them, where the tree has Kconfig
   * files. Absent where there are no changes.
   */
  readonly verified?: boolean
  /** What it is then. */
  readonly becomes?: 'module' | 'built-in' | 'library'
  /** What Kconfig says of the changes; absent where there are none. */
  readonly kconfig?: KconfigOpinion
  /** The lines of a configuration fragment, `CONFIG_X=m`, that make the changes. */
  readonly fragment?: readonly string[]
  /** Changes that Kconfig does not let be, and why. */
  readonly rejections?: readonly Rejection[]
}

export type KconfigOpinion =
  | { readonly kind: 'resolved' }
  /** Headers come without Kconfig files: only the makefiles were asked. */
  | { readonly kind: 'absent' }
  /** The Kconfig files cannot be read. */
  | { readonly kind: 'failed'; readonly problem: PredictProblem }

/** A symbol to set, and for whose sake. */
export interface PlannedChange extends SymbolChange {
  /** A makefile wants it; another symbol depends on it; another symbol cannot be set, but is selected or implied by it. */
  readonly because: 'makefile' | 'dependency' | 'select'
  /** The other symbol. */
  readonly dependent?: string
}

export interface SymbolReport {
  readonly symbol: string
  /** As it is set: empty where it is not. */
  readonly value: string
  /** What each value adds to the build without it: `m`, `y`, and the one that it has where that is another. */
  readonly effects: readonly { readonly value: string; readonly difference: BuildDifference }[]
  /** Where makefiles go by it, those of directories that are not entered among them. */
  readonly mentions: readonly SymbolMention[]
}

export interface KbuildOutcome {
  readonly kind: 'built'
  /** The source tree. */
  readonly tree: string
  /** Where make is called: the build folder or the headers; the tree itself where it is built in place. */
  readonly build: string
  readonly external?: string
  readonly arch: string
  readonly config: string
  readonly release?: Fact<string>
  readonly modules: readonly ModuleEntry[]
  readonly builtinObjects: readonly string[]
  readonly libraries: readonly LibraryEntry[]
  readonly directories: readonly DirectoryEntryReport[]
  readonly builtinModules?: readonly string[]
  readonly sources?: readonly string[]
  readonly notes: readonly KbuildNote[]
  readonly findings: readonly KbuildFinding[]
  readonly doubts: readonly DoubtEntry[]
  readonly why?: WhyReport
  readonly symbol?: SymbolReport
  readonly against?: { readonly config: string; readonly difference: BuildDifference }
  readonly wrapper?: WrapperReport
  readonly nothing?: NothingBuilt
  readonly externalReport?: ExternalReport
  /** The package's dkms.conf, where there is one. */
  readonly dkms?: DkmsReport
}

export type KbuildProblem =
  | Exclude<PredictProblem, { readonly kind: 'unreadable' }>
  | {
      readonly kind: 'unreadable'
      readonly what: 'configuration' | 'tree' | 'toolchain' | 'module' | 'fragment' | 'presets'
      readonly path: string
      readonly code: string
    }
  | { readonly kind: 'not-kbuild'; readonly folder: string; readonly missing: string }
  /** Headers have no sources: without `-M` there is nothing to ask them. */
  | { readonly kind: 'headers-only'; readonly folder: string }
  | { readonly kind: 'no-kernel'; readonly release?: string }
  | { readonly kind: 'no-config'; readonly folder: string }
  | { readonly kind: 'not-in-tree'; readonly folder: string; readonly tree: string }
  | {
      readonly kind: 'make-stopped'
      readonly code: MakeStopCode
      readonly args: Readonly<Record<string, string | number>>
      readonly place?: Place
    }

export interface KbuildFailure {
  readonly kind: 'failed'
  readonly problem: KbuildProblem
  readonly notes: readonly KbuildNote[]
}

export type KbuildResult = KbuildOutcome | KbuildFailure
