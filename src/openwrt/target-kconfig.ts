/**
 * The Kconfig of targets: which system is built, its subtarget, its profile, and the devices an image is made for.
 * Follows gen_target_config() in scripts/target-metadata.pl (17.01 to 25.12). Help texts are not the script's.
 *
 * Nine lines of ten are what single devices select. `scope` leaves the profiles out of targets that a configuration does
 * not choose: none of their symbols could be set there, and none be written.
 *
 * Cost: devices in scope times the packages of each.
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { compareBytes, lowerCase } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'
import type { Profile, Target } from './target-info.ts'

/** Whose profiles are written: `ath79_generic`, as it stands in names of symbols. */
export type TargetScope = (conf: string) => boolean

export const writeTargetKconfig = (
  targets: readonly Target[],
  switches: MetadataSwitches,
  scope: TargetScope,
  into: KconfigSink,
): void => new TargetKconfig(targets, switches, scope, into).write()

class TargetKconfig {
  readonly #targets: readonly Target[]
  readonly #sorted: readonly Target[]
  readonly #switches: MetadataSwitches
  readonly #scope: TargetScope
  readonly #into: KconfigSink
  /** Packages that some profile brings. */
  readonly #packages = new Set<string>()
  readonly #merged = new Map<Profile, readonly string[]>()

  constructor(targets: readonly Target[], switches: MetadataSwitches, scope: TargetScope, into: KconfigSink) {
    this.#targets = targets
    this.#sorted = [...targets].sort((a, b) => compareBytes(titleOf(a), titleOf(b)))
    this.#switches = switches
    this.#scope = scope
    this.#into = into
  }

