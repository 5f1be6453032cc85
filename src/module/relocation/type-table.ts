/**
 * What an architecture's kernel makes of the types of relocations: which it knows, and how many bytes each reads or writes
 * at its place. A table is as long as the largest known type asks for; what lies beyond is not known.
 */

/** Bytes at the place, by type; NOT_KNOWN where the kernel refuses the type. */
export type TypeTable = Uint8Array

export const NOT_KNOWN = 0xff

/** Of each width, its types: numbers, and ranges of them with both ends. */
export type TypesByWidth = Readonly<Partial<Record<0 | 1 | 2 | 4 | 8, readonly (number | readonly [number, number])[]>>>

export const typeTable = (byWidth: TypesByWidth): TypeTable => {
  const all = Object.entries(byWidth).flatMap(([width, types]) =>
    types.map((type) => ({ width: Number(width), range: typeof type === 'number' ? ([type, type] as const) : type })),
  )
  const table = new Uint8Array(Math.max(...all.map(({ range }) => range[1])) + 1).fill(NOT_KNOWN)
  for (const { width, range } of all) table.fill(width, range[0], range[1] + 1)
  return table
}
