/**
 * Symbols without a prompt that say what is chosen: names of the target, its processor, its kernel, its packages.
 * Follows the last part of gen_target_config() in scripts/target-metadata.pl (17.01 to 25.12).
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { isTrue } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'
import type { Target } from './target-info.ts'
import type { TargetScope } from './target-scope.ts'

/** Text symbols that say what is chosen. */
export const writeTargetNames = (targets: readonly Target[], scope: TargetScope, into: KconfigSink): void => {
  const whole = targets.filter(({ subtargets }) => subtargets.length === 0)
  hidden(into, 'HAS_SUBTARGETS', 'bool')
  into.blank(1)
  hidden(into, 'HAS_DEVICES', 'bool')
  into.blank(1)
  hidden(into, 'TARGET_BOARD', 'string')
  into.blank(1)
  into.indentation = '\t'
  for (const { board, conf, parent } of targets) if (parent === undefined) into.defaultText(board, `TARGET_${conf}`)
  into.indentation = ''
  hidden(into, 'TARGET_SUBTARGET', 'string')
  into.defaultText('generic', '!HAS_SUBTARGETS')
  into.blank(1)
  into.indentation = '\t'
  for (const { conf, subtargets } of targets)
    for (const name of subtargets) into.defaultText(name, `TARGET_${conf}_${name}`)
  into.indentation = ''
  hidden(into, 'TARGET_PROFILE', 'string')
  for (const target of targets) {
    if (!scope(target.conf)) {
      into.blank(target.profiles.length)
      continue
    }
    for (const { id } of target.profiles) into.defaultText(id, `TARGET_${target.conf}_${id}`)
  }
  into.blank(1)
  hidden(into, 'TARGET_ARCH_PACKAGES', 'string')
  into.blank(1)
  into.indentation = '\t'
  for (const { archPackages, board, conf } of whole)
    into.defaultText(isTrue(archPackages) ? archPackages : board, `TARGET_${conf}`)
  into.indentation = ''
  into.blank(1)
  hidden(into, 'DEFAULT_TARGET_OPTIMIZATION', 'string')
  for (const { conf, optimization } of whole) into.defaultText(optimization, `TARGET_${conf}`)
  into.attribute('default "-Os -pipe -funit-at-a-time"')
  into.blank(1)
  hidden(into, 'CPU_TYPE', 'string')
  for (const { conf, cpuType } of whole) into.defaultText(cpuType, `TARGET_${conf}`)
  into.attribute('default ""')
}

/** A symbol for each kernel that some target is built with. */
export const writeKernelVersions = (
  targets: readonly Target[],
  { testingKernels }: MetadataSwitches,
  into: KconfigSink,
): void => {
  const symbols = new Set<string>()
  for (const { version, testingVersion } of targets) {
    const versions = testingKernels ? [version, testingVersion].filter(isTrue) : [version]
    for (const text of versions) symbols.add(kernelSymbol(text))
  }
  for (const symbol of symbols) {
    into.blank(1)
    hidden(into, `LINUX_${symbol}`, 'bool')
    into.blank(1)
  }
}

/** The two symbols by which a profile asks for a package. */
export const writePackageDefaults = (name: string, into: KconfigSink): void => {
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

const hidden = (into: KconfigSink, name: string, type: 'bool' | 'string'): void => {
  into.config('config', name)
  into.type(type)
}

/** `6.6.73` as `6_6`; three numbers of a 2.x. */
export const kernelSymbol = (version: string): string => {
  const text = version.replaceAll('.', '_')
  const pattern = text.startsWith('2_') ? /\d+_\d+_\d+/ : /\d+_\d+/
  return pattern.exec(text)?.[0] ?? text
}
