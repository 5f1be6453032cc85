/**
 * Reading makefiles: statements in order, each acting on the variables of one scope.
 * Follows the manual of GNU make 4.3, "How make Reads a Makefile".  No command runs and no rule is carried out: rules are
 * put aside for whoever wants to know what a target would do.
 */
import { type Condition, type ParseResult, parse, type Statement } from '../../grammar/make/index.ts'
import { type Assigned, Assigner, mayAssign, NO_MODIFIERS } from './assigner.ts'
import { fileNames } from './functions/wildcard.ts'
import { wordsOf } from './functions/words.ts'
import { MakeStop, type Place } from './make-stop.ts'
import { resolveIn } from './resolve-in.ts'
import { joinUnknowns, type Unknowns } from './unknown.ts'
import type { Contribution, Frame } from './variable.ts'

type Conditional = Extract<Statement, { kind: 'conditional' }>
type DefineStatement = Extract<Statement, { kind: 'define' }>
type ExpansionStatement = Extract<Statement, { kind: 'expansion' }>
type InvalidStatement = Extract<Statement, { kind: 'invalid' }>
type RuleStatement = Extract<Statement, { kind: 'rule' }>
type TargetAssignment = NonNullable<RuleStatement['assignment']>

/** Files that include each other without end are stopped here. */
const INCLUDE_LIMIT = 200

/** A rule as it was met, its header expanded. */
export interface Rule {
  readonly header: string
  readonly recipe: readonly string[]
  readonly place: Place
}

/** A file that a makefile wants and that is not there; make would look for a rule that makes it. */
export interface MissingInclude {
  readonly path: string
  readonly place: Place
}

/** Statements after which a line that starts with a tab is still one of the recipe before. */
const BELONGS_TO_RULE: ReadonlySet<Statement['kind']> = new Set(['conditional', 'recipe', 'expansion'])

/** What is in front of a `;` that no backslash quotes, and what is behind it. */
const HEADER = /^((?:[^\\;]|\\.)*\\?)(?:;(.*))?$/s

export class Interpreter extends Assigner {
  readonly rules: Rule[] = []
  readonly missingIncludes: MissingInclude[] = []
  /** What the branch that is being read hangs on. */
  #control: Unknowns | undefined
  #frame: Frame | undefined
  #includeDepth = 0
  /** The line of the `$(eval)` whose text is being read. */
  #evaluatedAt: number | undefined
  /** The rule whose recipe the next lines may belong to. */
  #openRule: { readonly recipe: string[] } | undefined

  /**
   * Reads a makefile to its end. `path` is relative to the host's folder, `name` what messages call it.  Returns what
   * stopped it, or undefined; a file that is not there stops it too.
   */
  read(path: string, name = path): MakeStop | undefined {
    try {
      const tree = this.host.store.read(this.host.files, resolveIn(this.host.folder, path))
      if (tree === undefined) throw this.cannotRead(path)
      this.readTree(tree, name)
      return undefined
    } catch (error) {
      if (!(error instanceof MakeStop)) throw error
      error.place ??= this.place
      return error
    }
  }

