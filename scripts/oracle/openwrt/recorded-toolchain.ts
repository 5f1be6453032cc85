/**
 * What the machine that recorded the builds answered to the probes of OpenWrt's Kconfig (22.03 and later): Linux, with a
 * compiler that is new enough for mold.
 */
import { formatToolchain } from '../../../src/probe/toolchain.ts'

/** As they are handed to the shell: `$(shell, uname)` has a blank in front. */
const PROBES = {
  ' uname': 'Linux',
  ' ./config/check-uname.sh Linux': 'y',
  ' ./config/check-uname.sh Darwin': 'n',
  ' ./config/check-hostcxx.sh 10 2 12': 'y',
  ' [ -f llvm-bpf/.llvm-version ] && echo y || echo n': 'n',
} as const

/** The text of a file for `--toolchain`. */
export const recordedToolchain = (): string =>
  formatToolchain({ environment: new Map(), probes: new Map(Object.entries(PROBES)) })
