/**
 * What a statement does to the model under construction. The statement is known to be allowed where it stands.
 * Follows the actions of scripts/kconfig/parser.y.
 */
import type { Statement, Word } from '../../grammar/kconfig/index.ts'
import type { BuildContext } from './build-context.ts'
import { Kind } from './expression.ts'

/** Statements that concern the model; files are read by the reader. */
export type EffectiveStatement = Exclude<Statement, { kind: 'invalid' | 'source' }>

export class StatementEffects {
  readonly #context: BuildContext

  constructor(context: BuildContext) {
    this.#context = context
  }

  apply(statement: EffectiveStatement): void {
    const { menus, expressions, words, blocks, options, preprocessor, dialect, make } = this.#context
    const keepsPlace = dialect.choices === 'symbols'
    switch (statement.kind) {
      case 'mainmenu':
        menus.addPrompt('menu', words.text(statement.prompt), null)
        return
      case 'config':
      case 'menuconfig': {
        const symbol = expressions.symbol(statement.name)
        symbol.optional = true
        menus.addEntry(symbol, keepsPlace)
        blocks.openHeader(statement.kind)
        return
      }
      case 'choice':
        this.#choice(statement.name)
        return
      case 'menu':
      case 'comment':
        menus.addEntry(null, keepsPlace)
        menus.addPrompt(statement.kind, words.text(statement.prompt), null)
        blocks.openHeader(statement.kind)
        return
      case 'if': {
        const condition = expressions.build(statement.condition)
        menus.addEntry(null, keepsPlace)
        menus.addDependency(condition)
        blocks.open('if')
        return
      }
      case 'end':
        blocks.close(statement.block, menus.lexerFile)
        return
      case 'type':
        if (statement.prompt !== undefined) this.#prompt(statement.prompt, statement)
        // A block choice is bool by itself.
        if (keepsPlace || !menus.entry.symbol?.isChoice) menus.setType(statement.type, dialect.boolName)
        return
      case 'prompt':
        this.#prompt(statement.prompt, statement)
        return
      case 'default': {
        const value = expressions.build(statement.value)
        menus.addProperty('default', value, expressions.optional(statement.condition))
        if (statement.type !== undefined) menus.setType(statement.type, dialect.boolName)
        return
      }
      case 'select':
      case 'imply': {
        const target = make.symbol(expressions.symbol(statement.target))
        menus.addProperty(statement.kind, target, expressions.optional(statement.condition))
        return
      }
      case 'range': {
        const low = expressions.symbol(statement.low)
        const range = make.compare(Kind.range, low, expressions.symbol(statement.high))
        menus.addProperty('range', range, expressions.optional(statement.condition))
        return
      }
      case 'depends':
        this.#depends(statement)
        return
      case 'visible':
        menus.addVisibility(expressions.optional(statement.condition))
        return
      case 'modules':
        options.setModules()
        return
      case 'optional':
        if (menus.entry.symbol !== null) menus.entry.symbol.optional = true
        return
      case 'help':
        this.#help(statement.text)
        return
      case 'assignment':
        // The whole line is read when it takes effect: the lexer stands on the next one.
        preprocessor.position = { file: menus.position.file, line: menus.position.line + 1 }
        preprocessor.assign(words.text(statement.name), statement.operator, statement.value)
        return
      case 'reset':
        menus.addProperty('reset', null, expressions.optional(statement.condition))
        return
      case 'option':
        options.apply(statement.name, statement.value)
        return
      case 'transitional':
        if (menus.entry.symbol !== null) menus.entry.symbol.transitional = true
        return
    }
  }

  /** `depends on A if B` asks for nothing while B is n. */
  #depends({ dependency, condition, bare }: Extract<Statement, { kind: 'depends' }>): void {
    const { algebra, errors, expressions, make, menus } = this.#context
    if (bare === true)
      errors.doubt('warning', 'depends-without-on', "deprecated 'depends' syntax, use 'depends on' instead.", '')
    const needed = expressions.build(dependency)
    if (condition === undefined) menus.addDependency(needed)
    else {
      const idle = algebra.compareWithNo(expressions.build(condition), Kind.equal)
      menus.addDependency(make.two(Kind.or, needed, idle))
    }
  }

  #prompt(prompt: Word, statement: Extract<Statement, { kind: 'type' | 'prompt' }>): void {
    const { expressions, menus, words } = this.#context
    const condition = expressions.optional(statement.condition)
    menus.addPrompt('prompt', words.text(prompt), condition)
  }

  #choice(name: Word | undefined): void {
    const { blocks, dialect, menus, symbols, words } = this.#context
    const symbol = symbols.choice(name === undefined ? null : words.text(name))
    const classic = dialect.choices === 'symbols'
    const node = menus.addEntry(symbol, classic)
    if (classic) {
      menus.addProperty('choice', null, null)
    } else {
      menus.setType('bool', dialect.boolName)
      node.members = []
    }
    blocks.openHeader('choice')
  }

  #help(text: string): void {
    const { dialect, errors, menus } = this.#context
    const { entry } = menus
    const label = entry.symbol?.label ?? '<choice>'
    const { helpTwice, blankHelp } = dialect
    if (entry.help !== null) {
      const rest = helpTwice === 'warning' ? ' -- only the last one will be used' : ''
      errors.doubt(helpTwice, 'help-redefined', `'${label}' defined with more than one help text${rest}`, label)
    }
    if (/^[ \f\n\r\t\v]*$/.test(text))
      errors.doubt(blankHelp, 'blank-help', `'${label}' defined with blank help text`, label)
    entry.help = text
  }
}
