/**
 * What a user asks of `vermagic`, and what comes out, as data.
 */
import type { MagicComparison } from '../kernel/compare-magic.ts'
import type { KnownFact } from '../kernel/fact.ts'
import type { KernelFolderKind } from '../kernel/find-kernel.ts'
import type { UtsRelease } from '../kernel/uts-release.ts'
import type { Vermagic } from '../kernel/vermagic.ts'
import type { BuildrootKernel } from '../openwrt/buildroot-kernel.ts'
import type { ExpectationResult } from '../openwrt/compare-expectation.ts'
import type { OpenwrtReleaseName } from '../openwrt/releases.ts'
import type { VersionStrings } from '../openwrt/version-strings.ts'
import type { BuildrootNote } from './buildroot-notes.ts'
import type { OfficialComparison } from './compare-official.ts'
import type { CauseSearch } from './find-cause.ts'
import type { PredictNote, PredictProblem } from './predict-request.ts'
import type { ExpectationProblem } from './read-expected.ts'
import type { MagicProblem } from './read-expected-magic.ts'

export const VERMAGIC_MODES = ['defconfig', 'none'] as const

export type VermagicMode = (typeof VERMAGIC_MODES)[number]

/** What a reader should know of the configuration, as in a prediction. */
export type VermagicNote = Extract<PredictNote, { kind: 'config-of-other-version' }> | BuildrootNote

/** Fields are as typed; what is absent is found out. Paths are relative to `cwd`. */
export interface VermagicRequest {
  readonly cwd: string
  /** `-` is standard input. Default: `.config` in the current folder, else in the tree. */
  readonly config?: string
  readonly tree?: string
  /** `auto` or a name such as `openwrt-24.10`. */
  readonly dialect?: string
  /** How to resolve the configuration; `none` takes it as it stands. Default: `defconfig`. */
  readonly mode?: VermagicMode
  /** As `predict`'s. */
  readonly toolchain?: string
  readonly cache?: boolean
  /** The process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** LOCALVERSION as make would be given it; default: the environment's. Of a kernel's own strings only. */
  readonly localversion?: string
  /** What the kernel is to be, in whatever text; `-` is standard input. */
  readonly expect?: string
  /** A configuration to compare with: `config.buildinfo`, `.config` or `.config.set`; `-` is standard input. */
  readonly official?: string
  readonly stdin: () => string
}

export interface VermagicAnswer extends VersionStrings {
  readonly kind: 'computed'
  /** Absolute path of the buildroot. */
  readonly folder: string
  /** As the user named it or as it was found. */
  readonly config: string
  readonly release: OpenwrtReleaseName
  /** The files that told the release, and what was found there; empty where the user said it. */
  readonly because: readonly string[]
  readonly mode: VermagicMode
  readonly notes: readonly VermagicNote[]
  /** Line of the configuration that chose the target, from 1; absent where none did. */
  readonly targetLine?: number
  readonly kernel: BuildrootKernel
  readonly expectation?: ExpectationResult
  /** Where the configuration alone is not as expected, and was resolved. */
  readonly cause?: CauseSearch
  readonly official?: OfficialComparison
}

/** A kernel's own strings. */
export interface KernelVermagic {
  readonly kind: 'kernel'
  readonly folder: string
  readonly folderKind: KernelFolderKind
  /** Absent where the folder has none, and none is named. */
  readonly config?: string
  readonly release: UtsRelease
  readonly vermagic: Vermagic
  /** OpenWrt's hash of the configuration, where its build left one. */
  readonly hash?: KnownFact<string>
  readonly expectation?: MagicComparison
}

export type VermagicProblem =
  /** Something is wrong with the buildroot or what the configuration asks of it. */
  | Exclude<PredictProblem, { kind: 'not-a-buildroot' }>
  /** It is neither OpenWrt's nor a kernel's. */
  | { readonly kind: 'not-a-buildroot'; readonly folder: string }
  | MagicProblem
  | ExpectationProblem

export interface VermagicFailure {
  readonly kind: 'failed'
  readonly problem: VermagicProblem
}

export type VermagicResult = VermagicAnswer | KernelVermagic | VermagicFailure
