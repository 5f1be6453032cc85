/**
 * What distributions change in the module loader and no file records. A distribution that is not in the table is not
 * known to change anything, which is not the same as changing nothing.
 */
import type { LoaderPolicy } from './target-kernel.ts'

/** Differences from the release that a kernel is built of. */
const POLICIES: Readonly<Record<string, Omit<LoaderPolicy, 'name'>>> = {
  mainline: {},
  // debian/patches/debian/module-disable-matching-missing-version-crc.patch
  debian: { missingVersion: 'refuse' },
}

export const POLICY_NAMES: readonly string[] = Object.keys(POLICIES)

/** The policy of a name in POLICY_NAMES; undefined for a name that is none. */
export const policyNamed = (name: string): LoaderPolicy | undefined =>
  Object.hasOwn(POLICIES, name) ? { name, ...POLICIES[name] } : undefined

/** Debian's own flavours; with `rt-` or `cloud-` before them, and a page size behind. */
const FLAVOUR =
  '(?:(?:rt|cloud)-)?(?:amd64|arm64|686|686-pae|armmp|armmp-lpae|marvell|rpi|[45]kc-malta|loongson-3|octeon|mips(?:32|64)r[26](?:el)?|powerpc(?:64|64le|-smp)?|s390x|riscv64|loong64|sparc64|sparc64-smp|alpha-generic|alpha-smp|parisc|parisc64|m68k|itanium|mckinley)(?:-(?:4k|16k|64k|lpae))?'
/** `6.1.0-56-amd64`; `6.12.117+deb12-amd64`, `+bpo`; `5.10.0-0.deb10.30-amd64`. */
const DEBIAN_RELEASE = new RegExp(
  `^\\d+\\.\\d+(?:\\.\\d+)?(?:-(?:\\d+|0\\.(?:deb|bpo)[\\d.]+)|\\+(?:deb\\d+(?:u\\d+)?|bpo(?:\\.\\d+)?))-${FLAVOUR}$`,
)

/** Whether a release is named as Debian's kernels are, flavour included. */
export const isDebianRelease = (release: string): boolean => DEBIAN_RELEASE.test(release)
