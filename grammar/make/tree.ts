/**
 * The tree of one makefile: its statements in file order, conditionals nested.
 *
 * What a line is can be told from its text, with two exceptions: an expansion may bring a rule's colon with it, and a
 * line that starts with a tab is a recipe only behind a rule.  Values stay text: most are never expanded, and what make
 * does with the rest is decided where it is used.
 * Follows the manual of GNU make 4.3, "How Makefiles Are Parsed".  Trees are plain data; offsets are byte offsets, text
 * is latin1.
 */

/** Text that is expanded when it is used: literal pieces and references, in order. An empty list is the empty text. */
export type Expression = readonly (string | Reference)[]

export type Reference =
  /** `$(NAME)`, `${NAME}`, `$N`: the name is literal. */
  | { readonly kind: 'variable'; readonly name: string }
  /** `$(NAME:a=b)` with nothing to expand in it. */
  | { readonly kind: 'substitution'; readonly name: string; readonly from: string; readonly to: string }
  /** Anything else in parentheses: it is expanded, and what comes out is a name or a substitution reference. */
  | { readonly kind: 'computed'; readonly text: Expression }
  /** `$(subst a,b,c)`. Arguments are as written, blanks before the first removed; a function's last one holds all further commas. */
  | { readonly kind: 'function'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  /** No closing parenthesis: expanding it is an error. `text` is from the `$` on. */
  | { readonly kind: 'unterminated'; readonly text: string }

/** The functions of GNU make 4.3 (without `guile` and `file`, which have effects). */
export type FunctionName =
  | 'abspath'
  | 'addprefix'
  | 'addsuffix'
  | 'and'
  | 'basename'
  | 'call'
  | 'dir'
  | 'error'
  | 'eval'
  | 'file'
  | 'filter'
  | 'filter-out'
  | 'findstring'
  | 'firstword'
  | 'flavor'
  | 'foreach'
  | 'if'
  | 'info'
  | 'join'
  | 'lastword'
  | 'notdir'
  | 'or'
  | 'origin'
  | 'patsubst'
  | 'realpath'
  | 'shell'
  | 'sort'
  | 'strip'
  | 'subst'
  | 'suffix'
  | 'value'
  | 'warning'
  | 'wildcard'
  | 'word'
  | 'wordlist'
  | 'words'

/** `::=` is written as `:=`. */
export type AssignmentOperator = '=' | ':=' | '?=' | '+=' | '!='

/** Words before an assignment or a `define`. */
export type Modifier = 'export' | 'unexport' | 'override' | 'private'

/** What a branch asks for. */
export type Condition =
  | { readonly kind: 'equal'; readonly negated: boolean; readonly left: string; readonly right: string }
  | { readonly kind: 'defined'; readonly negated: boolean; readonly name: string }

export interface Branch {
  /** Absent for a plain `else`. */
  readonly condition?: Condition
  /** 1-based line of the `if…` or `else`. */
  readonly line: number
  readonly statements: readonly Statement[]
}

interface StatementBase {
  /** Offset of the first character that is no blank. */
  readonly start: number
  /** Offset behind the last character, the newline not included. */
  readonly end: number
  /** 1-based line on which it starts. */
  readonly line: number
}

/**
 * One logical line, or what stands between the first and the last line of a block.  In texts, continued lines are joined
 * as make joins them (blanks around the newline become one space) and comments are gone, unless it says otherwise.
 */
export type Statement = StatementBase &
  (
    | {
        readonly kind: 'assignment'
        readonly name: string
        readonly operator: AssignmentOperator
        /** Blanks before it removed, those behind it kept. */
        readonly value: string
        readonly modifiers?: readonly Modifier[]
      }
    | {
        readonly kind: 'define'
        readonly name: string
        readonly operator: AssignmentOperator
        /** The lines between, as they are written (comments and continued lines too), without the last newline. */
        readonly body: string
        readonly modifiers?: readonly Modifier[]
      }
    | { readonly kind: 'undefine'; readonly name: string; readonly modifiers?: readonly Modifier[] }
    /** `names` is expanded; absent for all variables. */
    | { readonly kind: 'export' | 'unexport'; readonly names?: string }
    /** `-include` and `sinclude` are optional. `files` is expanded. */
    | { readonly kind: 'include'; readonly files: string; readonly optional: boolean }
    | { readonly kind: 'conditional'; readonly branches: readonly Branch[] }
    /**
     * A line with a colon outside of references.  `header` is the whole line, expanded when it is read.  Where what
     * follows the first colon is an assignment, it belongs to those targets only and is not expanded.
     */
    | {
        readonly kind: 'rule'
        readonly header: string
        readonly assignment?: {
          readonly targets: string
          readonly name: string
          readonly operator: AssignmentOperator
          readonly value: string
          readonly modifiers?: readonly Modifier[]
        }
        /** Recipe lines as written, without the tab; one behind a `;` in the header is part of the header. */
        readonly recipe: readonly string[]
      }
    /** Any other line: nothing but expansions; what comes out of them may be a rule, or nothing, or else is an error. */
    | { readonly kind: 'expansion'; readonly text: string }
    /** `vpath`, `load`: kept, and without meaning here. */
    | { readonly kind: 'ignored'; readonly text: string }
  )

/** Why a text is no makefile. Positions are byte offsets. */
export interface Problem {
  readonly code:
    | 'missing-endef'
    | 'missing-endif'
    | 'extra-endif'
    | 'extra-else'
    | 'extra-endef'
    | 'bad-condition'
    | 'empty-name'
    | 'recipe-before-rule'
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
}

export interface ParseResult {
  readonly statements: readonly Statement[]
  /** In file order. Each stops make where the line is read, so whoever interprets the tree stops there too. */
  readonly problems: readonly Problem[]
}
