/**
 * What a user asks of `predict`, and what comes out, as data.
 */
import type { Reassignment } from '../config/config-set.ts'
import type { Rejection } from '../explain/rejection.ts'
import type { KconfigMessage } from '../kconfig/message.ts'
import type { OpenwrtProblem } from '../openwrt/problem.ts'
import type { OpenwrtReleaseName } from '../openwrt/releases.ts'
import type { VersionStrings } from '../openwrt/version-strings.ts'
import type { ToolchainDiagnostic } from '../probe/toolchain.ts'
import type { BuildrootNote } from './buildroot-notes.ts'

export const PREDICT_MODES = [
  'olddefconfig',
  'defconfig',
  'savedefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'alldefconfig',
  'randconfig',
  'listnewconfig',
  'helpnewconfig',
  'syncconfig',
  'yes2modconfig',
  'mod2yesconfig',
  'mod2noconfig',
  'none',
] as const

export type PredictMode = (typeof PREDICT_MODES)[number]

/** The mode prints something other than the configuration. */
export const hasOwnText = (mode: PredictMode): boolean =>
  mode === 'savedefconfig' || mode === 'listnewconfig' || mode === 'helpnewconfig'

export const EMITS = [
  'config',
  'config.set',
  'vermagic',
  'config.target',
  'config.override',
  'auto.conf',
  'autoconf.h',
  'rustc_cfg',
] as const

export type Emit = (typeof EMITS)[number]

/** Fields are as typed; what is absent is found out. Paths are relative to `cwd`. */
export interface PredictRequest {
  readonly cwd: string
  /** The process's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** `-` is standard input. Default: `.config` in the tree or the current folder. */
  readonly config?: string
  /** Text of standard input, asked for where `config` or a fragment is `-`. */
  readonly stdin: () => string
  readonly tree?: string
  readonly kconfig?: string
  readonly arch?: string
  readonly mode?: PredictMode
  readonly allconfig?: string
  readonly seed?: string
  readonly probability?: string
  readonly fragments?: readonly string[]
  /** `--env NAME=VALUE`, in order. */
  readonly env?: readonly (readonly [string, string])[]
  /** `auto`, `config`, `live`, `none` or a file. */
  readonly toolchain?: string
  readonly dialect?: string
  /** One text, of syncconfig too. Default: the configuration (the kernel's, in a buildroot), of syncconfig all its files. */
  readonly emit?: Emit
  /** Neither read nor write the cache where false. */
  readonly cache?: boolean
  /** Work out why requests did not survive. */
  readonly diff?: boolean
}

/** A probe that nobody answered and that something hangs on. */
export interface UnknownAnswer {
  readonly kind: 'shell' | 'environment'
  /** The command or the variable's name. */
  readonly text: string
  /** Names of symbols whose value would be another with another answer. */
  readonly affects: readonly string[]
}

/** Things a reader should know to understand the result: what was found, assumed or noticed on the way. */
export type PredictNote =
  | { readonly kind: 'tree'; readonly folder: string; readonly what: string }
  | { readonly kind: 'dialect'; readonly name: string; readonly because: string }
  | { readonly kind: 'arch'; readonly arch: string; readonly because: string }
  | { readonly kind: 'toolchain'; readonly source: string; readonly inferred: number }
  | { readonly kind: 'no-config'; readonly name: string }
  /** The configuration was not named: this one was found. */
  | { readonly kind: 'config'; readonly path: string }
  /** It was made with the compiler of another architecture, whose answers say nothing here. */
  | { readonly kind: 'answers-of-other-arch'; readonly config: string; readonly tree: string }
  | { readonly kind: 'config-of-other-version'; readonly config: string; readonly tree: string }
  | { readonly kind: 'other-compiler'; readonly recorded: string; readonly compiler: string }
  | BuildrootNote

/** The kernel that a buildroot's configuration makes. */
export interface KernelPrediction extends VersionStrings {
  readonly release: OpenwrtReleaseName
  /** `ath79/generic` */
  readonly target: string
  /** Absent where the tree does not tell. */
  readonly linuxVersion?: string
  /** 32 hexadecimal digits. */
  readonly vermagic: string
  /** Lines that the hash is of. */
  readonly hashedLines: number
}

export interface Prediction {
  readonly kind: 'predicted'
  readonly mode: PredictMode
  /** What goes to stdout or the output file; the files of syncconfig by name. */
  readonly text: string
  readonly files?: ReadonlyMap<string, string>
  /** The file that was resolved, as a path, where it was one. */
  readonly configPath?: string
  readonly seed?: number
  readonly notes: readonly PredictNote[]
  readonly messages: readonly KconfigMessage[]
  readonly overrides: readonly Reassignment[]
  readonly unknown: readonly UnknownAnswer[]
  readonly rejections: readonly Rejection[]
  /** Symbols the result sets, by count of written symbols. */
  readonly symbols: number
  /** In a buildroot. */
  readonly kernel?: KernelPrediction
}

/** Why there is no prediction. `messages` say where in the files, `problem` what of the request. */
export interface PredictFailure {
  readonly kind: 'failed'
  readonly problem: PredictProblem
  readonly notes: readonly PredictNote[]
  readonly messages: readonly KconfigMessage[]
}

export type PredictProblem =
  | {
      readonly kind: 'unreadable'
      /** What it was to be. */
      readonly what: 'configuration' | 'fragment' | 'presets' | 'tree' | 'toolchain'
      readonly path: string
      readonly code: string
    }
  | { readonly kind: 'not-text'; readonly path: string }
  | { readonly kind: 'no-tree'; readonly from: string }
  | { readonly kind: 'not-a-tree'; readonly folder: string; readonly kconfig: string }
  | {
      readonly kind: 'unknown-arch'
      readonly arch: string
      readonly known: readonly string[]
      readonly nearest?: string
    }
  | { readonly kind: 'unknown-dialect'; readonly dialect: string; readonly known: readonly string[] }
  | { readonly kind: 'other-program'; readonly path: string; readonly title: string; readonly expected: string }
  | { readonly kind: 'bad-toolchain'; readonly path: string; readonly diagnostic: ToolchainDiagnostic }
  | { readonly kind: 'bad-probability'; readonly text: string }
  | { readonly kind: 'bad-seed'; readonly text: string }
  | { readonly kind: 'bad-kconfig' }
  | { readonly kind: 'not-a-buildroot'; readonly folder: string; readonly emit: Emit }
  /** Something is wrong with the buildroot, or with what the configuration (`config`, by name) asks of it. */
  | (OpenwrtProblem & { readonly folder: string; readonly config?: string })

export type PredictResult = Prediction | PredictFailure
