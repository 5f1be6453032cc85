/**
 * The Kconfig of targets: which system is built, its subtarget, its profile, and the devices an image is made for.
 * Follows gen_target_config() in scripts/target-metadata.pl (17.01 to 25.12).
 *
 * Nine lines of ten are what single devices select. `scope` leaves the profiles out of targets that a configuration does
 * not choose: none of their symbols could be set there, and none be written.
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { ProfileKconfig } from './profile-kconfig.ts'
import type { MetadataSwitches } from './releases.ts'
import type { Target } from './target-info.ts'
import { writeKernelVersions, writePackageDefaults, writeTargetNames } from './target-names.ts'
import type { TargetScope } from './target-scope.ts'
import { writeTargetSystems } from './target-systems.ts'

export const writeTargetKconfig = (
  targets: readonly Target[],
  switches: MetadataSwitches,
  scope: TargetScope,
  into: KconfigSink,
): void => {
  writeTargetSystems(targets, switches, into)
  const profiles = new ProfileKconfig(targets, switches, scope, into)
  profiles.write()
  writeTargetNames(targets, scope, into)
  writeKernelVersions(targets, switches, into)
  for (const name of profiles.packages) writePackageDefaults(name, into)
}
