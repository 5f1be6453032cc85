/**
 * The lines of a configuration as bytes, for the cache. Comments and empty lines say nothing and are left out.
 */
import type { DotconfigLine } from '../../grammar/dotconfig/index.ts'
import { ImageReader, ImageWriter } from '../files/image-stream.ts'

const KINDS = ['assignment', 'unset', 'incomplete', 'unexpected'] as const

export const encodeLines = (lines: readonly DotconfigLine[]): Buffer => {
  const out = new ImageWriter()
  const kept = lines.filter(({ kind }) => kind !== 'comment' && kind !== 'blank')
  out.number(kept.length)
  for (const line of kept) {
    out.number(KINDS.indexOf(line.kind as (typeof KINDS)[number]))
    out.number(line.start)
    out.number(line.end)
    out.number(line.line)
    if (line.kind === 'assignment') {
      out.string(line.name)
      out.string(line.value)
    } else if (line.kind === 'unset') {
      out.string(line.name)
      out.string(line.rest)
      out.number(line.exact ? 1 : 0)
    } else if (line.kind === 'incomplete' || line.kind === 'unexpected') out.string(line.text)
  }
  return out.finish()
}

export const decodeLines = (image: Buffer): DotconfigLine[] => {
  const input = new ImageReader(image)
  const lines: DotconfigLine[] = []
  for (let left = input.number(); left > 0; left--) {
    const kind = KINDS[input.number()]
    const start = input.number()
    const end = input.number()
    const line = input.number()
    if (kind === 'assignment') lines.push({ kind, start, end, line, name: input.text(), value: input.text() })
    else if (kind === 'unset')
      lines.push({ kind, start, end, line, name: input.text(), rest: input.text(), exact: input.number() === 1 })
    else if (kind !== undefined) lines.push({ kind, start, end, line, text: input.text() })
  }
  return lines
}
