/**
 * `tmp/.targetinfo`: targets, subtargets and device profiles of a tree.
 * Follows parse_target_metadata() in scripts/metadata.pm (17.01 to 25.12).
 *
 * Cost: one pass over the text, and sorting the profiles of targets that give priorities.
 */

import { compareBytes, withoutTrailing, wordsOf } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'

export interface Profile {
  /** `DEVICE_…`, or the name of a profile that is no device. */
  readonly id: string
  name: string
  packages: readonly string[]
  broken: boolean
  /** Value and condition of its default among the devices. */
  defaults: string
  description: string
  priority: number
}

export interface Target {
  /** `ath79` or `ath79/generic`. */
  readonly id: string
  readonly board: string
  /** The id, and the board, as parts of a symbol's name. */
  readonly conf: string
  readonly boardConf: string
  readonly parent: Target | undefined
  /** Names of the subtargets, without the board. */
  readonly subtargets: string[]
  name: string
  arch: string
  archPackages: string
  features: readonly string[]
  depends: readonly string[]
  description: string
  optimization: string
  cpuType: string
  version: string
  testingVersion: string
  defaultSubtarget: string
  defaultProfile: string
  packages: readonly string[]
  hasDevices: boolean
  profiles: Profile[]
}

/** A target as part of the name of a symbol. */
export const confOf = (name: string): string => name.replace(/[/.-]/g, '_')

/** All targets in file order; a target follows its board. */
export const parseTargetInfo = (text: string, switches: MetadataSwitches): readonly Target[] => {
  const reader = new TargetInfoReader(text, switches)
  return reader.read()
}

const newProfile = (id: string): Profile => ({
  id,
  name: id,
  packages: [],
  broken: false,
  defaults: 'y if TARGET_ALL_PROFILES',
  description: '',
  priority: 999,
})

class TargetInfoReader {
  readonly #lines: readonly string[]
  readonly #switches: MetadataSwitches
  readonly #targets: Target[] = []
  readonly #byId = new Map<string, Target>()
  readonly #sorted = new Set<Target>()
  #next = 0
  #target: Target | undefined
  #profile: Profile | undefined

  constructor(text: string, switches: MetadataSwitches) {
    this.#lines = text.split('\n')
    this.#switches = switches
  }

  read(): readonly Target[] {
    while (this.#next < this.#lines.length) this.#line(this.#lines[this.#next++] as string)
    for (const target of this.#targets) {
      if (target.subtargets.length > 0) target.profiles = []
      else if (target.profiles.length === 0) target.profiles = [newProfile('Default')]
      else if (this.#sorted.has(target))
        target.profiles.sort((a, b) => a.priority - b.priority || compareBytes(a.name, b.name))
    }
    return this.#targets
  }

  #line(line: string): void {
    const [, field, blanks, text] = /^([A-Z][A-Za-z-]*):([ \t\v\f\r]*)(.*)$/s.exec(line) ?? []
    if (field === undefined || blanks === undefined || text === undefined) return
    // a value that is all blanks is one blank
    const rest = text === '' ? blanks.slice(-1) : text
    if (field === 'Target') {
      if (rest !== '') this.#begin(rest)
    } else if (this.#target !== undefined) this.#field(this.#target, field, rest)
  }

  #begin(id: string): void {
    const [, board, subtarget] = /([^/]+)\/([^/]+)/.exec(id) ?? []
    const parent = board === undefined ? undefined : this.#byId.get(board)
    if (subtarget !== undefined) parent?.subtargets.push(subtarget)
    this.#target = {
      id,
      board: board ?? id,
      conf: confOf(id),
      boardConf: confOf(board ?? id),
      parent,
      subtargets: [],
      name: '',
      arch: '',
      archPackages: '',
      features: [],
      depends: [],
      description: '',
      optimization: '',
      cpuType: '',
      version: '',
      testingVersion: '',
      defaultSubtarget: '',
      defaultProfile: '',
      packages: [],
      hasDevices: false,
      profiles: [],
    }
    this.#targets.push(this.#target)
    this.#byId.set(id, this.#target)
  }

  #field(target: Target, field: string, value: string): void {
    if (field.startsWith('Target-Profile')) {
      this.#profileField(target, field, value)
      return
    }
    if (field === 'Target-Description') {
      target.description = this.#multiline()
      return
    }
    switch (value === '' ? '' : field) {
      case 'Target-Name':
        target.name = value
        return
      case 'Target-Arch':
        target.arch = value
        return
      case 'Target-Arch-Packages':
        target.archPackages = value
        return
      case 'Target-Features':
        target.features = wordsOf(value)
        return
      case 'Target-Depends':
        target.depends = wordsOf(value)
        return
      case 'Target-Optimization':
        target.optimization = value
        return
      case 'CPU-Type':
        target.cpuType = value
        return
      case 'Linux-Version':
        target.version = value
        return
      case 'Linux-Testing-Version':
        if (this.#switches.testingKernels) target.testingVersion = value
        return
      case 'Default-Subtarget':
        target.defaultSubtarget = value
        return
      case 'Target-Default-Profile':
        if (this.#switches.defaultProfiles) target.defaultProfile = value
        return
      case 'Default-Packages':
        target.packages = wordsOf(value)
        return
    }
  }

  #profileField(target: Target, field: string, value: string): void {
    if (field === 'Target-Profile') {
      if (value === '') return
      this.#profile = newProfile(value)
      target.profiles.push(this.#profile)
      target.hasDevices ||= value.startsWith('DEVICE_')
      return
    }
    const profile = this.#profile
    if (profile === undefined) return
    if (field === 'Target-Profile-Description') profile.description = this.#multiline()
    else if (field === 'Target-Profile-Packages') profile.packages = wordsOf(value)
    else if (value === '') return
    else if (field === 'Target-Profile-Name') profile.name = value
    else if (field === 'Target-Profile-Priority') {
      if (!/^\d+$/.test(withoutTrailing(value))) return
      profile.priority = Number(value)
      this.#sorted.add(target)
    } else if (field === 'Target-Profile-Broken' && this.#switches.brokenProfiles) {
      profile.broken = true
      profile.defaults = 'n'
    } else if (field === 'Target-Profile-Default' && this.#switches.testingKernels) profile.defaults = value
  }

  #multiline(): string {
    let value = ''
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next++] as string
      if (line.startsWith('@@')) break
      // what follows the last newline is no line
      if (this.#next < this.#lines.length || line !== '') value += `${line}\n`
    }
    return value
  }
}
