/**
 * The architecture of a prediction: what the user says, else where the configuration lies, what its header says, and
 * last the machine's own.
 */
import { machine } from 'node:os'
import type { FileSystem } from '../files/file-system.ts'
import { type Architecture, chooseArchitecture, treeArchitectures } from '../kernel/architectures.ts'
import { hostArchitecture } from '../kernel/host-architecture.ts'
import { RequestFailure } from './failure.ts'

export interface ArchQuestion {
  readonly requested: string | undefined
  /** ARCH of the process's environment. */
  readonly environment: string | undefined
  readonly configPath: string | undefined
  /** From the configuration's header. */
  readonly header: string | undefined
}

export interface ChosenArch {
  readonly architecture: Architecture
  readonly because: 'option' | 'environment' | 'place' | 'header' | 'host'
}

/** Throws a `RequestFailure` for an architecture that the tree does not have. */
export const chooseArch = (files: FileSystem, tree: string, question: ArchQuestion): ChosenArch => {
  const folders = treeArchitectures(files, tree)
  const place = /(?:^|\/)arch\/([^/]+)\/(?:configs\/|[^/]*defconfig$)/.exec(question.configPath ?? '')?.[1]
  const { requested, environment, header } = question
  const candidates = [
    ['option', requested],
    ['environment', environment === '' ? undefined : environment],
    ['place', place],
    ['header', header],
    ['host', hostArchitecture(machine())],
  ] as const
  for (const [because, arch] of candidates) {
    if (arch === undefined) continue
    const choice = chooseArchitecture(arch, folders)
    if (choice.kind === 'known') return { architecture: choice.architecture, because }
    // A guess that does not fit this tree is no more than a guess.
    if (because === 'place' || because === 'header') continue
    const { known, nearest } = choice
    throw new RequestFailure({ kind: 'unknown-arch', arch, known, ...(nearest === undefined ? {} : { nearest }) })
  }
  throw new RequestFailure({ kind: 'unknown-arch', arch: '', known: [] })
}
