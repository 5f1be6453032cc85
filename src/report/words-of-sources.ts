/**
 * Our words for what the sources of a module leave open before it is built: which symbols it will use.
 */
import { type About, argOf, buildCommand, counted, handful, listOf } from './check-words.ts'

/** What became of exports, by the codes of `ChangedExport`. */
const CHANGES: Readonly<Record<string, string>> = {
  vanished: 'the kernel does not export',
  'not-loaded': 'a module exports that is not loaded',
  'gpl-only': 'are for GPL modules only',
  version: 'have another version in the kernel',
  namespace: 'are in a namespace that it does not import',
}

const isOfSources = (about: About): boolean => argOf(about, 'reason') === 'changed'

const suspectsText = (about: About): string => {
  const suspects = listOf(about, 'suspects')
  if (suspects.length === 0) return 'none is named in its sources, but headers use some'
  const count = Number(argOf(about, 'suspected')) || suspects.length
  const names = handful(suspects)
    .join(', ')
    .replace(/and \d+ more$/, `and ${count - 5} more`)
  return `${count} named in its sources: ${names}`
}

/** After "whether"; undefined where it is about something else. */
export const sourcesWhether = (about: About): string | undefined => {
  const reason = argOf(about, 'reason')
  if (reason === 'no-symvers') return 'the kernel exports what it uses'
  if (!isOfSources(about)) return undefined
  const changes = listOf(about, 'changes').map((change) => CHANGES[change] ?? change)
  const exports = counted(Number(argOf(about, 'changed')) || 0, 'symbol')
  return `it uses any of ${exports} that ${changes.join(' or ')} (${suspectsText(about)})`
}

/** What would tell; undefined likewise. */
export const sourcesTell = (about: About): string | undefined =>
  isOfSources(about)
    ? `build it and judge the .ko, or build it for this very kernel: ${buildCommand(about)}`
    : undefined
