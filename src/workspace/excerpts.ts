/**
 * The lines that messages are about, so that a report can show them.
 */
import { resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { SourceFile } from '../files/source-file.ts'
import type { KconfigMessage } from '../kconfig/message.ts'

/** More than anybody reads: beyond that no files are opened any more. */
const MAX_EXCERPTS = 50
/** Longer lines, in bytes, are shown to nobody. */
const LONGEST_LINE = 10_000

/** What names in messages are relative to. */
export interface MessagePlaces {
  /** The tree: names of Kconfig files, latin1 as all text inside. */
  readonly tree: string
  /** The current folder: names of configurations, as the user typed them. */
  readonly cwd: string
}

/** Adds excerpts to messages with a place in a file. Files are read once each. */
export const withExcerpts = (
  messages: readonly KconfigMessage[],
  files: FileSystem,
  { tree, cwd }: MessagePlaces,
): readonly KconfigMessage[] => {
  const sources = new Map<string, SourceFile | undefined>()
  const open = (path: string): SourceFile | undefined => {
    if (!sources.has(path)) sources.set(path, read(files, path))
    return sources.get(path)
  }
  const pathOf = (code: string, name: string): string =>
    code.startsWith('dotconfig/') ? resolve(cwd, name) : resolve(tree, Buffer.from(name, 'latin1').toString('utf8'))
  return messages.map((message, index) => {
    const { position, span } = message
    if (position === undefined || message.severity === 'note' || index >= MAX_EXCERPTS) return message
    const source = open(pathOf(message.code, position.file))
    const text = source?.line(position.line)
    if (source === undefined || text === undefined || text.length > LONGEST_LINE) return message
    const indent = text.length - text.trimStart().length
    const whole = { column: indent + 1, length: Math.max(1, text.trimEnd().length - indent) }
    const place = span === undefined ? whole : within(source, span, position.line, whole)
    return { ...message, excerpt: { text, ...place } }
  })
}

type Part = Pick<NonNullable<KconfigMessage['excerpt']>, 'column' | 'length'>

/** The part of the line that a span covers; the whole of it where the span is on another line. */
const within = (
  source: SourceFile,
  span: { readonly start: number; readonly end: number },
  line: number,
  whole: Part,
): Part => {
  const { line: at, column, length } = source.excerpt(span)
  return at === line ? { column, length } : whole
}

const read = (files: FileSystem, path: string): SourceFile | undefined => {
  try {
    return new SourceFile(path, files.readText(path))
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
