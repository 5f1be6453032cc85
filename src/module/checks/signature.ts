/**
 * The signature, looked at before anything else of the module.
 * Follows module_sig_check() in kernel/module/signing.c (Linux 6.1 and 6.12; 5.15 and before: signatures were looked at
 * only in calls without flags, and without enforcement their errors did not matter less).
 */

import type { Check, Ending, Load } from '../load.ts'
import { type ModuleSignature, readSignature } from '../signature.ts'
import { verifySignature } from '../verify-signature.ts'

/** Why a module counts as not signed; with the kernel's words for it. */
const REASONS = {
  unsigned: 'unsigned module',
  unsupported: 'module with unsupported crypto',
  'key-unknown': 'module with unavailable key',
} as const

type Reason = keyof typeof REASONS

/** Whether signatures are enforced: by a parameter of the boot, or always. Not known and asked for only here. */
const enforces = (load: Load, reason: Reason): boolean | undefined => {
  const { state, facts } = load.kernel
  if (state.sigEnforce) return true
  return load.need(facts.features.moduleSigForce, 'module/signature-required', ['EKEYREJECTED'], { reason })
}

const withoutSignature = (load: Load, reason: Reason): Ending => {
  if (enforces(load, reason) === true) {
    const errno = load.changeOr('signatureErrno', 'EKEYREJECTED')
    // ENOKEY is of kernels that print nothing
    if (errno === 'EKEYREJECTED') load.log(`Loading of ${REASONS[reason]} is rejected`)
    load.refuse('module/signature-required', errno, { reason })
  } else if (load.kernel.state.lockdown) {
    load.log('Lockdown: insmod: unsigned module loading is restricted; see man kernel_lockdown.7')
    load.refuse('module/locked-down', 'EPERM', { reason })
  }
  return undefined
}

const malformedLine = (signature: ModuleSignature): string | undefined => {
  if (signature.kind === 'refused' && signature.reason === 'parameters') {
    return 'module: PKCS#7 signature info has unexpected non-zero params'
  }
  return signature.kind === 'unsupported' && signature.reason === 'id-type'
    ? 'module: not signed with expected PKCS#7 message'
    : undefined
}

/** The configuration's symbol for each digest and kind of key that a kernel may have or not. */
const CRYPTO: Readonly<Record<string, string>> = {
  md4: 'CRYPTO_MD4',
  md5: 'CRYPTO_MD5',
  sha1: 'CRYPTO_SHA1',
  sha224: 'CRYPTO_SHA256',
  sha256: 'CRYPTO_SHA256',
  sha384: 'CRYPTO_SHA512',
  sha512: 'CRYPTO_SHA512',
  'sha3-256': 'CRYPTO_SHA3',
  'sha3-384': 'CRYPTO_SHA3',
  'sha3-512': 'CRYPTO_SHA3',
  sm3: 'CRYPTO_SM3_GENERIC',
  streebog256: 'CRYPTO_STREEBOG',
  streebog512: 'CRYPTO_STREEBOG',
  rsa: 'CRYPTO_RSA',
  ecdsa: 'CRYPTO_ECDSA',
  sm2: 'CRYPTO_SM2',
  ecrdsa: 'CRYPTO_ECRDSA',
}

/** Whether the kernel has an algorithm, or can load it. Unknown without its configuration, and then taken to be there. */
const hasAlgorithm = (load: Load, name: string): boolean => {
  const symbol = CRYPTO[name]
  const value = symbol === undefined ? undefined : load.kernel.facts.features.symbolText(symbol)
  if (value?.kind !== 'known') return true
  return value.value === 'y' || (value.value === 'm' && load.kernel.state.autoloads)
}

const judgeSigned = (load: Load, signature: Extract<ModuleSignature, { kind: 'signed' }>): Ending => {
  const { keys } = load.kernel.state
  const [{ digest, keyKind }] = signature.message.signers
  // the digest is made before the key is looked for
  if (!hasAlgorithm(load, digest)) return withoutSignature(load, 'unsupported')
  if (keys === undefined || !load.attempt.verify) {
    load.assume({ kind: 'signature-trusted' })
    load.isSigned = true
    return undefined
  }
  const contents = load.attempt.file.subarray(0, signature.moduleLength)
  const verification = verifySignature(contents, signature.message, keys)
  switch (verification.kind) {
    case 'verified':
      if (!hasAlgorithm(load, keyKind)) return withoutSignature(load, 'unsupported')
      load.isSigned = true
      return undefined
    case 'wrong':
      load.refuse('module/signature-wrong', 'EKEYREJECTED', { reason: verification.reason })
      return undefined
    case 'key-unknown':
      return withoutSignature(load, 'key-unknown')
    case 'unsupported':
      return withoutSignature(load, 'unsupported')
  }
}

const judge = (load: Load): Ending => {
  const { ignoreVermagic, ignoreModversions, file } = load.attempt
  // a module changed by force is no longer the one that was signed
  if (ignoreVermagic || ignoreModversions) return withoutSignature(load, 'unsigned')
  const signature = readSignature(file)
  load.length = signature.moduleLength
  const line = malformedLine(signature)
  if (line !== undefined) load.log(line)
  switch (signature.kind) {
    case 'absent':
      return withoutSignature(load, 'unsigned')
    case 'unsupported':
      return withoutSignature(load, 'unsupported')
    case 'refused':
      load.refuse(
        signature.errno === 'EKEYREJECTED' ? 'module/signature-wrong' : 'module/signature-malformed',
        signature.errno,
        { reason: signature.reason },
      )
      return undefined
    case 'signed':
      return judgeSigned(load, signature)
  }
}

/** Kernels without CONFIG_MODULE_SIG never look: a signature lies behind all sections. */
export const signature: Check = {
  name: 'signature',
  needs: ['features.moduleSig', 'features.moduleSigForce', 'state.sigEnforce', 'state.lockdown', 'state.keys'],
  run: (load) => {
    const { moduleSig } = load.kernel.facts.features
    if (moduleSig.kind === 'known' && !moduleSig.value) {
      load.isSigned = true
      return undefined
    }
    if (moduleSig.kind === 'unknown' && !load.kernel.state.sigEnforce) {
      // before 3.7 there were none; otherwise only a module without a good one makes a difference
      const { version } = load.kernel.facts
      if (version.kind === 'known' && version.value.version < 3) {
        load.isSigned = true
        return undefined
      }
    }
    return judge(load)
  },
}
