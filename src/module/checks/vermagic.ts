/**
 * The vermagic string.
 * Follows check_modinfo() in kernel/module/main.c and same_magic() in version.c (Linux 6.12); 2.6: load_module() in
 * kernel/module.c.
 */
import { explainVermagic, kernelMagic, sameMagic } from '../../kernel/explain-vermagic.ts'
import type { Check, Load } from '../load.ts'
import { forceLoad } from './force-load.ts'

const checkAbsent = (load: Load): undefined => {
  if (forceLoad(load, 'module/vermagic', 'bad vermagic') !== false) return
  load.refuse('module/vermagic', 'ENOEXEC', { reason: 'absent' })
}

/** What counts as "has CRCs": a section, empty or not, in a kernel that reads it. 2.6 did not look at the module. */
const skipsRelease = (load: Load): boolean | undefined => {
  const { modversions } = load.kernel.facts.features
  const hasSection = load.image.index.versions !== 0 || load.changeOr('skipsReleaseAlways', false)
  if (!hasSection) return false
  if (modversions.kind === 'known') return modversions.value
  if (load.image.index.versions !== 0) return undefined
  // a module built without CRCs, for a kernel that does not say in its string whether it has them
  load.assume({ kind: 'no-modversions' })
  return false
}

/**
 * Whether the kernel takes the string, or undefined where that hangs on something unknown. Of the kernel's string, only
 * the part that counts has to be known.
 */
const isSame = (load: Load, module: string): boolean | undefined => {
  const { text, tail } = load.kernel.facts.vermagic
  const skips = skipsRelease(load)
  const tailFits = tail.kind === 'known' ? sameMagic(module, tail.value, true) : undefined
  const allFits = text.kind === 'known' ? sameMagic(module, text.value, false) : tailFits === false ? false : undefined
  if (skips === undefined) return tailFits === allFits ? tailFits : undefined
  return skips ? tailFits : allFits
}

const refuse = (load: Load, module: string): undefined => {
  const { vermagic, release } = load.kernel.facts
  const magic = kernelMagic(vermagic, release.parts)
  // the release may be unknown and the rest enough to refuse
  const kernel = magic?.text ?? `*${vermagic.tail.kind === 'known' ? vermagic.tail.value : ''}`
  load.log(`${load.name ?? ''}: version magic '${module}' should be '${kernel}'`)
  const explanation = explainVermagic(module, magic ?? kernel)
  const args = { module, kernel, reason: 'different' }
  load.refuse('module/vermagic', 'ENOEXEC', args, { kind: 'vermagic', explanation })
}

const checkPresent = (load: Load, module: string): undefined => {
  const { vermagic, features } = load.kernel.facts
  const fits = isSame(load, module)
  if (fits === false) return refuse(load, module)
  if (fits === true) return
  const wanted = [
    ...(vermagic.text.kind === 'unknown' ? vermagic.text.wanted : []),
    ...(features.modversions.kind === 'unknown' ? features.modversions.wanted : []),
  ]
  load.doubt('module/vermagic', wanted, ['ENOEXEC'], { module })
}

export const vermagic: Check = {
  name: 'vermagic',
  needs: ['vermagic', 'features.modversions', 'features.forceLoad'],
  run: (load) => {
    const module = load.attempt.ignoreVermagic ? undefined : load.modinfo.first('vermagic')
    return module === undefined ? checkAbsent(load) : checkPresent(load, module)
  },
}
