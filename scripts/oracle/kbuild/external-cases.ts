/**
 * Recorded cases of modules outside the kernel: folders with `make-args` (`M=DIR` and further NAME=VALUE lines, paths
 * relative to the folder of sources), `modules.order` and `modules.objects` (paths relative to M).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExternalModules } from './external-walk.ts'

/** A case. */
export interface ExternalCase {
  readonly name: string
  /** The first folder of M: the checked out tree. */
  readonly tree: string
  /** M, below the folder of sources. */
  readonly module: string
  /** NAME=VALUE, paths into the sources made absolute. */
  readonly variables: readonly string[]
  /** Whether the lists below are in it. */
  readonly isListed: boolean
  readonly modulesOrder: string
  readonly modulesObjects: string
}

/** Reads a case; `sources` is where the trees are. */
const readExternalCase = (folder: string, name: string, sources: string): ExternalCase => {
  const lines = readFileSync(join(folder, name, 'make-args'), 'latin1').split('\n')
  const module = lines.find((line) => line.startsWith('M='))?.slice(2) ?? ''
  const tree = module.replace(/\/.*/, '')
  const variables = lines
    .filter((line) => /^\w+=/.test(line) && !line.startsWith('M='))
    .map((line) => line.replace(`=${tree}/`, `=${join(sources, tree)}/`))
  const text = (file: string): string => {
    const path = join(folder, name, file)
    return existsSync(path) ? readFileSync(path, 'latin1') : ''
  }
  return {
    name,
    tree,
    module: join(sources, module),
    variables,
    isListed: existsSync(join(folder, name, 'modules.order')),
    modulesOrder: text('modules.order'),
    modulesObjects: text('modules.objects'),
  }
}

/** All cases of a folder, sorted. */
export const readExternalCases = (folder: string, sources: string): readonly ExternalCase[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'make-args')))
        .sort()
        .map((name) => readExternalCase(folder, name, sources))
    : []

/** The two texts of a case. */
export const externalTexts = ({ modules }: ExternalModules): Pick<ExternalCase, 'modulesOrder' | 'modulesObjects'> => ({
  modulesOrder: modules.map(({ path }) => `${path}\n`).join(''),
  modulesObjects: modules.map(({ path, objects }) => `${path}\t${objects.join(' ')}\n`).join(''),
})
