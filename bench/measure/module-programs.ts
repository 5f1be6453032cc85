/**
 * What is measured on a whole /lib/modules/RELEASE: depmod, which compares all symbols with Module.symvers too, and kcheck.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelCertificates } from '../../scripts/oracle/module/kernel-certificates.ts'
import type { Measured } from './process-cost.ts'

export const MODULE_NAMES = {
  depmod: 'depmod -e -E Module.symvers',
  kcheck: 'kcheck module, all modules',
  digests: 'kcheck module --digests, all modules',
} as const

export interface ModuleBench {
  /** The folder that Debian's packages were unpacked in. */
  readonly root: string
  readonly release: string
  /** bin/kcheck.js. */
  readonly kcheck: string
  /** A folder for results. */
  readonly folder: string
}

/** The certificates of an image in PEM, as `--key` takes them. */
const writeKeys = ({ root, release, folder }: ModuleBench): string => {
  const file = join(folder, 'keys.pem')
  const keys = kernelCertificates(join(root, `boot/vmlinuz-${release}`)) ?? []
  writeFileSync(file, keys.map(({ key }) => key.export({ type: 'spki', format: 'pem' })).join(''))
  return file
}

/** The programs, each told to look at everything. depmod writes its files beside the modules, as it does anywhere. */
export const modulePrograms = (bench: ModuleBench): readonly Measured[] => {
  const { root, release, kcheck, folder } = bench
  const headers = join(root, 'usr/src', `linux-headers-${release}`)
  const modules = join(root, 'lib/modules', release)
  const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }
  const symvers = join(headers, 'Module.symvers')
  const judge = [process.execPath, kcheck, 'module', modules, '--kernel', headers]
  const run = (name: string, argv: readonly string[]): Measured => ({ name, argv, cwd: folder, env })
  return [
    run(MODULE_NAMES.depmod, ['depmod', '-b', root, '-e', '-E', symvers, release]),
    run(MODULE_NAMES.kcheck, judge),
    run(MODULE_NAMES.digests, [...judge, '--digests', '--key', writeKeys(bench)]),
  ]
}
