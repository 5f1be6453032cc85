/**
 * What a user asks of `vermagic`, and what comes out, as data.
 */
import type { UtsRelease } from '../kernel/uts-release.ts'
import type { Vermagic } from '../kernel/vermagic.ts'
import type { BuildrootKernel } from '../openwrt/buildroot-kernel.ts'
import type { ExpectationResult } from '../openwrt/compare-expectation.ts'
import type { Expectation } from '../openwrt/expectation.ts'
import type { OpenwrtProblem } from '../openwrt/problem.ts'
import type { OpenwrtReleaseName } from '../openwrt/releases.ts'
import type { VersionStrings } from '../openwrt/version-strings.ts'
import type { PredictProblem } from './predict-request.ts'

/** Fields are as typed; what is absent is found out. Paths are relative to `cwd`. */
export interface VermagicRequest {
  readonly cwd: string
  /** `-` is standard input. Default: `.config` in the current folder, else in the tree. */
  readonly config?: string
  readonly tree?: string
  /** `auto` or a name such as `openwrt-24.10`. */
  readonly dialect?: string
  /** What the kernel is to be, in whatever text; `-` is standard input. */
  readonly expect?: string
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
  readonly kernel: BuildrootKernel
  readonly expectation?: ExpectationResult
}

/** A kernel's own strings. */
export interface KernelVermagic {
  readonly kind: 'kernel'
  readonly folder: string
  /** Absent where the folder has none, and none is named. */
  readonly config?: string
  readonly release: UtsRelease
  readonly vermagic: Vermagic
}

export type VermagicProblem =
  | Extract<PredictProblem, { kind: 'unreadable' | 'not-text' | 'unknown-dialect' }>
  /** It is neither OpenWrt's nor a kernel's. */
  | { readonly kind: 'not-a-buildroot'; readonly folder: string }
  /** What is expected of a kernel's own strings is not compared. */
  | { readonly kind: 'kernel-expectation'; readonly folder: string }
  | { readonly kind: 'no-expectation' }
  | { readonly kind: 'several-expectations'; readonly expectations: readonly Expectation[] }
  /** Something is wrong with the buildroot or what the configuration asks of it. */
  | (OpenwrtProblem & { readonly config: string; readonly folder: string })

export interface VermagicFailure {
  readonly kind: 'failed'
  readonly problem: VermagicProblem
}

export type VermagicResult = VermagicAnswer | KernelVermagic | VermagicFailure
