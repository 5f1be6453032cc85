/**
 * The records of a pax header: `LENGTH KEY=VALUE` and a newline, where the length counts the whole record in bytes
 * (POSIX.1-2017, pax, "pax Extended Header").
 */
import { latin1 } from '../files/source-file.ts'
import { damaged } from './damage.ts'

const LENGTH = /(\d{1,9}) /y

/** Key and value of each record, latin1. `offset`: where the header begins. Throws a `Damage`. */
export function* paxRecords(header: Uint8Array, offset: number): Generator<readonly [key: string, value: string]> {
  const text = latin1(header)
  for (let at = 0; at < text.length; ) {
    LENGTH.lastIndex = at
    const [head, digits] = LENGTH.exec(text) ?? damaged('pax record', offset + at)
    const end = at + Number(digits)
    const start = at + (head?.length ?? 0)
    const equals = text.indexOf('=', start)
    if (end > text.length || text[end - 1] !== '\n' || equals < 0 || equals >= end) damaged('pax record', offset + at)
    yield [text.slice(start, equals), text.slice(equals + 1, end - 1)]
    at = end
  }
}
