/**
 * All symbols by name, and the order in which the configurator visits them: the order of its hash table, which shows
 * in auto.conf, in the order of warnings and in what a random seed gives.
 * Follows sym_lookup(), sym_find() and strhash() in scripts/kconfig/symbol.c.
 */
import { KconfigSymbol } from './symbol.ts'
import { MOD, NO, type Tristate, YES } from './tristate.ts'

/** Symbols are numbered in order of first mention, behind the three constants. */
export const FIRST_ID = 3

const constant = (id: number, name: string, value: Tristate, typed: boolean): KconfigSymbol => {
  const symbol = new KconfigSymbol(id, name, true, false)
  if (typed) symbol.type = 'tristate'
  symbol.tristate = value
  symbol.text = name
  symbol.valid = true
  return symbol
}

/** The order of the hash table as it was found before. */
export interface HashOrder {
  /** For each bucket where in `indices` it begins, and the end of the last one. */
  readonly starts: Int32Array
  /** Places in `all`. */
  readonly indices: Int32Array
}

export class SymbolTable {
  /** The words y, m and n are these three, quoted or not. They are in no bucket. */
  readonly no: KconfigSymbol
  readonly mod: KconfigSymbol
  readonly yes: KconfigSymbol
  readonly #names = new Map<string, KconfigSymbol>()
  readonly #constants = new Map<string, KconfigSymbol>()
  readonly #choices = new Map<string, KconfigSymbol>()
  /** In order of first mention. */
  readonly all: KconfigSymbol[] = []
  readonly #buckets: number
  #order: HashOrder | null = null
  #ordered: readonly KconfigSymbol[] | null = null
  /** Names are looked up in `#order`: the maps are empty. */
  #restored = false

  /** `typedConstants`: y, m and n have the type tristate. */
  constructor(buckets: number, typedConstants: boolean) {
    this.#buckets = buckets
    this.no = constant(0, 'n', NO, typedConstants)
    this.mod = constant(1, 'm', MOD, typedConstants)
    this.yes = constant(2, 'y', YES, typedConstants)
  }

  /** Takes the symbols of an earlier table, in the order they had there. */
  restore(symbols: readonly KconfigSymbol[], order: HashOrder): void {
    for (const symbol of symbols) this.all.push(symbol)
    this.#order = order
    this.#restored = true
  }

  /** The symbol a bare word names, made at its first mention. */
  word(name: string): KconfigSymbol {
    return this.#letter(name) ?? this.#named(this.#names, name, false, false)
  }

  /** The constant a quoted word is. */
  quoted(text: string): KconfigSymbol {
    return this.#letter(text) ?? this.#named(this.#constants, text, true, false)
  }

  /** The symbol of a choice: a new one each time without a name, one for all its definitions with a name. */
  choice(name: string | null): KconfigSymbol {
    if (name === null) return this.#add(new KconfigSymbol(this.all.length + FIRST_ID, null, false, true))
    return this.#letter(name) ?? this.#named(this.#choices, name, false, true)
  }

  /** The symbol of this name that a file mentions, choices included, constants not. */
  find(name: string): KconfigSymbol | undefined {
    const letter = this.#letter(name)
    if (letter !== undefined) return letter
    if (this.#restored && this.#order !== null) return this.#inBucket(name, this.#order)
    const symbol = this.#names.get(name)
    const choice = this.#choices.get(name)
    if (symbol === undefined || choice === undefined) return symbol ?? choice
    // The bucket's newer entry is met first.
    return symbol.id > choice.id ? symbol : choice
  }

  /** Every symbol in the order of the hash table; cost is linear. New symbols come first in their bucket. */
  inHashOrder(): readonly KconfigSymbol[] {
    if (this.#ordered?.length === this.all.length) return this.#ordered
    const ordered: KconfigSymbol[] = []
    for (const index of this.hashOrder().indices) ordered.push(this.all[index] as KconfigSymbol)
    this.#ordered = ordered
    return ordered
  }

  hashOrder(): HashOrder {
    if (this.#order?.indices.length === this.all.length) return this.#order
    const heads = new Int32Array(this.#buckets).fill(-1)
    const links = new Int32Array(this.all.length)
    this.all.forEach((symbol, index) => {
      const bucket = symbol.name === null ? 0 : fnv1a(symbol.name) % this.#buckets
      links[index] = heads[bucket] ?? -1
      heads[bucket] = index
    })
    const starts = new Int32Array(this.#buckets + 1)
    const indices = new Int32Array(this.all.length)
    let count = 0
    heads.forEach((head, bucket) => {
      starts[bucket] = count
      for (let index = head; index >= 0; index = links[index] ?? -1) indices[count++] = index
    })
    starts[this.#buckets] = count
    this.#order = { starts, indices }
    return this.#order
  }

  /** The newest entry of a bucket comes first. */
  #inBucket(name: string, { starts, indices }: HashOrder): KconfigSymbol | undefined {
    const bucket = fnv1a(name) % this.#buckets
    const end = starts[bucket + 1] as number
    for (let at = starts[bucket] as number; at < end; at++) {
      const symbol = this.all[indices[at] as number] as KconfigSymbol
      if (symbol.name === name && !symbol.constant) return symbol
    }
    return undefined
  }

  #letter(name: string): KconfigSymbol | undefined {
    if (name.length !== 1) return undefined
    return name === 'y' ? this.yes : name === 'm' ? this.mod : name === 'n' ? this.no : undefined
  }

  #named(map: Map<string, KconfigSymbol>, name: string, constant: boolean, choice: boolean): KconfigSymbol {
    if (this.#restored) this.#fillMaps()
    const found = map.get(name)
    if (found !== undefined) return found
    const symbol = new KconfigSymbol(this.all.length + FIRST_ID, name, constant, choice)
    map.set(name, symbol)
    return this.#add(symbol)
  }

  #fillMaps(): void {
    this.#restored = false
    for (const symbol of this.all) {
      if (symbol.name === null) continue
      const map = symbol.isChoice ? this.#choices : symbol.constant ? this.#constants : this.#names
      map.set(symbol.name, symbol)
    }
  }

  #add(symbol: KconfigSymbol): KconfigSymbol {
    this.all.push(symbol)
    return symbol
  }
}

/** 32-bit FNV-1a over signed bytes, as C's `char` is on the machines that build kernels. */
const fnv1a = (text: string): number => {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i)
    hash = Math.imul(hash ^ (byte > 127 ? byte - 256 : byte), 0x01000193)
  }
  return hash >>> 0
}
