/**
 * `module_blacklist=` of the kernel's command line. It goes by the name that .modinfo has.
 * Follows blacklisted() in kernel/module/main.c (Linux 6.12).
 */
import type { Check } from '../load.ts'

export const blacklist: Check = {
  name: 'blacklist',
  needs: ['state.blacklist'],
  run: (load) => {
    const name = load.name ?? ''
    if (!load.kernel.state.blacklist.includes(name)) return undefined
    load.log(`Module ${name} is blacklisted`)
    load.refuse('module/blacklisted', 'EPERM', { name })
    return undefined
  },
}
