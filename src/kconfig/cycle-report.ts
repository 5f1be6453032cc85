/**
 * A cycle as the configurator prints it: one line a link.
 * Follows sym_check_print_recursive() in scripts/kconfig/symbol.c (6.1: every line with a position; 6.12: none).
 */
import type { Dialect } from './dialect.ts'
import type { MessageSink } from './message.ts'
import type { Property } from './property.ts'
import type { KconfigSymbol } from './symbol.ts'

/** One link of the chain under inspection: the symbol and what of it is being followed. */
export interface Reason {
  readonly symbol: KconfigSymbol
  /** null: the condition of `property`, or (with no property) membership in a choice. */
  via: 'direct' | 'reverse' | 'implied' | 'value' | null
  property: Property | null
}

const VIA = { direct: 'depends on', reverse: 'is selected by', implied: 'is implied by' } as const

export class CycleReport {
  readonly #positioned: boolean
  readonly #allReasons: boolean
  /** What every link, or the whole report, ends with. */
  readonly #linkAdvice: string
  readonly #advice: string
  readonly #emit: MessageSink
  readonly #fatal: boolean

  /** `fatal`: nothing is resolved where there is a cycle. */
  constructor(dialect: Dialect, emit: MessageSink, fatal: boolean) {
    this.#positioned = dialect.cycles === 'positioned'
    this.#allReasons = dialect.cycleReasons === 'all'
    const { document, place } = dialect.cycleAdvice
    const advice = `For a resolution refer to ${document}\nsubsection "Kconfig recursive dependency limitations"\n`
    this.#linkAdvice = place === 'links' ? advice : ''
    this.#advice = place === 'end' ? `${advice}\n` : ''
    this.#emit = emit
    this.#fatal = fatal
  }

  /** `chain` ends at what led back to `last`; a member closes the cycle at its choice. */
  print(chain: readonly Reason[], last: KconfigSymbol, choice: KconfigSymbol | null): void {
    const links: readonly Reason[] = choice === null ? chain : [...chain, { symbol: last, via: null, property: null }]
    const end = choice ?? last
    const start = links.findLastIndex(({ symbol }) => symbol === end)
    if (start < 0) {
      this.#send('unexpected recursive dependency error\n', [], null)
      return
    }
    const cycle = links.slice(start)
    let text = ''
    cycle.forEach((link, index) => {
      text += this.#link(link, cycle[index + 1]?.symbol ?? end, link.symbol === end)
    })
    this.#send(
      text + this.#advice,
      cycle.map(({ symbol }) => symbol.label),
      cycle[0]?.symbol.nodes[0] ?? null,
    )
  }

  #link(link: Reason, next: KconfigSymbol, first: boolean): string {
    const { symbol, property } = link
    if (!this.#positioned) {
      const head = first ? 'error: recursive dependency detected!\n' : ''
      return `${head}\t${this.#plain(link, next)}\n`
    }
    const isMember = symbol.memberOf !== null
    const place = symbol.isChoice || isMember ? symbol.properties[0] : (property ?? symbol.properties[0])
    const node = symbol.isChoice || isMember ? place?.node : place
    const head = first ? `${place?.file}:${place?.line}:error: recursive dependency detected!\n` : ''
    return `${head}${this.#linkAdvice}${node?.file}:${node?.line}:\t${this.#described(link, next, isMember, place ?? null)}\n`
  }

  #described(link: Reason, next: KconfigSymbol, isMember: boolean, place: Property | null): string {
    const { symbol, via, property } = link
    if (!this.#allReasons) {
      if (via === 'value') return `symbol ${symbol.label} ${place?.kind ?? 'unknown'} value contains ${next.label}`
      if (property !== null) return `symbol ${symbol.label} depends on ${next.label}`
    }
    if (symbol.isChoice) return `choice ${symbol.label} contains symbol ${next.label}`
    if (isMember) return `symbol ${symbol.label} is part of choice ${next.label}`
    return this.#reason(symbol, via, place?.kind ?? 'unknown', next.label)
  }

  #plain(link: Reason, next: KconfigSymbol): string {
    const { symbol, via, property } = link
    if (next.isChoice) {
      const node = next.nodes[0]
      return `symbol ${symbol.label} is part of choice block at ${node?.file}:${node?.line}`
    }
    return this.#reason(symbol, via, property?.kind ?? 'unknown', next.label)
  }

  #reason(symbol: KconfigSymbol, via: Reason['via'], kind: string, next: string): string {
    if (via === null) return `symbol ${symbol.label} ${kind} is visible depending on ${next}`
    if (via === 'value') return `symbol ${symbol.label} ${kind} value contains ${next}`
    return `symbol ${symbol.label} ${VIA[via]} ${next}`
  }

  #send(text: string, symbols: readonly string[], node: { readonly file: string; readonly line: number } | null): void {
    this.#emit({
      code: 'kconfig/recursive-dependency',
      severity: this.#fatal ? 'error' : 'warning',
      stream: 'err',
      text,
      args: { symbols },
      ...(node === null ? {} : { position: { file: node.file, line: node.line } }),
    })
  }
}
