/**
 * What modules say of themselves as JSON, schema kcheck/info/1 (docs/schemas.md).
 */
import { toJsonText } from '../files/json-text.ts'
import type { ModuleInfo } from '../module/module-info.ts'
import type { SignatureInfo } from '../module/signature-info.ts'
import type { SymbolVersion } from '../module/versions.ts'
import type { FileInfo, PackageDescription } from '../workspace/module-info.ts'
import { crcText } from './crc-text.ts'
import { faultJson } from './file-fault.ts'

const SCHEMA = 'kcheck/info/1'

const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : toJsonText(value))

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const versionJson = (version: SymbolVersion): object => ({ symbol: toJsonText(version.name), crc: crcText(version) })

const signatureJson = ({ state, reason, idType, moduleLength, signer }: SignatureInfo): object => ({
  state,
  reason,
  idType,
  moduleLength,
  ...(signer && {
    signer: text(signer.name),
    key: hex(signer.keyId),
    hash: signer.hash,
    signature: hex(signer.signature),
  }),
})

const extendedJson = ({ extendedVersions: extended }: ModuleInfo): object => {
  if (extended.kind === 'absent') return {}
  if (extended.kind === 'refused') return { extendedVersionsRefused: extended.reason }
  return { extendedVersions: extended.entries.map(versionJson) }
}

const infoJson = (info: ModuleInfo): object => ({
  compression: info.compression,
  size: info.size,
  architecture: {
    name: info.architecture.name,
    machine: info.architecture.machine,
    bits: info.architecture.bits,
    byteOrder: info.architecture.littleEndian ? 'little' : 'big',
  },
  name: text(info.name),
  thisModule: info.thisModule && { size: info.thisModule.size, name: text(info.thisModule.name) },
  vermagic: text(info.vermagic),
  licence: { text: toJsonText(info.licence.text), gpl: info.licence.gpl },
  depends: info.depends?.map(toJsonText),
  importedNamespaces: info.importedNamespaces.map(toJsonText),
  parameters: info.parameters.map(({ name, type, description }) => ({
    name: toJsonText(name),
    type: text(type),
    description: text(description),
  })),
  fields: info.fields.map(({ key, value }) => ({ key: toJsonText(key), value: toJsonText(value) })),
  signature: info.signature && signatureJson(info.signature),
  versions: info.versions?.map(versionJson),
  ...extendedJson(info),
  imports: info.imports.map(({ name, weak }) => ({ symbol: toJsonText(name), weak })),
  exports: info.exports.map(({ name, crc, gpl, namespace }) => ({
    symbol: toJsonText(name),
    crc: crc === undefined ? undefined : crcText({ crc }),
    gpl,
    namespace: toJsonText(namespace),
  })),
})

const packageJson = (
  file: string,
  { format, name, version, architecture, depends, modules }: PackageDescription,
): object => ({
  file,
  format,
  name: toJsonText(name),
  version: toJsonText(version),
  architecture: toJsonText(architecture),
  depends: depends.map(toJsonText),
  modules,
})

/** One document for all files. */
export const moduleInfosJson = (results: readonly FileInfo[]): string => {
  const modules = results.flatMap((result): readonly object[] => {
    if ('package' in result) return []
    return 'info' in result
      ? [{ file: result.file, result: 'module', ...infoJson(result.info) }]
      : [{ file: result.file, result: 'failed', problem: faultJson(result.fault) }]
  })
  const packages = results.flatMap((result) => ('package' in result ? [packageJson(result.file, result.package)] : []))
  return `${JSON.stringify({ schema: SCHEMA, packages, modules }, null, 1)}\n`
}
