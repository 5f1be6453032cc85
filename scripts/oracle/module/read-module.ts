/**
 * Modules as the scripts read them: unpacked, and what others get from them.
 */
import { readFileSync } from 'node:fs'
import { expand } from '../../../src/archive/expand.ts'
import { moduleExports } from '../../../src/module/module-exports.ts'
import { moduleOutline } from '../../../src/module/module-outline.ts'
import { moduleVersions } from '../../../src/module/module-versions.ts'
import type { KernelExport } from '../../../src/module/target-kernel.ts'

/** A file's module. Throws where the file is damaged. */
export const unpackedModule = (path: string): Uint8Array => {
  const found = expand(readFileSync(path))
  if (found.kind === 'damaged') throw new Error(`${path}: ${found.code}`)
  return found.bytes
}

export interface ReadModule {
  readonly name: string
  readonly proprietary: boolean
  readonly exports: readonly KernelExport[]
}

/** What others see of a module that is in the kernel. */
export const readModule = (bytes: Uint8Array): ReadModule => {
  const outline = moduleOutline(bytes)
  if (outline?.name === undefined) throw new Error('not a module')
  const { name, proprietary, elf } = outline
  return { name, proprietary, exports: moduleExports(elf).map((entry) => ({ ...entry, owner: name })) }
}

/** How many CRCs a module carries. */
export const versionCount = (bytes: Uint8Array): number => {
  const outline = moduleOutline(bytes)
  return (outline && moduleVersions(outline.elf).basic?.entries.length) ?? 0
}