  /** Reads some statements of a file: parts of a makefile can be read apart from the rest. Throws a `MakeStop`. */
  run(statements: readonly Statement[], file: string): void {
    for (const statement of statements) {
      this.place = { file, line: this.#evaluatedAt ?? statement.line }
      this.statement(statement, file)
    }
  }

  /** Whether a condition holds in the scope as it is. Throws a `MakeStop`. */
  holds(condition: Condition): boolean {
    if (condition.kind === 'invalid') {
      this.expand(condition.left ?? '')
      throw new MakeStop('bad-condition')
    }
    if (condition.kind === 'equal')
      return (this.expand(condition.left) === this.expand(condition.right)) !== condition.negated
    // one word, and no blanks before it
    const [, name] = /^([^\t-\r ]*)[\t-\r ]*$/.exec(this.expand(condition.name)) ?? []
    if (name === undefined) throw new MakeStop('bad-condition')
    const variable = this.lookup(name)
    if (variable !== undefined) for (const part of variable.parts) this.hangOn(part.unknowns)
    return (variable !== undefined && variable.raw !== '') !== condition.negated
  }

  protected override evaluate(text: string): void {
    const { place } = this
    const outer = this.#evaluatedAt
    this.#evaluatedAt = place.line
    this.runTree(parse(text), place.file)
    this.#evaluatedAt = outer
    this.place = place
  }

  protected override isDoubtful(): boolean {
    return this.#control !== undefined
  }

  private readTree(tree: ParseResult, name: string): void {
    const { place } = this
    const outer = this.#evaluatedAt
    this.#evaluatedAt = undefined
    const list = this.scope.get('MAKEFILE_LIST')?.raw ?? ''
    this.scope.define('MAKEFILE_LIST', list === '' ? name : `${list} ${name}`, 'simple', 'file')
    this.runTree(tree, name)
    this.#evaluatedAt = outer
    this.place = place
  }

  private runTree({ statements, problems: [problem] }: ParseResult, file: string): void {
    this.run(statements, file)
    if (problem !== undefined) throw new MakeStop(problem.code, {}, { file, line: this.#evaluatedAt ?? problem.line })
    this.#openRule = undefined
  }

  private statement(statement: Statement, file: string): void {
    if (statement.tabbed === true && this.#openRule !== undefined) {
      // a line of its recipe that the text alone could not tell from one of the makefile
      return
    }
    if (!BELONGS_TO_RULE.has(statement.kind)) this.#openRule = undefined
    switch (statement.kind) {
      case 'assignment':
        return this.assign(statement, this.source(statement, file))
      case 'define':
        return this.assignDefinition(statement, this.source(statement, file))
      case 'conditional':
        return this.conditional(statement, file)
      case 'include':
        return this.include(statement.files, statement.optional)
      case 'undefine':
        return this.undefine(this.expand(statement.name).trim(), statement.modifiers ?? NO_MODIFIERS)
      case 'export':
      case 'unexport':
        return this.export(statement.names, statement.kind === 'export')
      case 'rule':
        return this.rule(statement)
      case 'recipe':
        this.#openRule?.recipe.push(...statement.lines)
        return
      case 'expansion':
        return this.expansion(statement)
      case 'invalid':
        return this.invalid(statement)
      case 'ignored':
        return
    }
  }

  /** A definition without an end may lack a name too, which make sees first. */
  private invalid({ problem, name }: InvalidStatement): never {
    throw new MakeStop(name !== undefined && this.expand(name).trim() === '' ? 'empty-name' : problem)
  }

  private source(statement: Statement, file: string): Omit<Contribution, 'text'> {
    return { statement, file, line: this.place.line, frame: this.#frame }
  }

  private assign(assigned: Assigned, source: Omit<Contribution, 'text'>): void {
    const { text, unknowns } = this.expandTracked(assigned.name)
    if (text === '') throw new MakeStop('empty-name')
    this.assignTo(text, assigned, source, joinUnknowns(unknowns, this.#control))
  }

  /** Unlike that of other assignments, the name loses the blanks that come out of it. */
  private assignDefinition(definition: DefineStatement, source: Omit<Contribution, 'text'>): void {
    const { text, unknowns } = this.expandTracked(definition.name)
    const name = text.trim()
    if (name === '') throw new MakeStop('empty-name')
    this.place = { ...this.place, line: this.#evaluatedAt ?? definition.endLine }
    this.assignTo(name, { ...definition, value: definition.body }, source, joinUnknowns(unknowns, this.#control))
  }

  private include(text: string, optional: boolean): void {
    const { text: names, unknowns } = this.expandTracked(text)
    for (const name of fileNames(names, this.host)) {
      const tree = this.findInclude(name)
      if (tree === undefined) {
        if (!optional) this.missing(name, joinUnknowns(unknowns, this.#control))
        continue
      }
      if (this.#includeDepth >= INCLUDE_LIMIT) throw new MakeStop('too-deep', { limit: INCLUDE_LIMIT })
      this.#includeDepth++
      this.readTree(tree, name)
      this.#includeDepth--
    }
  }

  private cannotRead(path: string): MakeStop {
    const isThere = this.host.files.kind(resolveIn(this.host.folder, path)) !== undefined
    return new MakeStop(isThere ? 'unreadable-include' : 'missing-include', { path })
  }

  private missing(path: string, unknowns: Unknowns | undefined): void {
    if (this.host.files.kind(resolveIn(this.host.folder, path)) !== undefined)
      throw new MakeStop('unreadable-include', { path })
    if (unknowns === undefined) this.missingIncludes.push({ path, place: this.place })
    else this.messages.push({ kind: 'possible-missing', text: path, ...this.place })
  }

  private findInclude(name: string): ParseResult | undefined {
    const { files, folder, includeFolders = [], store } = this.host
    const here = store.read(files, resolveIn(folder, name))
    if (here !== undefined || name.startsWith('/')) return here
    for (const other of includeFolders) {
      const there = store.read(files, resolveIn(other, name))
      if (there !== undefined) return there
    }
    return undefined
  }

  private conditional(statement: Conditional, file: string): void {
    const outer = { control: this.#control, frame: this.#frame }
    let unknowns: Unknowns | undefined
    const taken = statement.branches.findIndex((branch) => {
      if (branch.condition === undefined) return true
      this.place = { file, line: this.#evaluatedAt ?? branch.line }
      const { condition } = branch
      const found = this.track(() => (this.holds(condition) ? 'y' : ''))
      unknowns = joinUnknowns(unknowns, found.unknowns)
      return found.text !== ''
    })
    const branch = statement.branches[taken]
    this.#control = joinUnknowns(outer.control, unknowns)
    this.#frame = {
      file,
      conditional: statement,
      branch: taken,
      ...(unknowns === undefined ? {} : { unknowns }),
      ...(outer.frame === undefined ? {} : { outer: outer.frame }),
    }
    if (branch !== undefined) this.run(branch.statements, file)
    if (unknowns !== undefined)
      for (const other of statement.branches) if (other !== branch) this.markPossible(other.statements, file)
    this.#control = outer.control
    this.#frame = outer.frame
  }

  /** What a branch that may be the right one would assign: the variables hang on what nobody knows. */
  private markPossible(statements: readonly Statement[], file: string): void {
    const unknowns = this.#control
    if (unknowns === undefined) return
    for (const statement of statements) {
      if (statement.kind === 'conditional')
        for (const branch of statement.branches) this.markPossible(branch.statements, file)
      if (statement.kind !== 'assignment' && statement.kind !== 'define') continue
      const name = this.expand(statement.name).trim()
      if (name !== '') this.markAssignment(name, statement, file, unknowns)
    }
  }

  private markAssignment(
    name: string,
    statement: Extract<Statement, { kind: 'assignment' | 'define' }>,
    file: string,
    unknowns: Unknowns,
  ): void {
    const { modifiers = NO_MODIFIERS, operator } = statement
    const old = this.scope.get(name)
    if (old !== undefined && !mayAssign(old.origin, modifiers.includes('override') ? 'override' : 'file')) return
    const possible = statement.kind === 'define' ? statement.body : statement.value
    const variable = this.addPart(name, { ...this.source(statement, file), text: '', possible, unknowns })
    if (operator !== '=' && operator !== ':=') return
    // what it has now may have to go
    variable.parts = variable.parts.map((part) =>
      part.possible === undefined ? { ...part, unknowns: joinUnknowns(part.unknowns, unknowns) ?? unknowns } : part,
    )
  }

  private rule({ header, assignment, recipe }: RuleStatement): void {
    if (assignment !== undefined) return this.targetAssignment(assignment)
    this.open(this.expand(header), recipe)
  }

  /** Nobody asks for a target's own variables: what is expanded is, for what it does and for what stops make. */
  private targetAssignment({ targets, name, operator, value }: TargetAssignment): void {
    for (const _ of wordsOf(this.expand(targets))) {
      if (this.expand(name).trim() === '') throw new MakeStop('empty-name')
      if (operator === ':=') this.expand(value)
      if (operator === '!=') this.shell(this.expand(value))
    }
  }

  /** Expansions may bring a rule with them, and its command behind a `;`; any other text is an error. */
  private expansion({ text, command }: ExpansionStatement): void {
    const [, header = '', own] = HEADER.exec(this.expand(text)) ?? []
    if (header.trim() === '') return
    if (!/(?<!\\)(?:\\\\)*:/.test(header)) throw new MakeStop('missing-separator', { text: header })
    // a target's variable, which has no name
    if (/^(?:[^\\:]|\\.)*::?[ \t]*[:+?!]?=/s.test(header)) throw new MakeStop('empty-name')
    this.open(
      header,
      [command, own].filter((line) => line !== undefined),
    )
  }

  private open(header: string, recipe: readonly string[]): void {
    const rule = { header, recipe: [...recipe], place: this.place }
    this.rules.push(rule)
    this.#openRule = rule
  }
}
