/**
 * Whether a symbol has the CRC that the module was built with.
 * Follows check_version() in kernel/module/version.c (Linux 6.12; with the extended sections 6.14) and Debian's patch, which
 * refuses a symbol without an entry.
 */
import { type ExtendedVersions, readExtendedVersions } from '../extended-versions.ts'
import type { Load } from '../load.ts'
import type { VersionMismatch } from '../load-result.ts'
import type { KernelExport } from '../target-kernel.ts'
import { matchesCrc, readVersions, type SymbolVersions } from '../versions.ts'
import { extendedSections } from './extended-versions.ts'
import { forceLoad } from './force-load.ts'

/** `unknown`: a fact is missing, which has been said. */
export type VersionAnswer = 'fits' | 'refused' | 'unknown'

/** Comparing symbols for one check. The module's records are read when the first is compared, and once for all checks. */
export class VersionTable {
  readonly mismatches: VersionMismatch[] = []
  /** How many symbols had a CRC on both sides. */
  compared = 0
  readonly #load: Load

  constructor(load: Load) {
    this.#load = load
  }

  /** Compares; says in the log what the kernel says. `symbol` is the name that the module uses. */
  check(symbol: string, { crc, owner }: KernelExport): VersionAnswer {
    if (crc === undefined) return 'fits'
    const extended = this.#readExtended()
    if (extended.kind === 'present') return this.#checkExtended(symbol, crc, owner, extended)
    const load = this.#load
    if (load.image.index.versions === 0) {
      const forced = forceLoad(load, 'module/symbol-version', symbol)
      return forced === undefined ? 'unknown' : forced ? 'fits' : 'refused'
    }
    const entry = this.#readBasic().first(symbol)
    if (entry === undefined) return this.#missing(symbol, crc, owner)
    this.compared++
    if (matchesCrc(entry, crc)) return 'fits'
    return this.#disagrees(symbol, { crc: entry.crc, high: entry.high }, crc, owner)
  }

  #disagrees(symbol: string, module: VersionMismatch['module'], kernel: number, owner: string): 'refused' {
    this.#load.log(`${this.#load.name ?? ''}: disagrees about version of symbol ${symbol}`)
    this.mismatches.push({ symbol, module, kernel, owner })
    return 'refused'
  }

  #checkExtended(
    symbol: string,
    crc: number,
    owner: string,
    extended: Extract<ExtendedVersions, { kind: 'present' }>,
  ): VersionAnswer {
    const entry = extended.first(symbol)
    if (entry === undefined) {
      this.#load.logOnce(`${this.#load.name ?? ''}: no extended symbol version for ${symbol}`)
      return 'fits'
    }
    this.compared++
    return entry.crc === crc ? 'fits' : this.#disagrees(symbol, { crc: entry.crc, high: 0 }, crc, owner)
  }

  /** The policy tells: no file of a kernel does. */
  #missing(symbol: string, crc: number, owner: string): VersionAnswer {
    const load = this.#load
    const { policy } = load.kernel
    const missing =
      policy.kind === 'known' && policy.value.missingVersion !== undefined
        ? policy.value.missingVersion
        : load.changeOr('missingVersion', 'accept')
    if (policy.kind === 'unknown') load.assume({ kind: 'policy', policy: 'mainline' })
    const name = load.name ?? ''
    switch (missing) {
      case 'refuse':
        load.log(`${name}: no symbol version for ${symbol}`)
        this.mismatches.push({ symbol, module: undefined, kernel: crc, owner })
        return 'refused'
      case 'accept':
        load.logOnce(`${name}: no symbol version for ${symbol}`)
        return 'fits'
      case 'accept-with-taint':
        load.logOnce(`${name}: no version for "${symbol}" found: kernel tainted.`)
        load.taint('F')
        return 'fits'
    }
  }

  #readBasic(): SymbolVersions {
    const { image, kernel, versions } = this.#load
    if (versions.basic !== undefined) return versions.basic
    const content = image.contentOf(image.index.versions)
    const { srcarch, bits } = kernel.facts.architecture
    const isPpc64 =
      srcarch.kind === 'known' && srcarch.value === 'powerpc' && bits.kind === 'known' && bits.value === 64
    versions.basic = readVersions(content ?? new Uint8Array(0), image.layout, { dropDots: isPpc64 })
    return versions.basic
  }

  #readExtended(): ExtendedVersions {
    const load = this.#load
    if (load.versions.extended !== undefined) return load.versions.extended
    // kernels before 6.14 do not know these sections, and then the older one is beside them
    const isRead = load.changeOr('extendedVersions', false) && !load.attempt.ignoreModversions
    const [crcs, names] = isRead ? extendedSections(load) : []
    load.versions.extended = readExtendedVersions(crcs, names, load.image.layout)
    return load.versions.extended
  }
}
