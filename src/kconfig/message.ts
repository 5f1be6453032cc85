/**
 * What the configurator says while it reads and resolves: findings that also carry the exact line it prints, so that
 * the drop-in prints that line and the reports of `predict` word the same finding themselves.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

export interface KconfigMessage extends Diagnostic {
  readonly stream: 'out' | 'err'
  /** As printed, newlines included. */
  readonly text: string
  /** The line it is about, and where in it (1-based, in bytes). */
  readonly excerpt?: { readonly text: string; readonly column: number; readonly length: number }
}

export type MessageSink = (message: KconfigMessage) => void

/** Reading or resolving cannot go on. What was wrong was emitted before; the configurator would exit with `exitCode`. */
export class ConfigurationStop extends Error {
  readonly exitCode: number
  constructor(exitCode: number) {
    super('the configuration cannot be read')
    this.exitCode = exitCode
  }
}
