/**
 * A folder of mutants with what the kernel said of them: `modules/`, `cases.json` as boot.py takes it, `verdicts.json` as it
 * gives it back, `about.json`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadCase, Verdicts } from '../module/load-case.ts'
import type { Originals } from './originals.ts'
import { mutated, type Recipe } from './recipe.ts'

/** A mutant's case: `how` says what was changed. */
export interface MutantCase extends LoadCase {
  readonly how: string
  /** Kinds of mutation, joined by `+`; `original` for a module as it was. */
  readonly family: string
  readonly touchesCode: boolean
}

export interface MutantFolder {
  readonly release: string
  readonly cases: readonly MutantCase[]
}

const digits = (number: number): string => String(number).padStart(4, '0')

const originalCases = ({ modules }: Originals): readonly MutantCase[] =>
  modules.flatMap(({ name, deps, signed }) =>
    ['unsigned', ...(signed === undefined ? [] : ['signed'])].map((kind) => ({
      id: `original-${kind}-${name}`,
      file: kind === 'signed' ? `signed-${name}` : `unsigned-${name}`,
      flags: 0,
      args: '',
      deps,
      prog: 'sys',
      how: `${name}, ${kind}`,
      family: 'original',
      touchesCode: false,
    })),
  )

/** Notes the release that a folder's modules are of. */
export const writeAbout = (folder: string, release: string): void =>
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify({ release })}\n`)

export const writeVerdicts = (folder: string, verdicts: Verdicts): void =>
  writeFileSync(join(folder, 'verdicts.json'), `${JSON.stringify(verdicts, null, 1)}\n`)

/** Verdicts with those of later boots in place of the earlier ones. */
export const withVerdicts = (earlier: Verdicts, later: Verdicts): Verdicts => {
  const byId = new Map(later.cases.map((verdict) => [verdict.id, verdict]))
  return { ...earlier, cases: earlier.cases.map((verdict) => byId.get(verdict.id) ?? verdict) }
}

/** Writes originals and mutants; as many mutants as are wanted, or as the recipes give. */
export const writeMutants = (
  folder: string,
  release: string,
  originals: Originals,
  recipes: readonly Recipe[],
  wanted: number,
): MutantFolder => {
  rmSync(folder, { recursive: true, force: true })
  const modules = join(folder, 'modules')
  mkdirSync(modules, { recursive: true })
  for (const [name, bytes] of originals.deps) writeFileSync(join(modules, name), bytes)
  for (const { name, signed, unsigned } of originals.modules) {
    writeFileSync(join(modules, `unsigned-${name}`), unsigned)
    if (signed !== undefined) writeFileSync(join(modules, `signed-${name}`), signed)
  }
  const cases: MutantCase[] = []
  for (const recipe of recipes) {
    const number = cases.length + 1
    if (number > wanted) break
    const original = originals.modules[recipe.module % originals.modules.length]
    const made = original && mutated(recipe, original)
    if (made === undefined) continue
    const args = recipe.args === undefined ? undefined : original?.args[recipe.args % original.args.length]
    const file = `m${digits(number)}.ko`
    writeFileSync(join(modules, file), made.bytes)
    cases.push({
      id: `m${digits(number)}`,
      file,
      flags: recipe.call === 'init' ? 0 : recipe.flags,
      args: args ?? '',
      deps: original?.deps ?? [],
      prog: recipe.call,
      how: `${original?.name}: ${made.mutations.map(({ what }) => what).join('; ')}`,
      family: made.family,
      touchesCode: made.mutations.some(({ touchesCode }) => touchesCode),
    })
  }
  cases.unshift(...originalCases(originals))
  writeAbout(folder, release)
  writeFileSync(join(folder, 'cases.json'), `${JSON.stringify(cases, null, 1)}\n`)
  return { release, cases }
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** The folder's mutants with the kernel's answers; undefined where it has none. */
export const readMutants = (folder: string): (MutantFolder & { readonly verdicts: Verdicts }) | undefined => {
  const verdicts = join(folder, 'verdicts.json')
  if (!existsSync(verdicts)) return undefined
  const { release } = readJson(join(folder, 'about.json')) as { readonly release: string }
  return {
    release,
    cases: readJson(join(folder, 'cases.json')) as readonly MutantCase[],
    verdicts: readJson(verdicts) as Verdicts,
  }
}
