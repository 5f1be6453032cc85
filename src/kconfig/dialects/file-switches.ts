/**
 * Switches of the files that are read and written: `.config`, auto.conf and its company.
 */

export interface FileSwitches {
  // Reading.
  /** `# X is not set` counts only if nothing follows; a line `CONFIG_X` without `=` is reported. */
  readonly strictReader: boolean
  /** `# X is not set` is the value n, wrong for a number, or says something of bool and tristate symbols only. */
  readonly notSet: 'value' | 'logic'
  /** A symbol set twice is reported. */
  readonly overrideWarnings: boolean
  /** Symbols the tree does not know are reported where KCONFIG_WARN_UNKNOWN_SYMBOLS is set. */
  readonly warnsUnknown: boolean
  /** What KCONFIG_WERROR makes fatal: findings in the `.config`, and unmet dependencies as well. */
  readonly fatalWarnings: 'none' | 'reading' | 'reading-and-unmet'
  /** Without a `.config` defaults come from the files KCONFIG_DEFCONFIG_LIST names, or a symbol with that option. */
  readonly defconfigList: 'environment' | 'option'
  /** Findings in such a file are reported under its own name, or under that of the missing `.config` (5.13 to 6.8). */
  readonly defaultsNamed: 'file' | 'config'
  /** That symbol never appears in a written file. */
  readonly hidesDefconfigList: boolean
  /** Where a missing file for `--defconfig` is reported. */
  readonly defconfigErrors: 'out' | 'err'

  // The `.config`.
  /** Menus are closed with `# end of …`: none, those that hold an entry, or all. */
  readonly endOfMenu: 'none' | 'filled' | 'all'
  /** An unchanged file is left alone, and a folder is refused (since 5.2). */
  readonly keepsUnchanged: boolean
  /** Folders that files go to are made (since 4.19). */
  readonly makesFolders: boolean

  // What the build reads.
  /** The dependency file and the files touched are beside auto.conf (since 5.17), or always in include/config. */
  readonly autoconfFolder: 'beside' | 'fixed'
  /** Who writes auto.conf: nobody, syncconfig alone, or every mode where it is missing. */
  readonly autoconf: 'never' | 'sync' | 'all'
  /** Headings of generated files: C comments have empty lines around the text (until 5.15), or none. */
  readonly headings: 'spaced' | 'plain'
  readonly autoconfCommand: 'last-bare' | 'literal' | 'variable'
  /** Strings stand in auto.conf as they are (since 5.17), or quoted. */
  readonly autoconfStrings: 'bare' | 'quoted'
  readonly rustConfig: boolean
  /** tristate.conf, with its own variable for the name (until 5.5). */
  readonly tristateConfig: boolean
  /** The file touched for a symbol: FOO_BAR, or foo/bar.h. */
  readonly stamps: 'name' | 'path'
}
