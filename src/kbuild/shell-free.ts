/**
 * Commands whose answer stands in files or in names, so that nothing has to be run for it: `cat FILE`, `pwd`, `echo`.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { resolveIn } from '../make/resolve-in.ts'

/** What a shell takes for itself; a command with any of it is left alone. */
const SPECIAL = /[`$"'\\|&;<>()*?[\]{}~#!=%\n]/

/** Where a command may send what it has to complain about. */
const COMPLAINTS = /[ \t]*2>[ \t]*\/dev\/null[ \t]*$/

/** The output of a command, newlines and all; undefined where it takes a shell to know. */
export const answerWithoutShell = (
  files: Pick<FileSystem, 'readText'>,
  folder: string,
  command: string,
): string | undefined => {
  const quiet = command.trim().replace(COMPLAINTS, '')
  if (quiet === '' || quiet === 'true' || quiet === ':') return ''
  if (SPECIAL.test(quiet)) return undefined
  const [program, ...names] = quiet.split(/[ \t]+/)
  if (program === 'pwd' && names.length === 0) return `${folder}\n`
  if (program === 'echo' && !names[0]?.startsWith('-')) return `${names.join(' ')}\n`
  if (program !== 'cat' || names.length === 0 || names.some((name) => name.startsWith('-'))) return undefined
  return names.map((name) => readTextIfThere(files, resolveIn(folder, name)) ?? '').join('')
}
