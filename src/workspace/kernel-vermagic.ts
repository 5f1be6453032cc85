/**
 * UTS_RELEASE and VERMAGIC_STRING of a kernel's folder: a tree, a build or headers folder, /lib/modules/RELEASE.
 */
import { readConfig } from '../config/read.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ConfigLookup } from '../kernel/fact.ts'
import { findKernel } from '../kernel/find-kernel.ts'
import { kernelFacts } from '../kernel/kernel-facts.ts'
import { readNamedText } from './read-text.ts'
import type { KernelVermagic, VermagicRequest } from './vermagic-request.ts'

interface NamedConfig {
  readonly name: string
  readonly lookup: ConfigLookup
  readonly version: string | undefined
}

const configOf = (
  files: FileSystem,
  { cwd, config, stdin }: VermagicRequest,
  ofFolder: string | undefined,
): NamedConfig | undefined => {
  const named = config ?? ofFolder
  if (named === undefined) return undefined
  const { name, text } = readNamedText(files, cwd, named, stdin)
  const { entries, header } = readConfig(text, name)
  return { name, lookup: (symbol) => entries.get(symbol), version: header?.version }
}

/** The strings of the kernel in a folder (an absolute path); undefined where there is none. Throws a `RequestFailure`. */
export const kernelVermagic = (
  files: FileSystem,
  request: VermagicRequest,
  folder: string,
): KernelVermagic | undefined => {
  const places = findKernel(files, folder)
  if (places === undefined) return undefined
  const config = configOf(files, request, places.config)
  const { release, vermagic, version } = kernelFacts({
    files,
    places,
    ...(config === undefined ? {} : { config: config.lookup }),
    ...(config?.version === undefined ? {} : { configVersion: { text: config.version, file: config.name } }),
  })
  // other programs have a .config as well
  if (release.text.kind === 'unknown' && version.kind === 'unknown') return undefined
  return { kind: 'kernel', folder, ...(config === undefined ? {} : { config: config.name }), release, vermagic }
}
