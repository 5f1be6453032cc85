/**
 * What a PKCS#7 message is made of: SignedData of RFC 2315 and RFC 5652 as the kernel reads it.
 * The same language as crypto/asymmetric_keys/pkcs7.asn1 (Linux 6.1 and 6.12).
 */
import {
  any,
  choice,
  context,
  contextList,
  contextPlain,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  optional,
  plain,
  type Rule,
  sequence,
  sequenceOf,
  setOf,
} from './ber-grammar.ts'

export type Pkcs7Action =
  | 'oid'
  | 'messageType'
  | 'messageVersion'
  | 'content'
  | 'contentType'
  | 'certificate'
  | 'certificates'
  | 'signerVersion'
  | 'nameValue'
  | 'issuer'
  | 'serial'
  | 'keyId'
  | 'digestAlgorithm'
  | 'attributeValue'
  | 'attributes'
  | 'signatureAlgorithm'
  | 'signature'
  | 'signer'

type Part = Rule<Pkcs7Action>

const OID: Part = plain(OBJECT_IDENTIFIER, 'oid')

const algorithm = (...actions: readonly Pkcs7Action[]): Part => sequence([OID, optional(any())], ...actions)

/** SET OF or SEQUENCE OF, whichever is there. */
const listOf = (part: Part): Part => choice([setOf(part), sequenceOf(part)])

const NAME: Part = sequenceOf(setOf(sequence([OID, any('nameValue')])), 'issuer')

const ATTRIBUTE: Part = sequence([OID, setOf(any('attributeValue'))])

/** Not looked at, but read. */
const UNAUTHENTICATED_ATTRIBUTE: Part = sequence([plain(OBJECT_IDENTIFIER), setOf(any())])

const SIGNER: Part = sequence(
  [
    plain(INTEGER, 'signerVersion'),
    choice([sequence([NAME, plain(INTEGER, 'serial')]), contextPlain(0, 'keyId')]),
    algorithm('digestAlgorithm'),
    optional(choice([contextList(0, ATTRIBUTE, 'attributes'), context(2, [sequenceOf(ATTRIBUTE)])])),
    algorithm('signatureAlgorithm'),
    plain(OCTET_STRING, 'signature'),
    optional(choice([contextList(1, UNAUTHENTICATED_ATTRIBUTE), contextList(3, UNAUTHENTICATED_ATTRIBUTE)])),
  ],
  'signer',
)

const CERTIFICATE: Part = any('certificate')

/** Read as lists of certificates. */
const REVOCATION_LIST: Part = sequenceOf(CERTIFICATE)

const SIGNED_DATA: Part = sequence([
  plain(INTEGER, 'messageVersion'),
  listOf(algorithm()),
  // the kernel notes this identifier twice, and says twice that it does not know it
  sequence([plain(OBJECT_IDENTIFIER, 'oid', 'oid'), optional(context(0, [any('content')]))], 'contentType'),
  // the second form of a certificate in a set is never reached: the first one takes any element
  optional(choice([contextList(0, choice([CERTIFICATE, CERTIFICATE])), contextList(2, CERTIFICATE)], 'certificates')),
  optional(choice([contextList(1, REVOCATION_LIST), contextList(3, REVOCATION_LIST)])),
  listOf(SIGNER),
])

export const PKCS7: Part = sequence([
  plain(OBJECT_IDENTIFIER, 'oid', 'messageType'),
  optional(context(0, [SIGNED_DATA])),
])
