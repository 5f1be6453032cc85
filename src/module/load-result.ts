/**
 * What comes of an attempt to load a module: the verdict, and everything that would stop it.
 */
import type { VermagicExplanation } from '../kernel/explain-vermagic.ts'
import type { Wanted } from '../kernel/fact.ts'
import type { CheckCode } from './check-codes.ts'
import type { Errno } from './errno.ts'

/** A line of the kernel's log. */
export interface LogLine {
  readonly text: string
  /** Printed only the first time since boot that there is reason to: whether it appears depends on what was before. */
  readonly once?: true
}

/** Letters of /proc/sys/kernel/tainted: proprietary, forced, staging, out of tree, unsigned, livepatch, test. */
export type Taint = 'P' | 'F' | 'C' | 'O' | 'E' | 'K' | 'N'

/** A symbol whose version differs, or that has none. */
export interface VersionMismatch {
  readonly symbol: string
  /** What the module was built with; undefined where it has no entry for the symbol. `high`: bits above the 32 of a CRC. */
  readonly module: { readonly crc: number; readonly high: number } | undefined
  readonly kernel: number
  readonly owner: string
}

export type FindingValue = string | number | readonly string[]

/** What a finding knows beyond its arguments. */
export type FindingDetail =
  | { readonly kind: 'vermagic'; readonly explanation: VermagicExplanation }
  | {
      readonly kind: 'versions'
      readonly mismatches: readonly VersionMismatch[]
      /** How many symbols the module uses that have a CRC in the kernel. */
      readonly compared: number
    }

/**
 * One reason. `error`: the kernel refuses the module for it, or would if it came that far; `crash`: what the kernel does is
 * not defined; `unknown`: it may be one, a fact is missing; `note`: nothing is refused.
 */
export interface Finding {
  readonly code: CheckCode
  readonly kind: 'error' | 'crash' | 'unknown' | 'note'
  /** Of an `error`. */
  readonly errno?: Errno
  readonly args: Readonly<Record<string, FindingValue>>
  readonly detail?: FindingDetail
  /** Of an `unknown`: any one of these would tell. */
  readonly wanted?: readonly Wanted[]
}

/** Something taken for granted that no file says and the user did not. */
export type Assumption =
  /** Modules that export what this one needs are loaded by then. */
  | { readonly kind: 'loaded'; readonly modules: readonly string[] }
  /** The signature is there and well formed; whether it is right was not looked at. `digests`: nor would it be with keys. */
  | { readonly kind: 'signature-trusted'; readonly digests?: 'off' }
  /** A symbol without an entry in `__versions` is met as in the release that the kernel is built of. */
  | { readonly kind: 'policy'; readonly policy: 'mainline' }
  /**
   * Nothing was compiled: the build is taken to end well, and its module to be unsigned. `licence`: where its sources do
   * not state one, it is taken for the GPL; of several, the first is taken.
   */
  | { readonly kind: 'built'; readonly licence: 'stated' | 'unstated' | 'several' }
  /** A kernel older than the word `modversions` was taken to be without CRCs. */
  | { readonly kind: 'no-modversions' }

export interface LoadResult {
  readonly verdict: 'loads' | 'refused' | 'undefined' | 'unknown'
  /** As messages name it: `name=` of .modinfo, else of struct module; undefined where it cannot be read. */
  readonly name: string | undefined
  /** What the system call returns; null where it does not fail, or what fails first is not known. */
  readonly errno: Errno | null
  /** The check that decides; null where none fails. */
  readonly check: CheckCode | null
  readonly dmesg: readonly LogLine[]
  readonly taints: readonly Taint[]
  /** The deciding one first, then in the kernel's order. */
  readonly findings: readonly Finding[]
  /** What would have to be known for a verdict, or for the error number. */
  readonly missing: readonly { readonly check: CheckCode; readonly wanted: readonly Wanted[] }[]
  readonly assumes: readonly Assumption[]
}

/** How the module is handed to the kernel. */
export interface LoadAttempt {
  /** The bytes that the system call gets. */
  readonly file: Uint8Array
  /** init_module() is what busybox falls back to and what insmod used before 2013. */
  readonly call: 'finit_module' | 'init_module'
  /** modprobe --force-vermagic, MODULE_INIT_IGNORE_VERMAGIC. */
  readonly ignoreVermagic: boolean
  /** modprobe --force-modversion, MODULE_INIT_IGNORE_MODVERSIONS. */
  readonly ignoreModversions: boolean
  /** MODULE_INIT_COMPRESSED_FILE: the kernel is to unpack it. */
  readonly compressed: boolean
  /** Parameters, as on insmod's command line. */
  readonly params: string
  /** Whether signatures are computed, where keys are given. */
  readonly verify: boolean
}
