/**
 * Names that the kernel itself takes below /sys/module: of code that is built in and has parameters or a version.
 * Follows param_sysfs_builtin() and version_sysfs_builtin() in kernel/params.c (Linux 6.12); what is built in says so in
 * modules.builtin.modinfo (since 5.2), as `NAME.key=value`.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type Fact, known, unknown } from '../kernel/fact.ts'

const FILE = 'modules.builtin.modinfo'
const SHOWN = /^([^.=]+)\.(?:parmtype|version)=/

/** The names, from the first of the folders that has the file. */
export const builtinNames = (files: FileSystem, modules: readonly string[]): Fact<ReadonlySet<string>> => {
  for (const folder of modules) {
    const file = `${folder}/${FILE}`
    const text = readTextIfThere(files, file)
    if (text === undefined) continue
    const names = text.split('\0').flatMap((entry) => SHOWN.exec(entry)?.[1]?.replaceAll('-', '_') ?? [])
    return known(new Set(names), { kind: 'file', file })
  }
  return unknown({ kind: 'file', file: `${modules[0] ?? '/lib/modules/RELEASE'}/${FILE}` })
}
