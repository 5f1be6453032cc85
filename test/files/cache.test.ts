import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cacheFolder, cacheKey, openCache } from '../../src/files/cache.ts'
import { openPack, sealPack } from '../../src/files/cache-pack.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

describe('packs', () => {
  test('come back as they were, and damaged not at all', () => {
    const bytes = fc.uint8Array({ maxLength: 60 })
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (key, value, place, flip) => {
        const pack = sealPack(key, value)
        expect(openPack(key, pack)?.equals(Buffer.from(value))).toBe(true)
        const at = place % pack.length
        expect(openPack(key, pack.subarray(0, at))).toBeUndefined()
        const damaged = Buffer.from(pack)
        damaged.writeUInt8(damaged.readUInt8(at) ^ flip, at)
        expect(openPack(key, damaged)).toBeUndefined()
      }),
    )
  })

  test('are of one key alone', () => {
    const pack = sealPack(Buffer.from('key'), Buffer.from('value'))
    expect(openPack(Buffer.from('kez'), pack)).toBeUndefined()
    expect(openPack(Buffer.from('key\0'), pack)).toBeUndefined()
  })
})

describe('cacheKey', () => {
  test('tells lists of parts apart', () => {
    expect(cacheKey('a', 'b')).not.toEqual(cacheKey('ab'))
    expect(cacheKey('ab', '').bytes).not.toEqual(cacheKey('a', 'b').bytes)
    expect(cacheKey('a', Buffer.from('b'))).toEqual(cacheKey('a', 'b'))
    expect(cacheKey('a').name).toMatch(/^[0-9a-f]{8}-3$/)
  })
})

describe('cacheFolder', () => {
  test.each([
    [{ KCHECK_CACHE: '/k', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/k'],
    [{ KCHECK_CACHE: '', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/kcheck'],
    [{ HOME: '/h' }, '/h/.cache/kcheck'],
    [{}, undefined],
  ])('%o is %s', (environment, expected) => {
    expect(cacheFolder(environment)).toBe(expected)
  })
})

describe('openCache', () => {
  const key = cacheKey('key')

  test('remembers across processes', () => {
    expect(openCache({ folder: folder() }).get(key)).toBeUndefined()
    openCache({ folder: join(folder(), 'deep/er') }).put(key, Buffer.from('value'))
    expect(
      openCache({ folder: join(folder(), 'deep/er') })
        .get(key)
        ?.toString(),
    ).toBe('value')
  })

  test("keys whose names are alike do not get each other's values", () => {
    const cache = openCache({ folder: folder() })
    const other = { name: key.name, bytes: Buffer.from('other') }
    cache.put(key, Buffer.from('value'))
    expect(cache.get(other)).toBeUndefined()
    cache.put(other, Buffer.from('other value'))
    expect(cache.get(key)).toBeUndefined()
    expect(cache.get(other)?.toString()).toBe('other value')
  })

  test('ignores what is damaged, and heals it', () => {
    const cache = openCache({ folder: folder() })
    cache.put(key, Buffer.from('value'))
    const file = join(folder(), readdirSync(folder())[0] ?? '')
    writeFileSync(file, readFileSync(file).subarray(0, -1))
    expect(cache.get(key)).toBeUndefined()
    cache.put(key, Buffer.from('value'))
    expect(cache.get(key)?.toString()).toBe('value')
  })

  test('is no cache where there is no folder or it cannot be used', () => {
    writeFileSync(join(folder(), 'file'), '')
    for (const place of [undefined, join(folder(), 'file'), '/proc/none']) {
      const cache = openCache({ folder: place })
      cache.put(key, Buffer.from('value'))
      expect(cache.get(key)).toBeUndefined()
    }
  })

  test('deletes the oldest when there is too much', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => cacheKey(name))
    keys.forEach((name, index) => {
      openCache({ folder: folder() }).put(name, Buffer.alloc(1000))
      utimesSync(join(folder(), `${name.name}.pack`), 1000 + index, 1000 + index)
    })
    openCache({ folder: folder(), sizeLimit: 5000 }).put(cacheKey('new'), Buffer.alloc(1000))
    const cache = openCache({ folder: folder() })
    expect(keys.map((name) => cache.get(name) !== undefined)).toEqual([false, false, false, false, true, true])
    expect(cache.get(cacheKey('new'))).toBeDefined()
  })
})
