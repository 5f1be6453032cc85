/**
 * The signature, looked at before anything else of the module.
 * Follows module_sig_check() in kernel/module/signing.c (Linux 6.1 and 6.12; 5.15 and before: signatures were looked at
 * only in calls without flags, and without enforcement their errors did not matter less).
 */

import type { Errno } from '../errno.ts'
import type { Check, Ending, Load } from '../load.ts'
import type { CryptoKernel } from '../pkcs7-text.ts'
import { type ModuleSignature, readSignature } from '../signature.ts'
import type { KernelState, TargetKernel } from '../target-kernel.ts'
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
const hasAlgorithm = ({ facts, state }: TargetKernel, name: string): boolean => {
  const symbol = CRYPTO[name]
  const value = symbol === undefined ? undefined : facts.features.symbolText(symbol)
  if (value?.kind !== 'known') return true
  return value.value === 'y' || (value.value === 'm' && state.autoloads)
}

/** One for each kernel, by which messages that were read for it are known. */
const CRYPTO_OF = new WeakMap<KernelState, CryptoKernel>()

const cryptoOf = (load: Load): CryptoKernel => {
  const { kernel } = load
  const before = CRYPTO_OF.get(kernel.state)
  if (before !== undefined) return before
  const crypto: CryptoKernel = {
    dialect: load.changeOr('cryptoDialect', 'with-sha3'),
    has: (algorithm) => hasAlgorithm(kernel, algorithm),
  }
  CRYPTO_OF.set(kernel.state, crypto)
  return crypto
}

/**
 * Debian's kernels look for the key a second time, in the keyring of the platform, and read the message anew for that:
 * mod_verify_sig() in kernel/module/signing.c as Debian 12 and 13 have it.
 */
const triesPlatformKeys = (load: Load): boolean => {
  const { policy, facts } = load.kernel
  const value = facts.features.symbolText('INTEGRITY_PLATFORM_KEYRING')
  return policy.kind === 'known' && policy.value.name === 'debian' && value.kind === 'known' && value.value === 'y'
}

const logAll = (load: Load, lines: readonly string[]): void => {
  for (const line of lines) load.log(line)
}

/** One that is there and does not hold: refused whether or not signatures are enforced. */
const refuseSignature = (load: Load, errno: Errno, reason: string): Ending => {
  load.refuse(errno === 'EKEYREJECTED' ? 'module/signature-wrong' : 'module/signature-malformed', errno, { reason })
  return undefined
}

const KEY = [{ kind: 'option', option: '--key' }] as const

/** Whose signature it is nobody can tell who does not know the kernel's keys; that matters where it has to be theirs. */
const judgeUnknownKeys = (load: Load): void => {
  const { state, facts } = load.kernel
  const { moduleSigForce } = facts.features
  const args = { reason: 'keys-not-given' }
  if (state.sigEnforce || (moduleSigForce.kind === 'known' && moduleSigForce.value))
    load.doubt('module/signature-required', KEY, [load.changeOr('signatureErrno', 'EKEYREJECTED')], args)
  else if (state.lockdown) load.doubt('module/locked-down', KEY, ['EPERM'], args)
  else load.assume({ kind: 'signature-trusted', ...(load.attempt.verify ? {} : { digests: 'off' as const }) })
}

const judgeSigned = (
  load: Load,
  signature: Extract<ModuleSignature, { kind: 'signed' }>,
  crypto: CryptoKernel,
): Ending => {
  const { keys } = load.kernel.state
  const { message, moduleLength } = signature
  // digests are made before keys are looked for
  if (!message.signers.some(({ digest }) => crypto.has(digest))) return withoutSignature(load, 'unsupported')
  if (keys === undefined || !load.attempt.verify) {
    if (keys === undefined) judgeUnknownKeys(load)
    else load.assume({ kind: 'signature-trusted', digests: 'off' })
    load.isSigned = true
    return undefined
  }
  const verification = verifySignature(load.attempt.file.subarray(0, moduleLength), message, keys, crypto)
  logAll(load, verification.lines)
  switch (verification.kind) {
    case 'verified':
      load.isSigned = true
      return undefined
    case 'wrong':
      return refuseSignature(load, verification.errno, verification.reason)
    case 'key-unknown':
      if (triesPlatformKeys(load)) logAll(load, [...signature.lines, ...verification.lines])
      return withoutSignature(load, 'key-unknown')
    case 'lacking':
      return withoutSignature(load, 'unsupported')
    case 'unsupported':
      load.doubt('module/signature-wrong', [], ['EKEYREJECTED', 'EBADMSG', 'EINVAL'], { reason: 'unsupported' })
      return undefined
  }
}

const judge = (load: Load): Ending => {
  const { ignoreVermagic, ignoreModversions, file } = load.attempt
  // a module changed by force is no longer the one that was signed
  if (ignoreVermagic || ignoreModversions) return withoutSignature(load, 'unsigned')
  const crypto = cryptoOf(load)
  const signature = readSignature(file, crypto)
  load.length = signature.moduleLength
  logAll(load, signature.lines)
  switch (signature.kind) {
    case 'absent':
      return withoutSignature(load, 'unsigned')
    case 'unsupported':
      return withoutSignature(load, 'unsupported')
    case 'refused':
      return refuseSignature(load, signature.errno, signature.reason)
    case 'signed':
      return judgeSigned(load, signature, crypto)
  }
}

/** Kernels without CONFIG_MODULE_SIG never look: a signature lies behind all sections. */
export const signature: Check = {
  name: 'signature',
  needs: [
    'features.moduleSig',
    'features.moduleSigForce',
    'state.sigEnforce',
    'state.lockdown',
    'state.keys',
    'policy',
  ],
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
