/**
 * Our words for what a kernel finds in a module's signature.
 */
import type { CheckCode } from '../module/check-codes.ts'
import { type About, argOf, type CheckWords } from './check-words.ts'

const SIGN = 'sign it with a key that the kernel trusts: scripts/sign-file sha256 KEY.pem CERT.der FILE'
const ENROL = 'enrol the certificate of the signer (mokutil --import CERT.der)'

const MALFORMED: Readonly<Record<string, string>> = {
  'too-short': 'the file ends before it',
  length: 'it claims to be longer than the file',
  parameters: 'fields that must be 0 are not',
  'has-content': 'it holds the data itself',
  'not-data': 'it signs something else than data',
  'has-attributes': 'it has authenticated attributes',
  message: 'it is no PKCS#7 message that the kernel reads',
  certificate: 'a certificate in it does not fit',
  'key-id': 'it does not say whose it is',
}

const WRONG: Readonly<Record<string, string>> = {
  digest: 'the module was changed after it was signed',
  signature: 'it is not one of the key that it names',
  'signature-or-key': 'the module was changed after it was signed, or the key is another one',
  certificate: 'a certificate in it does not fit',
  'has-attributes': 'it has authenticated attributes',
  'not-data': 'it signs something else than data',
  message: 'something in it is not allowed in the signature of a module',
  unsupported: 'it is made in a way that cannot be tried here',
}

const REQUIRED: Readonly<Record<string, string>> = {
  unsigned: 'the module is not signed',
  unsupported: 'the module is signed in a way that the kernel does not support',
  'key-unknown': 'the module is signed with a key that the kernel does not know',
  'keys-not-given': 'the module is signed, with which key nobody looked at',
}

const worded = (about: About, head: string, words: Readonly<Record<string, string>>): string => {
  const reason = argOf(about, 'reason')
  return reason === '' ? head : `${head}: ${words[reason] ?? reason}`
}

const unsigned = (about: About): string => {
  const reason = argOf(about, 'reason', 'unsigned')
  return REQUIRED[reason] ?? `the signature of the module does not count (${reason})`
}

/** Of a signature that is there. */
const whetherTrusted = (about: About): string | undefined =>
  argOf(about, 'reason') === 'keys-not-given' ? 'the kernel has the key it is signed with' : undefined

const signOrEnrol = (about: About): string => (argOf(about, 'reason') === 'key-unknown' ? `${ENROL}, or ${SIGN}` : SIGN)

export const SIGNATURE_WORDS = {
  'module/signature-malformed': {
    short: 'the signature is malformed',
    cause: (about) => worded(about, 'the signature is malformed', MALFORMED),
    remedy: () => `cut the signature off (strip --strip-debug FILE) and ${SIGN}`,
  },
  'module/signature-wrong': {
    short: 'the signature is wrong',
    cause: (about) => worded(about, 'the signature is wrong', WRONG),
    remedy: () => `take the file as it was signed, or cut the signature off (strip --strip-debug FILE) and ${SIGN}`,
  },
  'module/signature-required': {
    short: 'the module has no signature that counts',
    cause: unsigned,
    remedy: signOrEnrol,
    whether: whetherTrusted,
  },
  'module/locked-down': {
    short: 'the kernel is locked down, and the module has no signature that counts',
    cause: (about) => `${unsigned(about)}, and the kernel is locked down`,
    remedy: (about) => `${signOrEnrol(about)}; lockdown comes with Secure Boot, or lockdown= on the command line`,
    whether: whetherTrusted,
  },
} as const satisfies { readonly [Code in CheckCode]?: CheckWords }
