/**
 * Which files a `source` names: in most generations the one it says; in OpenWrt whatever matches it as a pattern.
 * Follows zconf_nextfile() in OpenWrt's scripts/config/lexer.l.
 */
import { dirname } from 'node:path/posix'
import type { StatementPosition } from './menu-builder.ts'
import { ConfigurationStop, type MessageSink } from './message.ts'
import type { SourceReader } from './source-reader.ts'

/** The names that match, sorted. Stops where nothing does that should. */
export const matchingSources = (
  pattern: string,
  sources: SourceReader,
  position: StatementPosition,
  emit: MessageSink,
): readonly string[] => {
  const stop = (reason: string): never => {
    const { file, line } = position
    emit({
      code: 'kconfig/source-not-found',
      severity: 'error',
      stream: 'out',
      text: `${file}:${line}: glob failed: ${reason} "${pattern}"\n`,
      args: { file: pattern },
      position,
    })
    throw new ConfigurationStop(1)
  }
  const found = sources.glob(pattern)
  if (found === 'unreadable') return stop('read error')
  // A pattern that stands for any number of files may stand for none.
  if (found.length > 0 || pattern.includes('*')) return found
  const beside = sources.glob(`${dirname(position.file)}/${pattern}`)
  if (beside === 'unreadable') return stop('read error')
  return beside.length > 0 ? beside : stop('No files found')
}
