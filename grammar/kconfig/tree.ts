/**
 * The tree of one Kconfig file: a list of statements, one a logical line, in file order.
 *
 * The configurator reads Kconfig line by line: `config X` opens an entry, the lines after it are its attributes until
 * another entry begins, and `endif` in one file may not close an `if` in another.  Which entry a line belongs to can
 * depend on macros (a macro word may expand to nothing, and a line then means something else), so nesting is the
 * builder's business and the tree stays the same wherever the file is included.
 *
 * Trees are plain data (JSON goes in and out unchanged).  All offsets are byte offsets into the file, text is latin1.
 */

/** A macro reference `$(…)` that is not expanded yet. `body` is the raw text between the outer parentheses. */
export interface MacroReference {
  readonly body: string
  /** Offset of the `$`. */
  readonly start: number
  /** True where the line ends before the closing parenthesis: expanding it is an error. */
  readonly unterminated?: true
}

/** Literal text, or literal text mixed with macro references in the order they are written. */
export type TextValue = string | readonly (string | MacroReference)[]

/**
 * A bare word or a quoted string. In a quoted string the escapes of the literal parts are already resolved;
 * a bare word whose every part is a macro may expand to nothing and then is no word at all.
 */
export interface Word {
  readonly value: TextValue
  /** Present for "…" and '…': a constant, never a symbol's name. */
  readonly quoted?: true
  readonly start: number
  readonly end: number
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** A condition or value as written. `and`/`or` associate to the left. */
export type Expression =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly left: Word; readonly right: Word }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }

export type TypeKeyword = 'bool' | 'tristate' | 'int' | 'hex' | 'string'

interface StatementBase {
  /** Offset of the first token. */
  readonly start: number
  /** Offset after the last token (for `help`: after the text). */
  readonly end: number
  /** 1-based line of the first token. */
  readonly line: number
  /** Present where a word of the line holds a macro reference: it may expand to nothing. */
  readonly macros?: true
}

/** One logical line (a backslash at the end of a line continues it), or a help text with the word that opens it. */
export type Statement = StatementBase &
  (
    | { readonly kind: 'mainmenu'; readonly prompt: Word }
    | { readonly kind: 'config' | 'menuconfig'; readonly name: Word }
    /** Older generations allow a name behind `choice`. */
    | { readonly kind: 'choice'; readonly name?: Word }
    | { readonly kind: 'menu' | 'comment'; readonly prompt: Word }
    | { readonly kind: 'if'; readonly condition: Expression }
    | { readonly kind: 'end'; readonly block: 'menu' | 'choice' | 'if' }
    | { readonly kind: 'source'; readonly path: Word }
    | { readonly kind: 'type'; readonly type: TypeKeyword; readonly prompt?: Word; readonly condition?: Expression }
    | { readonly kind: 'prompt'; readonly prompt: Word; readonly condition?: Expression }
    | {
        readonly kind: 'default'
        /** `def_bool` and `def_tristate` (and, before 4.18, `def_string`…: see the syntax) also set the type. */
        readonly type?: TypeKeyword
        readonly value: Expression
        readonly condition?: Expression
      }
    | { readonly kind: 'select' | 'imply'; readonly target: Word; readonly condition?: Expression }
    | { readonly kind: 'range'; readonly low: Word; readonly high: Word; readonly condition?: Expression }
    | {
        readonly kind: 'depends'
        readonly dependency: Expression
        readonly condition?: Expression
        /** Present where `on` is left out (OpenWrt until 19.07). */
        readonly bare?: true
      }
    | { readonly kind: 'visible'; readonly condition?: Expression }
    | { readonly kind: 'modules' | 'optional' | 'transitional' }
    /** OpenWrt: `reset [if …]` in a choice; acted on by the menu programs only. */
    | { readonly kind: 'reset'; readonly condition?: Expression }
    /** Before 4.18 (5.x for all but `env`): `option NAME` or `option NAME=value`. */
    | { readonly kind: 'option'; readonly name: string; readonly value?: Word }
    | {
        readonly kind: 'help'
        /** Indentation removed, blanks at line ends removed, one newline after each line. */
        readonly text: string
        /** Newlines in the text, and one for the `help` line. */
        readonly lines: number
      }
    | {
        readonly kind: 'assignment'
        readonly name: Word
        readonly operator: '=' | ':=' | '+='
        /** Raw text after the operator to the end of the line, leading blanks dropped. */
        readonly value: string
      }
    /** A line that is no statement as it stands. Where it holds macros it may become one: the builder reads it again. */
    | {
        readonly kind: 'invalid'
        readonly problem: Problem
        /** The words with macro references, in the order in which they are written. */
        readonly words?: readonly Word[]
        /** The prompt behind a type, where it was read with its condition before the problem. */
        readonly prompt?: Word
      }
  )

/** Why a piece of text is not Kconfig. Positions are byte offsets. */
export interface Problem {
  readonly code:
    | 'unexpected-token'
    | 'unexpected-end-of-line'
    | 'unknown-statement'
    | 'unsupported-character'
    | 'multi-line-string'
    | 'missing-newline-at-end'
  readonly start: number
  readonly end: number
  /** What the message needs: the text found, what was expected. */
  readonly args: Readonly<Record<string, string>>
}

export interface KconfigTree {
  readonly statements: readonly Statement[]
  /** Number of lines, for the position of what is missing at the end. */
  readonly lines: number
}

export interface ParseResult {
  readonly tree: KconfigTree
  /** In file order. An `invalid` statement without macros has its problem here too; with macros only in the statement. */
  readonly problems: readonly Problem[]
}
