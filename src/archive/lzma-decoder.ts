/**
 * LZMA: a range decoder, its adaptive bit models, and the copying they tell. Written after "LZMA specification" of the LZMA
 * SDK (draft, 2015, public domain). The dictionary is the output itself. Range and code are 32 bits wide and kept as signed
 * numbers, which V8 computes with at full speed; comparing them unsigned takes flipping the sign bit.
 */
import { damaged } from './damage.ts'

const STATES = 12
const POSITION_STATES = 16
/** Below it the last symbol was a literal. */
const FIRST_MATCH_STATE = 7

/** Where each kind of model begins in the one array that holds them all. */
const IS_MATCH = 0
const IS_REP = IS_MATCH + STATES * POSITION_STATES
const IS_REP_G0 = IS_REP + STATES
const IS_REP_G1 = IS_REP_G0 + STATES
const IS_REP_G2 = IS_REP_G1 + STATES
const IS_REP0_LONG = IS_REP_G2 + STATES
const DISTANCE_SLOT = IS_REP0_LONG + STATES * POSITION_STATES
const DISTANCE_SPECIAL = DISTANCE_SLOT + 4 * 64
const DISTANCE_ALIGN = DISTANCE_SPECIAL + 128
const MATCH_LENGTH = DISTANCE_ALIGN + 16
const LENGTH_MODELS = 2 + 8 * POSITION_STATES * 2 + 256
const REP_LENGTH = MATCH_LENGTH + LENGTH_MODELS
const LITERAL = REP_LENGTH + LENGTH_MODELS
const LITERAL_MODELS = 0x300

const SIGN = 0x80000000 | 0
const TOP = 0xff000000 | 0
const HALF = 1024
const ONE = 2048
const MOVE = 5
/** LZMA2 allows fewer literal contexts than LZMA: lc + lp is at most this. */
const MOST_LITERAL_BITS = 4

export class LzmaDecoder {
  readonly #input: Uint8Array
  readonly #output: Uint8Array
  readonly #dictionarySize: number
  readonly #models = new Uint16Array(LITERAL + (LITERAL_MODELS << MOST_LITERAL_BITS))
  #at = 0
  #range = 0
  #code = 0
  #dictionaryStart = 0
  #lc = 0
  #lpMask = 0
  #pbMask = 0
  #state = 0
  #rep0 = 0
  #rep1 = 0
  #rep2 = 0
  #rep3 = 0

  constructor(input: Uint8Array, output: Uint8Array, dictionarySize: number) {
    this.#input = input
    this.#output = output
    this.#dictionarySize = dictionarySize
  }

  /** Nothing before `position` of the output may be referred to from here on. */
  resetDictionary(position: number): void {
    this.#dictionaryStart = position
  }

  /** The byte that holds lc, lp and pb; `at` is its offset, to be named where it is none. */
  setProperties(byte: number, at: number): void {
    const lc = byte % 9
    const rest = (byte - lc) / 9
    const lp = rest % 5
    const pb = (rest - lp) / 5
    if (pb > 4 || lc + lp > MOST_LITERAL_BITS) damaged('LZMA properties', at)
    this.#lc = lc
    this.#lpMask = (1 << lp) - 1
    this.#pbMask = (1 << pb) - 1
  }

  resetState(): void {
    this.#models.fill(HALF)
    this.#state = 0
    this.#rep0 = 0
    this.#rep1 = 0
    this.#rep2 = 0
    this.#rep3 = 0
  }

