/**
 * Which kernel a pasted text asks for: a hash, a version of the package `kernel`, the folder or address of its kmods, or
 * what opkg or apk said when it refused a kmod. The hash is looked for first and what stands around it read from there,
 * so that any text will do.
 */

import { LINUX, linuxVersionOf } from './kernel-package.ts'

/** What the text names; the rest is not asked for. */
export interface Expectation {
  /** 32 hexadecimal digits in small letters. */
  readonly vermagic: string
  /** `6.6.73`, candidates as the kernel writes them: `6.18-rc3`. */
  readonly linuxVersion?: string
  readonly linuxRelease?: string
  /** `ath79/generic`, of an address. */
  readonly target?: string
}

export type ExpectationReading =
  | { readonly kind: 'expected'; readonly expectation: Expectation }
  /** No hash is in the text. */
  | { readonly kind: 'none' }
  /** It asks for several kernels. */
  | { readonly kind: 'several'; readonly expectations: readonly Expectation[] }

/** What is more likely to be what is asked for comes later. */
type Weight = 'bare' | 'versioned' | 'required'

interface Finding {
  readonly weight: Weight
  readonly expectation: Expectation
}

const HASH = /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/gi
/** A version before the hash: `6.6.73~`, `4.14.195-1-`. It begins where no number goes on. */
const TILDE = new RegExp(`(?<![0-9A-Za-z.])${LINUX}~$`)
const DASHES = new RegExp(`(?<![0-9A-Za-z.])${LINUX}-(?<release>[0-9]+)-$`)
const TILDE_RELEASE = /^-r([0-9]+)/
const ADDRESS = /targets\/([^/ \t\r\n"']+)\/([^/ \t\r\n"']+)\/kmods\/$/
/** `kernel (= `, `kernel=`: what a package depends on, and not what is installed. */
const REQUIRED = /\bkernel[ \t\r\n]*\(?[ \t\r\n]*=[ \t\r\n]*$/
/** No version and no address before it is longer. */
const LOOK_BACK = 400

const findingAt = (text: string, at: number): Finding => {
  const hash = text.slice(at, at + 32).toLowerCase()
  const before = text.slice(Math.max(0, at - LOOK_BACK), at)
  const tilde = TILDE.exec(before)
  const dashes = DASHES.exec(before)
  const match = tilde ?? dashes
  if (match === null) return { weight: 'bare', expectation: { vermagic: hash } }
  const { linux = '' } = match.groups ?? {}
  const release = tilde === null ? dashes?.groups?.['release'] : TILDE_RELEASE.exec(text.slice(at + 32, at + 48))?.[1]
  const lead = before.slice(0, match.index)
  const [, board, subtarget] = ADDRESS.exec(lead) ?? []
  const expectation: Expectation = {
    vermagic: hash,
    linuxVersion: linuxVersionOf(linux),
    ...(release === undefined ? {} : { linuxRelease: release }),
    ...(board === undefined ? {} : { target: `${board}/${subtarget}` }),
  }
  return { weight: REQUIRED.test(lead) ? 'required' : 'versioned', expectation }
}

const WEIGHTS: readonly Weight[] = ['required', 'versioned', 'bare']

/** Whether `b` asks for nothing but what `a` asks for too. */
const includes = (a: Expectation, b: Expectation): boolean =>
  (['vermagic', 'linuxVersion', 'linuxRelease', 'target'] as const).every(
    (part) => b[part] === undefined || a[part] === b[part],
  )

/** A text that names more kernels than this is no error message. */
const MANY = 100

const distinct = (all: readonly Expectation[]): readonly Expectation[] => {
  const expectations = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()].slice(0, MANY)
  return expectations.filter((one) => !expectations.some((other) => other !== one && includes(other, one)))
}

const readOnce = (text: string): ExpectationReading => {
  const findings = [...text.matchAll(HASH)].map(({ index }) => findingAt(text, index))
  const weight = WEIGHTS.find((one) => findings.some((finding) => finding.weight === one))
  const likeliest = findings.filter((finding) => finding.weight === weight).map(({ expectation }) => expectation)
  const expectations = distinct(likeliest)
  const [expectation] = expectations
  if (expectation === undefined) return { kind: 'none' }
  return expectations.length === 1 ? { kind: 'expected', expectation } : { kind: 'several', expectations }
}

/** What a text asks for. A terminal may have broken its lines anywhere. */
export const readExpectation = (text: string): ExpectationReading => {
  const reading = readOnce(text)
  return reading.kind === 'none' ? readOnce(text.replace(/\r?\n[ \t]*/g, '')) : reading
}
