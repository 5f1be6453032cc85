/**
 * Builds that OpenWrt's own scripts made: `openwrt/` of KCHECK_ORACLE_DATA. `cases.tar.xz`, unpacked once, has for each
 * build its seed, its full `.config` and all files of the second stage, and for each release's tag the metadata they were
 * made from.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OPENWRT_RELEASES, type OpenwrtRelease, RELEASES } from '../../../src/openwrt/releases.ts'
import { command } from '../place/command.ts'
import { say } from '../place/script.ts'
import { dataFolder, workFolder } from '../place/work-folder.ts'

/** What the builds of one tag have in common. */
export interface RecordedTag {
  /** `v24.10.0` */
  readonly tag: string
  readonly release: OpenwrtRelease
  readonly packageInfo: string
  readonly targetInfo: string
  /** Kconfig that the tag's scripts generated, where it was kept. */
  readonly packageKconfig: string | undefined
  readonly targetKconfig: string | undefined
}

export interface RecordedBuild {
  /** `v24.10.0-x86-64@docker-like` */
  readonly name: string
  readonly tag: RecordedTag
  /** Path of the seed. */
  readonly seed: string
  /** A file of the build: `config.full`, `vermagic`. */
  readonly read: (name: string) => string
  /** Texts of the kernel fragments, in order. */
  readonly fragments: readonly string[]
  readonly patchver: string
}

/** The unpacked folder; undefined where nothing is recorded. */
const recordedFolder = (): string | undefined => {
  const archive = join(dataFolder() ?? '', 'openwrt/cases.tar.xz')
  const done = join(workFolder(), 'recorded-openwrt')
  if (!existsSync(join(done, 'complete'))) {
    if (dataFolder() === undefined || !existsSync(archive)) return undefined
    say(`unpacking ${archive}`)
    mkdirSync(done, { recursive: true })
    command('tar', ['-C', done, '-xf', archive])
    writeFileSync(join(done, 'complete'), '')
  }
  return join(done, 'openwrt')
}

const readIfThere = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'latin1') : undefined)

const COMMON = '-common'

const readTag = (folder: string, tag: string): RecordedTag => {
  const common = join(folder, `${tag}${COMMON}`)
  return {
    tag,
    release: RELEASES[OPENWRT_RELEASES.find((name) => tag.startsWith(`v${name}`)) ?? 'main'],
    packageInfo: readFileSync(join(common, 'packageinfo'), 'latin1'),
    targetInfo: readFileSync(join(common, 'targetinfo'), 'latin1'),
    packageKconfig: readIfThere(join(common, 'config-package.in')),
    targetKconfig: readIfThere(join(common, 'config-target.in')),
  }
}

const readBuild = (folder: string, name: string, tag: RecordedTag): RecordedBuild => {
  const read = (file: string): string => readFileSync(join(folder, name, file), 'latin1')
  const fragments = readdirSync(join(folder, name, 'fragments')).sort()
  return {
    name,
    tag,
    seed: join(folder, name, 'config.seed'),
    read,
    fragments: fragments.map((file) => read(`fragments/${file}`)),
    patchver: /^KERNEL_PATCHVER=(.*)$/m.exec(read('vars.txt'))?.[1] ?? '',
  }
}

/** All that is recorded. */
export interface RecordedBuilds {
  readonly tags: readonly RecordedTag[]
  readonly builds: readonly RecordedBuild[]
}

/** Undefined where nothing is recorded. */
export const recordedBuilds = (): RecordedBuilds | undefined => {
  const folder = recordedFolder()
  if (folder === undefined) return undefined
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
  const tags = names
    .filter((name) => name.endsWith(COMMON))
    .map((name) => readTag(folder, name.slice(0, -COMMON.length)))
  const builds = names
    .filter((name) => !name.endsWith(COMMON))
    .sort()
    .flatMap((name) => {
      const tag = tags.find((one) => name.startsWith(`${one.tag}-`))
      return tag === undefined ? [] : [readBuild(folder, name, tag)]
    })
  return { tags, builds }
}
