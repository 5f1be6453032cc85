/** The small buildroot in fixtures/, as each release has it, and what the releases' own programs made of it. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../fixtures/buildroot-tiny', import.meta.url))

/** Lines of words: the first is a release, the others belong to it. */
const table = (name: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readFileSync(join(FOLDER, name), 'latin1')
      .trimEnd()
      .split('\n')
      .map((line): [string, readonly string[]] => {
        const [release = '', ...words] = line.split(' ')
        return [release, words]
      }),
  )

/** Seeds that were recorded, by release. */
export const CASES = table('cases')

const LAYERS = table('layers/releases')

/** Folders of the fixture that no tree has. */
const BESIDE = new Set(['expected', 'layers', 'seeds', 'env', 'cases', 'README.md'])

/** Puts the tree of a release into a folder, with the kernel words of the user's own that a seed comes with. */
export const layTree = (release: string, seed: string, folder: string): void => {
  for (const name of readdirSync(FOLDER))
    if (!BESIDE.has(name)) cpSync(join(FOLDER, name), join(folder, name), { recursive: true })
  for (const layer of LAYERS.get(release) ?? [])
    cpSync(join(FOLDER, 'layers', layer), folder, { recursive: true, force: true })
  const words = join(FOLDER, 'env', seed)
  if (existsSync(words)) cpSync(words, join(folder, 'env/kernel-config'))
}

/** The path of a seed. */
export const seedPath = (seed: string): string => join(FOLDER, 'seeds', seed)

export const SEEDS: readonly string[] = readdirSync(join(FOLDER, 'seeds'))

/** The text of a file in `expected/<release>`, latin1. */
export const expectedText = (release: string, ...path: readonly string[]): string =>
  readFileSync(join(FOLDER, 'expected', release, ...path), 'latin1')
