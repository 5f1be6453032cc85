/**
 * Cycles in what symbols depend on. A cycle is reported once, as the chain of reasons it consists of.
 * Follows sym_check_deps() in scripts/kconfig/symbol.c; linear in the size of all conditions.
 */
import { choiceNodeOf, symbolsInside } from './choice-node.ts'
import { CycleReport, type Reason } from './cycle-report.ts'
import { type Expression, Kind, leftEdge } from './expression.ts'
import { type MenuNode, nodesBelow } from './menu-node.ts'
import type { MessageSink } from './message.ts'
import type { Model } from './model.ts'
import type { KconfigSymbol } from './symbol.ts'
import { FIRST_ID } from './symbol-table.ts'

/** True where at least one cycle was found, reported, and `fatal`: one that is not is forgotten where it closes. */
export const checkCycles = (model: Model, emit: MessageSink, fatal: boolean): boolean => {
  const search = new CycleSearch(model, emit, fatal)
  let found = false
  if (model.dialect.cycles === 'positioned') {
    for (const symbol of model.symbols.inHashOrder()) if (search.check(symbol) !== null) found = true
    return found
  }
  for (const node of nodesBelow(model.root)) {
    if (node.symbol !== null && search.check(node.symbol) !== null) found = true
    if (node.symbol?.isChoice && model.dialect.choices === 'blocks' && search.choiceIsUnsound(node)) found = true
    if (node.symbol?.transitional && isUnsoundTransition(node, model.algebra, emit)) found = true
  }
  return found
}

/** A transitional symbol may have nothing but a type and help. The first other thing is reported. */
const isUnsoundTransition = (node: MenuNode, algebra: Model['algebra'], emit: MessageSink): boolean => {
  const limited = !algebra.isYes(node.dependency) || !algebra.isYes(node.visibility)
  const place = limited ? node : node.symbol?.properties.find(({ kind }) => kind !== 'comment')
  if (place === undefined) return false
  emit({
    code: 'kconfig/transitional-with-properties',
    severity: 'error',
    stream: 'err',
    text: `${place.file}:${place.line}: error: transitional symbols can only have help sections\n`,
    args: { symbol: node.symbol?.label ?? '' },
    position: { file: place.file, line: place.line },
  })
  return true
}

class CycleSearch {
  readonly #classic: boolean
  readonly #emit: MessageSink
  readonly #report: CycleReport
  readonly #stack: Reason[] = []
  readonly #sound = new Set<Expression>()
  /** By symbol id: looked at, and being looked at. */
  readonly #checked: Uint8Array
  readonly #checking: Uint8Array
  readonly #fatal: boolean
  readonly #onePrompt: boolean
  readonly #allReasons: boolean

  constructor(model: Model, emit: MessageSink, fatal: boolean) {
    this.#fatal = fatal
    this.#allReasons = model.dialect.cycleReasons === 'all'
    this.#onePrompt = model.dialect.memberPrompts === 'one'
    this.#classic = model.dialect.choices === 'symbols'
    this.#emit = emit
    const ids = model.symbols.all.length + FIRST_ID
    this.#checked = new Uint8Array(ids)
    this.#checking = new Uint8Array(ids)
    this.#report = new CycleReport(model.dialect, emit, fatal)
  }

  /** The symbol at which a cycle closes that is still being unwound, or null. */
  check(symbol: KconfigSymbol): KconfigSymbol | null {
    if (this.#checking[symbol.id] === 1) {
      this.#report.print(this.#stack, symbol, this.#choiceOf(symbol))
      return symbol
    }
    if (this.#checked[symbol.id] === 1) return null
    const found = this.#checkUnder(symbol)
    return found === symbol && !this.#fatal ? null : found
  }

  #checkUnder(symbol: KconfigSymbol): KconfigSymbol | null {
    const choice = this.#choiceOf(symbol)
    if (choice !== null) {
      this.#stack.push({ symbol, via: null, property: null })
      const found = this.check(choice)
      this.#stack.pop()
      return found
    }
    if (symbol.isChoice) return this.#checkChoice(symbol)
    this.#begin(symbol)
    const found = this.#checkReasons(symbol)
    this.#end(symbol)
    return found
  }

