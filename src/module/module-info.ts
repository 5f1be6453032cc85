/**
 * What a module says of itself, all in one: what modinfo, `modprobe --dump-modversions` and readelf tell of it.
 */
import type { ArchiveFormat } from '../archive/format.ts'
import type { Layout } from '../elf/layout.ts'
import { machineArchitecture } from '../kernel/module-architecture.ts'
import type { ExtendedVersions } from './extended-versions.ts'
import { type ImportedSymbol, importedSymbols } from './imported-symbols.ts'
import { type Licence, readLicence } from './licence.ts'
import { readModinfo } from './modinfo.ts'
import { type ModinfoField, type ModinfoParameter, modinfoFields, modinfoParameters } from './modinfo-fields.ts'
import { type ModuleExport, moduleExports } from './module-exports.ts'
import { type ModuleFault, type ModuleFile, openModule } from './module-file.ts'
import { moduleVersions } from './module-versions.ts'
import { type DeclaredParameter, declaredParameters } from './parameters.ts'
import { readSignatureInfo, type SignatureInfo } from './signature-info.ts'
import { readThisModule, type ThisModule } from './this-module.ts'
import type { SymbolVersion } from './versions.ts'

export interface ModuleArchitecture extends Layout {
  /** e_machine. */
  readonly machine: number
  /** As the kernel names the folder below arch/; undefined where it has none for the machine. */
  readonly name: string | undefined
}

/** Texts are bytes, one unit each. */
export interface ModuleInfo {
  readonly kind: 'module'
  readonly compression: ArchiveFormat | undefined
  /** Bytes, unpacked. */
  readonly size: number
  readonly architecture: ModuleArchitecture
  /** `name=` of .modinfo. */
  readonly name: string | undefined
  readonly vermagic: string | undefined
  readonly licence: Licence
  /** Undefined where the module does not say; empty where it needs none. */
  readonly depends: readonly string[] | undefined
  readonly importedNamespaces: readonly string[]
  readonly parameters: readonly DeclaredParameter[]
  /** As modinfo lists them. */
  readonly fields: readonly ModinfoField[]
  readonly modinfoParameters: readonly ModinfoParameter[]
  readonly signature: SignatureInfo | undefined
  readonly thisModule: ThisModule | undefined
  /** Entries of `__versions`; undefined where there is no such section. */
  readonly versions: readonly SymbolVersion[] | undefined
  readonly extendedVersions: ExtendedVersions
  readonly imports: readonly ImportedSymbol[]
  readonly exports: readonly ModuleExport[]
}

const architectureOf = ({ elf: { header, layout } }: ModuleFile): ModuleArchitecture => {
  const { machine } = header
  return { ...layout, machine, name: machineArchitecture(machine, layout.bits)?.srcarch }
}

/** Reads a module's file, compressed or not; or says why it is none. Never throws for what is in it. */
export const readModuleInfo = (file: Uint8Array): ModuleInfo | ModuleFault => {
  const opened = openModule(file)
  if (opened.kind !== 'module') return opened
  const { bytes, elf, compression } = opened
  const modinfo = readModinfo(opened.modinfo.bytes)
  const signature = readSignatureInfo(bytes)
  const fields = modinfoFields(modinfo.texts, signature)
  const versions = moduleVersions(elf)
  const depends = modinfo.first('depends')
  return {
    kind: 'module',
    compression,
    size: bytes.length,
    architecture: architectureOf(opened),
    name: modinfo.first('name'),
    vermagic: modinfo.first('vermagic'),
    licence: readLicence(modinfo),
    depends: depends?.split(',').filter((name) => name !== ''),
    importedNamespaces: modinfo.all('import_ns'),
    parameters: declaredParameters(modinfo),
    fields,
    modinfoParameters: modinfoParameters(fields),
    signature,
    thisModule: readThisModule(elf),
    versions: versions.basic?.entries,
    extendedVersions: versions.extended,
    imports: importedSymbols(elf),
    exports: moduleExports(elf),
  }
}
