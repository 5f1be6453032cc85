/**
 * What a mutation is: a change to a module, with a few words that say what was changed.
 */
import type { Draw } from './draw.ts'
import type { ElfEdit, Place } from './elf-edit.ts'

export interface Mutation {
  /** `section 3 .modinfo sh_flags 0x2 -> 0x0`. */
  readonly what: string
  /**
   * Whether code or data of the module is not what it was, so that what it does once it runs, or once the kernel applies
   * its tables of patches, is anybody's guess.
   */
  readonly touchesCode: boolean
}

/** Changes the module; undefined where it has nothing that could be changed so. */
export type Mutate = (elf: ElfEdit, draw: Draw) => Mutation | undefined

const hex = (value: bigint): string => `0x${value.toString(16)}`

/** Numbers at which C programs go wrong, for a field of so many bytes that holds `old`. */
const edgeCases = (old: bigint, size: number, near: readonly bigint[]): readonly bigint[] => {
  const all = (1n << BigInt(size * 8)) - 1n
  return [0n, 1n, 2n, old + 1n, old - 1n, old * 2n, old ^ 0x80n, all, all >> 1n, (all >> 1n) + 1n, ...near]
}

/** Gives a number in the file another value: an edge case mostly, else a flipped bit, else anything. */
export const changeNumber = (
  elf: ElfEdit,
  draw: Draw,
  place: Place,
  what: string,
  near: readonly bigint[] = [],
): string => {
  const old = elf.get(place)
  const kind = draw.below(10)
  const wanted =
    kind < 7
      ? draw.of(edgeCases(old, place.size, near))
      : kind < 9
        ? old ^ (1n << BigInt(draw.below(place.size * 8)))
        : BigInt(draw.number()) * BigInt(draw.number())
  elf.set(place, wanted)
  const come = elf.get(place)
  if (come === old) elf.set(place, old ^ 1n)
  return `${what} ${hex(old)} -> ${hex(elf.get(place))}`
}

/** Gives a number one of some values. */
export const setNumber = (elf: ElfEdit, place: Place, value: bigint, what: string): string => {
  const old = elf.get(place)
  elf.set(place, value)
  return `${what} ${hex(old)} -> ${hex(elf.get(place))}`
}

export const keepsCode = (what: string): Mutation => ({ what, touchesCode: false })
export const changesCode = (what: string): Mutation => ({ what, touchesCode: true })
