/**
 * Functions that take the words of a text for file names and look at nothing but their letters.  Follows
 * func_notdir_suffix(), func_basename_dir() and func_addsuffix_addprefix() in GNU make 4.3.
 */
import { wordsOf } from './words.ts'

/** Where the last dot of a name's last part is, or -1. */
const dotOf = (name: string): number => {
  const dot = name.lastIndexOf('.')
  return dot > name.lastIndexOf('/') ? dot : -1
}

const eachWord = (text: string, change: (word: string) => string): string => wordsOf(text).map(change).join(' ')

/** `$(dir NAMES)`: up to the last slash, `./` where there is none. */
export const dir = (names: string): string =>
  eachWord(names, (name) => {
    const slash = name.lastIndexOf('/')
    return slash < 0 ? './' : name.slice(0, slash + 1)
  })

/** `$(notdir NAMES)`: what follows the last slash, which may be nothing: its space is there. */
export const notdir = (names: string): string => eachWord(names, (name) => name.slice(name.lastIndexOf('/') + 1))

/** `$(suffix NAMES)`: names without a dot leave nothing, not even a space. */
export const suffix = (names: string): string =>
  wordsOf(names)
    .filter((name) => dotOf(name) >= 0)
    .map((name) => name.slice(dotOf(name)))
    .join(' ')

/** `$(basename NAMES)`. */
export const basename = (names: string): string =>
  eachWord(names, (name) => (dotOf(name) < 0 ? name : name.slice(0, dotOf(name))))

/** `$(addsuffix SUFFIX,NAMES)`. */
export const addsuffix = (end: string, names: string): string => eachWord(names, (name) => name + end)

/** `$(addprefix PREFIX,NAMES)`. */
export const addprefix = (start: string, names: string): string => eachWord(names, (name) => start + name)
