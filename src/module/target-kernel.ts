/**
 * The kernel that a module would be loaded into, as the checks see it: facts with their sources, what it exports, and the
 * state it is in.
 */
import type { Fact } from '../kernel/fact.ts'
import type { KernelFacts } from '../kernel/kernel-facts.ts'
import type { ExportedSymbol } from '../kernel/symvers.ts'
import type { VerificationKey } from './certificate.ts'

/** An exported symbol. `crc`: unsigned, 32 bits; undefined where the exporter has none for it. */
export interface KernelExport extends Pick<ExportedSymbol, 'name' | 'gpl' | 'namespace'> {
  readonly crc: number | undefined
  /** `vmlinux`, or the name of the module: without folders, `-` as `_`. */
  readonly owner: string
}

/** What the kernel and its modules export. One name may be exported by several: the kernel's own comes first. */
export interface ExportTable {
  find(name: string): KernelExport | undefined
  /** Whether what a module exports is known: it is listed as an exporter, or its file was read. */
  hasOwner(owner: string): boolean
}

/** A module that is in the kernel already. */
export interface LoadedModule {
  readonly name: string
  /** Whether its licence taints (P); undefined where nothing tells. */
  readonly proprietary: boolean | undefined
}

/** How a distribution's kernel differs from the release it is built of, in what no file records. */
export interface LoaderPolicy {
  readonly name: string
  /** A symbol without an entry in `__versions`, where it is not as in the release it is built of. */
  readonly missingVersion?: 'refuse'
}

/** What a user may say of the state of the kernel that the module meets; all else is as after a boot. */
export interface KernelState {
  /** `module.sig_enforce=1`; CONFIG_MODULE_SIG_FORCE does the same. */
  readonly sigEnforce: boolean
  /** Locked down to integrity at least. */
  readonly lockdown: boolean
  /** `module_blacklist=`: names. */
  readonly blacklist: readonly string[]
  /** By name. Undefined: not stated, and then every module that a symvers names counts as loaded when it is needed. */
  readonly loaded: ReadonlyMap<string, LoadedModule> | undefined
  /** Whether it can load what it lacks by itself (modprobe and modules are at hand), as a running system can. */
  readonly autoloads: boolean
  /** All keys that the kernel trusts; undefined where they are not known. */
  readonly keys: readonly VerificationKey[] | undefined
}

export interface TargetKernel {
  readonly facts: KernelFacts
  /** sizeof(struct module). */
  readonly structModuleSize: Fact<number>
  readonly exports: Fact<ExportTable>
  readonly policy: Fact<LoaderPolicy>
  /** Names below /sys/module that the kernel itself takes. */
  readonly builtinNames: Fact<ReadonlySet<string>>
  readonly state: KernelState
}
