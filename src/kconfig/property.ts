/**
 * One property of a menu node: a prompt, default, select, imply, range, … with the condition it stands under.
 * Follows struct property in scripts/kconfig/expr.h.
 */
import type { Expression } from './expression.ts'
import type { MenuNode } from './menu-node.ts'
import { NO, type Tristate } from './tristate.ts'

/**
 * `symbol` marks a place of definition (older generations keep it among the properties; the order of properties
 * decides which position a message about a cycle names); `choice` ties a member to its choice; `reset` is OpenWrt's.
 */
export type PropertyKind =
  | 'prompt'
  | 'comment'
  | 'menu'
  | 'default'
  | 'choice'
  | 'select'
  | 'imply'
  | 'range'
  | 'reset'
  | 'symbol'

/** It takes part in computing the value of its own symbol. */
export const isRule = ({ kind }: { readonly kind: PropertyKind }): boolean =>
  kind !== 'select' && kind !== 'imply' && kind !== 'symbol'

export class Property {
  kind: PropertyKind
  readonly node: MenuNode
  readonly file: string
  readonly line: number
  /** Text of a prompt, menu or comment. */
  text: string | null = null
  /** Its `if` part, later joined with the dependencies of the node and of all that encloses it. */
  condition: Expression | null
  /** Value of `condition` when it was last looked at. */
  visible: Tristate = NO
  /** What is defaulted to, selected, implied; the two bounds of a range. */
  readonly value: Expression | null

  constructor(
    kind: PropertyKind,
    node: MenuNode,
    file: string,
    line: number,
    value: Expression | null,
    condition: Expression | null,
  ) {
    this.kind = kind
    this.node = node
    this.file = file
    this.line = line
    this.value = value
    this.condition = condition
  }
}
