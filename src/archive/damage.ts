/**
 * What can be wrong with a compressed file. Decoders throw it, as it ends the work from any depth of them; `expand` turns
 * it into data, so that it never leaves this folder.
 */

/**
 * `archive/damaged`: the stream is cut short or contradicts its format. `archive/checksum`: it could be decoded, but its
 * checksum or length says that the bytes are not those that were compressed. `archive/over-limit`: the output would be
 * larger than the caller allows. `archive/trailing-data`: something follows the end. `archive/unsupported`: sound as far
 * as it goes, but made with a feature that is not read here. `archive/no-package`: neither an .ipk nor an .apk.
 */
export type ArchiveCode =
  | 'archive/damaged'
  | 'archive/checksum'
  | 'archive/over-limit'
  | 'archive/trailing-data'
  | 'archive/unsupported'
  | 'archive/no-package'

/** `offset`: the byte of the compressed file where it shows, where that is known. `what`: the field or feature. */
export interface ArchiveArgs {
  readonly offset?: number
  readonly what?: string
  readonly limit?: number
}

export class Damage extends Error {
  readonly code: ArchiveCode
  readonly args: ArchiveArgs
  constructor(code: ArchiveCode, args: ArchiveArgs) {
    super(code)
    this.code = code
    this.args = args
  }
}

/** Ends the work with `archive/damaged`. */
export const damaged = (what: string, offset: number): never => {
  throw new Damage('archive/damaged', { what, offset })
}
