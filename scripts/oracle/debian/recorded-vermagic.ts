/**
 * What modules of Debian 12's kernels 6.1.0-47 to 6.1.0-56 were seen to carry behind the release, by flavour: for those
 * whose packages are too large to be downloaded for one string.
 */
const MODULES = 'mod_unload modversions '
const SMP = `SMP ${MODULES}`
const PREEMPT = `SMP preempt ${MODULES}`

export const RECORDED_VERMAGIC: Readonly<Record<string, string>> = {
  '4kc-malta': `${SMP}MIPS32_R2 32BIT `,
  '5kc-malta': `${SMP}MIPS64_R2 64BIT `,
  686: `${PREEMPT}GEODE `,
  '686-pae': `${PREEMPT}686 `,
  amd64: PREEMPT,
  arm64: `${SMP}aarch64`,
  armmp: `${SMP}ARMv7 p2v8 `,
  'loongson-3': `${PREEMPT}LOONGSON64 64BIT `,
  marvell: `${MODULES}ARMv5 p2v8 `,
  mips32r2el: `${SMP}MIPS32_R2 32BIT `,
  mips64r2el: `${SMP}MIPS64_R2 64BIT `,
  octeon: `${SMP}OCTEON 64BIT `,
  powerpc64le: `${SMP}mprofile-kernel relocatable `,
  rpi: `${MODULES}ARMv6 p2v8 `,
  'rt-arm64': `SMP preempt_rt ${MODULES}aarch64`,
  s390x: SMP,
}
