/**
 * What a user asks of `module`, as typed. Paths are relative to `cwd`; what is absent is found out, or unknown.
 */
import { POLICY_NAMES } from '../module/policies.ts'

/** What `policy` may be. */
export const KNOWN_POLICIES: readonly string[] = POLICY_NAMES

export interface ModuleRequest {
  readonly cwd: string
  /** Module files, packages of modules, and folders that are searched. */
  readonly inputs: readonly string[]
  /** What `uname -r` says here: the kernel that is meant where none is named. */
  readonly runningRelease?: string
  /** A build or headers tree, or /lib/modules/RELEASE. */
  readonly kernel?: string
  /** Of the kernel, then of other modules. */
  readonly symvers?: readonly string[]
  readonly config?: string
  readonly release?: string
  readonly vermagic?: string
  /** A module known to load. */
  readonly like?: string
  readonly policy?: string
  /** The version of OpenWrt's package `kernel` on the device, or a line or name that has it. */
  readonly kernelPackage?: string
  readonly sigEnforce?: boolean
  readonly lockdown?: boolean
  /** Names, as module_blacklist= takes them. */
  readonly blacklist?: readonly string[]
  /** A text of /proc/modules, a list of module files, or a module file. */
  readonly loaded?: readonly string[]
  readonly params?: string
  /** Certificates or public keys. */
  readonly keys?: readonly string[]
  /** Compute digests for whole folders too. */
  readonly digests?: boolean
  readonly forceVermagic?: boolean
  readonly forceModversion?: boolean
  /** Instead of files: a folder of sources, whose modules are judged before they are built. */
  readonly builtFrom?: string
  /** The kernel's tree or headers that they are built with; default: the one they lie in, else the target's own. */
  readonly tree?: string
}
