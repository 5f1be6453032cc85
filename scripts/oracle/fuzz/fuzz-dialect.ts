/**
 * What the generator may write for a dialect: which statements, attributes and modes its C tool knows. Derived from the
 * kernel release that a configurator descends from, from whose fork it is, and from the tool itself.
 */
import { readFileSync } from 'node:fs'

/** Switches of the generator. */
export interface FuzzDialect {
  /** kcheck's name for it; handed to kcheck as KCHECK_CONF_DIALECT. */
  readonly name: string
  /** Modes without their dashes, as far as the tool has them. */
  readonly modes: readonly string[]
  /** `$(…)` and assignments (4.18); before, `option env` and `$NAME`. */
  readonly preprocessor: boolean
  readonly imply: boolean
  /** `<`, `<=`, `>`, `>=` (4.3). */
  readonly relations: boolean
  /** Choices of before 6.9: named, tristate, optional, members of any type and with defaults. */
  readonly oldChoices: boolean
  /** `bool "prompt"` in a choice, besides `prompt` (until 6.13). */
  readonly boolChoicePrompt: boolean
  /** The word that makes a symbol the one for modules. */
  readonly modules: 'modules' | 'option modules'
  readonly dashedHelp: boolean
  /** OpenWrt: `reset`, patterns in `source`, `/`, `.` and `+` in names. */
  readonly openwrt: boolean
  readonly transitional: boolean
  /**
   * The expression rewriter of 6.12 turns `A!=y` with a bool A into a negation of the *symbol* where it wants one of
   * an expression (expr_transform(), E_UNEQUAL): it then reads a struct symbol as a struct expr, and what comes out
   * hangs on memory layout. Nothing can be compared there, so the generator writes no `!= y` for such tools.
   */
  readonly unequalYesIsUndefined: boolean
}

/** Releases that forks which name no number descend from. */
const BASES: Readonly<Record<string, string>> = {
  'openwrt-17.01': '3.9',
  'openwrt-18.06': '3.9',
  'openwrt-19.07': '3.9',
  'openwrt-21.02': '5.6',
  'openwrt-22.03': '5.14',
  'openwrt-23.05': '5.14',
  'openwrt-24.10': '6.6',
  'openwrt-25.12': '6.6',
  'openwrt-main': '6.6',
  'buildroot-main': '4.17',
}

const baseOf = (name: string): string => BASES[name] ?? /(\d+\.\d+)/.exec(name)?.[1] ?? '6.1'

const MODES =
  /^(old|oldask|sync|silentold|olddef|oldno|allno|allyes|allmod|alldef|rand|def|savedef|listnew|helpnew|yes2mod|mod2yes|mod2no)config$/

/** The modes a tool has: names of its options, which stand in its data. Old tools tell no usage that lists them. */
const modesOf = (tool: string): readonly string[] => {
  const words = readFileSync(tool, 'latin1').split('\0')
  return [...new Set(words.filter((word) => MODES.test(word)))].sort()
}

/** The switches for a C tool. `base` overrides the kernel release it is taken to descend from. */
export const fuzzDialect = (name: string, tool: string, base?: string): FuzzDialect => {
  const modes = modesOf(tool)
  if (modes.length === 0) throw new Error(`${tool} has no modes that are known here`)
  return fuzzSwitches(name, modes, base)
}

/** The switches for a tool with these modes. */
export const fuzzSwitches = (name: string, modes: readonly string[], base: string = baseOf(name)): FuzzDialect => {
  const [major = 0, minor = 0] = base.split('.').map(Number)
  const since = (a: number, b: number): boolean => major > a || (major === a && minor >= b)
  return {
    name,
    modes,
    preprocessor: since(4, 18),
    imply: since(4, 10),
    relations: since(4, 3),
    oldChoices: !since(6, 9),
    boolChoicePrompt: !since(6, 14),
    modules: since(5, 15) ? 'modules' : 'option modules',
    dashedHelp: !since(5, 0),
    openwrt: name.startsWith('openwrt'),
    transitional: since(6, 18),
    unequalYesIsUndefined: since(6, 12),
  }
}
