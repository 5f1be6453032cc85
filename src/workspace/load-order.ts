/**
 * An order in which modules load: exporters before those that need them.
 */

export interface LoadOrder {
  /** Indices. */
  readonly order: readonly number[]
  /** Modules that need each other; the kernel loads none of them first. Each is in `order` too. */
  readonly cycles: readonly (readonly number[])[]
}

/**
 * Orders `nodes`; `needs` gives what each needs of the others. Where nothing tells, the order given is kept. Tarjan's
 * strongly connected components, which come out exporters first; without recursion, as chains may be long.
 */
export const loadOrder = (nodes: readonly number[], needs: (node: number) => readonly number[]): LoadOrder => {
  const index = new Map<number, number>()
  const low = new Map<number, number>()
  const stack: number[] = []
  const onStack = new Set<number>()
  const order: number[] = []
  const cycles: number[][] = []
  const lower = (node: number, to: number): void => {
    low.set(node, Math.min(low.get(node) ?? to, to))
  }
  const close = (node: number): void => {
    if (low.get(node) !== index.get(node)) return
    const component = stack.splice(stack.lastIndexOf(node))
    for (const one of component) onStack.delete(one)
    order.push(...component)
    if (component.length > 1) cycles.push(component)
  }
  for (const root of nodes) {
    if (index.has(root)) continue
    const open: { readonly node: number; readonly needed: readonly number[]; next: number }[] = []
    const enter = (node: number): void => {
      index.set(node, index.size)
      lower(node, index.size - 1)
      stack.push(node)
      onStack.add(node)
      open.push({ node, needed: needs(node), next: 0 })
    }
    enter(root)
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const needed = top.needed[top.next++]
      if (needed === undefined) {
        open.pop()
        close(top.node)
        const below = open.at(-1)
        if (below !== undefined) lower(below.node, low.get(top.node) ?? 0)
      } else if (!index.has(needed)) enter(needed)
      else if (onStack.has(needed)) lower(top.node, index.get(needed) ?? 0)
    }
  }
  return { order, cycles }
}
