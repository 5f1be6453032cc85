/**
 * CRC-64 as xz uses it (ECMA-182, reflected, polynomial 0xC96C5795D7870F42), in two halves: bigint would be fifty times
 * slower.
 */

const POLYNOMIAL_HIGH = 0xc96c5795
const POLYNOMIAL_LOW = 0xd7870f42

/** Low and high half of each byte's remainder; made at the first use. */
let table: { readonly low: Int32Array; readonly high: Int32Array } | undefined

const makeTable = (): { readonly low: Int32Array; readonly high: Int32Array } => {
  const lows = new Int32Array(256)
  const highs = new Int32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let low = byte
    let high = 0
    for (let bit = 0; bit < 8; bit++) {
      const out = low & 1
      low = (low >>> 1) | (high << 31)
      high >>>= 1
      if (out === 1) {
        low ^= POLYNOMIAL_LOW
        high ^= POLYNOMIAL_HIGH
      }
    }
    lows[byte] = low
    highs[byte] = high
  }
  return { low: lows, high: highs }
}

/** As eight bytes, least significant first, which is how xz stores it. */
export const crc64 = (bytes: Uint8Array): Uint8Array => {
  table ??= makeTable()
  const { low: lows, high: highs } = table
  let low = -1
  let high = -1
  for (let at = 0; at < bytes.length; at++) {
    const index = (low ^ (bytes[at] as number)) & 0xff
    low = ((low >>> 8) | (high << 24)) ^ (lows[index] as number)
    high = (high >>> 8) ^ (highs[index] as number)
  }
  const sum = new Uint8Array(8)
  const view = new DataView(sum.buffer)
  view.setUint32(0, ~low >>> 0, true)
  view.setUint32(4, ~high >>> 0, true)
  return sum
}
