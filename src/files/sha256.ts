/**
 * SHA-256. Node's module for it is loaded at the first use: that takes longer than everything else in a small run.
 */

/** Of the parts one after the other, in hexadecimal. */
export const sha256 = (parts: Iterable<string | Uint8Array>): string => {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