  #begin({ id }: KconfigSymbol): void {
    this.#checking[id] = this.#checked[id] = 1
  }

  #end({ id }: KconfigSymbol): void {
    this.#checking[id] = 0
  }

  #choiceOf(symbol: KconfigSymbol): KconfigSymbol | null {
    return this.#classic ? symbol.memberOf : (choiceNodeOf(symbol)?.symbol ?? null)
  }

  #checkChoice(choice: KconfigSymbol): KconfigSymbol | null {
    this.#stack.push({ symbol: choice, via: null, property: null })
    const node = choice.nodes[0]
    const members = this.#classic || node === undefined ? choice.members : symbolsInside(node)
    for (const member of members) this.#begin(member)
    this.#begin(choice)
    let found = this.#checkReasons(choice)
    this.#end(choice)
    if (found === null) {
      for (const member of members) {
        found = this.#checkReasons(member)
        if (found !== null) break
      }
    }
    for (const member of members) this.#end(member)
    if (found !== null && this.#choiceOf(found) === choice) found = choice
    this.#stack.pop()
    return found
  }

  #checkReasons(symbol: KconfigSymbol): KconfigSymbol | null {
    const reason: Reason = { symbol, via: 'direct', property: null }
    this.#stack.push(reason)
    const found = this.#walkReasons(symbol, reason)
    this.#stack.pop()
    return found
  }

  #walkReasons(symbol: KconfigSymbol, reason: Reason): KconfigSymbol | null {
    let found = this.#allReasons ? this.#expression(symbol.directDependency) : null
    if (found !== null) return found
    reason.via = 'reverse'
    found = this.#expression(symbol.reverseDependency)
    if (found !== null) return found
    reason.via = 'implied'
    found = this.#allReasons ? this.#expression(symbol.impliedBy) : null
    if (found !== null) return found
    reason.via = null
    for (const property of symbol.properties) {
      if (property.kind === 'choice' || property.kind === 'select') continue
      if (property.kind === 'imply' && this.#allReasons) continue
      reason.property = property
      found = this.#expression(property.condition)
      if (found !== null) return found
      if (property.kind !== 'default' || symbol.isChoice) continue
      reason.via = 'value'
      found = this.#expression(property.value)
      if (found !== null) return found
      reason.via = null
    }
    return null
  }

  /** An expression that was followed to its ends once without a cycle has none: conditions are shared by many. */
  #expression(expression: Expression | null): KconfigSymbol | null {
    if (expression === null || this.#sound.has(expression)) return null
    const found = this.#follow(expression)
    if (found === null && expression.left !== null) this.#sound.add(expression)
    return found
  }

  /** Operand by operand, from the left. */
  #connective(expression: Expression): KconfigSymbol | null {
    const edge = leftEdge(expression, (inner) => this.#sound.has(inner))
    let found = this.#expression((edge.at(-1) as Expression).left)
    for (let index = edge.length - 1; index >= 0 && found === null; index--) {
      const link = edge[index] as Expression
      found = this.#expression(link.right)
      if (found === null) this.#sound.add(link)
    }
    return found
  }

  #follow(expression: Expression): KconfigSymbol | null {
    switch (expression.kind) {
      case Kind.and:
      case Kind.or:
        return this.#connective(expression)
      case Kind.not:
        return this.#expression(expression.left)
      case Kind.symbol:
        return this.check(expression.symbol as KconfigSymbol)
      case Kind.range:
        return null
      default:
        return this.check(expression.symbol as KconfigSymbol) ?? this.check(expression.other as KconfigSymbol)
    }
  }

  /** Members of a block choice may have no defaults and no prompt elsewhere. */
  choiceIsUnsound(choice: KconfigSymbol['nodes'][number]): boolean {
    let unsound = false
    for (const node of nodesBelow(choice)) {
      if (node.symbol === null) continue
      for (const property of node.symbol.properties) {
        if (property.kind === 'default') {
          unsound = true
          this.#memberError(property, 'choice-member-default', 'defaults for choice values not supported')
        }
        if (property.node === node || property.kind !== 'prompt') continue
        if (this.#onePrompt || property.node.parent !== node.parent) {
          unsound = true
          const text = this.#onePrompt
            ? 'choice value must not have a prompt in another entry'
            : 'choice value has a prompt outside its choice group'
          this.#memberError(property, 'choice-member-outside', text)
        }
      }
    }
    return unsound
  }

  #memberError(place: { readonly file: string; readonly line: number }, code: string, text: string): void {
    this.#emit({
      code: `kconfig/${code}`,
      severity: 'error',
      stream: 'err',
      text: `${place.file}:${place.line}: error: ${text}\n`,
      args: {},
      position: { file: place.file, line: place.line },
    })
  }
}
