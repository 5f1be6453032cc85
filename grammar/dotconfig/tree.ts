/**
 * The tree of a `.config` file: its lines, as the configurator's reader tells them apart.
 *
 * Releases differ in what they make of some lines, so those are delivered as they are written and the reader of the
 * tree decides.  A carriage return at the end of a line is part of the line's text.  Trees are plain data; offsets are
 * byte offsets, text is latin1.
 */

interface LineBase {
  /** Offset of the line's first byte. */
  readonly start: number
  /** Offset of its newline, or of the end of the file. */
  readonly end: number
  /** 1-based. */
  readonly line: number
}

export type DotconfigLine = LineBase &
  (
    | {
        readonly kind: 'assignment'
        /** Without the prefix; everything up to the first `=`, so it need not look like a name. */
        readonly name: string
        /** Everything behind the `=`. */
        readonly value: string
      }
    /** `# CONFIG_NAME is not set`. */
    | {
        readonly kind: 'unset'
        /** Without the prefix; everything up to the first space. */
        readonly name: string
        /** The text behind the name and the space; it starts with `is not set`. */
        readonly rest: string
        /** `rest` is `is not set` and nothing else, but for a carriage return: newer releases ask for that. */
        readonly exact: boolean
      }
    /** Starts with the prefix but has no `=`: silently ignored until 6.x, "unexpected data" later. */
    | { readonly kind: 'incomplete'; readonly text: string }
    | { readonly kind: 'comment'; readonly text: string }
    | { readonly kind: 'blank' }
    | { readonly kind: 'unexpected'; readonly text: string }
  )
