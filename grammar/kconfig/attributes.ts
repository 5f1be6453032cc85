/**
 * The lines that belong to an entry, a choice, a menu or a comment, one rule for each.
 * Follows `config_option`, `choice_option`, `depends` and `visible` of scripts/kconfig/parser.y (Linux 6.1, 6.12),
 * `symbol_option` of zconf.y (Linux 4.17) and `choice_option` of OpenWrt's scripts/config (`reset`).
 */
import type { DraftOf } from './drafts.ts'
import { ExpressionParser } from './expressions.ts'
import * as t from './tokens.ts'
import type { TypeKeyword } from './tree.ts'

/** The rules of attributes. */
export class AttributeParser extends ExpressionParser {
  /** `depends on A if B`. True while Chevrotain records the grammar, so that it sees the widest language. */
  protected dependsIf = true
  /** `depends A` without `on`. */
  protected dependsWithoutOn = true
  /** Any word may stand behind `option`. */
  protected optionWords = true

  /** typeAttribute: Type (title condition?)? EndOfLine */
  protected readonly typeAttribute = this.RULE('typeAttribute', (): DraftOf<'type'> => {
    const { image, startOffset } = this.CONSUME(t.Type)
    const type = (image === 'boolean' ? 'bool' : image) as TypeKeyword
    const statement: DraftOf<'type'> = { kind: 'type', start: startOffset, end: 0, line: 0, type }
    const prompt = this.OPTION(() => this.title())
    if (prompt !== undefined) {
      statement.prompt = prompt
      this.condition(statement)
      this.promptRead = prompt
    }
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** prompt: "prompt" title condition? EndOfLine */
  protected readonly prompt = this.RULE('prompt', (): DraftOf<'prompt'> => {
    const { startOffset } = this.CONSUME(t.Prompt)
    const prompt = this.title()
    const statement: DraftOf<'prompt'> = { kind: 'prompt', start: startOffset, end: 0, line: 0, prompt }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** defaultValue: ("default" | "def_bool" | "def_tristate") expression condition? EndOfLine */
  protected readonly defaultValue = this.RULE('defaultValue', (): DraftOf<'default'> => {
    const { image, startOffset } = this.CONSUME(t.Default)
    const value = this.SUBRULE(this.expression)
    const statement: DraftOf<'default'> = { kind: 'default', start: startOffset, end: 0, line: 0, value }
    if (image !== 'default') statement.type = image === 'def_bool' ? 'bool' : 'tristate'
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** select: ("select" | "imply") Word condition? EndOfLine */
  protected readonly select = this.RULE('select', (): DraftOf<'select' | 'imply'> => {
    const { image, startOffset } = this.CONSUME(t.Select)
    const target = this.word(this.CONSUME(t.Word))
    const kind = image as 'select' | 'imply'
    const statement: DraftOf<'select' | 'imply'> = { kind, start: startOffset, end: 0, line: 0, target }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** range: "range" symbol symbol condition? EndOfLine */
  protected readonly range = this.RULE('range', (): DraftOf<'range'> => {
    const { startOffset } = this.CONSUME(t.Range)
    const low = this.SUBRULE(this.symbol)
    const high = this.SUBRULE2(this.symbol)
    const statement: DraftOf<'range'> = { kind: 'range', start: startOffset, end: 0, line: 0, low, high }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** depends: "depends" "on"? expression condition? EndOfLine */
  protected readonly depends = this.RULE('depends', (): DraftOf<'depends'> => {
    const { startOffset } = this.CONSUME(t.Depends)
    const on = this.dependsWithoutOn ? this.OPTION(() => this.CONSUME(t.On)) : this.CONSUME2(t.On)
    const dependency = this.SUBRULE(this.expression)
    const statement: DraftOf<'depends'> = { kind: 'depends', start: startOffset, end: 0, line: 0, dependency }
    if (on === undefined) statement.bare = true
    if (this.dependsIf) this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** visible: "visible" condition? EndOfLine */
  protected readonly visible = this.RULE('visible', (): DraftOf<'visible'> => {
    const { startOffset } = this.CONSUME(t.Visible)
    const statement: DraftOf<'visible'> = { kind: 'visible', start: startOffset, end: 0, line: 0 }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** flag: ("modules" | "optional" | "transitional") EndOfLine */
  protected readonly flag = this.RULE('flag', (): DraftOf<'modules' | 'optional' | 'transitional'> => {
    const { image, startOffset } = this.CONSUME(t.Flag)
    this.CONSUME(t.EndOfLine)
    return { kind: image as 'modules' | 'optional' | 'transitional', start: startOffset, end: 0, line: 0 }
  })

  /** reset: "reset" condition? EndOfLine */
  protected readonly reset_ = this.RULE('reset_', (): DraftOf<'reset'> => {
    const { startOffset } = this.CONSUME(t.Reset)
    const statement: DraftOf<'reset'> = { kind: 'reset', start: startOffset, end: 0, line: 0 }
    this.condition(statement)
    this.CONSUME(t.EndOfLine)
    return statement
  })

  /** option: "option" (OptionName | (Word | Flag) ("=" symbol)?) EndOfLine */
  protected readonly option_ = this.RULE('option_', (): DraftOf<'option'> => {
    const { startOffset } = this.CONSUME(t.Option)
    const { image: name } = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.OptionName) },
        { GATE: () => this.optionWords, ALT: () => this.CONSUME(t.Word) },
        { GATE: () => this.optionWords, ALT: () => this.CONSUME(t.Flag) },
      ],
      ERR_MSG: 'name of an option',
    })
    const statement: DraftOf<'option'> = { kind: 'option', start: startOffset, end: 0, line: 0, name }
    const value = this.OPTION(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.symbol)
    })
    if (value !== undefined) statement.value = value
    this.CONSUME(t.EndOfLine)
    return statement
  })
}
