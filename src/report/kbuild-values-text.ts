/**
 * Variables that a statement hangs on, the conditions around it, and variables to type, in words.
 */
import type { Gate, NamedValue } from '../kbuild/provenance.ts'
import type { SymbolChange } from '../workspace/kbuild-request.ts'
import { type PlaceNames, shown } from './kbuild-place.ts'

/** `CONFIG_NET=y`, `CONFIG_FOO is not set`. */
export const valueText = ({ name, value }: NamedValue): string =>
  value === '' ? `${shown(name)} is not set` : `${shown(name)}=${shown(value)}`

/** Whether a condition keeps a statement from counting. */
export const isClosed = ({ holds, inElse }: Gate): boolean => holds === inElse

/** `drivers/Makefile:12: ifdef CONFIG_X, which does not hold: CONFIG_X is not set`. */
export const gateText = (gate: Gate, names: PlaceNames): string => {
  const values = gate.values.map(valueText).join(', ')
  const branch = gate.inElse ? 'the else of ' : ''
  return `in ${branch}${shown(gate.text)} (${names.place(gate)}), which ${gate.holds ? 'holds' : 'does not hold'}${values === '' ? '' : `: ${values}`}`
}

const PLAIN_WORD = /^[\w@%+=:,./-]+$/

/** A word for a shell. */
export const shellWord = (word: string): string =>
  PLAIN_WORD.test(word) ? word : `'${shown(word).replaceAll("'", "'\\''")}'`

/** `CONFIG_X=m`, for a command line. */
export const variableWord = (name: string, value: string): string =>
  shellWord(value) === value ? `${shown(name)}=${value}` : `${shown(name)}=${value === '' ? '' : shellWord(value)}`

/** `CONFIG_HYPERV: not set -> m`. */
export const changeText = ({ symbol, from, to }: SymbolChange): string =>
  `${shown(symbol)}: ${from === '' ? 'not set' : shown(from)} -> ${to === '' ? 'not set' : shown(to)}`
