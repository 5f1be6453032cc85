/** What each exit code of kcheck means. `kcheck conf` has the C tool's own. */
export const EXIT = {
  ok: 0,
  /** The answer is no. */
  no: 1,
  usage: 2,
  /** An input cannot be read, or a needed fact is missing; also a fault in kcheck itself. */
  input: 3,
} as const
