/**
 * Lines of configurations for the engine, from the cache where a text was read before.
 */
import type { ConfigText } from '../config/config-text.ts'
import { decodeLines, encodeLines } from '../config/lines-image.ts'
import { type Cache, cacheKey, NO_CACHE } from '../files/cache.ts'
import { KCHECK_VERSION } from '../version.ts'
import { PREFIX } from './run-mode.ts'

/** Below this many bytes reading is quicker than looking it up. */
const WORTHWHILE = 20_000

export const readConfigText = async (name: string, text: string, cache: Cache): Promise<ConfigText> => {
  if (cache === NO_CACHE || text.length < WORTHWHILE) return parsed(name, text)
  const key = cacheKey('lines/2', KCHECK_VERSION, PREFIX, Buffer.from(text, 'latin1'))
  const known = cache.get(key)
  if (known !== undefined) return { name, lines: decodeLines(known), length: text.length }
  const config = await parsed(name, text)
  cache.put(key, encodeLines(config.lines))
  return config
}

const parsed = async (name: string, text: string): Promise<ConfigText> => {
  const { configText } = await import('../config/config-text.ts')
  return configText(name, text, PREFIX)
}
