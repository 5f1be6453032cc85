/**
 * The Kconfig of profiles: one of them as the choice of a target, or any number of devices.
 * Follows the middle of gen_target_config() in scripts/target-metadata.pl (17.01 to 25.12). Help texts are not the
 * script's.
 *
 * Cost: devices in scope times the packages of each; of the others, merging their packages.
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { compareBytes, isTrue, lowerCase } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'
import { descriptionLines, writeDescription } from './target-description.ts'
import type { Profile, Target } from './target-info.ts'
import type { TargetScope } from './target-scope.ts'

/** Writes profiles and devices of the targets in scope, and leaves out the lines of the others. */
export class ProfileKconfig {
  readonly #targets: readonly Target[]
  readonly #switches: MetadataSwitches
  readonly #scope: TargetScope
  readonly #into: KconfigSink
  readonly #packages = new Set<string>()
  readonly #merged = new Map<Profile, readonly string[]>()

  constructor(targets: readonly Target[], switches: MetadataSwitches, scope: TargetScope, into: KconfigSink) {
    this.#targets = targets
    this.#switches = switches
    this.#scope = scope
    this.#into = into
  }

  /** Packages that a profile of any target brings, sorted; known once all is written. */
  get packages(): readonly string[] {
    return [...this.#packages].sort()
  }

  write(): void {
    this.#profiles()
    this.#devices()
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
        else into.blank(3 + Number(profile.broken) + packages.length + descriptionLines(profile.description))
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
    writeDescription(description, 1, into)
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
}

const isDevice = ({ id }: Profile): boolean => id.startsWith('DEVICE_')

/** As long as the scripts' own, so that what follows stands in the same lines. */
const ROOTFS_HELP = `${'\t\tEach image gets the packages of its device alone.\n'.repeat(13)}\n`
