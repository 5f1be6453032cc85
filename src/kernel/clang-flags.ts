/**
 * CLANG_FLAGS: what kbuild adds to every call of a compiler that is clang. Follows scripts/Makefile.clang, read from the
 * tree itself because its targets and warnings differ between releases (6.1 takes CROSS_COMPILE into account, 6.12 not).
 */
import { type EnvironmentValue, UNKNOWN } from './environment-value.ts'

export interface ClangRequest {
  /** scripts/Makefile.clang of the tree. */
  readonly makefileClang: string
  readonly srcarch: string
  /** For um: the architecture it runs on. */
  readonly subarch: string
  readonly crossCompile: string
  /** LLVM_IAS as given; '0' is an assembler of binutils. */
  readonly llvmIas: string
}

const targets = (makefileClang: string): ReadonlyMap<string, string> =>
  new Map(
    [...makefileClang.matchAll(/^CLANG_TARGET_FLAGS_(\w+)[ \t]*:=[ \t]*([\w.-]+)[ \t]*$/gm)].map(
      ([, arch = '', target = '']) => [arch, target],
    ),
  )

/** The flags as make exports them, or unknown where they depend on what is installed. */
export const clangFlags = (request: ClangRequest): EnvironmentValue => {
  const { makefileClang, srcarch, subarch, crossCompile, llvmIas } = request
  // with an assembler of binutils the flags hold the folder in which it is installed
  if (llvmIas === '0') return UNKNOWN
  const usesPrefix = makefileClang.includes('CROSS_COMPILE:%-=%') && crossCompile !== ''
  const target = usesPrefix
    ? (crossCompile.split('/').at(-1) ?? '').replace(/-$/, '')
    : targets(makefileClang).get(srcarch === 'um' ? subarch : srcarch)
  if (target === undefined) return UNKNOWN
  const warnings = [...makefileClang.matchAll(/^CLANG_FLAGS[ \t]*\+=[ \t]*(-Werror=\S+)/gm)].map(
    ([, flag = '']) => flag,
  )
  return [`--target=${target}`, '-fintegrated-as', ...warnings].join(' ')
}
