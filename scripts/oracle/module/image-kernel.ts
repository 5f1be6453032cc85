/**
 * The kernel of an unpacked image, as the checks want it: all facts known, and the state that a boot was in.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../../src/config/read.ts'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import { type FactSource, known } from '../../../src/kernel/fact.ts'
import { findKernel } from '../../../src/kernel/find-kernel.ts'
import { type KernelFacts, kernelFacts } from '../../../src/kernel/kernel-facts.ts'
import { type ExportedSymbol, parseSymvers } from '../../../src/kernel/symvers.ts'
import type { VerificationKey } from '../../../src/module/certificate.ts'
import type { ExportTable, KernelExport, LoadedModule, TargetKernel } from '../../../src/module/target-kernel.ts'
import { type ReadModule, structModuleSize, unpackedModule } from './read-module.ts'

const SOURCE: FactSource = { kind: 'option', option: 'oracle' }

/** What does not change from one case to the next. */
export interface ImageKernel {
  readonly release: string
  /** Of /lib/modules/RELEASE. */
  readonly modules: readonly string[]
  readonly facts: KernelFacts
  readonly structModuleSize: number
  readonly symvers: ReadonlyMap<string, KernelExport>
  readonly builtinNames: ReadonlySet<string>
  readonly keys: readonly VerificationKey[] | undefined
}

/** The boot's command line and the modules that are loaded before. */
export interface BootState {
  readonly cmdline: string
  readonly loaded: readonly ReadModule[]
}

const moduleName = (path: string): string => (path.split('/').at(-1) ?? '').replaceAll('-', '_')

const kernelExport = ({ name, gpl, namespace, crc, module }: ExportedSymbol): KernelExport => ({
  name,
  gpl,
  namespace,
  crc,
  owner: moduleName(module),
})

/** Parts of the kernel itself that have a folder below /sys/module: those with parameters or a version, and `kernel`. */
const builtinNames = (folder: string): ReadonlySet<string> => {
  const file = join(folder, 'modules.builtin.modinfo')
  if (!existsSync(file)) return new Set()
  const entries = readFileSync(file, 'latin1').split('\0')
  return new Set(['kernel', ...entries.flatMap((entry) => /^(\w+)\.(?:parmtype|version)=/.exec(entry)?.[1] ?? [])])
}

/** `keys`: the certificates in its image, where signatures are to be verified. */
export const imageKernel = (root: string, release: string, keys?: readonly VerificationKey[]): ImageKernel => {
  const files = diskFileSystem()
  const headers = join(root, `usr/src/linux-headers-${release}`)
  const places = findKernel(files, headers)
  if (places?.config === undefined || places.symvers === undefined) throw new Error(`${headers}: no kernel's headers`)
  const set = readConfig(readFileSync(places.config), places.config)
  const facts = kernelFacts({ files, places, config: (symbol) => set.entries.get(symbol) })
  const { exports } = parseSymvers(readFileSync(places.symvers, 'latin1'))
  const folder = join(root, 'lib/modules', release)
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ko(\.\w+)?$/.test(name))
    .sort()
    .map((name) => join(folder, name))
  const [some] = modules
  const size = some === undefined ? undefined : structModuleSize(unpackedModule(some))
  if (size === undefined) throw new Error(`${folder}: no module tells the size of struct module`)
  return {
    release,
    modules,
    facts,
    structModuleSize: size,
    symvers: new Map([...exports].map(([name, symbol]) => [name, kernelExport(symbol)])),
    builtinNames: builtinNames(folder),
    keys,
  }
}

/** The kernel's own exports first, then those of loaded modules; what else the symvers names is of modules that are not. */
const exportTable = (symvers: ReadonlyMap<string, KernelExport>, loaded: readonly ReadModule[]): ExportTable => {
  const own = new Map(loaded.flatMap(({ exports }) => exports.map((symbol) => [symbol.name, symbol] as const)))
  return {
    find: (name) => {
      const found = symvers.get(name)
      return found?.owner === 'vmlinux' ? found : (own.get(name) ?? found)
    },
  }
}

/** The kernel in the state of a boot; without one, with every module loaded that another needs. */
export const targetKernel = (kernel: ImageKernel, boot?: BootState): TargetKernel => {
  const cmdline = boot?.cmdline ?? ''
  const named = (boot?.loaded ?? []).map(({ name, proprietary }): [string, LoadedModule] => [
    name,
    { name, proprietary },
  ])
  return {
    facts: kernel.facts,
    structModuleSize: known(kernel.structModuleSize, SOURCE),
    exports: known(exportTable(kernel.symvers, boot?.loaded ?? []), SOURCE),
    policy: known({ name: 'debian', missingVersion: 'refuse' }, SOURCE),
    builtinNames: known(kernel.builtinNames, SOURCE),
    state: {
      sigEnforce: /(^|\s)module\.sig_enforce=1(\s|$)/.test(cmdline),
      lockdown: /(^|\s)lockdown=/.test(cmdline),
      blacklist: /(?:^|\s)module_blacklist=(\S*)/.exec(cmdline)?.[1]?.split(',') ?? [],
      loaded: boot === undefined ? undefined : new Map(named),
      // the guest of a boot has no modules but those of the cases
      autoloads: boot === undefined,
      keys: kernel.keys,
    },
  }
}
