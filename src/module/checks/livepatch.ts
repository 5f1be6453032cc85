/**
 * Livepatch modules need a kernel that knows them.
 * Follows check_modinfo_livepatch() in kernel/module/main.c (Linux 6.12): the key counts, whatever its value.
 */
import type { Check } from '../load.ts'

export const livepatch: Check = {
  name: 'livepatch',
  needs: ['features.livepatch'],
  run: (load) => {
    if (load.modinfo.first('livepatch') === undefined) return undefined
    const knows = load.need(load.kernel.facts.features.livepatch, 'module/livepatch', ['ENOEXEC'])
    if (knows !== false) return undefined
    load.log(`${load.structName ?? ''}: module is marked as livepatch module, but livepatch support is disabled`)
    load.refuse('module/livepatch', 'ENOEXEC')
    return undefined
  },
}
