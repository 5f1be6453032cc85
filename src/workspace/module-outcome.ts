/**
 * What `kcheck module` comes to: the kernel that was judged against, a result for each module, and what stood in the way.
 */
import type { Damaged } from '../archive/expand.ts'
import type { Fact } from '../kernel/fact.ts'
import type { SymversProblem } from '../kernel/symvers-problem.ts'
import type { LoadResult } from '../module/load-result.ts'
import type { KbuildProblem } from './kbuild-request.ts'
import type { JudgedPackage } from './package-outcome.ts'
import type { Unreadable } from './read-unpacked.ts'

/** What the tools print where loading fails; null for one that prints nothing. */
export interface ToolTexts {
  readonly insmod: string | null
  readonly modprobe: string | null
  readonly busybox: string | null
}

export interface JudgedModule {
  /** As the user named it, or as found below a folder. */
  readonly file: string
  readonly result: LoadResult
  /** Null where no tool prints anything. */
  readonly tools: ToolTexts | null
  /** Position in the load order, where modules were given together. */
  readonly order?: number
}

export type ModuleFileProblem =
  | Unreadable
  | Damaged
  /** A folder without any module. */
  | { readonly kind: 'no-modules' }
  /** Of a folder of sources. */
  | { readonly kind: 'builds-no-modules' }
  /** A package without any. */
  | { readonly kind: 'no-modules-in-package' }

/** A file that is not judged. */
export interface UnjudgedFile {
  readonly file: string
  readonly problem: ModuleFileProblem
}

/** The facts that a reader of verdicts wants to see, each with its source. */
export interface KernelDescription {
  readonly release: Fact<string>
  /** The release that it is built of: `6.1.192`. */
  readonly version: Fact<string>
  readonly architecture: Fact<string>
  readonly vermagic: Fact<string>
  /** sizeof(struct module). */
  readonly structModuleSize: Fact<number>
  /** The name of a `LoaderPolicy`. */
  readonly policy: Fact<string>
  readonly symvers: readonly { readonly file: string; readonly symbols: number }[]
  readonly modversions: Fact<boolean>
}

/** What was found and taken for granted on the way. */
export type ModuleNote =
  | {
      readonly kind: 'kernel-found'
      readonly folder: string
      /** Nothing was named and it is the running kernel's; it is where a `Module.symvers` lies; it was named. */
      readonly because: 'running' | 'symvers' | 'option'
    }
  /** What modules are built with that are not built yet: it was named, they lie in it, it is the target's own. */
  | {
      readonly kind: 'built-with'
      readonly folder: string
      readonly because: 'option' | 'around' | 'target'
    }
  | { readonly kind: 'symvers-problem'; readonly file: string; readonly problem: SymversProblem }
  /**
   * Nobody named the distribution: its release tells, or its configuration, or nothing does and mainline is taken, which
   * is said where a module is judged by it.
   */
  | { readonly kind: 'policy-assumed'; readonly policy: string; readonly because: 'release' | 'config' | 'default' }
  /** What the kernel exports is not known, so unknown symbols and their versions cannot be told. */
  | {
      readonly kind: 'no-symvers'
      readonly folder?: string
      /** The folder's link to the headers of its release leads nowhere. */
      readonly broken?: { readonly link: string; readonly modulesName: string }
    }
  /** The same, and there is a file for it in which nothing is. */
  | { readonly kind: 'empty-symvers'; readonly file: string }
  /** Given modules that need each other: there is no order in which they load. */
  | { readonly kind: 'load-cycle'; readonly files: readonly string[] }
  /** Symbols that no `Module.symvers` lists and the given modules export themselves: how many. */
  | { readonly kind: 'exports-of-modules'; readonly symbols: number }
  /** Nothing is named, and packages are for a device's kernel: so the running one is not taken. */
  | { readonly kind: 'packages-without-kernel' }
  /** A line of `--loaded` that is none of /proc/modules and names no module. Lines are 1-based. */
  | { readonly kind: 'loaded-problem'; readonly file: string; readonly line: number }

/** The modules were judged. */
export interface ModuleRun {
  readonly kind: 'judged'
  readonly kernel: KernelDescription
  readonly modules: readonly JudgedModule[]
  /** Packages that modules were found in, and those that were named. */
  readonly packages: readonly JudgedPackage[]
  readonly unjudged: readonly UnjudgedFile[]
  readonly notes: readonly ModuleNote[]
  /** Where several modules were given together: files in the order in which they can be loaded. */
  readonly loadOrder?: readonly string[]
}

/** Why no module can be judged. */
export type ModuleProblem =
  | (Unreadable & {
      readonly what: 'symvers' | 'kernel' | 'config' | 'like' | 'loaded' | 'key' | 'tree' | 'built-from'
      readonly path: string
    })
  /** A compressed file that cannot be unpacked. */
  | (Damaged & { readonly what: 'symvers' | 'config' | 'like' | 'loaded'; readonly path: string })
  | { readonly kind: 'not-a-kernel'; readonly folder: string }
  | { readonly kind: 'not-symvers'; readonly path: string }
  /** Nothing is named, and the running kernel has no folder below /lib/modules. */
  | { readonly kind: 'no-target'; readonly release?: string }
  | { readonly kind: 'bad-key'; readonly path: string }
  /** `--kernel-package` names no version of such a package. */
  | { readonly kind: 'bad-kernel-package'; readonly text: string }
  | { readonly kind: 'bad-policy'; readonly name: string; readonly known: readonly string[] }
  /** `--config` names something else. */
  | { readonly kind: 'not-a-config'; readonly path: string }
  /** No kernel's tree or headers are known that the sources in a folder could be built with. */
  | { readonly kind: 'nothing-to-build-with'; readonly folder: string }
  /** Which modules a folder builds cannot be told. */
  | { readonly kind: 'no-module-list'; readonly folder: string; readonly because: KbuildProblem }
  /** `--like` names a file that is no module, or one without a vermagic. */
  | { readonly kind: 'not-a-module'; readonly path: string }
  /** `--loaded` names neither a text like /proc/modules nor modules. */
  | { readonly kind: 'bad-loaded'; readonly path: string }

export interface ModuleFailure {
  readonly kind: 'failed'
  readonly problem: ModuleProblem
  readonly notes: readonly ModuleNote[]
}

export type ModuleOutcome = ModuleRun | ModuleFailure
