/**
 * A module's fields as text: the lines that modinfo prints, in its order, and a few more behind them.
 * The layout of the lines is that of tools/modinfo.c and tools/modprobe.c (kmod 30).
 */
import type { ModinfoField, ModinfoParameter } from '../module/modinfo-fields.ts'
import type { ModuleInfo } from '../module/module-info.ts'
import type { SymbolVersion } from '../module/versions.ts'
import type { PackageDescription } from '../workspace/module-info.ts'
import { crcText } from './crc-text.ts'

const COLUMN = 15

/** Longer keys are followed by as many spaces as they are too long: that is how C prints a negative width. */
const line = (key: string, value: string): string => `${key}:${' '.repeat(Math.abs(COLUMN - key.length))}${value}\n`

const isParameter = ({ key }: ModinfoField): boolean => key === 'parm' || key === 'parmtype'

const parameterText = ({ name, description, type }: ModinfoParameter): string => {
  if (description === undefined) return `${name}:${type}`
  return type === undefined ? `${name}:${description}` : `${name}:${description} (${type})`
}

/** A name is UTF-8 outside, and bytes in a text of bytes. */
const bytesOf = (name: string): string => Buffer.from(name, 'utf8').toString('latin1')

/** What modinfo prints of a file; bytes, one unit each. */
export const modinfoText = (file: string, { fields, modinfoParameters }: ModuleInfo): string =>
  [
    line('filename', bytesOf(file)),
    ...fields.filter((field) => !isParameter(field)).map(({ key, value }) => line(key, value)),
    ...modinfoParameters.map((parameter) => line('parm', parameterText(parameter))),
  ].join('')

/** All versions: those of __versions, then what the extended sections have besides. */
const allVersions = ({ versions = [], extendedVersions }: ModuleInfo): readonly SymbolVersion[] => {
  if (extendedVersions.kind !== 'present') return versions
  const known = new Map(versions.map(({ name, crc }) => [name, crc]))
  return [...versions, ...extendedVersions.entries.filter(({ name, crc }) => known.get(name) !== crc)]
}

/** The lines of `modprobe --dump-modversions`. */
export const versionsText = (info: ModuleInfo): string =>
  allVersions(info)
    .map((version) => `${crcText(version)}\t${version.name}\n`)
    .join('')

/** What modinfo does not tell. */
const additions = (info: ModuleInfo): readonly ModinfoField[] => {
  const { thisModule, name } = info
  const structName = thisModule?.name
  return [
    ...(thisModule === undefined ? [] : [{ key: 'this_module', value: String(thisModule.size) }]),
    ...(structName === undefined || structName === name ? [] : [{ key: 'struct_name', value: structName }]),
    { key: 'versions', value: String(allVersions(info).length) },
  ]
}

/** What is printed of a file. `versions`: with the CRC of each symbol. */
export const moduleInfoText = (file: string, info: ModuleInfo, { versions }: { readonly versions: boolean }): string =>
  [
    modinfoText(file, info),
    ...additions(info).map(({ key, value }) => line(key, value)),
    versions ? versionsText(info) : '',
  ].join('')

/** What is printed of a package, before the modules in it. */
export const packageInfoText = (file: string, described: PackageDescription): string => {
  const { name, version, architecture, depends } = described
  return [
    line('filename', bytesOf(file)),
    line('package', name),
    line('version', version),
    line('architecture', architecture),
    line('depends', depends.join(', ')),
  ].join('')
}

/** The values of one field, a line each, as `modinfo -F` prints them; also of those that modinfo does not have. */
export const fieldText = (file: string, info: ModuleInfo, field: string): string => {
  if (field === 'filename') return `${bytesOf(file)}\n`
  if (field === 'parm') {
    return info.modinfoParameters
      .map((parameter) => {
        const { name, type, description } = parameter
        return description === undefined ? `${name}: (${type})\n` : `${parameterText(parameter)}\n`
      })
      .join('')
  }
  const own = info.fields.filter(({ key }) => key === field)
  return (own.length > 0 ? own : additions(info).filter(({ key }) => key === field))
    .map(({ value }) => `${value}\n`)
    .join('')
}
