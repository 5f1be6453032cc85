/**
 * Constructors in one section or in the other, not in both.
 * Follows find_module_sections() in kernel/module/main.c (Linux 6.12).
 */
import type { Check, Load } from '../load.ts'

const check = (load: Load): undefined => {
  const { image } = load
  if (image.findAllocated('.ctors') === 0 || image.findAllocated('.init_array') === 0) return
  const has = load.need(load.kernel.facts.features.constructors, 'module/constructors', ['EINVAL'])
  if (has !== true) return
  load.log(`${load.structName ?? ''}: has both .ctors and .init_array.`)
  load.refuse('module/constructors', 'EINVAL')
}

export const constructors: Check = { name: 'constructors', needs: ['features.constructors'], run: check }
