/**
 * Which release of OpenWrt a buildroot is: what its own files show comes first, switch by switch, because forks and
 * branches take features of other releases; then the number in include/version.mk.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { detectMetadata } from './detect-metadata.ts'
import {
  OPENWRT_RELEASES,
  type OpenwrtRelease,
  type OpenwrtReleaseName,
  RELEASES,
  type ReleaseSwitches,
} from './releases.ts'

export interface DetectedRelease {
  readonly release: OpenwrtRelease
  /** The files that told, and what was found there. */
  readonly because: readonly string[]
}

/** One switch and how a file of the tree shows it; undefined where it does not. */
interface Feature {
  readonly file: string
  readonly seen: (text: string) => Partial<ReleaseSwitches> | undefined
}

/** The lines that the recipe of Kernel/SetNoInitramfs echoes into the file. */
const initramfsLines = (text: string): readonly string[] | undefined => {
  const body = /^define Kernel\/SetNoInitramfs$(.*?)^endef/ms.exec(text)?.[1]
  const lines = [...(body ?? '').matchAll(/\becho (['"])(.*?)\1 >>/g)].map(([, , line = '']) => line)
  return lines.length === 0 ? undefined : lines
}

const FEATURES: readonly Feature[] = [
  {
    file: 'include/kernel-defaults.mk',
    seen: (text) => {
      const lines = initramfsLines(text)
      return lines && { initramfsLines: lines }
    },
  },
  {
    file: 'include/kernel.mk',
    seen: (text) => {
      const version = /EXTRA_DEPENDS:=kernel \(=(\S*)\$\(LINUX_VERMAGIC\)/.exec(text)?.[1]
      if (version === undefined) return undefined
      return {
        packageVersion: version.endsWith('~') ? 'tilde' : 'dashes',
        candidatesUnderscored: /EXTRA_DEPENDS:=kernel \(=\$\(subst -rc,_rc,/.test(text),
      }
    },
  },
  {
    file: 'include/kernel-version.mk',
    seen: (text) => {
      const testingKernel = /^[ \t]*ifdef CONFIG_TESTING_KERNEL\b/m.test(text)
      if (/^LINUX_VERSION-\d/m.test(text)) return { testingKernel, linuxVersionFile: 'include/kernel-version.mk' }
      if (text.includes('$(GENERIC_PLATFORM_DIR)/kernel-'))
        return { testingKernel, linuxVersionFile: 'target/linux/generic/kernel-*' }
      if (text.includes('$(INCLUDE_DIR)/kernel-')) return { testingKernel, linuxVersionFile: 'include/kernel-*' }
      return undefined
    },
  },
  {
    file: 'include/target.mk',
    seen: (text) =>
      text.includes('PLATFORM_DIR') ? { feedTargets: text.includes('/target/linux/feeds/') } : undefined,
  },
  {
    file: 'include/toplevel.mk',
    seen: (text) => {
      const depth = /SCAN_DIR="target\/linux".*SCAN_DEPTH=([23])\b/.exec(text)?.[1]
      return depth === undefined ? undefined : { targetInfoDepth: depth === '2' ? 2 : 3 }
    },
  },
]

const sameSwitch = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const fits = (release: OpenwrtRelease, switches: Partial<ReleaseSwitches>): boolean =>
  Object.entries(switches).every(([name, value]) => sameSwitch(release[name as keyof ReleaseSwitches], value))

const NUMBER = /^VERSION_NUMBER:=\$\(if [^,\n]*,[^,\n]*,([^)\n]*)\)|^VERSION_NUMBER:=([^$\n]+)$/m

const numberedRelease = (files: FileSystem, tree: string): { name: OpenwrtReleaseName; number: string } | undefined => {
  const match = NUMBER.exec(readTextIfThere(files, `${tree}/include/version.mk`) ?? '')
  const number = match?.[1] ?? match?.[2]
  const name = OPENWRT_RELEASES.find((one) => number?.startsWith(one) === true)
  return name === undefined || number === undefined ? undefined : { name, number }
}

/** The release of the tree in a folder. A tree that shows nothing of itself is taken for main. */
export const detectRelease = (files: FileSystem, tree: string): DetectedRelease => {
  let switches: Partial<ReleaseSwitches> = {}
  const because: string[] = []
  for (const { file, seen } of FEATURES) {
    const found = seen(readTextIfThere(files, `${tree}/${file}`) ?? '')
    if (found === undefined) continue
    switches = { ...switches, ...found }
    because.push(`${file}: ${Object.keys(found).join(' ')}`)
  }
  const numbered = numberedRelease(files, tree)
  if (numbered !== undefined) because.push(`include/version.mk: ${numbered.number}`)
  // a tree without a number (a snapshot of any age) is like the newest release that shows the same
  const alike = [...OPENWRT_RELEASES].reverse().find((name) => fits(RELEASES[name], switches))
  const release = RELEASES[numbered?.name ?? alike ?? 'main']
  const metadata = { ...release.metadata, ...detectMetadata(files, tree) }
  return { release: { ...release, ...switches, metadata }, because }
}

/** The release that a dialect's name asks for: `openwrt-24.10`. */
export const releaseOfDialect = (dialect: string): OpenwrtRelease | undefined => {
  const name = OPENWRT_RELEASES.find((one) => dialect === `openwrt-${one}`)
  return name && RELEASES[name]
}
