/**
 * What a kernel does with a module that lacks what it should be checked by.
 * Follows try_to_force_load() in kernel/module/main.c (Linux 6.12): CONFIG_MODULE_FORCE_LOAD decides.
 */
import type { CheckCode } from '../check-codes.ts'
import type { Load } from '../load.ts'

/** Said once, with the first module that lockdep cannot follow. */
export const LOCK_DEBUGGING = 'Disabling lock debugging due to kernel taint'

/** Whether the kernel goes on, tainted; undefined where nothing tells. */
export const forceLoad = (load: Load, code: CheckCode, reason: string): boolean | undefined => {
  const forced = load.need(load.kernel.facts.features.forceLoad, code, ['ENOEXEC'])
  if (forced !== true) return forced
  // one taint of the whole kernel, and said with the first reason for it
  if (!load.hasTaint('F')) {
    load.logOnce(`${load.structName ?? ''}: ${reason}: kernel tainted.`)
    load.logOnce(LOCK_DEBUGGING)
  }
  load.taint('F')
  return true
}
