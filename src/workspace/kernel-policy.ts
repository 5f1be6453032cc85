/**
 * Which distribution's kernel it is: the one that the user names, or what the kernel's files show.
 */

import type { FileSystem } from '../files/file-system.ts'
import {
  type ConfigLookup,
  configSource,
  configString,
  type Fact,
  type FactSource,
  known,
  unknown,
} from '../kernel/fact.ts'
import type { KernelPlaces } from '../kernel/find-kernel.ts'
import type { KernelFacts } from '../kernel/kernel-facts.ts'
import { isDebianRelease, POLICY_NAMES, policyNamed } from '../module/policies.ts'
import type { LoaderPolicy } from '../module/target-kernel.ts'
import { ModuleRequestFailure } from './module-failure.ts'

export interface PolicyRequest {
  readonly files: FileSystem
  /** `--policy`. */
  readonly name: string | undefined
  readonly facts: KernelFacts
  readonly places: KernelPlaces | undefined
  readonly config: ConfigLookup | undefined
}

const UNKNOWN: Fact<LoaderPolicy> = unknown({ kind: 'option', option: '--policy' })
const COMPILER = 'CC_VERSION_TEXT'
/** Debian puts the release there (debian/rules.real: `--set-str BUILD_SALT`). */
const SALT = 'BUILD_SALT'

/** What shows that a kernel is Debian's: its name, and where there is one, a file of its packages that bears it out. */
const debianSource = ({ files, facts, places, config }: PolicyRequest): FactSource | undefined => {
  const release = facts.release.text
  if (release.kind === 'unknown')
    return config !== undefined && isDebianRelease(configString(config, SALT) ?? '')
      ? configSource(config, SALT)
      : undefined
  if (!isDebianRelease(release.value)) return undefined
  const file = `${places?.build}/.kernelvariables`
  if (places?.build !== undefined && files.kind(file) === 'file') return { kind: 'file', file }
  if (config !== undefined && configString(config, COMPILER)?.includes('(Debian ') === true)
    return configSource(config, COMPILER)
  return { kind: 'inferred', from: 'release' }
}

/** The policy, unknown where nothing shows it. Throws a `ModuleRequestFailure` for a name that is none. */
export const kernelPolicy = (request: PolicyRequest): Fact<LoaderPolicy> => {
  const { name } = request
  const source: FactSource | undefined =
    name === undefined ? debianSource(request) : { kind: 'option', option: '--policy' }
  if (source === undefined) return UNKNOWN
  const policy = policyNamed(name ?? 'debian')
  if (policy !== undefined) return known(policy, source)
  throw new ModuleRequestFailure({ kind: 'bad-policy', name: name ?? '', known: POLICY_NAMES })
}
