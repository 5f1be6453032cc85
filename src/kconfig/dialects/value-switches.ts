/**
 * Switches of the part that computes values.
 */

export interface ValueSwitches {
  /** What an int, hex symbol without default or user value is. */
  readonly emptyInt: '' | '0'
  readonly emptyHex: '' | '0x0'
  /** A select of a symbol whose dependencies are n works and is reported, or is blocked without a word (OpenWrt). */
  readonly unmetSelects: 'reported' | 'blocked'
  /**
   * `imply` offers a value within the dependencies (since 5.7), or it counts while they are not n, and an implied y
   * rules m out, even as the user's value.
   */
  readonly implies: 'offered' | 'forced'
  /** A user value outside its range is forgotten when it is read (and the default comes back), or clamped. */
  readonly userRange: 'forgotten' | 'clamped'
  /** A value outside its range becomes the bound's text, or the bound printed as a number. */
  readonly rangeText: 'bound' | 'number'
  /** Dependencies that are m count as y for tristates too (about 4.7). */
  readonly roundsDependencies: boolean
  /** A visible member of a choice is written if the choice was when it was computed last (about 4.7). */
  readonly membersKeepWrite: boolean
  /** Symbols nobody can see are written where a default gives them a value but n, or where any default applies. */
  readonly writesDefaults: 'set' | 'any'
}
