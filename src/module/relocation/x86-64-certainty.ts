/**
 * What a relocation of 64-bit x86 has surely written, for one that comes after it to the same place.
 */
import { SHN_LORESERVE, SHN_UNDEF } from '../../elf/numbers.ts'
import type { Pass } from './pass.ts'
import { R_X86_64_32, R_X86_64_32S, R_X86_64_64, X86_64_TYPES } from './x86-64.ts'
import { exactValue, liesWithin, valuesOf } from './x86-64-values.ts'

/** Zeros; nothing sure; not all zeros; an address, whose fourth byte and those above it are not zero. */
export type Certainty = 'zero' | 'unknown' | 'not-zero' | 'address'

const PAGE = 4096n

const ofNumber = (value: bigint, width: number): Certainty =>
  BigInt.asIntN(width * 8, value) === 0n ? 'zero' : 'not-zero'

/** An absolute value. */
const ofValue = (pass: Pass, at: number, width: number): Certainty => {
  const values = valuesOf(pass, at)
  const exact = exactValue(values)
  if (exact !== undefined) return ofNumber(exact, width)
  if (liesWithin(values, -0x8000_0000n, -1n) === 'yes') return 'address'
  const isNarrow = width === 8 || liesWithin(values, -0xffff_ffffn, 0xffff_ffffn) === 'yes'
  return isNarrow && liesWithin(values, 0n, 0n) === 'no' ? 'not-zero' : 'unknown'
}

/** A distance, from the place to where the symbol and the addend lead. */
const ofDistance = (pass: Pass, at: number, width: number): Certainty => {
  const { load, reader, symbols, allocated, target } = pass
  const symbol = reader.symbol(at)
  const shndx = symbols.shndx[symbol] ?? SHN_UNDEF
  const addend = reader.addend(at)
  // from another module or the kernel it is more than a page to here
  if (shndx === SHN_UNDEF) return addend > -PAGE && addend < PAGE ? 'not-zero' : 'unknown'
  if (shndx >= SHN_LORESERVE || allocated[shndx] !== 1) return 'unknown'
  const distance = BigInt.asIntN(64, symbols.value(symbol)) + addend - BigInt(reader.offset(at))
  if (shndx === target) return ofNumber(distance, width)
  // whichever of the two sections comes first, no byte is in both
  const { size } = load.image.sections
  const isAfter = distance + BigInt(size[target] ?? 0) > 0n
  const isBefore = distance - BigInt(size[shndx] ?? 0) < 0n
  return isAfter && isBefore ? 'not-zero' : 'unknown'
}

/** What the entry at `at`, of a type that writes, has left at its place. */
export const certaintyOf = (pass: Pass, at: number): Certainty => {
  const type = pass.reader.type(at)
  const width = X86_64_TYPES[type] ?? 0
  return type === R_X86_64_64 || type === R_X86_64_32 || type === R_X86_64_32S
    ? ofValue(pass, at, width)
    : ofDistance(pass, at, width)
}
