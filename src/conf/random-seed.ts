/**
 * The seed of randconfig: KCONFIG_SEED, else the time. It is printed, so that a run can be repeated.
 * Follows set_randconfig_seed() in scripts/kconfig/conf.c.
 */

import { parseSeed } from '../kconfig/bulk-modes.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import type { ConfHost } from './host.ts'

export const randomSeed = (host: ConfHost, dialect: Dialect): number => {
  const text = host.env['KCONFIG_SEED'] ?? ''
  const now = Date.now()
  const seed =
    parseSeed(text) ?? Number(BigInt.asUintN(32, BigInt(Math.trunc(now / 1000) + 1) * BigInt((now % 1000) * 1000 + 1)))
  const announcement = `KCONFIG_SEED=0x${seed.toString(16).toUpperCase()}\n`
  if (dialect.seedStream === 'out') host.stdout(announcement)
  else host.stderr(announcement)
  return seed
}
