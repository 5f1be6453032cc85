/**
 * A message while it is read: its bytes, the lines that the kernel prints, and the object identifier that came last, which
 * tells what the part behind it is. Behaves as struct pkcs7_parse_context and pkcs7_note_OID() in
 * crypto/asymmetric_keys/pkcs7_parser.c (Linux 6.12).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'
import type { BerPart } from './ber-matcher.ts'
import { knownOid, printedOid } from './object-identifiers.ts'

/** The kernel that reads it. */
export interface CryptoKernel {
  readonly dialect: CryptoDialect
  /** Whether it has a digest or a kind of key, or can load it. */
  readonly has: (algorithm: string) => boolean
}

export class Pkcs7Text {
  readonly bytes: Uint8Array
  readonly kernel: CryptoKernel
  readonly lines: string[] = []
  /** Undefined: none yet, or one that the kernel does not know. */
  lastOid: string | undefined
  /** As it would be printed. */
  lastOidText = ''

  constructor(bytes: Uint8Array, kernel: CryptoKernel) {
    this.bytes = bytes
    this.kernel = kernel
  }

  contentOf({ start, end }: Pick<BerPart, 'start' | 'end'>): Uint8Array {
    return this.bytes.subarray(start, end)
  }

  /** The kernel warns. */
  warn(text: string): void {
    this.lines.push(`PKCS7: ${text}`)
  }

  noteOid(part: BerPart): undefined {
    const content = this.contentOf(part)
    this.lastOid = knownOid(content, this.kernel.dialect)
    this.lastOidText = this.lastOid ?? printedOid(content)
    if (this.lastOid === undefined) this.warn(`Unknown OID: [${part.start}] ${this.lastOidText}`)
  }
}
