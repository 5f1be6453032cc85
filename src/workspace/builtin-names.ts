/**
 * Names that the kernel itself is known to take below /sys/module. Of the running kernel they can be listed. Of others,
 * modules.builtin.modinfo (since 5.2, `NAME.key=value`) names what is built in and has a version; parameters in it do not
 * tell: they may be shown under another name (MODULE_PARAM_PREFIX) or, without permissions, not at all.
 * Follows param_sysfs_builtin() and version_sysfs_builtin() in kernel/params.c (Linux 6.12).
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type Fact, known } from '../kernel/fact.ts'
import { kernelNames } from '../kernel/kernel-names.ts'
import { plainName } from '../module/module-name.ts'

const FOLDER = '/sys/module'
const FILE = 'modules.builtin.modinfo'
const VERSION = /^([^.=]+)\.version=/
/** Of core parameters (`panic`), and of kernel/printk/printk.c (`time`): shown by every kernel with CONFIG_PRINTK. */
const ALWAYS = ['kernel', 'printk'] as const

/** What is there and is not a module that was loaded: those have a state. */
const ofRunning = (files: FileSystem): readonly string[] =>
  kernelNames(files, FOLDER).filter((name) => files.kind(`${FOLDER}/${name}/initstate`) === undefined)

/** `modules`: folders of the kernel's modules, the first that has the file counts. */
export const builtinNames = (
  files: FileSystem,
  modules: readonly string[],
  isRunning: boolean,
): Fact<ReadonlySet<string>> => {
  const running = isRunning ? ofRunning(files) : []
  if (running.length > 0) return known(new Set(running), { kind: 'file', file: FOLDER })
  for (const folder of modules) {
    const file = `${folder}/${FILE}`
    const text = readTextIfThere(files, file)
    if (text === undefined) continue
    const names = text.split('\0').flatMap((entry) => VERSION.exec(entry)?.[1] ?? [])
    return known(new Set([...ALWAYS, ...names.map(plainName)]), { kind: 'file', file })
  }
  return known(new Set(ALWAYS), { kind: 'inferred', from: 'every-kernel' })
}
