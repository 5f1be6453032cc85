/**
 * The kernel's configuration: the file that the user names, else the one in its folder. `/proc/config.gz` and others that
 * are compressed are unpacked.
 */
import { resolve } from 'node:path'
import type { ConfigSet } from '../config/config-set.ts'
import { readConfig } from '../config/read.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { ConfigLookup } from '../kernel/fact.ts'
import { ModuleRequestFailure, readExpanded } from './module-failure.ts'

export interface KernelConfig {
  readonly lookup: ConfigLookup
  /** `6.1.192` of its header. */
  readonly version?: { readonly text: string; readonly file: string }
}

/** Undefined where there is none. Throws a `ModuleRequestFailure`. */
export const kernelConfig = (
  files: FileSystem,
  cwd: string,
  named: string | undefined,
  ofFolder: string | undefined,
): KernelConfig | undefined => {
  const file = named ?? ofFolder
  if (file === undefined) return undefined
  const set: ConfigSet = readConfig(readExpanded(files, resolve(cwd, file), 'config', file), file)
  const { entries, header } = set
  if (entries.size === 0) throw new ModuleRequestFailure({ kind: 'not-a-config', path: file })
  const lookup: ConfigLookup = (symbol) => entries.get(symbol)
  return header?.version === undefined ? { lookup } : { lookup, version: { text: header.version, file } }
}
