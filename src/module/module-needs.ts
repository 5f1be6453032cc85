/**
 * What a module needs of the kernel's exports, and nothing more: for whoever looks at thousands of modules.
 */
import { type ImportedSymbol, importedSymbols } from './imported-symbols.ts'
import { readLicence } from './licence.ts'
import { readModinfo } from './modinfo.ts'
import { type ModuleFault, openModule } from './module-file.ts'
import { moduleVersions } from './module-versions.ts'
import { nameAmongModules, readThisModule } from './this-module.ts'
import type { SymbolVersion } from './versions.ts'

export interface ModuleNeeds {
  readonly kind: 'needs'
  readonly name: string | undefined
  /** Whether GPL-only symbols are given to it. */
  readonly gpl: boolean
  readonly importedNamespaces: ReadonlySet<string>
  readonly imports: readonly ImportedSymbol[]
  /** Whether the module was built with CONFIG_MODVERSIONS. */
  readonly hasVersions: boolean
  /** The version that a symbol had when the module was built. */
  version(name: string): SymbolVersion | undefined
}

/** Reads a module's file, compressed or not; or says why it is none. */
export const readModuleNeeds = (file: Uint8Array): ModuleNeeds | ModuleFault => {
  const opened = openModule(file)
  if (opened.kind !== 'module') return opened
  const modinfo = readModinfo(opened.modinfo.bytes)
  const versions = moduleVersions(opened.elf)
  return {
    kind: 'needs',
    name: nameAmongModules(readThisModule(opened.elf), modinfo),
    gpl: readLicence(modinfo).gpl,
    importedNamespaces: new Set(modinfo.all('import_ns')),
    imports: importedSymbols(opened.elf),
    hasVersions: versions.basic !== undefined || versions.extended.kind === 'present',
    version: versions.first,
  }
}