  /** Decodes one chunk: input from `start` to `end` becomes output from `position` to `limit`, exactly. */
  decode(start: number, end: number, position: number, limit: number): void {
    this.#startRange(start)
    const output = this.#output
    let to = position
    while (to < limit) {
      const positionState = (to - this.#dictionaryStart) & this.#pbMask
      if (this.#bit(IS_MATCH + (this.#state << 4) + positionState) === 0) {
        output[to] = this.#literal(to)
        to++
        continue
      }
      const length = this.#match(positionState)
      const distance = (this.#rep0 >>> 0) + 1
      if (distance > to - this.#dictionaryStart || distance > this.#dictionarySize || length > limit - to) {
        damaged('match', this.#at)
      }
      copyWithin(output, to - distance, to, length)
      to += length
    }
    this.#normalize()
    if (this.#code !== 0 || this.#at !== end) damaged('chunk', end)
  }

  #startRange(start: number): void {
    const input = this.#input
    if (input[start] !== 0) damaged('range decoder', start)
    this.#range = -1
    this.#code = 0
    for (let at = start + 1; at < start + 5; at++) this.#code = (this.#code << 8) | (input[at] as number)
    this.#at = start + 5
  }

  #normalize(): void {
    if ((this.#range & TOP) === 0) {
      this.#range <<= 8
      this.#code = (this.#code << 8) | (this.#input[this.#at++] as number)
    }
  }

  #bit(index: number): number {
    const model = this.#models[index] as number
    if ((this.#range & TOP) === 0) {
      this.#range <<= 8
      this.#code = (this.#code << 8) | (this.#input[this.#at++] as number)
    }
    const bound = Math.imul(this.#range >>> 11, model)
    if ((this.#code ^ SIGN) < (bound ^ SIGN)) {
      this.#range = bound
      this.#models[index] = model + ((ONE - model) >> MOVE)
      return 0
    }
    this.#range = (this.#range - bound) | 0
    this.#code = (this.#code - bound) | 0
    this.#models[index] = model - (model >> MOVE)
    return 1
  }

  /** `count` bits whose models form a tree, most significant first. */
  #tree(models: number, count: number): number {
    let symbol = 1
    for (let left = count; left > 0; left--) symbol = (symbol << 1) | this.#bit(models + symbol)
    return symbol - (1 << count)
  }

  #reverseTree(models: number, count: number): number {
    let symbol = 1
    let value = 0
    for (let bit = 0; bit < count; bit++) {
      const one = this.#bit(models + symbol)
      symbol = (symbol << 1) | one
      value |= one << bit
    }
    return value
  }

  /** Bits without a model: each is as likely 0 as 1. */
  #direct(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      this.#normalize()
      this.#range >>>= 1
      this.#code = (this.#code - this.#range) | 0
      const borrow = this.#code >> 31
      this.#code = (this.#code + (this.#range & borrow)) | 0
      value = (value << 1) + borrow + 1
    }
    return value
  }

  #literal(to: number): number {
    const output = this.#output
    const place = to - this.#dictionaryStart
    const previous = place === 0 ? 0 : (output[to - 1] as number)
    const context = ((place & this.#lpMask) << this.#lc) + (previous >> (8 - this.#lc))
    const models = LITERAL + LITERAL_MODELS * context
    const state = this.#state
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
    if (state < FIRST_MATCH_STATE) return this.#tree(models, 8)
    // after a match, the byte the match would have gone on with says much about the one that is there
    let matched = output[to - (this.#rep0 >>> 0) - 1] as number
    let offset = 0x100
    let symbol = 1
    do {
      matched <<= 1
      const expected = matched & offset
      const one = this.#bit(models + offset + expected + symbol)
      symbol = (symbol << 1) | one
      offset &= one === 0 ? ~expected : expected
    } while (symbol < 0x100)
    return symbol & 0xff
  }

  /** Sets rep0, the distance less one, and gives the length. */
  #match(positionState: number): number {
    const state = this.#state
    const afterLiteral = state < FIRST_MATCH_STATE
    if (this.#bit(IS_REP + state) === 0) {
      this.#rep3 = this.#rep2
      this.#rep2 = this.#rep1
      this.#rep1 = this.#rep0
      this.#state = afterLiteral ? 7 : 10
      const length = this.#length(MATCH_LENGTH, positionState)
      this.#rep0 = this.#distance(length)
      return length
    }
    if (this.#bit(IS_REP_G0 + state) === 0) {
      if (this.#bit(IS_REP0_LONG + (state << 4) + positionState) === 0) {
        this.#state = afterLiteral ? 9 : 11
        return 1
      }
    } else this.#rotate(state)
    this.#state = afterLiteral ? 8 : 11
    return this.#length(REP_LENGTH, positionState)
  }

  /** One of the older distances becomes the latest. */
  #rotate(state: number): void {
    let distance = this.#rep1
    if (this.#bit(IS_REP_G1 + state) === 1) {
      distance = this.#rep2
      if (this.#bit(IS_REP_G2 + state) === 1) {
        distance = this.#rep3
        this.#rep3 = this.#rep2
      }
      this.#rep2 = this.#rep1
    }
    this.#rep1 = this.#rep0
    this.#rep0 = distance
  }

  #length(models: number, positionState: number): number {
    const low = models + 2 + (positionState << 3)
    if (this.#bit(models) === 0) return 2 + this.#tree(low, 3)
    if (this.#bit(models + 1) === 0) return 10 + this.#tree(low + 8 * POSITION_STATES, 3)
    return 18 + this.#tree(models + 2 + 16 * POSITION_STATES, 8)
  }

  /** The distance less one, 32 bits. */
  #distance(length: number): number {
    const slot = this.#tree(DISTANCE_SLOT + (Math.min(length - 2, 3) << 6), 6)
    if (slot < 4) return slot
    const count = (slot >> 1) - 1
    const base = (2 | (slot & 1)) << count
    if (slot < 14) return base + this.#reverseTree(DISTANCE_SPECIAL + base - slot, count)
    return base + (this.#direct(count - 4) << 4) + this.#reverseTree(DISTANCE_ALIGN, 4)
  }
}

/** Copies within the output; where source and target overlap, what was just written is read again. */
const copyWithin = (output: Uint8Array, from: number, to: number, length: number): void => {
  if (length > 32 && to - from >= length) {
    output.copyWithin(to, from, from + length)
    return
  }
  for (let index = 0; index < length; index++) output[to + index] = output[from + index] as number
}
