/** The two generations that most tests run on: choices as symbols, and choices as blocks. */
import type { DialectName } from '../src/kconfig/dialect.ts'

export const BOTH = ['linux-6.1', 'linux-6.12'] as const satisfies readonly DialectName[]

/** One of them. */
export type Generation = (typeof BOTH)[number]
