/**
 * What ELF files a kernel takes, by architecture: the symbol that names the architecture in a configuration, word size,
 * byte order, and the conditions of elf_check_arch(). Follows arch/*\/include/asm/elf.h,
 * arch/arm/kernel/elf.c and arch/arc/kernel/process.c (Linux 6.12).
 */

/** A condition that an ELF header must meet; all of an architecture's must hold. */
export type ArchCondition =
  /** EI_CLASS is that of the kernel's own word size. */
  | { readonly kind: 'class' }
  /** These bits of e_flags are clear. */
  | { readonly kind: 'flags-clear'; readonly mask: number }
  /** e_flags & mask is one of these. */
  | { readonly kind: 'flags'; readonly mask: number; readonly values: readonly number[] }
  /** An even e_entry is a multiple of four; an odd one needs a CPU with Thumb. */
  | { readonly kind: 'arm-entry' }
  /** Flags of ARM binaries older than the EABI need a CPU with 26-bit mode or VFP. */
  | { readonly kind: 'arm-old-abi' }
  /** 32-bit MIPS: o32, unless n32 is configured; see the header. */
  | { readonly kind: 'mips-o32' }

/** A word size's share of an architecture. */
export interface ElfRules {
  /** e_machine values that are taken; the first is the kernel's own. */
  readonly machines: readonly number[]
  readonly conditions: readonly ArchCondition[]
}

export type ByteOrder = 'little' | 'big'

export interface ElfArchitecture {
  /** The symbol, without `CONFIG_`, that is `y` in every configuration of the architecture. */
  readonly symbol: string
  /** Symbols any of which makes the kernel a 64-bit one; `always` or `never` where there is no choice. */
  readonly is64: readonly string[] | 'always' | 'never'
  /** The order where no symbol says otherwise; undefined where only the compiler tells. */
  readonly byteOrder: ByteOrder | undefined
  /** The symbol that turns it over. */
  readonly otherOrder?: string
  readonly bits32?: ElfRules
  readonly bits64?: ElfRules
}

const rules = (machines: readonly number[], ...conditions: readonly ArchCondition[]): ElfRules => ({
  machines,
  conditions,
})

const CLASS: ArchCondition = { kind: 'class' }
const EM_386 = 3
const EM_486 = 6

export const ELF_ARCHITECTURES: Readonly<Record<string, ElfArchitecture>> = {
  // first: a user-mode kernel's configuration has its host's symbols too
  um: {
    symbol: 'UML',
    is64: ['64BIT', 'X86_64'],
    byteOrder: 'little',
    bits32: rules([EM_386, EM_486]),
    bits64: rules([62]),
  },
  alpha: {
    symbol: 'ALPHA',
    is64: 'always',
    byteOrder: 'little',
    bits64: rules([0x9026], { kind: 'flags-clear', mask: 1 }),
  },
  arc: {
    symbol: 'ARC',
    is64: 'never',
    byteOrder: 'little',
    otherOrder: 'CPU_BIG_ENDIAN',
    // EM_ARCOMPACT or EM_ARCV2 by the instruction set; EF_ARC_OSABI_V3 or V4 by the release
    bits32: rules([93, 195]),
  },
  arm64: { symbol: 'ARM64', is64: 'always', byteOrder: 'little', otherOrder: 'CPU_BIG_ENDIAN', bits64: rules([183]) },
  arm: {
    symbol: 'ARM',
    is64: 'never',
    byteOrder: 'little',
    otherOrder: 'CPU_BIG_ENDIAN',
    bits32: rules([40], { kind: 'arm-entry' }, { kind: 'arm-old-abi' }),
  },
  csky: { symbol: 'CSKY', is64: 'never', byteOrder: 'little', otherOrder: 'CPU_BIG_ENDIAN', bits32: rules([252, 39]) },
  hexagon: { symbol: 'HEXAGON', is64: 'never', byteOrder: 'little', bits32: rules([164]) },
  ia64: { symbol: 'IA64', is64: 'always', byteOrder: 'little', bits64: rules([50]) },
  loongarch: {
    symbol: 'LOONGARCH',
    is64: ['64BIT'],
    byteOrder: 'little',
    bits32: rules([258], CLASS),
    bits64: rules([258], CLASS),
  },
  m68k: { symbol: 'M68K', is64: 'never', byteOrder: 'big', bits32: rules([4]) },
  microblaze: {
    symbol: 'MICROBLAZE',
    is64: 'never',
    byteOrder: 'big',
    otherOrder: 'CPU_LITTLE_ENDIAN',
    bits32: rules([189, 0xbaab]),
  },
  mips: {
    symbol: 'MIPS',
    is64: ['64BIT', 'MIPS64'],
    byteOrder: 'big',
    otherOrder: 'CPU_LITTLE_ENDIAN',
    bits32: rules([8], CLASS, { kind: 'mips-o32' }),
    bits64: rules([8], CLASS),
  },
  nios2: { symbol: 'NIOS2', is64: 'never', byteOrder: 'little', bits32: rules([113]) },
  openrisc: { symbol: 'OPENRISC', is64: 'never', byteOrder: 'big', bits32: rules([92, 0x8472]) },
  parisc: {
    symbol: 'PARISC',
    is64: ['64BIT'],
    byteOrder: 'big',
    bits32: rules([15], CLASS),
    bits64: rules([15], CLASS),
  },
  powerpc: {
    symbol: 'PPC',
    is64: ['PPC64'],
    byteOrder: 'big',
    otherOrder: 'CPU_LITTLE_ENDIAN',
    bits32: rules([20]),
    bits64: rules([21]),
  },
  riscv: {
    symbol: 'RISCV',
    is64: ['64BIT'],
    byteOrder: 'little',
    bits32: rules([243], CLASS),
    bits64: rules([243], CLASS),
  },
  s390: {
    symbol: 'S390',
    is64: ['64BIT', 'ARCH_S390X'],
    byteOrder: 'big',
    bits32: rules([22, 0xa390], CLASS),
    bits64: rules([22, 0xa390], CLASS),
  },
  sh: {
    symbol: 'SUPERH',
    is64: 'never',
    byteOrder: 'big',
    otherOrder: 'CPU_LITTLE_ENDIAN',
    bits32: rules([42]),
  },
  sparc: { symbol: 'SPARC', is64: ['64BIT', 'SPARC64'], byteOrder: 'big', bits32: rules([2]), bits64: rules([43]) },
  x86: {
    symbol: 'X86',
    is64: ['X86_64', '64BIT'],
    byteOrder: 'little',
    bits32: rules([EM_386, EM_486]),
    bits64: rules([62]),
  },
  xtensa: { symbol: 'XTENSA', is64: 'never', byteOrder: undefined, bits32: rules([94, 0xabc7]) },
}
