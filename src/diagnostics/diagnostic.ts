/**
 * Findings as data. The words for a code are in `src/report`; nothing here is prose.
 */

/** A place in a source: byte offsets in a file that was read. `end` is exclusive. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** A place known by line only (1-based); enough for what the configurator itself reports. */
export interface LinePosition {
  readonly file: string
  readonly line: number
}

export type Severity = 'error' | 'warning' | 'note'

/** One finding. `args` holds what its message needs, by name. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly args: Readonly<Record<string, string | number | readonly string[]>>
  readonly span?: Span
  readonly position?: LinePosition
  readonly related?: readonly { readonly role: string; readonly position: LinePosition }[]
}
