/**
 * Where the kernel packages of several architectures are unpacked.
 */
import { join } from 'node:path'
import type { LinuxSeries } from '../place/kernel-tree.ts'
import { say, UsageError } from '../place/script.ts'
import { workFolder } from '../place/work-folder.ts'
import { ensureDebianKernel, FLAVOURS } from './kernel-packages.ts'
import { privateApt } from './private-apt.ts'

/** What `--archs` may name. */
export const ALL_ARCHITECTURES = [...FLAVOURS.keys()].join(',')

/** The architectures that `text` names. */
export const someArchitectures = (text: string): readonly string[] => {
  const architectures = text.split(',')
  const unknown = architectures.filter((name) => !FLAVOURS.has(name))
  if (unknown.length > 0) throw new UsageError(`--archs ${unknown.join(',')}: of ${ALL_ARCHITECTURES}`)
  return architectures
}

/** A folder for each architecture; one that cannot be had is left out, with a line that says why. */
export const unpackedKernels = (architectures: readonly string[], series: LinuxSeries): readonly string[] =>
  architectures.flatMap((architecture) => {
    try {
      ensureDebianKernel(architecture, series, () => privateApt(architecture, say))
      return [join(workFolder(), 'kernels', architecture)]
    } catch (error) {
      say(`${architecture}: skipped: ${error instanceof Error ? error.message : String(error)}`)
      return []
    }
  })
