/**
 * `modinfo` and `modinfo -0` of many modules at a time, beside kcheck's lines and fields.
 */
import type { ModuleInfo } from '../../../src/module/module-info.ts'
import { modinfoText } from '../../../src/report/module-info.ts'
import { command } from '../place/command.ts'
import type { Tally } from './tally.ts'

/** A module and what kcheck reads of it. */
export interface ReadModule {
  readonly path: string
  readonly info: ModuleInfo
}

const FILE = 'filename:       '

/** What is printed of each file, by its path: all of it from one `filename:` to the next. */
const byFile = (output: string, separator: '\n' | '\0'): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  // each part but the last is without the separator that ended it
  const text = `${separator}${output.endsWith(separator) ? output.slice(0, -1) : output}`
  for (const part of text.split(`${separator}${FILE}/`).slice(1)) {
    const end = part.indexOf(separator)
    found.set(`/${part.slice(0, end)}`, `${part.slice(end + 1)}${separator}`)
  }
  return found
}

/** The fields as `modinfo -0` separates them; parameters are lines there too. */
const zeroSeparated = ({ fields, modinfoParameters }: ModuleInfo): string =>
  [
    ...fields.filter(({ key }) => key !== 'parm' && key !== 'parmtype').map(({ key, value }) => `${key}=${value}`),
    ...modinfoParameters.map(({ name, description, type }) => {
      const text = description === undefined ? type : `${description}${type === undefined ? '' : ` (${type})`}`
      return `parm:           ${name}:${text}`
    }),
  ]
    .map((field) => `${field}\0`)
    .join('')

/** Compares all fields of the modules, as they are and as lines. Paths are absolute. */
export const checkModinfo = (modules: readonly ReadModule[], tally: Tally): void => {
  const paths = modules.map(({ path }) => path)
  const fields = byFile(command('modinfo', ['-0', ...paths]), '\0')
  const lines = byFile(command('modinfo', paths), '\n')
  for (const { path, info } of modules) {
    tally.compare(
      'fields (modinfo -0)',
      path,
      fields.get(path)?.replaceAll('\0', '\n'),
      zeroSeparated(info).replaceAll('\0', '\n'),
    )
    const own = modinfoText(path, info)
    tally.compare('lines (modinfo)', path, lines.get(path), own.slice(own.indexOf('\n') + 1))
  }
}
