/**
 * How the words of a model are numbered in an image.
 */
import type { PropertyKind } from './property.ts'
import type { SymbolType } from './symbol.ts'

export const SYMBOL_TYPES: readonly SymbolType[] = ['unknown', 'bool', 'tristate', 'int', 'hex', 'string']

export const PROPERTY_KINDS: readonly PropertyKind[] = [
  'prompt',
  'comment',
  'menu',
  'default',
  'choice',
  'select',
  'imply',
  'range',
  'reset',
  'symbol',
]

/** Bits of a symbol's number of flags. */
export const SymbolFlag = {
  constant: 1,
  choice: 2,
  optional: 4,
  inPriorityList: 8,
  neverWritten: 16,
  yesInAllno: 32,
  probe: 64,
  transitional: 128,
} as const

/** A symbol's type and flags in one number. */
export const TYPE_BITS = 3
