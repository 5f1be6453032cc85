/**
 * The generation that goes with a version, where a tree has no configurator's sources: packages of headers carry the
 * program alone.
 */
import { type FileSystem, readTextIfThere } from '../../files/file-system.ts'
import { isAtLeast, parseKernelVersion } from '../../kernel/kernel-version.ts'
import type { DialectName } from '../dialect.ts'
import type { Evidence } from './configurator.ts'

/** First release of each generation, the newest first. */
const KERNELS: readonly (readonly [number, number, DialectName])[] = [
  [6, 18, 'linux-6.18'],
  [6, 9, 'linux-6.12'],
  [6, 8, 'linux-6.8'],
  [6, 2, 'linux-6.6'],
  [6, 1, 'linux-6.1'],
  [5, 17, 'linux-6.6'],
  [5, 13, 'linux-5.15'],
  [5, 8, 'linux-5.10'],
  [5, 6, 'linux-5.6'],
  [5, 0, 'linux-5.4'],
  [4, 18, 'linux-4.18'],
  [0, 0, 'linux-4.17'],
]

export const kernelByVersion = (files: FileSystem, tree: string): Evidence | undefined => {
  const version = parseKernelVersion(readTextIfThere(files, `${tree}/Makefile`) ?? '')
  if (version === undefined) return undefined
  const found = KERNELS.find(([major, minor]) => isAtLeast(version, major, minor))
  return found && { name: found[2], because: `${tree}/Makefile: ${version.text}` }
}

const OPENWRT = ['17.01', '18.06', '19.07', '21.02', '22.03', '23.05', '24.10', '25.12'] as const

/** OpenWrt's release, by include/version.mk; what has none (a snapshot) is like the newest. */
export const openwrtByVersion = (files: FileSystem, tree: string): Evidence | undefined => {
  const file = `${tree}/include/version.mk`
  const text = readTextIfThere(files, file)
  if (text === undefined) return undefined
  const [, number = ''] = /^VERSION_NUMBER:=.*?(\d\d\.\d\d)/m.exec(text) ?? []
  const release = OPENWRT.find((name) => name === number)
  return { name: `openwrt-${release ?? '25.12'}`, because: `${file}: ${number === '' ? 'no release' : number}` }
}
