/**
 * What can be told of the value that a relocation of 64-bit x86 writes, without a boot: values are where the kernel lays
 * things out (Documentation/arch/x86/x86_64/mm.rst, Linux 6.12), so that a symbol's value lies in one or more intervals.
 */
import { SHN_LORESERVE, SHN_UNDEF, STB_WEAK } from '../../elf/numbers.ts'
import type { Pass } from './pass.ts'

/** Values of 64 bits with a sign, both ends included. An exact value is an interval of one. */
export interface Interval {
  readonly low: bigint
  readonly high: bigint
}

/** 0xffffffff81000000, the least that the kernel is loaded at, to the end of what modules may have. */
const KERNEL: Interval = { low: -0x7f000000n, high: -0x1000000n }
/** 0xffffffffa0000000: where modules begin in a kernel that is not moved about, which is before they do in one that is. */
const MODULES: Interval = { low: -0x60000000n, high: -0x1000000n }
/** Offsets in a CPU's area before 6.15, when they came to lie with the kernel; 0 is fixed_percpu_data, no module's. */
const PER_CPU: Interval = { low: 1n, high: 0x3fffffffn }
/** The copy of the file that the kernel works on: memory of vmalloc(), with tables of four levels or five. */
const FILE_COPY: Interval = { low: -0x60000000000000n, high: -0x100000000n }

const exact = (value: bigint): Interval => ({ low: value, high: value })

/** What is added to st_value of a symbol, or put in its stead. */
const basesOf = (pass: Pass, symbol: number, value: bigint): readonly Interval[] => {
  const { load, symbols, allocated } = pass
  const shndx = symbols.shndx[symbol] ?? SHN_UNDEF
  const shift = ({ low, high }: Interval): Interval => ({ low: low + value, high: high + value })
  if (symbol === 0 || shndx >= SHN_LORESERVE) return [exact(value)]
  if (shndx !== SHN_UNDEF) {
    if (shndx === load.image.index.percpu) return [PER_CPU, KERNEL].map(shift)
    return [shift(allocated[shndx] === 1 ? MODULES : FILE_COPY)]
  }
  const { exports } = load.kernel
  const isExported =
    exports.kind === 'known' ? exports.value.find(load.image.symbolName(symbol) ?? '') !== undefined : undefined
  if (isExported === false) return [exact(value)]
  const isWeak = (symbols.info[symbol] ?? 0) >> 4 === STB_WEAK
  return isExported === undefined && isWeak ? [KERNEL, PER_CPU, exact(value)] : [KERNEL, PER_CPU]
}

/** Where the sum of a symbol's value and the entry's addend may lie; sums are cut to 64 bits. */
export const valuesOf = (pass: Pass, at: number): readonly Interval[] => {
  const symbol = pass.reader.symbol(at)
  const addend = pass.reader.addend(at)
  return basesOf(pass, symbol, BigInt.asIntN(64, pass.symbols.value(symbol))).map(({ low, high }) => {
    const cut = BigInt.asIntN(64, low + addend)
    return { low: cut, high: cut + (high - low) }
  })
}

/** The value where there is but one. */
export const exactValue = (values: readonly Interval[]): bigint | undefined => {
  const [first] = values
  return values.length === 1 && first?.low === first?.high ? first?.low : undefined
}

/** Whether values from `low` to `high` hold it: always, never, or as the addresses have it. */
export const liesWithin = (values: readonly Interval[], low: bigint, high: bigint): 'yes' | 'no' | 'maybe' => {
  if (values.every((value) => value.low >= low && value.high <= high)) return 'yes'
  // an interval that leads past the last number of 64 bits goes on at the first
  return values.every((value) => (value.high < low || value.low > high) && value.high < 1n << 63n) ? 'no' : 'maybe'
}
