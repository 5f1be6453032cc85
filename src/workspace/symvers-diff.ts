/**
 * `kcheck symvers diff`: two Module.symvers, and the modules that the way from one to the other breaks.
 */
import type { Damaged } from '../archive/expand.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { Symvers } from '../kernel/symvers.ts'
import { diffSymvers, type SymversDiff } from '../kernel/symvers-diff.ts'
import { readModuleNeeds } from '../module/module-needs.ts'
import { type ModuleBreaks, symversBreaks } from '../module/symvers-breaks.ts'
import { findModules } from './find-modules.ts'
import type { FileFault } from './module-info.ts'
import type { UnjudgedFile } from './module-outcome.ts'
import { type NamedSymvers, readSymvers } from './read-symvers.ts'
import { ifReadable, moduleDisk, readUnpacked, type Unreadable } from './read-unpacked.ts'

export interface SymversDiffRequest {
  /** Module.symvers, or the folder it lies in. */
  readonly before: string
  readonly after: string
  /** Modules and folders; undefined where nobody asked what breaks. */
  readonly usedBy: readonly string[] | undefined
}

/** Why a file is not read as a Module.symvers. */
export type SymversFault = Unreadable | Damaged | { readonly kind: 'not-symvers' }

/** A module that was asked about. */
export type SymbolUser =
  | ({
      readonly kind: 'read'
      readonly file: string
      /** Whether it fits the first file: what does not is not broken by the change. */
      readonly fitsBefore: boolean
    } & ModuleBreaks)
  | { readonly kind: 'fault'; readonly file: string; readonly fault: FileFault | UnjudgedFile['problem'] }

export interface SymversComparison {
  readonly kind: 'compared'
  readonly before: NamedSymvers
  readonly after: NamedSymvers
  readonly diff: SymversDiff
  /** In the order of their names; undefined where nobody asked. */
  readonly modules: readonly SymbolUser[] | undefined
}

export interface SymversFailure {
  readonly kind: 'failed'
  /** At least one. */
  readonly faults: readonly { readonly file: string; readonly fault: SymversFault }[]
}

/** The file itself, or the one of a kernel's folder. */
const symversIn = (files: FileSystem, path: string): string =>
  files.kind(path) === 'directory' ? `${path.replace(/\/+$/, '')}/Module.symvers` : path

const symversOf = (files: FileSystem, path: string): Symvers | SymversFault => {
  const bytes = readUnpacked(() => files.read(path))
  return bytes instanceof Uint8Array ? (readSymvers(bytes) ?? { kind: 'not-symvers' }) : bytes
}

const symbolUsers = (
  files: FileSystem,
  usedBy: readonly string[],
  before: Symvers,
  after: Symvers,
): readonly SymbolUser[] =>
  findModules(files, usedBy).map((found): SymbolUser => {
    const { file } = found
    if ('problem' in found) return { kind: 'fault', file, fault: found.problem }
    const needs = ifReadable(() => readModuleNeeds(files.read(found.path)))
    if (needs.kind !== 'needs') return { kind: 'fault', file, fault: needs }
    const change = symversBreaks(needs, before, after)
    const fitsBefore = change.breaks.length === 0 || symversBreaks(needs, before, before).breaks.length === 0
    return { kind: 'read', file, fitsBefore, ...change }
  })

/** What differs, and what that breaks. */
export const compareSymvers = (
  request: SymversDiffRequest,
  files: FileSystem = moduleDisk(),
): SymversComparison | SymversFailure => {
  const names = { before: symversIn(files, request.before), after: symversIn(files, request.after) }
  const before = symversOf(files, names.before)
  const after = symversOf(files, names.after)
  const faults = [
    ...('kind' in before ? [{ file: names.before, fault: before }] : []),
    ...('kind' in after ? [{ file: names.after, fault: after }] : []),
  ]
  if ('kind' in before || 'kind' in after) return { kind: 'failed', faults }
  return {
    kind: 'compared',
    before: { file: names.before, symvers: before },
    after: { file: names.after, symvers: after },
    diff: diffSymvers(before, after),
    modules: request.usedBy && symbolUsers(files, request.usedBy, before, after),
  }
}
