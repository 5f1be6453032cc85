/**
 * Configurations that no package ships, for the reference walk: some that every architecture has, and randconfigs.
 */
import type { LinuxSeries } from '../place/kernel-tree.ts'

/** One configuration, by the name that the tree makes it by. */
export interface DrawnConfig {
  readonly series: LinuxSeries
  readonly arch: string
  readonly make: string
}

/** An ordinary configuration of each architecture; of those that trees still have. */
const ORDINARY: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'x86_64_defconfig'],
  ['arm', 'multi_v7_defconfig'],
  ['arm64', 'defconfig'],
  ['mips', 'malta_defconfig'],
  ['powerpc', 'ppc64_defconfig'],
  ['riscv', 'defconfig'],
  ['s390', 'defconfig'],
  ['um', 'x86_64_defconfig'],
  ['i386', 'i386_defconfig'],
  ['sparc', 'sparc64_defconfig'],
  ['loongarch', 'loongson3_defconfig'],
  ['parisc', 'generic-32bit_defconfig'],
  ['m68k', 'multi_defconfig'],
  ['alpha', 'defconfig'],
  ['csky', 'defconfig'],
  ['openrisc', 'or1ksim_defconfig'],
  ['sh', 'se7724_defconfig'],
  ['xtensa', 'iss_defconfig'],
  ['microblaze', 'mmu_defconfig'],
  ['nios2', '10m50_defconfig'],
  ['hexagon', 'comet_defconfig'],
])

/** What is compared when nothing is asked for. */
const USUAL: Readonly<Record<LinuxSeries, readonly (readonly [arch: string, make: string])[]>> = {
  '6.1': [
    ['x86_64', 'tinyconfig'],
    ['x86_64', 'allnoconfig'],
    ['x86_64', 'randconfig-1'],
    ['arm', 'multi_v7_defconfig'],
    ['mips', 'malta_defconfig'],
    ['powerpc', 'ppc64_defconfig'],
    ['s390', 'defconfig'],
    ['um', 'x86_64_defconfig'],
    ['sparc', 'sparc64_defconfig'],
  ],
  '6.12': [
    ['x86_64', 'x86_64_defconfig'],
    ['arm64', 'defconfig'],
    ['riscv', 'defconfig'],
    ['loongarch', 'loongson3_defconfig'],
  ],
}

/** What the options ask for. */
export interface DrawOptions {
  readonly series: readonly LinuxSeries[]
  /** Architectures; undefined: the usual configurations, and random ones of all architectures. */
  readonly archs: readonly string[] | undefined
  /** Names to make for each architecture; undefined: its ordinary one. */
  readonly make: readonly string[] | undefined
  /** How many randconfigs of each series, the architectures taking turns. */
  readonly random: number
  readonly seed: number
}

/** The configurations to compare, each once. */
export const drawnConfigs = ({ series, archs, make, random, seed }: DrawOptions): readonly DrawnConfig[] => {
  const named = archs ?? [...ORDINARY.keys()]
  const drawn = series.flatMap((one) => {
    const wanted =
      archs === undefined && make === undefined
        ? USUAL[one]
        : named.flatMap((arch) => (make ?? [ORDINARY.get(arch) ?? 'defconfig']).map((name) => [arch, name] as const))
    const randoms = Array.from(
      { length: random },
      (_, at) => [named[at % named.length] ?? '', `randconfig-${seed + at}`] as const,
    )
    return [...wanted, ...randoms].map(([arch, name]): DrawnConfig => ({ series: one, arch, make: name }))
  })
  return [...new Map(drawn.map((one) => [`${one.series} ${one.arch} ${one.make}`, one])).values()]
}
