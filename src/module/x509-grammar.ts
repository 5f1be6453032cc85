/**
 * What a certificate is made of, and its extension that names the issuer's key: RFC 5280, 4.1 and 4.2.1.1, as the kernel
 * reads them. The same languages as crypto/asymmetric_keys/x509.asn1 and x509_akid.asn1 (Linux 6.1 and 6.12, which
 * differ in general names).
 */
import type { CryptoDialect } from '../kernel/loader-changes.ts'
import {
  any,
  BIT_STRING,
  BOOLEAN,
  choice,
  context,
  contextList,
  contextPlain,
  GENERALIZED_TIME,
  IA5_STRING,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  optional,
  plain,
  type Rule,
  sequence,
  sequenceOf,
  setOf,
  UTC_TIME,
} from './ber-grammar.ts'

export type X509Action =
  | 'oid'
  | 'parameters'
  | 'serial'
  | 'signatureAlgorithm'
  | 'issuer'
  | 'time'
  | 'subject'
  | 'key'
  | 'extension'
  | 'signedPart'
  | 'signature'

type Part = Rule<X509Action>

const OID: Part = plain(OBJECT_IDENTIFIER, 'oid')

const algorithm = (...actions: readonly X509Action[]): Part => sequence([OID, optional(any('parameters'))], ...actions)

const name = <A extends string>(oid: Rule<A>, ...actions: readonly A[]): Rule<A> =>
  sequenceOf(setOf(sequence([oid, any()])), ...actions)

const TIME: Part = choice([plain(UTC_TIME), plain(GENERALIZED_TIME)], 'time')

const EXTENSION: Part = sequence([OID, optional(plain(BOOLEAN)), plain(OCTET_STRING, 'extension')])

export const CERTIFICATE: Part = sequence([
  sequence(
    [
      optional(context(0, [plain(INTEGER)])),
      plain(INTEGER, 'serial'),
      algorithm('signatureAlgorithm'),
      name(OID, 'issuer'),
      sequence([TIME, TIME]),
      name(OID, 'subject'),
      sequence([algorithm(), plain(BIT_STRING, 'key')]),
      optional(contextPlain(1)),
      optional(contextPlain(2)),
      optional(context(3, [sequenceOf(EXTENSION)])),
    ],
    'signedPart',
  ),
  algorithm(),
  plain(BIT_STRING, 'signature'),
])

export type AuthorityAction = 'keyId' | 'name' | 'serial'

const DIRECTORY_NAME: Rule<AuthorityAction> = context(4, [name(plain(OBJECT_IDENTIFIER), 'name')])

const GENERAL_NAMES: Readonly<Record<CryptoDialect, Rule<AuthorityAction>>> = {
  'with-md5': choice([
    context(0, [any()]),
    context(1, [plain(IA5_STRING)]),
    context(2, [plain(IA5_STRING)]),
    context(3, [any()]),
    DIRECTORY_NAME,
    context(5, [any()]),
    context(6, [plain(IA5_STRING)]),
    context(7, [plain(OCTET_STRING)]),
    context(8, [plain(OBJECT_IDENTIFIER)]),
  ]),
  'with-sha3': choice([
    context(0, [plain(OBJECT_IDENTIFIER), context(0, [any()])]),
    contextPlain(1),
    contextPlain(2),
    context(3, [any()]),
    DIRECTORY_NAME,
    context(5, [optional(context(0, [any()])), context(1, [any()])]),
    contextPlain(6),
    contextPlain(7),
    contextPlain(8),
  ]),
}

const authorityKey = (dialect: CryptoDialect): Rule<AuthorityAction> =>
  sequence([
    optional(contextPlain(0, 'keyId')),
    optional(contextList(1, GENERAL_NAMES[dialect])),
    optional(contextPlain(2, 'serial')),
  ])

/** By the kernel that reads it. */
export const AUTHORITY_KEY: Readonly<Record<CryptoDialect, Rule<AuthorityAction>>> = {
  'with-md5': authorityKey('with-md5'),
  'with-sha3': authorityKey('with-sha3'),
}
