/**
 * Cases for the boot oracle and what it says of them, in the form that boot.py reads and writes.
 */

/** How a module is handed to the kernel. */
export interface LoadCase {
  readonly id: string
  /** In the folder of modules. */
  readonly file: string
  /** Of finit_module(2). */
  readonly flags: number
  readonly args: string
  /** Files that are loaded before. */
  readonly deps: readonly string[]
  /** `sys`, `init`, `insmod`, `insmodf`, `bb`, or a program of the guest with its environment before it. */
  readonly prog: string
}

/** What a kernel said. */
export interface LoadVerdict extends LoadCase {
  readonly verdict: 'LOADED' | 'REJECTED' | 'CRASH' | 'NOTRUN'
  /** Of a system call; 0 where it succeeded. */
  readonly errno?: number
  /** Of a program: its messages, with `|` for the end of each line. */
  readonly output?: string
  readonly exit?: number
  /** New in /proc/modules: `name(taints)`, separated by commas. */
  readonly loaded?: string
  readonly dmesg?: readonly string[]
  /** Files of `deps` that could not be loaded, with the error number. */
  readonly depfail?: readonly (readonly string[])[]
  readonly how?: string
}

export interface Verdicts {
  /** The image's file name, `vmlinuz-RELEASE`, or the release. */
  readonly kernel: string
  readonly cmdline: string
  readonly cases: readonly LoadVerdict[]
}
