/** All generations by name. */
import type { Dialect, DialectName } from '../dialect.ts'
import { linux61, linux612 } from './linux.ts'

export const DIALECTS = {
  'linux-6.1': linux61,
  'linux-6.12': linux612,
} as unknown as Readonly<Record<DialectName, Dialect>>
