/**
 * Room for a module's per-CPU data.
 * Follows percpu_modalloc() in kernel/module/main.c and pcpu_alloc() in mm/percpu.c (Linux 6.1 and 6.12).
 */
import type { Check, Load } from '../load.ts'

/** PCPU_MIN_UNIT_SIZE: more than this no module gets, whatever is free. */
const MOST = 32 << 10
const PAGE = 4096

const check = (load: Load): undefined => {
  const { index, sections } = load.image
  const size = sections.size[index.percpu] ?? 0
  if (index.percpu === 0 || size === 0) return
  const align = sections.addralign[index.percpu] ?? 0
  const name = load.structName ?? ''
  if (align > PAGE) load.log(`${name}: per-cpu alignment ${align} > ${PAGE}`)
  // an alignment below the least is raised to it
  const isOdd = align > 4 && !Number.isInteger(Math.log2(align))
  if (size <= MOST && !isOdd) return
  load.log(`illegal size (${size}) or align (${Math.min(align, PAGE)}) for percpu allocation`)
  load.log(`${name}: Could not allocate ${size} bytes percpu data`)
  load.refuse('module/percpu', 'ENOMEM', { size, limit: MOST })
}

export const percpu: Check = { name: 'percpu', needs: [], run: check }
