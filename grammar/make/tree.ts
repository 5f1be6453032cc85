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
  /** No closing parenthesis: expanding it is an error. `text` is from the `$` on; `function` where one is called. */
  | { readonly kind: 'unterminated'; readonly text: string; readonly function?: FunctionName }
  /** References nested deeper than is read: nothing is known of what it stands for. */
  | { readonly kind: 'too-deep'; readonly text: string }

/** The functions of GNU make 4.3 (without `guile`, which not every make has). */
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
  /** `name` is expanded; more than one word in what comes out of it stops make. */
  | { readonly kind: 'defined'; readonly negated: boolean; readonly name: string }
  /** Not the syntax of a condition: asking it stops make. `left` is expanded before, where that much is all right. */
  | { readonly kind: 'invalid'; readonly left?: string }

export interface Branch {
  /** Absent for a plain `else`, and for one with text behind it that is no condition: make takes it for a plain one. */
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
  /**
   * It starts with a tab where a rule may be open or not, which the text does not tell: if one is, the line is a part of
   * its recipe instead, and not a statement.  A rule is open behind a `rule` (behind one with an assignment only if its
   * targets expand to nothing) and behind an `expansion` that is one; any statement closes it but a conditional, a
   * `recipe`, and one that turns out to be a recipe.
   */
  readonly tabbed?: true
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
        /** The lines between, comments too, without the last newline. Continued lines are joined. */
        readonly body: string
        /** 1-based line of the `endef`: there make stands when it expands the body. */
        readonly endLine: number
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
        /** Recipe lines as written, without the tab; the first may be what follows a `;` in the line of the rule. */
        readonly recipe: readonly string[]
      }
    /** Further lines of the recipe of the rule before: they stand in a conditional, or behind one. */
    | { readonly kind: 'recipe'; readonly lines: readonly string[] }
    /** Any other line with references in it; what comes out of them may be a rule, or nothing, or else is an error. */
    | {
        readonly kind: 'expansion'
        readonly text: string
        /** What follows a `;`: the recipe, should it be a rule. */
        readonly command?: string
      }
    /** `vpath`, `load`: kept, and without meaning here. */
    | { readonly kind: 'ignored'; readonly text: string }
    /** make stops here. `name` is that of a definition without an end; it is expanded before that is noticed. */
    | { readonly kind: 'invalid'; readonly problem: ProblemCode; readonly name?: string }
  )

/** Why make stops at a line. */
export type ProblemCode =
  | 'missing-separator'
  | 'empty-name'
  | 'missing-rule'
  | 'recipe-before-rule'
  | 'missing-endef'
  | 'missing-endif'
  | 'extra-endif'
  | 'extra-else'

/** What stops make at the end of the file, when all of it has been read. Positions are byte offsets. */
export interface Problem {
  readonly code: 'missing-endif'
  /** The conditional that stays open: its line, without the newline. */
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
}

export interface ParseResult {
  readonly statements: readonly Statement[]
  /** Problems of the end of the file. What stops make earlier is a statement of kind `invalid`. */
  readonly problems: readonly Problem[]
}
