/**
 * MODULE_ARCH_VERMAGIC by architecture, for kernels whose headers are not at hand. Symbols that a release does not have
 * are never set in its configuration, so one list serves all. Follows asm/vermagic.h of Linux 5.8, 6.1 and 6.12, and
 * asm/module.h of 2.6.9, 2.6.18, 2.6.32 and 4.9 (avr32, metag, score and tile, which left in 4.12 to 4.17).
 */
import type { VermagicCase, VermagicSlot } from './vermagic-layouts.ts'

export interface ArchitectureWords {
  readonly slots: readonly VermagicSlot[]
  /** Earlier releases are known to differ, or not known: their headers must be at hand. [version, patchlevel, sublevel of 2.6] */
  readonly since?: readonly [number, number, number]
}

/** `PREFIX_WORD` gives `WORD `; where symbol and word differ, `SYMBOL=WORD`. */
const family = (prefix: string, words: string): readonly VermagicCase[] =>
  words.split(' ').map((entry) => {
    const [symbol = '', word = symbol] = entry.split('=')
    return [[prefix + symbol], `${word} `]
  })

const optional = (macro: string, ...cases: readonly (readonly [string, string])[]): VermagicSlot => ({
  macro,
  cases: cases.map(([symbol, text]) => [[symbol], text]),
  otherwise: '',
})

const fixed = (text: string, since?: readonly [number, number, number]): ArchitectureWords => ({
  slots: [{ macro: 'MODULE_ARCH_VERMAGIC', cases: [], otherwise: text }],
  ...(since === undefined ? {} : { since }),
})

const KERNEL_TYPE: VermagicSlot = {
  macro: 'MODULE_KERNEL_TYPE',
  cases: family('', '32BIT 64BIT'),
}

/** Before ELAN was a family of its own, X86_ELAN stood in its place. */
const X86_FIRST = '386 486SX 486 586 586TSC 586MMX CORE2 ATOM 686 PENTIUMII PENTIUMIII PENTIUMM PENTIUM4 K6 K7 K8'
const X86_LAST =
  'ELAN CRUSOE EFFICEON WINCHIPC6 WINCHIP2 WINCHIP3D CYRIXIII VIAC3_2=VIAC3-2 VIAC7 GEODEGX1 GEODE_LX=GEODE'

const MIPS_FAMILIES =
  'BMIPS MIPS32_R1 MIPS32_R2 MIPS32_R5 MIPS32_R6 MIPS64_R1 MIPS64_R2 MIPS64_R5 MIPS64_R6 R3000 TX39XX VR41XX R4300 ' +
  'R4X00 TX49XX R5000 R5432 R5500 R6000 NEVADA R8000 R10000 RM7000 RM9000 SB1 LOONGSON1 LOONGSON2 LOONGSON3 ' +
  'LOONGSON32 LOONGSON2EF LOONGSON64 CAVIUM_OCTEON=OCTEON P5600 XLR XLP'

const SH_FAMILIES: readonly VermagicCase[] = ['LE', 'BE'].flatMap((order) =>
  ['SH2', 'SH3', 'SH4', 'SH5'].map((cpu): VermagicCase => {
    const symbols = order === 'LE' ? ['CPU_LITTLE_ENDIAN', `CPU_${cpu}`] : [`CPU_${cpu}`]
    return [symbols, `${cpu}${order} `]
  }),
)

const NOTHING = fixed('')

export const ARCHITECTURE_WORDS: Readonly<Record<string, ArchitectureWords>> = {
  x86: {
    slots: [
      {
        macro: 'MODULE_PROC_FAMILY',
        cases: [[['X86_64'], ''], ...family('M', X86_FIRST), [['X86_ELAN'], 'ELAN '], ...family('M', X86_LAST)],
      },
      optional('MODULE_REGPARM', ['X86_64', ''], ['REGPARM', 'REGPARM ']),
      optional('MODULE_STACKSIZE', ['X86_64', ''], ['4KSTACKS', '4KSTACKS ']),
    ],
  },
  arm: {
    slots: [
      { macro: 'MODULE_ARCH_VERMAGIC_ARMVSN', cases: [], otherwise: 'ARMv%__LINUX_ARM_ARCH__% ' },
      optional('MODULE_ARCH_VERMAGIC_ARMTHUMB', ['THUMB2_KERNEL', 'thumb2 ']),
      optional('MODULE_ARCH_VERMAGIC_P2V', ['ARM_PATCH_PHYS_VIRT_16BIT', 'p2v16 '], ['ARM_PATCH_PHYS_VIRT', 'p2v8 ']),
    ],
  },
  mips: {
    slots: [
      { macro: 'MODULE_PROC_FAMILY', cases: family('CPU_', MIPS_FAMILIES) },
      KERNEL_TYPE,
      optional('MODULE_KERNEL_SMTC', ['MIPS_MT_SMTC', 'MT_SMTC ']),
    ],
    since: [2, 6, 18],
  },
  powerpc: {
    slots: [
      optional(
        'MODULE_ARCH_VERMAGIC_FTRACE',
        ['ARCH_USING_PATCHABLE_FUNCTION_ENTRY', 'patchable-function-entry '],
        ['MPROFILE_KERNEL', 'mprofile-kernel '],
      ),
      optional('MODULE_ARCH_VERMAGIC_RELOCATABLE', ['RELOCATABLE', 'relocatable ']),
    ],
    since: [5, 8, 0],
  },
  loongarch: {
    slots: [{ macro: 'MODULE_PROC_FAMILY', cases: [], otherwise: 'LOONGARCH ' }, KERNEL_TYPE],
  },
  sh: { slots: [{ macro: 'MODULE_PROC_FAMILY', cases: SH_FAMILIES }] },
  arm64: fixed('aarch64'),
  riscv: fixed('riscv'),
  arc: fixed('ARC700'),
  hexagon: fixed('%PROCESSOR_MODEL_NAME% '),
  xtensa: fixed('xtensa-%XCHAL_CORE_ID% '),
  ia64: fixed('ia64gcc-%__GNUC__%.%__GNUC_MINOR__%', [3, 0, 0]),
  avr32: fixed('AVR32v1', [3, 0, 0]),
  metag: {
    slots: [
      optional('MODULE_PROC_FAMILY', ['METAG_META12', 'META 1.2 '], ['METAG_META21', 'META 2.1 ']),
      optional('MODULE_STACKSIZE', ['4KSTACKS', '4KSTACKS ']),
    ],
  },
  score: fixed('SCORE732BIT ', [3, 0, 0]),
  tile: fixed('', [3, 0, 0]),
  alpha: NOTHING,
  csky: NOTHING,
  m68k: NOTHING,
  microblaze: NOTHING,
  nios2: NOTHING,
  openrisc: NOTHING,
  parisc: NOTHING,
  s390: NOTHING,
  sparc: NOTHING,
  um: NOTHING,
}
