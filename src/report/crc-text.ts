/**
 * CRCs as `modprobe --dump-modversions` and Module.symvers write them.
 */

/** `0x` and at least eight digits; `high`: what an entry of a module has above the 32 bits of a CRC. */
export const crcText = ({ crc, high = 0 }: { readonly crc: number; readonly high?: number }): string => {
  const low = crc.toString(16).padStart(8, '0')
  return `0x${high === 0 ? '' : high.toString(16)}${low}`
}
