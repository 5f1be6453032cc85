/**
 * Kconfig made of metadata here, both ways: written out, and as statements put together.
 */
import type { KconfigSyntax, Statement } from '../../../grammar/kconfig/index.ts'
import { parse } from '../../../grammar/kconfig/index.ts'
import type { KconfigSink } from '../../../src/openwrt/kconfig-sink.ts'
import { KconfigText } from '../../../src/openwrt/kconfig-text.ts'
import { addImplicitConflicts } from '../../../src/openwrt/package-conflicts.ts'
import { parsePackageInfo } from '../../../src/openwrt/package-info.ts'
import { writePackageKconfig } from '../../../src/openwrt/package-kconfig.ts'
import type { MetadataSwitches } from '../../../src/openwrt/releases.ts'
import { StatementList } from '../../../src/openwrt/statement-list.ts'
import { parseTargetInfo } from '../../../src/openwrt/target-info.ts'
import { writeTargetKconfig } from '../../../src/openwrt/target-kconfig.ts'

export interface GeneratedKconfig {
  /** What the written text says. */
  readonly written: readonly Statement[]
  /** What was put together; undefined where the list says that everything is to be written out. */
  readonly put: readonly Statement[] | undefined
}

const generated = (syntax: KconfigSyntax, write: (into: KconfigSink) => void): GeneratedKconfig => {
  const text = new KconfigText()
  write(text)
  const list = new StatementList(syntax)
  write(list)
  return {
    written: parse(text.toString(), syntax).tree.statements,
    put: list.irregular ? undefined : list.source().parsed.tree.statements,
  }
}

/** Of all packages. `hasFeedImages`: packages of feeds have files for the image menu. */
export const generatedPackages = (
  packageInfo: string,
  switches: MetadataSwitches,
  syntax: KconfigSyntax,
  hasFeedImages: boolean,
): GeneratedKconfig => {
  const info = parsePackageInfo(packageInfo, switches)
  if (switches.implicitConflicts) addImplicitConflicts(info)
  return generated(syntax, (into) => writePackageKconfig(info, switches, hasFeedImages, into))
}

/** Of all targets. */
export const generatedTargets = (
  targetInfo: string,
  switches: MetadataSwitches,
  syntax: KconfigSyntax,
): GeneratedKconfig => {
  const targets = parseTargetInfo(targetInfo, switches)
  return generated(syntax, (into) => writeTargetKconfig(targets, switches, () => true, into))
}
