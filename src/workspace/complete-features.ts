/**
 * Features that a kernel's configuration would tell, from other things where there is no configuration.
 */
import { type Fact, known } from '../kernel/fact.ts'
import type { KernelFacts } from '../kernel/kernel-facts.ts'
import type { KernelFeatures } from '../kernel/kernel-features.ts'
import { isAtLeast } from '../kernel/kernel-version.ts'
import { loaderChange } from '../kernel/loader-changes.ts'
import type { KernelSymvers } from './kernel-symvers.ts'

const WORD = 'modversions'

/** CONFIG_MODVERSIONS by the CRCs that its symbols have, else by the word that vermagic has for it since 2.6.19. */
const modversions = (facts: KernelFacts, { files, hasKernel }: KernelSymvers): Fact<boolean> => {
  const [kernel] = files
  if (hasKernel && kernel !== undefined) return known(kernel.symvers.hasCrcs, { kind: 'inferred', from: 'symvers' })
  const { vermagic, version, features } = facts
  const source = { kind: 'inferred', from: 'vermagic' } as const
  if (vermagic.words.some(({ text }) => text === WORD)) return known(true, source)
  const hasWord = version.kind === 'known' && isAtLeast(version.value, 4, 9)
  return vermagic.tail.kind === 'known' && hasWord ? known(false, source) : features.modversions
}

/** `__versions` is read by every kernel with MODVERSIONS that cannot be configured to do without. */
const basicModversions = (facts: KernelFacts, versions: Fact<boolean>): Fact<boolean> => {
  const extended = loaderChange('extendedVersions', facts.version)
  const isSame = extended.kind === 'known' && !extended.value
  return (versions.kind === 'known' && !versions.value) || isSame ? versions : facts.features.basicModversions
}

/** The facts, with what is not known of MODVERSIONS filled in as far as it follows from others. */
export const completeFeatures = (facts: KernelFacts, symvers: KernelSymvers): KernelFacts => {
  const { features } = facts
  if (features.modversions.kind === 'known') return facts
  const versions = modversions(facts, symvers)
  const completed: KernelFeatures = {
    ...features,
    modversions: versions,
    basicModversions:
      features.basicModversions.kind === 'known' ? features.basicModversions : basicModversions(facts, versions),
  }
  return { ...facts, features: completed }
}
