/**
 * The lines that messages are about, so that a report can show them.
 */
import { resolve } from 'node:path'
import { FileError, type FileSystem } from '../files/file-system.ts'
import { latin1, SourceFile } from '../files/source-file.ts'
import type { KconfigMessage } from '../kconfig/message.ts'

/** More than anybody reads: beyond that no files are opened any more. */
const MAX_EXCERPTS = 50

/** Adds excerpts to messages with a place in a file below `folder`. Files are read once each. */
export const withExcerpts = (
  messages: readonly KconfigMessage[],
  files: FileSystem,
  folder: string,
): readonly KconfigMessage[] => {
  const sources = new Map<string, SourceFile | undefined>()
  const open = (name: string): SourceFile | undefined => {
    if (!sources.has(name)) sources.set(name, read(files, folder, name))
    return sources.get(name)
  }
  return messages.map((message, index) => {
    const { position, span } = message
    if (position === undefined || message.severity === 'note' || index >= MAX_EXCERPTS) return message
    const source = open(position.file)
    const text = source?.line(position.line)
    if (source === undefined || text === undefined) return message
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

const read = (files: FileSystem, folder: string, name: string): SourceFile | undefined => {
  try {
    return new SourceFile(name, latin1(files.read(resolve(folder, name))))
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
