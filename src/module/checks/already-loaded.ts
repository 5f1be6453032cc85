/**
 * One name, one module. Struct module's name counts, not that of .modinfo.
 * Follows module_patient_check_exists() in kernel/module/main.c (Linux 6.12) and add_unformed_module() (6.1), which comes
 * later on the way.
 */
import type { Check, Load } from '../load.ts'
import { nameField } from '../this-module.ts'

const check = (load: Load): undefined => {
  const name = load.structName ?? ''
  const { start, end } = nameField(load.image.layout.bits)
  const limit = end - start - 1
  if (name.length > limit) {
    load.crash('module/this-module', { reason: 'unterminated-name', length: name.length, limit })
    return
  }
  if (load.kernel.state.loaded?.has(name) !== true) return
  load.refuse('module/already-loaded', 'EEXIST', { name })
}

export const alreadyLoaded: Check = { name: 'already-loaded', needs: ['state.loaded'], run: check }
