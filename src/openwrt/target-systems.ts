/**
 * The Kconfig of target systems: which one is built, and its subtarget.
 * Follows the first part of gen_target_config() and print_target() in scripts/target-metadata.pl (17.01 to 25.12).
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { compareBytes, isTrue } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'
import { writeDescription } from './target-description.ts'
import type { Target } from './target-info.ts'
import { kernelSymbol } from './target-names.ts'

export const writeTargetSystems = (targets: readonly Target[], switches: MetadataSwitches, into: KconfigSink): void =>
  new TargetSystems(targets, switches, into).write()

class TargetSystems {
  readonly #targets: readonly Target[]
  readonly #sorted: readonly Target[]
  readonly #switches: MetadataSwitches
  readonly #into: KconfigSink

  constructor(targets: readonly Target[], switches: MetadataSwitches, into: KconfigSink) {
    this.#targets = targets
    this.#sorted = [...targets].sort((a, b) => compareBytes(titleOf(a), titleOf(b)))
    this.#switches = switches
    this.#into = into
  }

  write(): void {
    for (const target of this.#sorted) if (target.subtargets.length === 0) this.#defaultTarget(target)
    this.#systems()
  }

  #defaultTarget({ conf, packages }: Target): void {
    const into = this.#into
    into.config('config', `DEFAULT_TARGET_${conf}`)
    into.type('bool')
    into.depends('TARGET_PER_DEVICE_ROOTFS')
    into.default('y', `TARGET_${conf}`)
    for (const name of packages) into.select(`DEFAULT_${name}`, 'TARGET_PER_DEVICE_ROOTFS')
  }

  #systems(): void {
    const into = this.#into
    into.line('choice')
    into.attribute('prompt "Target System"')
    into.attribute(`default TARGET_${this.#switches.defaultTarget}`)
    into.attribute('reset if !DEVEL')
    into.blank(1)
    for (const target of this.#sorted) if (target.parent === undefined) this.#target(target)
    into.line('endchoice')
    into.blank(1)
    into.line('choice')
    into.attribute('prompt "Subtarget" if HAS_SUBTARGETS')
    for (const { conf, defaultSubtarget } of this.#targets)
      if (isTrue(defaultSubtarget)) into.attribute(`default TARGET_${conf}_${defaultSubtarget} if TARGET_${conf}`)
    into.blank(1)
    for (const target of this.#targets) if (target.parent !== undefined) this.#target(target)
    into.line('endchoice')
    into.blank(1)
  }

  #target(target: Target): void {
    const into = this.#into
    const { conf, boardConf, description, features, subtargets } = target
    into.config('config', `TARGET_${conf}`)
    into.type('bool', target.name)
    if (subtargets.length === 0) this.#kernelSelects(target)
    if (target.parent !== undefined) into.depends(`TARGET_${boardConf}`)
    if (subtargets.length > 0) {
      into.select('HAS_SUBTARGETS')
      if (features.some((word) => word.includes('broken'))) into.depends('BROKEN')
    } else {
      if (!this.#features(features)) into.blank(1)
      if (/\w/.test(target.arch)) into.select(target.arch)
      if (target.hasDevices) into.select('HAS_DEVICES')
    }
    for (const word of target.depends) this.#targetDependency(word)
    writeDescription(description, 2, this.#into)
  }

  #kernelSelects({ version, testingVersion }: Target): void {
    const into = this.#into
    const kernel = `LINUX_${kernelSymbol(version)}`
    if (!this.#switches.testingKernels) {
      into.select(kernel)
      return
    }
    into.select(kernel, '!TESTING_KERNEL')
    const testing = kernelSymbol(testingVersion)
    into.select(isTrue(testing) ? `LINUX_${testing}` : kernel, 'TESTING_KERNEL')
  }

  /** False where none of the words means anything. */
  #features(words: readonly string[]): boolean {
    let any = false
    for (const word of words) {
      const [, arm] = /^arm_v(\w+)$/.exec(word) ?? []
      const selected = arm === undefined ? this.#switches.features.get(word) : [`arm_v${arm}`]
      for (const name of selected ?? []) this.#into.select(name)
      if (word === 'broken') this.#into.depends('BROKEN')
      any ||= selected !== undefined || word === 'broken'
    }
    return any
  }

  #targetDependency(word: string): void {
    const [, flags = '', name = ''] = /^([@+-]+)(.+)$/.exec(word) ?? []
    if (name.includes(':') || !flags.includes('@')) return
    if (flags.includes('+')) this.#into.select(name)
    else if (flags.includes('-')) this.#into.attribute(`deselect ${name}`)
    else this.#into.depends(name)
  }
}

/** By what targets are sorted. */
const titleOf = ({ name, parent }: Target): string => (parent === undefined ? name : `${parent.name} - ${name}`)
