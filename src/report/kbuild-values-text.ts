/**
 * Variables that a statement hangs on, the conditions around it, and variables to type, in words.
 */
import type { Gate, NamedValue } from '../kbuild/provenance.ts'
import { type PlaceNames, shown } from './kbuild-place.ts'

/** `CONFIG_NET=y`, `CONFIG_FOO is not set`. */
export const valueText = ({ name, value }: NamedValue): string =>
  value === '' ? `${shown(name)} is not set` : `${shown(name)}=${shown(value)}`

/** Whether a condition keeps a statement from counting. */
export const isClosed = ({ holds, inElse }: Gate): boolean => holds === inElse

/** `in ifdef CONFIG_X (drivers/Makefile:12), which does not hold: CONFIG_X is not set`; without names no place. */
export const gateText = (gate: Gate, names?: PlaceNames): string => {
  const values = gate.values.map(valueText).join(', ')
  const branch = gate.inElse ? 'the else of ' : ''
  const place = names === undefined ? '' : ` (${names.place(gate)})`
  return `in ${branch}${shown(gate.text)}${place}, which ${gate.holds ? 'holds' : 'does not hold'}${values === '' ? '' : `: ${values}`}`
}

const PLAIN_WORD = /^[\w@%+=:,./-]+$/

/** A word for a shell. */
export const shellWord = (word: string): string =>
  PLAIN_WORD.test(word) ? word : `'${shown(word).replaceAll("'", "'\\''")}'`

/** `CONFIG_X=m`, for a command line. */
export const variableWord = (name: string, value: string): string =>
  shellWord(value) === value ? `${shown(name)}=${value}` : `${shown(name)}=${value === '' ? '' : shellWord(value)}`
