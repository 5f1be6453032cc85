/**
 * A folder of mutants, compared: what kcheck says of each beside what the kernel said.
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BootComparison, type ComparedCase, compareBoot } from '../module/compare-boot.ts'
import type { ImageKernel } from '../module/image-kernel.ts'
import type { Verdicts } from '../module/load-case.ts'
import type { MutantCase } from './mutant-folder.ts'

/** The kernel may do anything with so many of a thousand mutants before that is no answer any more. */
const MOST_UNDEFINED = 50

export const isTooOftenUndefined = ({ compared, outOfScope }: BootComparison): boolean =>
  (outOfScope.get('undefined') ?? 0) * 1000 > (compared + (outOfScope.get('undefined') ?? 0)) * MOST_UNDEFINED

/** `cases`: what was changed in each; `verdicts`: what came of it. */
export const compareMutants = (
  kernel: ImageKernel,
  modules: string,
  cases: readonly MutantCase[],
  verdicts: Pick<Verdicts, 'cmdline' | 'cases'>,
  only: string | undefined,
): BootComparison => {
  const touching = new Set(cases.filter(({ touchesCode }) => touchesCode).map(({ id }) => id))
  const optionsOf = ({ id }: { readonly id: string }) => ({ isFromInit: () => false, touchesCode: touching.has(id) })
  return compareBoot({ kernel, verdicts, modules, optionsOf }, only)
}

/** Keeps a difference: the mutant, what is loaded before it, both answers. */
export const saveDifference = (folder: string, modules: string, about: MutantCase, found: ComparedCase): void => {
  const target = join(folder, about.id)
  mkdirSync(join(target, 'modules'), { recursive: true })
  for (const name of [about.file, ...about.deps]) copyFileSync(join(modules, name), join(target, 'modules', name))
  const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
  writeFileSync(join(target, 'cases.json'), json([about]))
  writeFileSync(join(target, 'kcheck.json'), json(found.prediction))
}
