/**
 * Modules that are judged together, as exporters for each other: what their own tables list.
 */
import type { FileSystem } from '../files/file-system.ts'
import { addExports } from '../module/module-exports.ts'
import { moduleNameOf } from '../module/module-name.ts'
import { moduleOutline } from '../module/module-outline.ts'
import type { KernelExport, LoadedModule } from '../module/target-kernel.ts'
import type { ModuleFile } from './find-modules.ts'
import { readModule } from './module-reader.ts'

export interface GivenModules {
  /** By symbol; of two exporters the first counts. */
  readonly exports: ReadonlyMap<string, KernelExport>
  /** Those that were read, by name, with their index. */
  readonly byName: ReadonlyMap<string, LoadedModule & { readonly index: number }>
}

/** What is in the section names of every module that exports something. */
const MARK = Buffer.from('__ksymtab')

const exportsNothing = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(MARK) < 0

/** Reads modules by their index; `exportersOnly` leaves out those that export nothing. */
export const givenModules = (
  files: FileSystem,
  modules: Iterable<readonly [number, ModuleFile]>,
  exportersOnly: boolean,
): GivenModules => {
  const exports = new Map<string, KernelExport>()
  const byName = new Map<string, LoadedModule & { readonly index: number }>()
  for (const [index, { path }] of modules) {
    const read = readModule(files, path)
    if (read.kind === 'problem' || (exportersOnly && exportsNothing(read.bytes))) continue
    const outline = moduleOutline(read.bytes)
    if (outline === undefined) continue
    const { name = moduleNameOf(path), proprietary, elf } = outline
    if (!byName.has(name)) byName.set(name, { name, proprietary, index })
    addExports(exports, elf, name)
  }
  return { exports, byName }
}
