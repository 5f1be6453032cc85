/**
 * A grammar for BER texts, as data: what a message is made of, and the names of what is done when a part has been read.
 * The kinds of parts are those of scripts/asn1_compiler.c (Linux 6.12).
 */

export type Rule<Action extends string> =
  | {
      readonly kind: 'element'
      /** Class, constructed bit and number in one byte. */
      readonly tag: number
      /** Of a constructed element: what is in it, in order. */
      readonly parts: readonly Rule<Action>[] | undefined
      /** SEQUENCE OF, SET OF: `parts` once or more. */
      readonly isList: boolean
      readonly isOptional: boolean
      /** Done in this order: of a constructed element when all of it has been read. */
      readonly actions: readonly Action[]
    }
  | { readonly kind: 'any'; readonly isOptional: boolean; readonly actions: readonly Action[] }
  | {
      readonly kind: 'choice'
      readonly of: readonly Rule<Action>[]
      readonly isOptional: boolean
      /** Done even where an optional choice is not there. */
      readonly actions: readonly Action[]
    }

const CONSTRUCTED = 0x20
const CONTEXT = 0x80

/** An element that is not constructed, by its whole tag. */
export const plain = <A extends string>(tag: number, ...actions: readonly A[]): Rule<A> => ({
  kind: 'element',
  tag,
  parts: undefined,
  isList: false,
  isOptional: false,
  actions,
})

const constructed = <A extends string>(
  tag: number,
  isList: boolean,
  parts: readonly Rule<A>[],
  actions: readonly A[],
): Rule<A> => ({ kind: 'element', tag, parts, isList, isOptional: false, actions })

export const sequence = <A extends string>(parts: readonly Rule<A>[], ...actions: readonly A[]): Rule<A> =>
  constructed(0x30, false, parts, actions)

export const sequenceOf = <A extends string>(part: Rule<A>, ...actions: readonly A[]): Rule<A> =>
  constructed(0x30, true, [part], actions)

export const setOf = <A extends string>(part: Rule<A>, ...actions: readonly A[]): Rule<A> =>
  constructed(0x31, true, [part], actions)

/** `[number] EXPLICIT`, and `[number] IMPLICIT` of what is no list. */
export const context = <A extends string>(
  number: number,
  parts: readonly Rule<A>[],
  ...actions: readonly A[]
): Rule<A> => constructed(CONTEXT | CONSTRUCTED | number, false, parts, actions)

/** `[number] IMPLICIT` of a SEQUENCE OF or SET OF. */
export const contextList = <A extends string>(number: number, part: Rule<A>, ...actions: readonly A[]): Rule<A> =>
  constructed(CONTEXT | CONSTRUCTED | number, true, [part], actions)

/** `[number] IMPLICIT` of what is not constructed. */
export const contextPlain = <A extends string>(number: number, ...actions: readonly A[]): Rule<A> =>
  plain(CONTEXT | number, ...actions)

export const any = <A extends string>(...actions: readonly A[]): Rule<A> => ({
  kind: 'any',
  isOptional: false,
  actions,
})

export const choice = <A extends string>(of: readonly Rule<A>[], ...actions: readonly A[]): Rule<A> => ({
  kind: 'choice',
  of: of.map(optional),
  isOptional: false,
  actions,
})

export const optional = <A extends string>(rule: Rule<A>): Rule<A> => ({ ...rule, isOptional: true })

/** Tags of the universal class that are not constructed. */
export const BOOLEAN = 0x01
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const OBJECT_IDENTIFIER = 0x06
export const IA5_STRING = 0x16
export const UTC_TIME = 0x17
export const GENERALIZED_TIME = 0x18
