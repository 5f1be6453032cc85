/**
 * No section may be writable and executable, allocated or not.
 * Follows module_enforce_rwx_sections() in kernel/module/strict_rwx.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'
import { SHF_EXECINSTR, SHF_WRITE } from '../module-image.ts'

const BOTH = SHF_WRITE | SHF_EXECINSTR

const check = (load: Load): undefined => {
  const { image } = load
  const index = image.sections.flags.findIndex((flags) => (flags & BOTH) === BOTH)
  if (index === -1) return
  const args = { section: image.sectionName(index) ?? '', index }
  const strict = load.need(load.kernel.facts.features.strictModuleRwx, 'module/write-exec', ['ENOEXEC'], args)
  if (strict !== true) return
  load.log(`${load.structName ?? ''}: section ${args.section} (index ${index}) has invalid WRITE|EXEC flags`)
  load.refuse('module/write-exec', 'ENOEXEC', args)
}

export const writeExec: Check = { name: 'write-exec', needs: ['features.strictModuleRwx'], run: check }
