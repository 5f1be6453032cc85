/**
 * UTS_RELEASE and VERMAGIC_STRING of a kernel's folder: a tree, a build or headers folder, /lib/modules/RELEASE.
 */
import { dirname } from 'node:path'
import { readConfig } from '../config/read.ts'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { compareMagic, type MagicComparison } from '../kernel/compare-magic.ts'
import type { ExpectedMagic } from '../kernel/expected-magic.ts'
import { type ConfigLookup, type KnownFact, known } from '../kernel/fact.ts'
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

/** The headers of a release that lie beside those at hand. */
const headersBeside = (files: FileSystem, { build, modules }: KernelPlaces, release: string): string | undefined => {
  if (release.includes('/')) return undefined
  const folders = [
    ...(build === undefined ? [] : [`${dirname(build)}/linux-headers-${release}`, `${dirname(build)}/${release}`]),
    ...(modules === undefined ? [] : [`${dirname(modules)}/${release}/build`]),
  ]
  return folders.find((folder) => folder !== build && files.kind(folder) === 'directory')
}

const withFolders = (comparison: MagicComparison, files: FileSystem, places: KernelPlaces): MagicComparison => ({
  ...comparison,
  changes: comparison.changes.map((change) => {
    const folder = change.kind === 'headers-package' ? headersBeside(files, places, change.release) : undefined
    return folder === undefined || change.kind !== 'headers-package' ? change : { ...change, folder }
  }),
})

const compared = (
  expected: ExpectedMagic,
  places: KernelPlaces,
  facts: KernelFacts,
  config: NamedConfig | undefined,
  hash: KnownFact<string> | undefined,
): MagicComparison =>
  compareMagic(expected, {
    release: facts.release,
    vermagic: facts.vermagic,
    isPackaged: isPackaged(places, facts),
    ...(config === undefined ? {} : { config: config.lookup }),
    ...(hash === undefined ? {} : { hash: hash.value }),
  })

/** What OpenWrt's Kernel/Configure leaves beside a kernel's .config (include/kernel-defaults.mk, 17.01 to 25.12). */
const openwrtHash = (files: FileSystem, { build }: KernelPlaces): KnownFact<string> | undefined => {
  const file = `${build ?? ''}/.vermagic`
  const text = build === undefined ? undefined : readTextIfThere(files, file)?.trim()
  return text !== undefined && /^[0-9a-f]{32}$/.test(text) ? known(text, { kind: 'file', file, line: 1 }) : undefined
}

/**
 * The strings of the kernel in a folder (an absolute path), held against those that are `expected`; undefined where there
 * is none. Throws a `RequestFailure`.
 */
export const kernelVermagic = (
  files: FileSystem,
  request: VermagicRequest,
  folder: string,
  expected: (hasHash: boolean) => ExpectedMagic | undefined,
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
  const hash = openwrtHash(files, places)
  const asked = expected(hash !== undefined)
  return {
    kind: 'kernel',
    folder,
    folderKind: places.kind,
    ...(config === undefined ? {} : { config: config.name }),
    release,
    vermagic,
    ...(hash === undefined ? {} : { hash }),
    ...(asked === undefined
      ? {}
      : { expectation: withFolders(compared(asked, places, facts, config, hash), files, places) }),
  }
}
