/**
 * The checks in the order in which the kernel makes them.
 */
import type { Check } from '../load.ts'

export const CHECKS: readonly Check[] = []
