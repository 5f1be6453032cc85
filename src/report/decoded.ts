/**
 * Results as JSON has them: every text in them for people.
 */
import { readable } from './style.ts'

/** The same members, each text decoded. */
export const decoded = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decodedMember(member)]))

const decodedMember = (value: unknown): unknown => {
  if (typeof value === 'string') return readable(value)
  if (Array.isArray(value)) return value.map(decodedMember)
  return typeof value === 'object' && value !== null ? decoded(value) : value
}
