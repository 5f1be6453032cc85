/**
 * The kernel of an unpacked image, as kcheck makes it out for a user who names its folder, and in the state that a boot
 * was in.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import type { VerificationKey } from '../../../src/module/certificate.ts'
import { tableWith } from '../../../src/module/export-table.ts'
import { isModuleFileName } from '../../../src/module/module-name.ts'
import type { LoadedModule, TargetKernel } from '../../../src/module/target-kernel.ts'
import { targetKernel as findTarget } from '../../../src/workspace/target-kernel.ts'
import type { ReadModule } from './read-module.ts'

/** What does not change from one case to the next. */
export interface ImageKernel {
  readonly release: string
  /** Of /lib/modules/RELEASE. */
  readonly modules: readonly string[]
  readonly kernel: TargetKernel
}

/** The boot's command line and the modules that are loaded before. */
export interface BootState {
  readonly cmdline: string
  readonly loaded: readonly ReadModule[]
}

/** `keys`: the certificates in its image, where signatures are to be verified. */
export const imageKernel = (root: string, release: string, keys?: readonly VerificationKey[]): ImageKernel => {
  const folder = join(root, 'lib/modules', release)
  const { kernel } = findTarget(diskFileSystem(), { cwd: root, inputs: [], kernel: folder }, [])
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isModuleFileName)
    .sort()
    .map((name) => join(folder, name))
  return { release, modules, kernel: { ...kernel, state: { ...kernel.state, keys } } }
}

/** The kernel in the state of a boot. */
export const bootedKernel = ({ kernel }: ImageKernel, { cmdline, loaded }: BootState): TargetKernel => {
  const own = new Map(loaded.flatMap(({ exports }) => exports.map((symbol) => [symbol.name, symbol] as const)))
  const byName = loaded.map(({ name, proprietary }): [string, LoadedModule] => [name, { name, proprietary }])
  const ofFiles = { exports: own, owners: new Set(loaded.map(({ name }) => name)) }
  const { exports } = kernel
  return {
    ...kernel,
    exports: exports.kind === 'known' ? { ...exports, value: tableWith(exports.value, ofFiles) } : exports,
    state: {
      ...kernel.state,
      sigEnforce: /(^|\s)module\.sig_enforce=1(\s|$)/.test(cmdline),
      lockdown: /(^|\s)lockdown=/.test(cmdline),
      blacklist: /(?:^|\s)module_blacklist=(\S*)/.exec(cmdline)?.[1]?.split(',') ?? [],
      loaded: new Map(byName),
      // the guest of a boot has no modules but those of the cases
      autoloads: false,
    },
  }
}
