/**
 * The headers of all flavours of Debian's kernels for an architecture, each with one module of the same build: small
 * packages alone. Modules come from the installer's packages (NAME-modules-RELEASE-di), which have a handful each, else from
 * the kernel's own package where that is small enough.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { workFolder } from '../place/work-folder.ts'
import type { PrivateApt } from './private-apt.ts'

export interface FlavourHeaders {
  /** As `uname -r` prints it: 6.1.0-50-rpi. */
  readonly release: string
  readonly headers: string
  /** Headers that all flavours share, which lie elsewhere until they are wanted; absent where they cannot be had. */
  readonly common?: string
  /** A module file, or why there is none. */
  readonly module: { readonly path: string } | { readonly why: string }
}

interface Package {
  readonly name: string
  /** Bytes to download. */
  readonly size: number
}

const MEGABYTE = 1 << 20

/** 6.1.0-50 and rpi, of linux-headers-6.1.0-50-rpi; those that flavours share are `common`. */
const headersPattern = (series: LinuxSeries): RegExp =>
  new RegExp(`^linux-headers-(${series.replace('.', '\\.')}\\.[0-9][0-9.]*[-+][0-9a-z]*)-([0-9a-z-]+)$`)

/** The newest release of each flavour. */
const newestReleases = (names: readonly string[], series: LinuxSeries): readonly string[] => {
  const pattern = headersPattern(series)
  const newest = new Map<string, string>()
  const { compare } = new Intl.Collator('en', { numeric: true })
  for (const name of names) {
    const [, abi, flavour] = pattern.exec(name) ?? []
    if (abi === undefined || flavour === undefined || flavour.startsWith('common')) continue
    const before = newest.get(flavour)
    if (before === undefined || compare(abi, before) > 0) newest.set(flavour, abi)
  }
  return [...newest].map(([flavour, abi]) => `${abi}-${flavour}`).sort(compare)
}

const packagesOf = (apt: PrivateApt, names: readonly string[]): readonly Package[] => {
  if (names.length === 0) return []
  const text = apt.cache('show', '--no-all-versions', ...names)
  return text.split('\n\n').flatMap((stanza) => {
    const name = /^Package: (\S+)$/m.exec(stanza)?.[1]
    const size = /^Size: (\d+)$/m.exec(stanza)?.[1]
    return name === undefined || size === undefined ? [] : [{ name, size: Number(size) }]
  })
}

const firstModule = (root: string): string | undefined => {
  if (!existsSync(root)) return undefined
  const name = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((one) => /\.ko(\.xz)?$/.test(one))
    .sort()[0]
  return name === undefined ? undefined : join(root, name)
}

const unpack = (apt: PrivateApt, name: string, root: string): void => {
  mkdirSync(root, { recursive: true })
  for (const archive of apt.download([name])) {
    command('dpkg-deb', ['-x', archive, root])
    rmSync(archive)
  }
}

/** One architecture's packages, unpacked into the working folder's `flavours/ARCH` unless they are there. */
export class FlavourShelf {
  readonly #apt: PrivateApt
  readonly #root: string
  readonly #names: readonly string[]
  readonly #series: LinuxSeries
  /** In megabytes; what is larger is left. */
  readonly #largest: number

  constructor(architecture: string, series: LinuxSeries, apt: PrivateApt, largest: number) {
    this.#apt = apt
    this.#root = join(workFolder(), 'flavours', architecture)
    this.#names = apt.cache('pkgnames').split('\n')
    this.#series = series
    this.#largest = largest
  }

  releases(): readonly string[] {
    return newestReleases(this.#names, this.#series)
  }

  get(release: string): FlavourHeaders {
    const headers = join(this.#root, 'usr/src', `linux-headers-${release}`)
    if (!existsSync(join(headers, '.config'))) unpack(this.#apt, `linux-headers-${release}`, this.#root)
    const common = this.#common(release)
    return { release, headers, ...(common === undefined ? {} : { common }), module: this.#module(release) }
  }

  /** The same for all architectures; -rt flavours have their own. */
  #common(release: string): string | undefined {
    const [, abi = '', flavour = ''] = headersPattern(this.#series).exec(`linux-headers-${release}`) ?? []
    const name = `linux-headers-${abi}-common${flavour.startsWith('rt-') || flavour === 'rt' ? '-rt' : ''}`
    const root = join(workFolder(), 'flavours/common', name)
    const folder = join(root, 'usr/src', name)
    if (!existsSync(join(folder, 'Makefile')) && this.#names.includes(name)) unpack(this.#apt, name, root)
    return existsSync(join(folder, 'Makefile')) ? folder : undefined
  }

  #module(release: string): FlavourHeaders['module'] {
    const root = join(this.#root, 'modules', release)
    const present = firstModule(root)
    if (present !== undefined) return { path: present }
    const installer = this.#names.filter((name) => name.endsWith(`-modules-${release}-di`))
    const image = this.#names.filter((name) => name === `linux-image-${release}`)
    const whys: string[] = []
    for (const { name, size } of [...this.#smallest(installer), ...this.#smallest(image)]) {
      const megabytes = Math.ceil(size / MEGABYTE)
      if (megabytes > this.#largest) whys.push(`${name} is ${megabytes} MB (--largest ${megabytes} takes it)`)
      else if (this.#unpacks(name, root)) {
        const path = firstModule(root)
        if (path !== undefined) return { path }
      } else whys.push(`${name} cannot be had`)
    }
    return { why: whys.join(', ') || 'no package has its modules' }
  }

  #smallest(names: readonly string[]): readonly Package[] {
    return [...packagesOf(this.#apt, names)].sort((a, b) => a.size - b.size).slice(0, 1)
  }

  /** Mirrors may lack the installer's packages. */
  #unpacks(name: string, root: string): boolean {
    try {
      unpack(this.#apt, name, root)
      return true
    } catch {
      return false
    }
  }
}
