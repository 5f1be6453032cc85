/**
 * The catalogue of findings: every code that kcheck can yield, with how severe it is unless said otherwise and what its
 * arguments are called. The words for a code are in src/report, which the compiler keeps complete over this record.
 */
import type { Diagnostic, Severity } from './diagnostic.ts'

/** What a code stands for. */
export interface CodeEntry {
  readonly severity: Severity
  /** Names in `args`; all are always there. */
  readonly args: readonly string[]
}

const error = (...args: readonly string[]): CodeEntry => ({ severity: 'error', args })
const warning = (...args: readonly string[]): CodeEntry => ({ severity: 'warning', args })
const note = (...args: readonly string[]): CodeEntry => ({ severity: 'note', args })

/** Codes by area: `area/what-is-wrong`. */
export const DIAGNOSTIC_CODES = {
  'dotconfig/unexpected-data': warning('text'),
  'dotconfig/reassigned': warning('symbol', 'before', 'after'),
  'dotconfig/invalid-string': warning('symbol', 'text'),
  'dotconfig/overridden': note('symbol', 'before', 'after'),
  'toolchain/not-json': error('file', 'reason'),
  'toolchain/unknown-schema': error('file', 'schema', 'known'),
  'toolchain/unexpected-value': error('file', 'path', 'expected', 'found'),
  'kernel/unknown-architecture': error('arch', 'known', 'nearest'),
} as const satisfies Record<string, CodeEntry>

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES

/** A finding of a catalogued code, with the code's severity. */
export const diagnostic = (
  code: DiagnosticCode,
  args: Diagnostic['args'],
  where: Pick<Diagnostic, 'span' | 'position' | 'related'> = {},
): Diagnostic => ({ code, severity: DIAGNOSTIC_CODES[code].severity, args, ...where })
