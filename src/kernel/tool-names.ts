/**
 * What kbuild calls the tools: with a prefix (CROSS_COMPILE), or LLVM's with a folder before or a version behind them.
 * Follows "Make variables (CC, etc...)" in the top Makefile (Linux 5.7 to 6.12; LLVM=/dir/ and LLVM=-15 since 5.18).
 */

const GNU = {
  CC: 'gcc',
  LD: 'ld',
  AR: 'ar',
  NM: 'nm',
  OBJCOPY: 'objcopy',
  OBJDUMP: 'objdump',
  READELF: 'readelf',
  STRIP: 'strip',
} as const

const LLVM = {
  CC: 'clang',
  LD: 'ld.lld',
  AR: 'llvm-ar',
  NM: 'llvm-nm',
  OBJCOPY: 'llvm-objcopy',
  OBJDUMP: 'llvm-objdump',
  READELF: 'llvm-readelf',
  STRIP: 'llvm-strip',
} as const

/** Tools that no prefix applies to. */
const PLAIN = {
  RUSTC: 'rustc',
  RUSTDOC: 'rustdoc',
  RUSTFMT: 'rustfmt',
  BINDGEN: 'bindgen',
  PAHOLE: 'pahole',
  PYTHON3: 'python3',
  PERL: 'perl',
  BASH: 'bash',
  AWK: 'awk',
  LEX: 'flex',
  YACC: 'bison',
  CHECK: 'sparse',
  INSTALLKERNEL: 'installkernel',
  HOSTRUSTC: 'rustc',
  HOSTPKG_CONFIG: 'pkg-config',
  KGZIP: 'gzip',
  KBZIP2: 'bzip2',
  KLZOP: 'lzop',
  LZMA: 'lzma',
  LZ4: 'lz4',
  XZ: 'xz',
  ZSTD: 'zstd',
} as const

export type ToolNames = Readonly<Record<keyof typeof GNU | keyof typeof PLAIN | 'CPP' | 'HOSTCC' | 'HOSTCXX', string>>

type Variables = Readonly<Record<string, string | undefined>>

/** Each tool's name: the variable itself where it is set, else what LLVM and CROSS_COMPILE make of it. */
export const toolNames = (variables: Variables): ToolNames => {
  const llvm = variables['LLVM'] ?? ''
  const prefix = llvm === '' ? (variables['CROSS_COMPILE'] ?? '') : llvm.endsWith('/') ? llvm : ''
  const suffix = llvm.startsWith('-') ? llvm : ''
  const names = Object.entries(llvm === '' ? GNU : LLVM).map(([name, tool]) => [name, prefix + tool + suffix] as const)
  const host =
    llvm === ''
      ? { HOSTCC: 'gcc', HOSTCXX: 'g++' }
      : { HOSTCC: `${prefix}clang${suffix}`, HOSTCXX: `${prefix}clang++${suffix}` }
  const defaults: Record<string, string> = { ...Object.fromEntries(names), ...PLAIN, ...host }
  for (const name of Object.keys(defaults)) {
    const value = variables[name]
    if (value !== undefined) defaults[name] = value
  }
  return { CPP: `${defaults['CC']} -E`, ...defaults } as ToolNames
}
