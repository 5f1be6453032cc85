/**
 * Symbols whose CRC is another one in the kernel, and what that says of the kernel that the module was built for.
 */
import type { VersionMismatch } from '../module/load-result.ts'
import { crcText } from './crc-text.ts'
import { shortened } from './printable.ts'

/** `printk: 0x92997ed8 in the module, 0x8da6585d in vmlinux`. */
export const mismatchText = ({ symbol, module, kernel, owner }: VersionMismatch): string =>
  `${shortened(symbol)}: ${module === undefined ? 'no version' : crcText(module)} in the module, ${crcText({ crc: kernel })} in ${shortened(owner)}`

/** So many symbols at least, and more than half of them: one structure that all use has changed, not one function. */
const MANY = 3

export const isOtherBuild = (mismatches: readonly VersionMismatch[], compared: number): boolean =>
  mismatches.length >= MANY && mismatches.length * 2 > compared

/** The modules, without the kernel itself, whose symbols differ. */
export const otherOwners = (mismatches: readonly VersionMismatch[]): readonly string[] | undefined => {
  const owners = new Set(mismatches.map(({ owner }) => owner))
  return owners.has('vmlinux') || owners.size === 0 ? undefined : [...owners]
}
