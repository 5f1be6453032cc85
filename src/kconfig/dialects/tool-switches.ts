/**
 * Switches of the command line program: its modes, options and dialogue.
 */

const MODES = [
  'oldaskconfig',
  'oldconfig',
  'syncconfig',
  'silentoldconfig',
  'defconfig',
  'savedefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'alldefconfig',
  'randconfig',
  'listnewconfig',
  'helpnewconfig',
  'olddefconfig',
  'oldnoconfig',
  'yes2modconfig',
  'mod2yesconfig',
  'mod2noconfig',
] as const

export type Mode = (typeof MODES)[number]

export interface ToolSwitches {
  /** In the order in which the tool looks them up. */
  readonly modes: readonly Mode[]
  /** An option it does not know ends the run with the usage, or is reported and left out. */
  readonly unknownOptions: 'usage' | 'ignored'
  /** `-h`, `--help` and `--silent` exist (since 5.13). */
  readonly longOptions: boolean
  /** What the usage says about options that are no modes: lines of a list, or part of the first line. */
  readonly usageOptions: readonly string[] | string
  /** `--defconfig` without a file takes the architecture's (until 5.2). */
  readonly defconfigArgument: 'required' | 'optional'
  /**
   * The mode that the build calls: it writes only what changed, wants a `.config` to be there and says what it wrote
   * (until 4.18), or always writes and says nothing.
   */
  readonly syncStyle: 'when-changed' | 'always'
  /** `-r FILE`, `-w FILE` (OpenWrt). */
  readonly inputAndOutput: boolean
  /** A number that is refused ends the run where the input ended with it (6.12.y); else it is asked for once more. */
  readonly endsWithInput: boolean
  /** What all*config and randconfig start from: KCONFIG_ALLCONFIG, or what oldconfig starts from (OpenWrt). */
  readonly presets: 'allconfig' | 'config'
  /** all*config and randconfig go over the symbols in table order, or over the menus. */
  readonly bulkOrder: 'table' | 'menus'
  /** Symbols whose value is computed already are open to all*config too (OpenWrt). */
  readonly bulkForgetsFirst: boolean
  /** randconfig goes round again after any change, or after one to the last choice where there are choices. */
  readonly randomRepeats: 'any-change' | 'last-choice'
  /** Modes that rewrite tristates make every value be computed anew; before 5.9 what was computed stayed. */
  readonly rewriteForgets: boolean
  /** Where randconfig says its seed. */
  readonly seedStream: 'out' | 'err'
  /** `?` is offered in every question, or where there is help (before 4.11). */
  readonly offersHelp: 'always' | 'with-help'
  /** An answer that comes from no terminal is repeated, or only its line is ended (before 4.11). */
  readonly repeatsAnswers: boolean
  /** The build's mode refuses to ask where there is no terminal (before 4.11). */
  readonly syncNeedsTerminal: boolean
  /** oldconfig goes through menus that hold nothing new too (until 4.16). */
  readonly showsAllMenus: boolean
  /** The list of new symbols has values, or names only (until 4.16). */
  readonly listsValues: boolean
  /** Help texts describe a symbol definition by definition (since 5.6), or first its prompts, then its first place. */
  readonly helpLayout: 'definitions' | 'prompts'
  /** Help texts group what selects a symbol by its value, or show the whole condition. */
  readonly helpReasons: 'by-value' | 'condition'
  /** In help texts the entry itself is the last part of its location (since 6.1). */
  readonly locationIncludesEntry: boolean
}