  write(): void {
    for (const target of this.#sorted) if (target.subtargets.length === 0) this.#defaultTarget(target)
    this.#systems()
    this.#profiles()
    this.#devices()
    this.#names()
    this.#kernels()
    for (const name of [...this.#packages].sort()) this.#packageDefaults(name)
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
    this.#helpOf(description, 2)
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

  #profiles(): void {
    const into = this.#into
    into.line('choice')
    into.attribute('prompt "Target Profile"')
    into.attribute('default TARGET_MULTI_PROFILE if BUILDBOT')
    into.blank(1)
    for (const target of this.#targets) {
      const profile = this.#defaultProfile(target)
      const { conf } = target
      if (profile === undefined) continue
      if (!this.#scope(conf)) into.blank(1)
      else into.attribute(`default TARGET_${conf}_${profile.id} if TARGET_${conf} && !BUILDBOT`)
    }
    into.blank(1)
    into.config('config', 'TARGET_MULTI_PROFILE')
    into.type('bool', 'Multiple devices')
    into.depends('HAS_DEVICES')
    into.help('\tSeveral devices\n\tin one build.\n\n', 'config NEXT')
    for (const target of this.#targets) {
      for (const profile of target.profiles) {
        const packages = this.#packagesOf(target, profile)
        if (this.#scope(target.conf)) this.#profile(target, profile, packages)
        else into.blank(3 + Number(profile.broken) + packages.length + helpLines(profile.description))
      }
    }
    into.line('endchoice')
    into.blank(1)
  }

  #defaultProfile({ profiles, defaultProfile }: Target): Profile | undefined {
    const named = profiles.find(({ id }) => isTrue(defaultProfile) && id.replace(/^DEVICE_/, '') === defaultProfile)
    return named ?? profiles[0]
  }

  #profile({ conf }: Target, { id, name, broken, description }: Profile, packages: readonly string[]): void {
    const into = this.#into
    into.config('config', `TARGET_${conf}_${id}`)
    into.type('bool', name)
    into.depends(`TARGET_${conf}`)
    if (broken) into.depends('BROKEN')
    for (const selected of packages) into.select(`DEFAULT_${selected}`)
    this.#helpOf(description, 1)
  }

  #devices(): void {
    const into = this.#into
    into.line('menu "Target Devices"')
    into.depends('TARGET_MULTI_PROFILE')
    into.blank(1)
    into.indentation = '\t'
    into.config('config', 'TARGET_ALL_PROFILES')
    into.type('bool', 'Enable all profiles by default')
    into.attribute('default BUILDBOT')
    into.blank(1)
    into.config('config', 'TARGET_PER_DEVICE_ROOTFS')
    into.type('bool', 'Use a per-device root filesystem that adds profile packages')
    into.attribute('default BUILDBOT')
    into.help(ROOTFS_HELP, 'menuconfig NEXT')
    into.indentation = ''
    for (const target of this.#targets) {
      if (!this.#scope(target.conf)) {
        for (const profile of target.profiles.filter(isDevice))
          into.blank(12 + Number(profile.broken) + 2 * this.#packagesOf(target, profile).length)
        continue
      }
      const profiles = target.profiles.map((profile) => ({ profile, key: lowerCase(profile.name) }))
      profiles.sort((a, b) => compareBytes(a.key, b.key))
      for (const { profile } of profiles) if (isDevice(profile)) this.#device(target, profile)
    }
    into.blank(1)
    into.line('endmenu')
    into.blank(1)
  }

  #device(target: Target, profile: Profile): void {
    const into = this.#into
    const symbol = `${target.conf}_${profile.id}`
    into.config('menuconfig', `TARGET_DEVICE_${symbol}`)
    into.type('bool', profile.name)
    into.depends(`TARGET_${target.conf}`)
    into.attribute(`default ${profile.defaults}`)
    if (profile.broken) into.depends('BROKEN')
    for (const name of this.#packagesOf(target, profile)) {
      into.select(`DEFAULT_${name}`, '!TARGET_PER_DEVICE_ROOTFS')
      into.select(`MODULE_DEFAULT_${name}`, 'TARGET_PER_DEVICE_ROOTFS')
    }
    into.blank(2)
    into.indentation = '\t'
    into.config('config', `TARGET_DEVICE_PACKAGES_${symbol}`)
    into.type('string', `${profile.name} additional packages`)
    into.attribute('default ""')
    into.depends('TARGET_PER_DEVICE_ROOTFS')
    into.depends(`TARGET_DEVICE_${symbol}`)
    into.indentation = ''
    into.blank(1)
  }

  /** The target's packages and the profile's, without those that one of them takes away. */
  #packagesOf(target: Target, profile: Profile): readonly string[] {
    const known = this.#merged.get(profile)
    if (known !== undefined) return known
    const names = new Set<string>()
    for (const list of [target.packages, profile.packages])
      for (const name of list) names.add(this.#switches.markedPackages ? name.replace(/^~/, '') : name)
    const kept = [...names].filter((name) => !name.startsWith('-') && !names.has(`-${name}`)).sort()
    for (const name of kept) this.#packages.add(name)
    this.#merged.set(profile, kept)
    return kept
  }

  /** Text symbols that say what is chosen. */
  #names(): void {
    const into = this.#into
    const whole = this.#targets.filter(({ subtargets }) => subtargets.length === 0)
    this.#hidden('HAS_SUBTARGETS', 'bool')
    into.blank(1)
    this.#hidden('HAS_DEVICES', 'bool')
    into.blank(1)
    this.#hidden('TARGET_BOARD', 'string')
    into.blank(1)
    into.indentation = '\t'
    for (const { board, conf, parent } of this.#targets)
      if (parent === undefined) into.defaultText(board, `TARGET_${conf}`)
    into.indentation = ''
    this.#hidden('TARGET_SUBTARGET', 'string')
    into.defaultText('generic', '!HAS_SUBTARGETS')
    into.blank(1)
    into.indentation = '\t'
    for (const { conf, subtargets } of this.#targets)
      for (const name of subtargets) into.defaultText(name, `TARGET_${conf}_${name}`)
    into.indentation = ''
    this.#hidden('TARGET_PROFILE', 'string')
    for (const target of this.#targets) {
      if (!this.#scope(target.conf)) {
        into.blank(target.profiles.length)
        continue
      }
      for (const { id } of target.profiles) into.defaultText(id, `TARGET_${target.conf}_${id}`)
    }
    into.blank(1)
    this.#hidden('TARGET_ARCH_PACKAGES', 'string')
    into.blank(1)
    into.indentation = '\t'
    for (const { archPackages, board, conf } of whole)
      into.defaultText(isTrue(archPackages) ? archPackages : board, `TARGET_${conf}`)
    into.indentation = ''
    into.blank(1)
    this.#hidden('DEFAULT_TARGET_OPTIMIZATION', 'string')
    for (const { conf, optimization } of whole) into.defaultText(optimization, `TARGET_${conf}`)
    into.attribute('default "-Os -pipe -funit-at-a-time"')
    into.blank(1)
    this.#hidden('CPU_TYPE', 'string')
    for (const { conf, cpuType } of whole) into.defaultText(cpuType, `TARGET_${conf}`)
    into.attribute('default ""')
  }

  #hidden(name: string, type: 'bool' | 'string'): void {
    this.#into.config('config', name)
    this.#into.type(type)
  }

  #kernels(): void {
    const symbols = new Set<string>()
    for (const { version, testingVersion } of this.#targets) {
      const versions = this.#switches.testingKernels ? [version, testingVersion].filter(isTrue) : [version]
      for (const text of versions) symbols.add(kernelSymbol(text))
    }
    for (const symbol of symbols) {
      this.#into.blank(1)
      this.#hidden(`LINUX_${symbol}`, 'bool')
      this.#into.blank(1)
    }
  }

  #packageDefaults(name: string): void {
    const into = this.#into
    into.indentation = '\t'
    into.config('config', `DEFAULT_${name}`)
    into.type('bool')
    into.blank(1)
    into.config('config', `MODULE_DEFAULT_${name}`)
    into.type('tristate')
    into.depends('TARGET_PER_DEVICE_ROOTFS')
    into.depends('m')
    into.default('m', `DEFAULT_${name}`)
    into.select(`PACKAGE_${name}`)
    into.blank(1)
    into.indentation = ''
  }

  /** A description as help, where it says something; then `blanks` empty lines. */
  #helpOf(description: string, blanks: number): void {
    if (!/\w/.test(description)) this.#into.blank(blanks)
    else this.#into.help(`${indented(description)}${'\n'.repeat(blanks)}`, 'config NEXT')
  }
}

const isDevice = ({ id }: Profile): boolean => id.startsWith('DEVICE_')

/** Lines of a profile's description as help, and the blank one behind. */
const helpLines = (description: string): number =>
  /\w/.test(description) ? 1 + indented(description).split('\n').length : 1

const isTrue = (text: string): boolean => text !== '' && text !== '0'

/** By what targets are sorted. */
const titleOf = ({ name, parent }: Target): string => (parent === undefined ? name : `${parent.name} - ${name}`)

/** `6.6.73` as `6_6`; three numbers of a 2.x. */
const kernelSymbol = (version: string): string => {
  const text = version.replaceAll('.', '_')
  const pattern = text.startsWith('2_') ? /\d+_\d+_\d+/ : /\d+_\d+/
  return pattern.exec(text)?.[0] ?? text
}

/** White space at the beginning of each line, blank lines with it, becomes one indentation. */
const indented = (text: string): string => text.replace(/^[ \t\n\v\f\r]*/gm, '\t  ')

/** As long as the scripts' own, so that what follows stands in the same lines. */
const ROOTFS_HELP = `${'\t\tEach image gets the packages of its device alone.\n'.repeat(13)}\n`
