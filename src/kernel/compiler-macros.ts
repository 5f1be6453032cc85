/**
 * Macros that no header defines but a build gives to the compiler, as far as vermagic headers use them: CONFIG_ symbols
 * (generated/autoconf.h), what makefiles define from them, and the compiler's own version. Follows arch/arm/Makefile,
 * scripts/Makefile.randstruct and scripts/Makefile.gcc-plugins (Linux 6.12), arch/powerpc/Makefile (4.9).
 */
import { type ConfigLookup, configString, configText, type Wanted } from './fact.ts'
import type { MacroState } from './header-condition.ts'

export type CompilerMacro = MacroState & {
  /** The symbols it follows from, without `CONFIG_`. */
  readonly symbols: readonly string[]
  /** What would tell it, where it is unknown. */
  readonly wanted?: readonly Wanted[]
}

type MacroRule = (config: ConfigLookup) => CompilerMacro

const UNDEFINED: CompilerMacro = { kind: 'undefined', symbols: [] }
const defined = (text: string, ...symbols: readonly string[]): CompilerMacro => ({ kind: 'defined', text, symbols })
const unknownMacro = (symbols: readonly string[], ...wanted: readonly Wanted[]): CompilerMacro => ({
  kind: 'unknown',
  symbols,
  wanted,
})

/** `-DNAME` where the symbol is `y`. */
const flag =
  (symbol: string): MacroRule =>
  (config) =>
    configText(config, symbol) === 'y' ? defined('1', symbol) : { ...UNDEFINED, symbols: [symbol] }

/** The last assignment in the makefile counts: the oldest version that a kernel supports. CPU_32v6K adds none. */
const ARM_VERSIONS: readonly (readonly [symbol: string, version: string])[] = [
  ['CPU_32v3', '3'],
  ['CPU_32v4', '4'],
  ['CPU_32v4T', '4'],
  ['CPU_32v5', '5'],
  ['CPU_32v6', '6'],
  ['CPU_32v7', '7'],
  ['CPU_32v7M', '7'],
]

const armVersion: MacroRule = (config) => {
  const found = ARM_VERSIONS.find(([symbol]) => configText(config, symbol) === 'y')
  return found === undefined
    ? unknownMacro(
        ARM_VERSIONS.map(([symbol]) => symbol),
        { kind: 'config', symbol: 'CPU_32v7' },
      )
    : defined(found[1], found[0])
}

/** `120200` is 12.2.0. Kernels before 4.18 record no compiler; clang passes for gcc 4.2 and records 0. */
const gccVersion =
  (part: 'major' | 'minor'): MacroRule =>
  (config) => {
    const code = Number(configText(config, 'GCC_VERSION'))
    if (code > 0) {
      const number = part === 'major' ? Math.floor(code / 10000) : Math.floor(code / 100) % 100
      return defined(String(number), 'GCC_VERSION')
    }
    if (configText(config, 'CC_IS_CLANG') === 'y') return defined(part === 'major' ? '4' : '2', 'CC_IS_CLANG')
    return unknownMacro(['GCC_VERSION'], { kind: 'option', option: '--like' }, { kind: 'option', option: '--vermagic' })
  }

/** The makefile asks the compiler before it defines this one. */
const mprofileKernel: MacroRule = (config) =>
  configText(config, 'MPROFILE_KERNEL') === 'y' || configText(config, 'DISABLE_MPROFILE_KERNEL') === 'n'
    ? unknownMacro(['MPROFILE_KERNEL'], { kind: 'option', option: '--like' })
    : { ...UNDEFINED, symbols: ['MPROFILE_KERNEL'] }

const RULES: Readonly<Record<string, MacroRule>> = {
  INCLUDE_VERMAGIC: () => defined(''),
  __KERNEL__: () => defined('1'),
  MODULE: () => defined('1'),
  RANDSTRUCT: flag('RANDSTRUCT'),
  RANDSTRUCT_PLUGIN: flag('GCC_PLUGIN_RANDSTRUCT'),
  // Hexagon's: no makefile and no header defines it (4.9 to 6.12), so text made of it is its name
  PROCESSOR_MODEL_NAME: () => defined('PROCESSOR_MODEL_NAME'),
  __LINUX_ARM_ARCH__: armVersion,
  __GNUC__: gccVersion('major'),
  __GNUC_MINOR__: gccVersion('minor'),
  CC_USING_MPROFILE_KERNEL: mprofileKernel,
}

const configMacro = (config: ConfigLookup, name: string): CompilerMacro => {
  const asModule = name.endsWith('_MODULE') && config(name) === undefined
  const symbol = asModule ? name.slice(0, -'_MODULE'.length) : name
  const value = configText(config, symbol)
  const is = asModule ? 'm' : 'y'
  if (value === is) return defined('1', symbol)
  if (asModule || value === 'n' || value === 'm') return { ...UNDEFINED, symbols: [symbol] }
  return value === 'y' ? { ...UNDEFINED, symbols: [symbol] } : defined(configString(config, symbol) ?? value, symbol)
}

/** What the compiler knows of a macro name; without a configuration, all that follows from it is unknown. */
export const compilerMacro = (config: ConfigLookup | undefined, name: string): CompilerMacro => {
  const symbol = name.startsWith('CONFIG_') ? name.slice('CONFIG_'.length) : undefined
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined
  if (symbol === undefined && rule === undefined) return UNDEFINED
  if (config !== undefined) return symbol === undefined ? (rule?.(config) ?? UNDEFINED) : configMacro(config, symbol)
  if (symbol !== undefined) return unknownMacro([symbol], { kind: 'config', symbol })
  // those that hang on no symbol are the same without one
  const without = rule?.(() => undefined)
  return without?.symbols.length === 0 ? without : unknownMacro(without?.symbols ?? [], { kind: 'config' })
}

/** The symbols that a name stands for: its own, or those that a makefile defines it from. */
export const symbolsOfMacro = (name: string): readonly string[] => {
  const found = compilerMacro(undefined, name)
  return found.symbols
}
