/**
 * XXH64 with seed 0, after "xxHash fast digest algorithm" 0.2.0: zstd's checksum of a frame's content is its low 32 bits.
 * Stripes are worked off in halves of 32 bits, as bigint would be the slowest part of unpacking; the end is done in bigint.
 */

const PRIME1 = 0x9e3779b185ebca87n
const PRIME2 = 0xc2b2ae3d27d4eb4fn
const PRIME3 = 0x165667b19e3779f9n
const PRIME4 = 0x85ebca77c2b2ae63n
const PRIME5 = 0x27d4eb2f165667c5n
const STRIPE = 32
const LANES = 4

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value)
const rotate = (value: bigint, bits: bigint): bigint => wrap((value << bits) | (value >> (64n - bits)))
const round = (lane: bigint, input: bigint): bigint => wrap(rotate(wrap(lane + wrap(input * PRIME2)), 31n) * PRIME1)

const halves = (value: bigint): { readonly low: number; readonly high: number } => ({
  low: Number(value & 0xffffffffn) | 0,
  high: Number(value >> 32n) | 0,
})

/** The high 32 bits of the product of two numbers of 32 bits; those of the second are given in halves. */
const highProduct = (a: number, b0: number, b1: number): number => {
  const a0 = a & 0xffff
  const a1 = a >>> 16
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  const other = a0 * b1 + (middle & 0xffff)
  return (a1 * b1 + (middle >>> 16) + (other >>> 16)) | 0
}

const first = halves(PRIME1)
const second = halves(PRIME2)
const FIRST_0 = first.low & 0xffff
const FIRST_1 = first.low >>> 16
const SECOND_0 = second.low & 0xffff
const SECOND_1 = second.low >>> 16

/** The four lanes after all whole stripes. */
const stripes = (view: DataView, count: number): readonly bigint[] => {
  const starts = [wrap(PRIME1 + PRIME2), PRIME2, 0n, wrap(-PRIME1)].map(halves)
  return starts.map((start, lane) => {
    let { low, high } = start
    for (let at = lane * 8; at < count * STRIPE; at += STRIPE) {
      const input = view.getInt32(at, true)
      const productHigh =
        (highProduct(input, SECOND_0, SECOND_1) +
          Math.imul(input, second.high) +
          Math.imul(view.getInt32(at + 4, true), second.low)) |
        0
      const sum = (low >>> 0) + (Math.imul(input, second.low) >>> 0)
      const sumLow = sum | 0
      const sumHigh = (high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0
      const turnedLow = (sumLow << 31) | (sumHigh >>> 1)
      const turnedHigh = (sumHigh << 31) | (sumLow >>> 1)
      low = Math.imul(turnedLow, first.low)
      high =
        (highProduct(turnedLow, FIRST_0, FIRST_1) +
          Math.imul(turnedLow, first.high) +
          Math.imul(turnedHigh, first.low)) |
        0
    }
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  })
}

const TURNS = [1n, 7n, 12n, 18n]

const merged = (lanes: readonly bigint[]): bigint => {
  const sum = wrap(lanes.reduce((total, lane, index) => total + rotate(lane, TURNS[index] as bigint), 0n))
  return lanes.reduce((hash, lane) => wrap((hash ^ round(0n, lane)) * PRIME1 + PRIME4), sum)
}

const finished = (start: bigint, view: DataView, from: number): bigint => {
  let hash = start
  let at = from
  for (; at + 8 <= view.byteLength; at += 8) {
    hash = wrap(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * PRIME1 + PRIME4)
  }
  if (at + 4 <= view.byteLength) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint32(at, true)) * PRIME1), 23n) * PRIME2 + PRIME3)
    at += 4
  }
  for (; at < view.byteLength; at++) {
    hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint8(at)) * PRIME5), 11n) * PRIME1)
  }
  hash = wrap((hash ^ (hash >> 33n)) * PRIME2)
  hash = wrap((hash ^ (hash >> 29n)) * PRIME3)
  return hash ^ (hash >> 32n)
}

/** XXH64 of the bytes, seed 0. */
export const xxh64 = (bytes: Uint8Array): bigint => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = Math.floor(bytes.length / (STRIPE / LANES) / LANES)
  const start = count === 0 ? PRIME5 : merged(stripes(view, count))
  return finished(wrap(start + BigInt(bytes.length)), view, count * STRIPE)
}
