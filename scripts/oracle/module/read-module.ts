/**
 * Modules as the scripts read them: unpacked, and what others get from them.
 */
import { readFileSync } from 'node:fs'
import { expand } from '../../../src/archive/expand.ts'
import { sectionNamed } from '../../../src/elf/elf-file.ts'
import { moduleExports } from '../../../src/module/module-exports.ts'
import { moduleOutline } from '../../../src/module/module-outline.ts'
import type { KernelExport } from '../../../src/module/target-kernel.ts'

const LIMIT = 1 << 28
/** Of `__versions`: a CRC and a name. */
const ENTRY = 64

/** A file's module. Throws where the file is damaged. */
export const unpackedModule = (path: string): Uint8Array => {
  const found = expand(readFileSync(path), { limit: LIMIT })
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
  const section = outline === undefined ? undefined : sectionNamed(outline.elf, '__versions')
  return Math.floor((section?.size ?? 0) / ENTRY)
}
