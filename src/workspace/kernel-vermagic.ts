/**
 * UTS_RELEASE and VERMAGIC_STRING of a kernel's folder: a tree, a build or headers folder, /lib/modules/RELEASE.
 */
import { readConfig } from '../config/read.ts'
import type { FileSystem } from '../files/file-system.ts'
import { compareMagic, type MagicComparison } from '../kernel/compare-magic.ts'
import type { ExpectedMagic } from '../kernel/expected-magic.ts'
import type { ConfigLookup } from '../kernel/fact.ts'
import { findKernel, type KernelPlaces } from '../kernel/find-kernel.ts'
import { type KernelFacts, kernelFacts } from '../kernel/kernel-facts.ts'
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

/** Headers as packages have them, and what a package names, are nobody's to change. */
const isPackaged = ({ kind }: KernelPlaces, { release }: KernelFacts): boolean =>
  kind === 'headers' || kind === 'modules' || release.parts.some((part) => part.kind === 'package')

const compared = (
  expected: ExpectedMagic,
  places: KernelPlaces,
  facts: KernelFacts,
  config: NamedConfig | undefined,
): MagicComparison =>
  compareMagic(expected, {
    release: facts.release,
    vermagic: facts.vermagic,
    isPackaged: isPackaged(places, facts),
    ...(config === undefined ? {} : { config: config.lookup }),
  })

/**
 * The strings of the kernel in a folder (an absolute path), held against those that are `expected`; undefined where there
 * is none. Throws a `RequestFailure`.
 */
export const kernelVermagic = (
  files: FileSystem,
  request: VermagicRequest,
  folder: string,
  expected: () => ExpectedMagic | undefined,
): KernelVermagic | undefined => {
  const places = findKernel(files, folder)
  if (places === undefined) return undefined
  const config = configOf(files, request, places.config)
  const localversion = request.localversion ?? request.environment['LOCALVERSION']
  const facts = kernelFacts({
    files,
    places,
    ...(config === undefined ? {} : { config: config.lookup }),
    ...(config?.version === undefined ? {} : { configVersion: { text: config.version, file: config.name } }),
    ...(localversion === undefined ? {} : { localversion }),
  })
  const { release, vermagic, version } = facts
  // other programs have a .config as well
  if (release.text.kind === 'unknown' && version.kind === 'unknown') return undefined
  const asked = expected()
  return {
    kind: 'kernel',
    folder,
    folderKind: places.kind,
    ...(config === undefined ? {} : { config: config.name }),
    release,
    vermagic,
    ...(asked === undefined ? {} : { expectation: compared(asked, places, facts, config) }),
  }
}
