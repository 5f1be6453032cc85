/**
 * The source of exactly a version, or why it cannot be had.
 */
import { ensureWholeSource } from '../debian/kernel-source.ts'
import { privateApt } from '../debian/private-apt.ts'
import { LINUX_SERIES } from '../place/kernel-tree.ts'
import { say } from '../place/script.ts'

const known = new Map<string, { readonly tree: string } | { readonly why: string }>()

const find = (version: string): { readonly tree: string } | { readonly why: string } => {
  const series = LINUX_SERIES.find((one) => version.startsWith(`${one}.`))
  if (series === undefined) return { why: `no source of Linux ${version}` }
  try {
    return { tree: ensureWholeSource(series, version, () => privateApt('amd64', say)) }
  } catch (error) {
    return { why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}

/** Asked once for each version. */
export const sourceOf = (version: string): { readonly tree: string } | { readonly why: string } => {
  const found = known.get(version) ?? find(version)
  known.set(version, found)
  return found
}
