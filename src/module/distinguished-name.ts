/**
 * The name of a certificate's issuer or subject. Follows RFC 5280, 4.1.2.4.
 */
import { latin1 } from '../files/source-file.ts'
import { contentOf, type DerElement, readChildren, readOid, TAG } from './der.ts'

export interface NamePart {
  /** `CN`, `O`, … or the object identifier. */
  readonly type: string
  /** The bytes of the value, one unit each; mostly UTF-8. */
  readonly value: string
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
])

/** One part: its type with dots, and the bytes of its value. */
export const namePart = (oid: string, value: Uint8Array): NamePart => ({
  type: SHORT.get(oid) ?? oid,
  value: latin1(value),
})

/** The parts in the order of the certificate, or undefined where the element is no name. */
export const readName = (bytes: Uint8Array, element: DerElement): readonly NamePart[] | undefined => {
  const parts: NamePart[] = []
  const sets = element.tag === TAG.sequence ? readChildren(bytes, element) : undefined
  if (sets === undefined) return undefined
  for (const set of sets) {
    const pairs = set.tag === TAG.set ? readChildren(bytes, set) : undefined
    if (pairs === undefined) return undefined
    for (const pair of pairs) {
      const [type, value] = readChildren(bytes, pair) ?? []
      const oid = readOid(bytes, type)
      if (oid === undefined || value === undefined) return undefined
      parts.push(namePart(oid, contentOf(bytes, value)))
    }
  }
  return parts
}

/** The common name: what modinfo calls the signer. */
export const commonName = (name: readonly NamePart[]): string | undefined =>
  name.find(({ type }) => type === 'CN')?.value
