/**
 * Matches a BER text against a grammar in the way of the kernel's decoder: in one pass, acting on parts as they are read,
 * so that the first thing that is wrong decides. Behaves as asn1_ber_decoder() in lib/asn1_decoder.c (Linux 6.1 and 6.12),
 * with what it takes and DER does not allow:
 *
 * - a tag that should be constructed is taken without that bit, but not the other way round;
 * - lengths may be longer than they need to be (two digits at most) or, of constructed elements, left open;
 * - what is behind the outermost element is not looked at; behind the parts of an inner one nothing may be;
 * - a choice that must be there counts as found when its enclosing element ends before it and the part before it was found.
 */

import type { Rule } from './ber-grammar.ts'
import { findOpenEnd } from './ber-open-end.ts'

/** What an action gets: offsets in the text that was matched. */
export interface BerPart {
  readonly tag: number
  /** Bytes in front of the content: tag and length. */
  readonly header: number
  /** Of the content. */
  readonly start: number
  readonly end: number
}

/** Why a text does not match. */
export interface BerFault {
  readonly kind: 'fault'
  /** EMSGSIZE: more than 65,535 bytes. */
  readonly errno: 'EBADMSG' | 'EMSGSIZE'
  readonly at: number
}

/** What is done with a part; what it returns ends the matching. */
export type BerActions<Action extends string, Failure> = Readonly<
  Record<Action, (part: BerPart) => Failure | undefined>
>

const LONGEST_TEXT = 0xffff
const LONG_TAG = 0x1f
const CONSTRUCTED = 0x20
const OPEN_LENGTH = 0x80
const LENGTH_DIGITS = 2

class Matcher<Action extends string, Failure> {
  readonly #bytes: Uint8Array
  readonly #actions: BerActions<Action, Failure>
  #at = 0
  #limit: number
  /** Whether the last tag that was compared was the one of the rule: what tells that a choice is settled. */
  #matched = false
  #tag = 0
  #header = 0
  #start = 0
  #length = 0

  constructor(bytes: Uint8Array, actions: BerActions<Action, Failure>) {
    this.#bytes = bytes
    this.#actions = actions
    this.#limit = bytes.length
  }

  /** `isLaterChoice`: an alternative after the first, skipped where one before it was found. */
  match(rule: Rule<Action>, isLaterChoice = false): BerFault | Failure | undefined {
    if (rule.kind === 'choice') {
      let isLater = false
      for (const alternative of rule.of) {
        const failure = this.match(alternative, isLater)
        if (failure !== undefined) return failure
        isLater = true
      }
      return this.#matched || rule.isOptional ? this.#act(rule.actions) : this.#fault()
    }
    if ((isLaterChoice && this.#matched) || (rule.isOptional && this.#at === this.#limit)) return undefined
    this.#matched = false
    this.#header = 2
    if (this.#limit - this.#at < 2) return this.#fault()
    const tag = this.#byte()
    this.#tag = tag
    if ((tag & LONG_TAG) === LONG_TAG) return this.#fault()
    if (rule.kind === 'element' && ((tag ^ rule.tag) & ~(rule.tag & CONSTRUCTED)) !== 0) {
      this.#at--
      return rule.isOptional ? undefined : this.#fault()
    }
    this.#matched = true
    const length = this.#readLength()
    if (length === undefined) return this.#fault()
    if (rule.kind === 'any' || rule.parts === undefined) return this.#leaf(length, rule.actions)
    const failure = this.#parts(length, rule.parts, rule.isList) ?? this.#act(rule.actions)
    if (rule.isOptional) this.#matched = true
    return failure
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? 0
  }

  #fault(): BerFault {
    return { kind: 'fault', errno: 'EBADMSG', at: this.#at }
  }

  #act(actions: readonly Action[]): Failure | undefined {
    if (actions.length === 0) return undefined
    const part = { tag: this.#tag, header: this.#header, start: this.#start, end: this.#start + this.#length }
    for (const action of actions) {
      const failure = this.#actions[action](part)
      if (failure !== undefined) return failure
    }
    return undefined
  }

  /** Undefined: one that is not taken, or that goes beyond the enclosing element. */
  #readLength(): number | 'open' | undefined {
    const first = this.#byte()
    if (first === OPEN_LENGTH) {
      return (this.#tag & CONSTRUCTED) !== 0 && this.#limit - this.#at >= 2 ? 'open' : undefined
    }
    let length = first
    if (first > OPEN_LENGTH) {
      const digits = first - OPEN_LENGTH
      if (digits > LENGTH_DIGITS || digits > this.#limit - this.#at) return undefined
      this.#header += digits
      length = 0
      for (let digit = 0; digit < digits; digit++) length = length * 256 + this.#byte()
    }
    return length > this.#limit - this.#at ? undefined : length
  }

  /** Of an open length, the end marker counts as content. */
  #leaf(length: number | 'open', actions: readonly Action[]): BerFault | Failure | undefined {
    this.#start = this.#at
    const end = length === 'open' ? findOpenEnd(this.#bytes, this.#at, this.#limit) : this.#at + length
    if (end === undefined) return this.#fault()
    this.#length = end - this.#at
    this.#at = end
    return this.#act(actions)
  }

  #parts(length: number | 'open', parts: readonly Rule<Action>[], isList: boolean): BerFault | Failure | undefined {
    const header = this.#header
    const start = this.#at
    this.#start = start
    this.#length = length === 'open' ? 0 : length
    const limit = this.#limit
    if (length !== 'open') this.#limit = start + length
    do {
      for (const part of parts) {
        const failure = this.match(part)
        if (failure !== undefined) return failure
      }
      if (length === 'open' && this.#limit - this.#at < 2) return this.#fault()
    } while (isList && (length === 'open' ? this.#bytes[this.#at] !== 0 : this.#at < this.#limit))
    const end = this.#at
    if (length === 'open' ? this.#byte() !== 0 || this.#byte() !== 0 : end !== this.#limit) return this.#fault()
    this.#limit = limit
    this.#header = header
    this.#start = start
    this.#length = end - start
    return undefined
  }
}

/** Undefined where the beginning of the text matches and no action objects. */
export const matchBer = <Action extends string, Failure>(
  rule: Rule<Action>,
  actions: BerActions<Action, Failure>,
  bytes: Uint8Array,
): BerFault | Failure | undefined =>
  bytes.length > LONGEST_TEXT ? { kind: 'fault', errno: 'EMSGSIZE', at: 0 } : new Matcher(bytes, actions).match(rule)
