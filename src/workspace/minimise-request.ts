/**
 * What a user asks of `minimize`, and what comes out, as data.
 */
import type { ExpectationResult, PartComparison } from '../openwrt/compare-expectation.ts'
import type { OpenwrtReleaseName } from '../openwrt/releases.ts'
import type { TargetKernel } from '../openwrt/target-kernel.ts'
import type { BuildrootNote } from './buildroot-notes.ts'
import type { PredictProblem } from './predict-request.ts'
import type { ExpectationProblem } from './read-expected.ts'

/** Fields are as typed; what is absent is found out. Paths are relative to `cwd`. */
export interface MinimiseRequest {
  readonly cwd: string
  /** The process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `-` is standard input. */
  readonly config: string
  readonly stdin: () => string
  /** What the kernel is to be, in whatever text; `-` is standard input. Its hash counts. */
  readonly expect: string
  /** Patterns of lines that are never left out. */
  readonly keep?: readonly string[]
  readonly tree?: string
  /** As `predict`'s. */
  readonly dialect?: string
  readonly toolchain?: string
  readonly cache?: boolean
  /** How far it has come: lines that are left out or needed, of those that are looked at; then lines that are explained. */
  readonly onProgress?: (done: number, total: number) => void
  /** When it is aborted, the fewest lines so far come out. */
  readonly signal?: AbortSignal
}

/** What happens without a line while all others stay. */
export type LineEffect =
  /** Another target comes out (`ath79_nand`, as in names of symbols), or none. */
  | { readonly kind: 'target'; readonly target?: string }
  /** The kernel cannot be had: its series has no fragments, or is not told. */
  | { readonly kind: 'no-kernel' }
  /** Lines that the hash is of are gone, and others there. */
  | { readonly kind: 'lines'; readonly lost: readonly string[]; readonly gained: readonly string[] }

export interface NeededLine {
  /** From 1, in what was read. */
  readonly number: number
  /** Without its line end. */
  readonly text: string
  /** Without `CONFIG_`; absent where the line says nothing. */
  readonly symbol?: string
  /** The pattern for whose sake it was not tried to leave it out. */
  readonly keep?: string
  /** Absent where it was not looked at. */
  readonly effect?: LineEffect
}

interface MinimiseAnswer {
  /** Absolute path of the buildroot. */
  readonly folder: string
  /** As the user named it. */
  readonly config: string
  readonly release: OpenwrtReleaseName
  /** `ath79/generic` */
  readonly target: string
  readonly expectation: ExpectationResult
  /** What CONFIG asks for that the tree does not have. */
  readonly notes: readonly BuildrootNote[]
}

export interface MinimisedSeed extends MinimiseAnswer {
  readonly kind: 'minimised'
  /** `minimal`: no line can be left out alone, but for those that were kept. */
  readonly verdict: 'minimal' | 'interrupted'
  /** Lines that the hash is of. */
  readonly hashedLines: number
  /** Lines that were read, and those of them that say something. */
  readonly read: { readonly lines: number; readonly assignments: number }
  readonly lines: readonly NeededLine[]
  /** The lines as a configuration. Bytes are latin1. */
  readonly text: string
  /** Configurations that were looked at. */
  readonly trials: number
  /** Parts of what is expected, besides the hash, that are otherwise here. */
  readonly contradictions: readonly PartComparison[]
  /** Patterns that fit no line. */
  readonly unmatched: readonly string[]
}

/** CONFIG itself does not give the hash. */
export interface HashNotGiven extends MinimiseAnswer {
  readonly kind: 'not-given'
  /** The one it gives. */
  readonly vermagic: string
  readonly kernel: TargetKernel
}

export type MinimiseProblem =
  | Exclude<PredictProblem, { kind: 'not-a-buildroot' }>
  | { readonly kind: 'not-a-buildroot'; readonly folder: string }
  | ExpectationProblem

export interface MinimiseFailure {
  readonly kind: 'failed'
  readonly problem: MinimiseProblem
}

export type MinimiseResult = MinimisedSeed | HashNotGiven | MinimiseFailure
