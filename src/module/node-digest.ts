/**
 * Digests under the kernel's names, computed by Node.
 */
import type { DigestName } from './algorithms.ts'

/** Without those that no Node has. */
const NODE_NAMES: Readonly<Record<DigestName, string | undefined>> = {
  md4: 'md4',
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  sm3: 'sm3',
  streebog256: undefined,
  streebog512: undefined,
}

/** As Node names a digest; undefined where it has none. */
export const nodeDigest = (digest: DigestName): string | undefined => NODE_NAMES[digest]

/** The digest of bytes; undefined where this Node cannot compute it. */
export const digestOf = (digest: DigestName, bytes: Uint8Array): Uint8Array | undefined => {
  const name = NODE_NAMES[digest]
  if (name === undefined) return undefined
  try {
    return process.getBuiltinModule('node:crypto').createHash(name).update(bytes).digest()
  } catch {
    return undefined
  }
}
