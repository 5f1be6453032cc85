/**
 * Switches of the part that reads Kconfig files and builds the model: what may stand where, what is said about it, and
 * how conditions are kept.
 */

/** What is made of something doubtful: nothing is said, it is reported, or it is reported and ends the run. */
export type Severity = 'silent' | 'warning' | 'error'

export interface ReadingSwitches {
  /**
   * `source` takes a pattern, seen from the current folder: what matches is read in reverse order, a pattern with `*`
   * may match nothing, and any other name is looked for beside the including file too (OpenWrt).
   */
  readonly sourceGlob: boolean
  /** The line that a syntax error is reported at is the statement's plus this. */
  readonly syntaxErrorLine: 0 | 1
  /** A root file whose last line has no newline cannot be read (since 6.9). */
  readonly rootNeedsNewline: boolean
  /** Messages name the place the reader has come to, or the first word of the statement read last (until 4.20). */
  readonly positions: 'reader' | 'statement'
  /** A last line without a newline is reported (since 5.0). */
  readonly reportsMissingNewline: boolean
  /** Characters that mean nothing are reported (4.x and later). */
  readonly reportsCharacters: boolean
  /** Where messages about files and strings go. */
  readonly readingErrors: 'out' | 'err'
  /** Lines that do not fit an entry are called options (until 4.20), or statements. */
  readonly errorWords: 'options' | 'statements'
  /** Inclusion loops: the chain is followed to the first repetition, or to the root file. */
  readonly inclusionChain: 'quoted' | 'repetition' | 'root'
  /** What a choice may hold: only members, comments and ifs (since 5.8), or any entry but menus and choices. */
  readonly choiceContent: 'members' | 'entries'
  /** A type with a prompt may stand in a choice block (until 6.12). */
  readonly choiceTypes: boolean
  /** A member of a choice block may have prompts in other entries of the same choice, or none (since 6.18). */
  readonly memberPrompts: 'in-choice' | 'one'
  /** `option` takes any words and reports the ones it does not know (4.18 and before), or exactly one it knows. */
  readonly unknownOption: 'warning' | 'error'
  /** An entry with two help texts: the last one counts. */
  readonly helpTwice: Severity
  /** A help text without text. */
  readonly blankHelp: Severity
  /** `menuconfig` without a prompt. */
  readonly menuconfigWithoutPrompt: 'warning' | 'error'
  /** `option env="X"`: the symbol has the value of an environment variable and is never written. */
  readonly environmentSymbols: boolean
  /** `$NAME` stands for the value of the symbol NAME in the main menu's title and, if so, in `source`. */
  readonly dollarNames: 'none' | 'title' | 'title-and-source'
  /** What the main menu is called where no file says. */
  readonly mainMenuTitle: string
  /** The type name of a bool symbol in messages. */
  readonly boolName: 'bool' | 'boolean'
  /** Bytes of a probe's output that are used. */
  readonly shellOutputLimit: number
  /** More than 16 arguments of a function are refused. */
  readonly argumentLimitChecked: boolean

  /** Choices are symbols with a tristate value of their own, or blocks of bool members with a list of priorities. */
  readonly choices: 'symbols' | 'blocks'
  /** How conditions are simplified, and whether their values are kept until something changes. */
  readonly expressions: 'tree' | 'interned'
  /** Conditions of properties of symbols that are no tristates lose comparisons of tristates with n (6.x stable: kept). */
  readonly dropsUnequalNo: boolean
  /** The words y, m and n have a type: they compare as tristates and are printed with their value. */
  readonly typedConstants: boolean
  /** Size of the hash table that symbols are visited in the order of. */
  readonly hashBuckets: number
  /** Cycles: every message line has its position, or none; looked for in the order of the table or of the menus. */
  readonly cycles: 'positioned' | 'plain'
  /** A cycle ends the run, is reported and forgotten unless the caller asks for the end (OpenWrt), or is ignored. */
  readonly cyclesFatal: 'always' | 'on-request' | 'never'
  /** What closes a cycle: all that a symbol depends on, or conditions of properties and selects (until 4.18). */
  readonly cycleReasons: 'all' | 'properties'
  /** Where the advice on cycles refers to, and whether it stands before every link or at the end. */
  readonly cycleAdvice: { readonly document: string; readonly place: 'links' | 'end' }
  /** What a menu hands down: its `depends on`, or the condition of its title (until 5.5). */
  readonly menuConditions: 'own' | 'title'
  /** A default of a choice that is none of its members is reported. */
  readonly choiceDefaultsChecked: boolean
}
