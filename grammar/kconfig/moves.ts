/** Trees of a part of a file, moved to where the part stands in it. */
import type { Statement } from './tree.ts'

/** A copy of a piece of a tree with `offset` added to all its positions. */
export const moved = <T>(tree: T, offset: number): T => {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map((item) => moved(item, offset)) as T
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(tree)) {
    copy[key] = (key === 'start' || key === 'end') && typeof value === 'number' ? value + offset : moved(value, offset)
  }
  return copy as T
}

/** A copy of a statement, `offset` bytes and `lines` lines further down. */
export const moveStatement = (statement: Statement, offset: number, lines: number): Statement => {
  const copy = moved(statement, offset)
  return { ...copy, line: copy.line + lines }
}
