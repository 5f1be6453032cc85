/**
 * A resolved configuration as a `.config`: a heading, then the menu tree from top to bottom.
 * Follows conf_write() in scripts/kconfig/confdata.c.
 */
import type { Evaluator } from './evaluator.ts'
import type { MenuNode } from './menu-node.ts'
import { type Model, mainMenuTitle } from './model.ts'
import { FIRST_ID } from './symbol-table.ts'
import { dotconfigLine } from './value-line.ts'
import { isVisible } from './visibility.ts'

/** The four lines that begin every generated file: `#` for configurations, C comments for headers. */
export const heading = (model: Model, style: 'pound' | 'c'): string => {
  const title = mainMenuTitle(model)
  if (model.dialect.headings === 'spaced') return spacedHeading(title, style)
  return style === 'pound'
    ? `#\n# Automatically generated file; DO NOT EDIT.\n# ${title}\n#\n`
    : `/*\n * Automatically generated file; DO NOT EDIT.\n * ${title}\n */\n`
}

/** Until 5.15: nothing stands behind the sign of an empty line, and C comments have one more at each end. */
const spacedHeading = (title: string, style: 'pound' | 'c'): string => {
  const lines = ['', 'Automatically generated file; DO NOT EDIT.', title, ''].map((line) =>
    line === '' ? '' : ` ${line}`,
  )
  const sign = style === 'pound' ? '#' : ' *'
  const text = lines.map((line) => `${sign}${line}\n`).join('')
  return style === 'pound' ? text : `/*\n${text} */\n`
}

/** The whole file. Where nothing changed since it was read, everything is computed once more first. */
export const writeConfig = (evaluator: Evaluator, prefix: string): string => {
  if (!evaluator.changed) evaluator.invalidate()
  return new ConfigWriter(evaluator, prefix).write()
}

class ConfigWriter {
  readonly #evaluator: Evaluator
  readonly #prefix: string
  readonly #lines: string[]
  /** By symbol id. */
  readonly #written: Uint8Array
  /** A menu was closed: the next symbol is set off by an empty line. */
  #setOff = false

  constructor(evaluator: Evaluator, prefix: string) {
    this.#evaluator = evaluator
    this.#prefix = prefix
    this.#written = new Uint8Array(evaluator.model.symbols.all.length + FIRST_ID)
    this.#lines = [heading(evaluator.model, 'pound')]
  }

  write(): string {
    const { root } = this.#evaluator.model
    for (let node: MenuNode | null = root.child; node !== null; node = node.next) this.#node(node)
    return this.#lines.join('')
  }

  #node(node: MenuNode): void {
    const { symbol } = node
    if (symbol === null) {
      if (isVisible(this.#evaluator, node)) {
        this.#lines.push(`\n#\n# ${node.prompt?.text}\n#\n`)
        this.#setOff = false
      }
    } else if (!symbol.isChoice && this.#written[symbol.id] !== 1) {
      this.#evaluator.calculate(symbol)
      if (symbol.write) {
        if (this.#setOff) this.#lines.push('\n')
        this.#setOff = false
        this.#written[symbol.id] = 1
        this.#lines.push(dotconfigLine(symbol, this.#prefix))
      }
    }
    for (let child = node.child; child !== null; child = child.next) this.#node(child)
    if (this.#isClosed(node) && isVisible(this.#evaluator, node)) {
      if (node.prompt?.kind !== 'menu') return
      this.#lines.push(`# end of ${node.prompt.text}\n`)
      this.#setOff = true
    }
  }

  /** Its end is marked if it is a menu that is shown. */
  #isClosed(node: MenuNode): boolean {
    const { endOfMenu } = this.#evaluator.model.dialect
    return endOfMenu !== 'none' && node.symbol === null && (endOfMenu === 'all' || node.child !== null)
  }
}
