/**
 * The content-addressed cache: packs of bytes by key, in the user's cache folder. A key holds everything that the value
 * was made from, and is kept and compared whole, so a value is never stale; a value that was damaged is seen by its
 * checksum and counts as absent; a folder that cannot be used is no cache. Nothing here fails, and everything in the folder
 * may be deleted at any time.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPack, sealPack } from './cache-pack.ts'
import { crc32 } from './checksums.ts'
import { makeFolder } from './make-folder.ts'

/** Packs together may take this much unless told otherwise: 256 MiB. */
const DEFAULT_CACHE_LIMIT = 256 * 1024 * 1024

/** Packs are deleted, oldest first, until this share of the limit is reached, so that not every put deletes. */
const SHARE_AFTER_SWEEP = 0.75
const TOUCH_AFTER_MS = 24 * 60 * 60 * 1000
const STALE_TEMPORARY_MS = 60 * 60 * 1000
const PACK = '.pack'

export interface CacheOptions {
  /** The folder; undefined: no cache. See `cacheFolder`. */
  readonly folder: string | undefined
  /** In bytes. */
  readonly sizeLimit?: number
}

export interface Cache {
  /** The value of that key, or undefined. */
  get(key: CacheKey): Buffer | undefined
  put(key: CacheKey, value: Uint8Array): void
}

/** What a value is found by. */
export interface CacheKey {
  /** Of the file: keys of one name take turns. */
  readonly name: string
  readonly bytes: Buffer
}

/** A cache that holds nothing. */
export const NO_CACHE: Cache = { get: () => undefined, put: () => {} }

/** The key of what is made from `parts`: each part with its length, so that no two lists share a key. */
export const cacheKey = (...parts: readonly (string | Uint8Array)[]): CacheKey => {
  const bytes = Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part
      return [Buffer.from(`${bytes.length}:`), bytes]
    }),
  )
  return { name: `${crc32(bytes).toString(16).padStart(8, '0')}-${bytes.length}`, bytes }
}

/** Where the cache is: KCHECK_CACHE, else `kcheck` in XDG_CACHE_HOME, else in `.cache` of HOME, else nowhere. */
export const cacheFolder = (environment: Readonly<Record<string, string | undefined>>): string | undefined => {
  const { KCHECK_CACHE: own, XDG_CACHE_HOME: shared, HOME: home } = environment
  if (own) return own
  if (shared) return join(shared, 'kcheck')
  return home ? join(home, '.cache', 'kcheck') : undefined
}

interface Entry {
  readonly path: string
  readonly size: number
  readonly time: number
}

const entries = (folder: string): readonly Entry[] => {
  const found: Entry[] = []
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const status = statSync(path, { throwIfNoEntry: false })
    if (status?.isFile() !== true) continue
    if (name.endsWith(PACK)) found.push({ path, size: status.size, time: status.mtimeMs })
    else if (name.endsWith('.tmp') && Date.now() - status.mtimeMs > STALE_TEMPORARY_MS) rmSync(path, { force: true })
  }
  return found
}

/** Deletes the oldest packs where there are too many; returns the size of what stays. */
const sweep = (folder: string, sizeLimit: number): number => {
  const oldestFirst = [...entries(folder)].sort((a, b) => a.time - b.time)
  let total = oldestFirst.reduce((sum, entry) => sum + entry.size, 0)
  if (total <= sizeLimit) return total
  for (const entry of oldestFirst) {
    if (total <= sizeLimit * SHARE_AFTER_SWEEP) break
    rmSync(entry.path, { force: true })
    total -= entry.size
  }
  return total
}

/** Opens the cache. The folder is made when the first pack is put. */
export const openCache = ({ folder, sizeLimit = DEFAULT_CACHE_LIMIT }: CacheOptions): Cache => {
  if (folder === undefined) return NO_CACHE
  /** Bytes in the folder as far as this process knows; undefined before the first put. */
  let total: number | undefined
  let usable = true
  const pathOf = ({ name }: CacheKey): string => join(folder, name + PACK)
  return {
    get(key: CacheKey): Buffer | undefined {
      const path = pathOf(key)
      try {
        const value = openPack(key.bytes, readFileSync(path))
        if (value === undefined) return undefined
        const now = Date.now()
        if (now - statSync(path).mtimeMs > TOUCH_AFTER_MS) utimesSync(path, now / 1000, now / 1000)
        return value
      } catch {
        return undefined
      }
    },
    put(key: CacheKey, value: Uint8Array): void {
      if (!usable) return
      const temporary = join(folder, `${key.name}.${process.pid}.tmp`)
      try {
        if (total === undefined) makeFolder(folder, 0o700)
        const pack = sealPack(key.bytes, value)
        writeFileSync(temporary, pack)
        renameSync(temporary, pathOf(key))
        total = total === undefined ? sweep(folder, sizeLimit) : total + pack.length
        if (total > sizeLimit) total = sweep(folder, sizeLimit)
      } catch {
        usable = false
        try {
          rmSync(temporary, { force: true })
        } catch {
          // the folder is not ours to write: then there is nothing to clean up either
        }
      }
    },
  }
}
