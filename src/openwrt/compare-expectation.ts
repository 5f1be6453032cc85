/**
 * Whether a buildroot makes the kernel that is asked for, part by part in the order in which a person would look: another
 * Linux or another target make another hash anyway, so they are said first.
 */
import { knownValue } from '../kernel/fact.ts'
import type { BuildrootKernel } from './buildroot-kernel.ts'
import type { Expectation } from './expectation.ts'

export type ExpectedPart = 'linux-version' | 'target' | 'linux-release' | 'configuration'

export interface PartComparison {
  readonly part: ExpectedPart
  readonly expected: string
  /** Undefined where the tree does not tell. */
  readonly actual: string | undefined
  readonly verdict: 'same' | 'different' | 'unknown'
}

/** What of a configuration is known to be behind a hash that is not an official one. */
export interface ConfigurationSigns {
  /** CONFIG_KERNEL_KALLSYMS=y: on by default, and off in what OpenWrt releases. */
  readonly kallsyms: boolean
  /** CONFIG_ALL_KMODS=y: what OpenWrt releases is made with all of them. */
  readonly allKmods: boolean
  /** Packages of feeds are installed: some of them want things of the kernel, and releases are made with them. */
  readonly feeds: boolean
  /** The hash would be the expected one, were CONFIG_KERNEL_KALLSYMS the other way. */
  readonly kallsymsAlone: boolean
}

export interface ExpectationResult {
  readonly expectation: Expectation
  readonly verdict: 'met' | 'not-met' | 'unknown'
  /** The parts that the text names. */
  readonly parts: readonly PartComparison[]
  readonly signs: ConfigurationSigns
}

const compared = (part: ExpectedPart, expected: string | undefined, actual: string | undefined): PartComparison[] => {
  if (expected === undefined) return []
  const verdict = actual === undefined ? 'unknown' : actual === expected ? 'same' : 'different'
  return [{ part, expected, actual, verdict }]
}

const KALLSYMS = 'CONFIG_KERNEL_KALLSYMS'
const KALLSYMS_ON = `${KALLSYMS}=y`
const KALLSYMS_OFF = `# ${KALLSYMS} is not set`

const signsOf = (
  { choices, secondStage, configuration }: BuildrootKernel,
  seen: Pick<ConfigurationSigns, 'allKmods' | 'feeds'>,
  vermagic: string,
): ConfigurationSigns => {
  const kallsyms = choices.kernelLines.includes(KALLSYMS_ON)
  const others = choices.kernelLines.filter((line) => line !== KALLSYMS_ON && line !== KALLSYMS_OFF)
  const flipped = secondStage({ ...choices, kernelLines: [...others, kallsyms ? KALLSYMS_OFF : KALLSYMS_ON] })
  const kallsymsAlone = configuration.vermagic !== vermagic && flipped.vermagic === vermagic
  return { kallsyms, ...seen, kallsymsAlone }
}

/** Compares. `seen`: what the kernel's part of the configuration does not show. */
export const compareExpectation = (
  expectation: Expectation,
  kernel: BuildrootKernel,
  seen: Pick<ConfigurationSigns, 'allKmods' | 'feeds'>,
): ExpectationResult => {
  const { linuxVersion, linuxRelease, target, vermagic } = expectation
  const parts = [
    ...compared('linux-version', linuxVersion, knownValue(kernel.kernel.linuxVersion)),
    ...compared('target', target, kernel.target.name),
    ...compared('linux-release', linuxRelease, knownValue(kernel.kernel.linuxRelease)),
    ...compared('configuration', vermagic, kernel.configuration.vermagic),
  ]
  const has = (verdict: PartComparison['verdict']): boolean => parts.some((part) => part.verdict === verdict)
  return {
    expectation,
    verdict: has('different') ? 'not-met' : has('unknown') ? 'unknown' : 'met',
    parts,
    signs: signsOf(kernel, seen, vermagic),
  }
}
