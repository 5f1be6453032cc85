/**
 * `kcheck symvers diff`: two Module.symvers, and the modules that the way from one to the other breaks.
 */
import { expand } from '../archive/expand.ts'
import type { FileSystem } from '../files/file-system.ts'
import { latin1 } from '../files/source-file.ts'
import { parseSymvers, type Symvers } from '../kernel/symvers.ts'
import { diffSymvers, type SymversDiff } from '../kernel/symvers-diff.ts'
import { readModuleNeeds } from '../module/module-needs.ts'
import { type ModuleBreaks, symversBreaks } from '../module/symvers-breaks.ts'
import { type FileFault, moduleDisk, readingFile, type Unreadable } from './module-info.ts'
import { namedModules } from './named-modules.ts'

export interface SymversDiffRequest {
  readonly before: string
  readonly after: string
  /** Files and folders; undefined where nobody asked what breaks. */
  readonly usedBy: readonly string[] | undefined
}

/** Why a file is not read as a Module.symvers. */
export type SymversFault = Unreadable | Damage | { readonly kind: 'not-symvers' }

type Damage = Extract<FileFault, { kind: 'archive' }>

export interface NamedSymvers {
  readonly file: string
  readonly symvers: Symvers
}

/** A module that was asked about. */
export type ModuleOutcome =
  | ({ readonly kind: 'read'; readonly file: string } & ModuleBreaks)
  | { readonly kind: 'fault'; readonly file: string; readonly fault: FileFault | { readonly kind: 'none-found' } }

export interface SymversComparison {
  readonly kind: 'compared'
  readonly before: NamedSymvers
  readonly after: NamedSymvers
  readonly diff: SymversDiff
  /** In the order of their names; undefined where nobody asked. */
  readonly modules: readonly ModuleOutcome[] | undefined
}

export interface SymversFailure {
  readonly kind: 'failed'
  /** At least one. */
  readonly faults: readonly { readonly file: string; readonly fault: SymversFault }[]
}

const SIZE_LIMIT = 256 * 1024 * 1024

const readSymvers = (bytes: Uint8Array): Symvers | SymversFault => {
  const expanded = expand(bytes, { limit: SIZE_LIMIT })
  if (expanded.kind === 'damaged') {
    const { format, code, args } = expanded
    return { kind: 'archive', format, code, args }
  }
  const symvers = parseSymvers(latin1(expanded.bytes))
  // an empty file has no layout and no problem: it exports nothing
  return symvers.layout === undefined && symvers.problems.length > 0 ? { kind: 'not-symvers' } : symvers
}

const moduleOutcomes = (
  files: FileSystem,
  usedBy: readonly string[],
  before: Symvers,
  after: Symvers,
): readonly ModuleOutcome[] =>
  namedModules(files, usedBy).map((named): ModuleOutcome => {
    const file = named.path
    if (named.kind !== 'file') return { kind: 'fault', file, fault: named }
    const needs = readingFile(files, file, readModuleNeeds)
    if (needs.kind !== 'needs') return { kind: 'fault', file, fault: needs }
    return { kind: 'read', file, ...symversBreaks(needs, before, after) }
  })

/** What differs, and what that breaks. */
export const compareSymvers = (
  request: SymversDiffRequest,
  files: FileSystem = moduleDisk(),
): SymversComparison | SymversFailure => {
  const before = readingFile(files, request.before, readSymvers)
  const after = readingFile(files, request.after, readSymvers)
  const faults = [
    ...('kind' in before ? [{ file: request.before, fault: before }] : []),
    ...('kind' in after ? [{ file: request.after, fault: after }] : []),
  ]
  if ('kind' in before || 'kind' in after) return { kind: 'failed', faults }
  return {
    kind: 'compared',
    before: { file: request.before, symvers: before },
    after: { file: request.after, symvers: after },
    diff: diffSymvers(before, after),
    modules: request.usedBy && moduleOutcomes(files, request.usedBy, before, after),
  }
}
