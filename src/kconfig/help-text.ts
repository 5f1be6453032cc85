/**
 * The help that the dialogue and the list of new symbols show: the help text, then what the symbol is, where it is
 * defined, what it depends on, selects and is selected by.
 * Follows menu_get_ext_help() and get_symbol_str() in scripts/kconfig/menu.c.
 */
import type { Evaluator } from './evaluator.ts'
import type { Expression } from './expression.ts'
import { printExpression, withValue } from './expression-print.ts'
import type { MenuNode } from './menu-node.ts'
import type { Property } from './property.ts'
import { type KconfigSymbol, typeName } from './symbol.ts'
import { stringValue } from './symbol-value.ts'
import { MOD, NO, type Tristate, YES } from './tristate.ts'
import { listReasons } from './unmet.ts'
import { isVisible } from './visibility.ts'

const NO_HELP = 'There is no help available for this option.'
/** How many menus above a prompt its location lists. */
const LOCATION_DEPTH = 8

export const extendedHelp = (evaluator: Evaluator, node: MenuNode, prefix: string): string => {
  const { symbol, help } = node
  const title = help !== null && symbol?.name != null ? `${prefix}${symbol.name}:\n\n` : ''
  const text = `${title}${help ?? NO_HELP}\n`
  return symbol === null ? text : text + symbolText(evaluator, symbol)
}

/** What helpnewconfig prints of a new symbol. */
export const newSymbolHelp = (evaluator: Evaluator, node: MenuNode, prefix: string): string =>
  `-----\n\n${extendedHelp(evaluator, node, prefix)}\n-----\n`

const symbolText = (evaluator: Evaluator, symbol: KconfigSymbol): string => {
  let text = ''
  if (symbol.name !== null) {
    text += `Symbol: ${symbol.name} [=${stringValue(symbol)}]\nType  : ${typeName(symbol.type, evaluator.model.dialect.boolName)}\n`
    if (symbol.type === 'int' || symbol.type === 'hex') {
      const range = evaluator.rangeProperty(symbol)
      if (range !== null) text += `Range : ${printExpression(range.value, withValue)}\n`
    }
  }
  const { helpLayout } = evaluator.model.dialect
  text += helpLayout === 'definitions' ? definitions(evaluator, symbol) : promptsAndPlace(evaluator, symbol)
  const margin = helpLayout === 'definitions' ? '' : '  '
  text += propertiesText(symbol, 'select', `${margin}Selects: `)
  text += reasonsText(evaluator, symbol.reverseDependency, `${margin}Selected`)
  text += propertiesText(symbol, 'imply', `${margin}Implies: `)
  text += reasonsText(evaluator, symbol.impliedBy, `${margin}Implied`)
  return `${text}\n\n`
}

/** Every place where the symbol is defined, those with a prompt first. */
const definitions = (evaluator: Evaluator, { nodes }: KconfigSymbol): string => {
  let text = ''
  for (const node of nodes) {
    if (node.prompt !== null) text += definedAt(node) + promptText(evaluator, node, node.prompt)
  }
  for (const node of nodes) {
    if (node.prompt === null) text += definedAt(node) + dependencyText(evaluator, node.dependency, '  Depends on: ')
  }
  return text
}

/** Until 5.5: the prompts with their locations, then the first place of definition. */
const promptsAndPlace = (evaluator: Evaluator, { properties }: KconfigSymbol): string => {
  let text = ''
  for (const property of properties) {
    if (property.text !== null) text += `Prompt: ${property.text}\n${location(evaluator, property.node)}`
  }
  const place = properties.find(({ kind }) => kind === 'symbol')
  if (place === undefined) return text
  return `${text}  ${definedAt(place.node)}${dependencyText(evaluator, place.condition, '  Depends on: ')}`
}

const definedAt = (node: MenuNode): string => `Defined at ${node.file}:${node.line}\n`

const dependencyText = (evaluator: Evaluator, expression: Expression | null, prefix: string): string =>
  evaluator.model.algebra.isYes(expression) ? '' : `${prefix}${printExpression(expression, withValue)}\n`

const promptText = (evaluator: Evaluator, node: MenuNode, prompt: Property): string => {
  let text = `  Prompt: ${prompt.text}\n`
  text += dependencyText(evaluator, node.dependency, '  Depends on: ')
  if (!evaluator.model.algebra.equal(node.dependency, prompt.condition))
    text += dependencyText(evaluator, prompt.condition, '  Visible if: ')
  return text + location(evaluator, node)
}

const location = (evaluator: Evaluator, node: MenuNode): string => {
  const { root, dialect } = evaluator.model
  const start = dialect.locationIncludesEntry ? node : node.parent
  const path: MenuNode[] = []
  let located = false
  for (let at: MenuNode | null = start; at !== null && at !== root && path.length < LOCATION_DEPTH; at = at.parent) {
    // Whether a menu can be reached is computed with the values it depends on, whatever is printed.
    const classic = dialect.choices === 'symbols'
    if (classic || !located) located = isVisible(evaluator, at) || located
    path.push(at)
  }
  if (path.length === 0) return ''
  const lines = path.toReversed().map((at, depth) => `${' '.repeat(4 + 2 * depth)}-> ${menuLabel(at)}\n`)
  return `  Location:\n${lines.join('')}`
}

const menuLabel = (node: MenuNode): string => {
  const prompt = node.prompt?.text ?? node.symbol?.name ?? '(null)'
  return node.symbol === null ? prompt : `${prompt} (${node.symbol.label} [=${stringValue(node.symbol)}])`
}

const propertiesText = (symbol: KconfigSymbol, kind: 'select' | 'imply', prefix: string): string => {
  const values = symbol.properties.filter((property) => property.kind === kind)
  if (values.length === 0) return ''
  return `${prefix}${values.map(({ value }) => printExpression(value, withValue)).join(' && ')}\n`
}

const LEVELS: readonly (readonly [Tristate, string])[] = [
  [YES, 'y'],
  [MOD, 'm'],
  [NO, 'n'],
]

const reasonsText = (evaluator: Evaluator, expression: Expression | null, verb: string): string =>
  evaluator.model.dialect.helpReasons === 'condition'
    ? expression === null
      ? ''
      : `${verb} by: ${printExpression(expression, withValue)}\n`
    : LEVELS.map(([value, letter]) => listReasons(evaluator, expression, value, `${verb} by [${letter}]:\n`)).join('')
