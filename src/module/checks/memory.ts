/**
 * Where the module's sections go: room for all of them, and struct module as large as the kernel's own.
 * Follows layout_and_allocate() and move_module() in kernel/module/main.c (Linux 6.1 and 6.12).
 */
import type { Check, Ending, Load } from '../load.ts'
import { SHF_ALLOC } from '../module-image.ts'
import { nameField } from '../this-module.ts'

/** No architecture has more room for modules than this, and few kernels would give it. */
const MOST = 1 << 30
const WRAP = 2 ** 32

const allocated = (load: Load): number => {
  const { count, flags, size } = load.image.sections
  const { info, versions, percpu } = load.image.index
  let sum = 0
  for (let index = 0; index < count; index++) {
    if (((flags[index] ?? 0) & SHF_ALLOC) === 0 || index === info || index === versions || index === percpu) continue
    sum += size[index] ?? 0
  }
  return sum
}

/** Sections are placed by masking with the alignment: what is no power of two may lay them over each other. */
const oddlyAligned = (load: Load): number => {
  const { count, flags, addralign, size } = load.image.sections
  for (let index = 0; index < count; index++) {
    if (((flags[index] ?? 0) & SHF_ALLOC) === 0 || index === load.image.index.percpu || size[index] === 0) continue
    const align = addralign[index] ?? 0
    if (align > MOST || (align > 1 && !Number.isInteger(Math.log2(align)))) return index
  }
  return 0
}

/** The kernel works on with the module's struct module: but for its name, and what is relocated, it must be empty. */
const hasContents = (load: Load): boolean => {
  const { image } = load
  const content = image.contentOf(image.index.module)
  if (content === undefined) return true
  const { start, end } = nameField(image.layout.bits)
  for (let at = 0; at < content.length; at++) if (content[at] !== 0 && (at < start || at >= end)) return true
  return false
}

/** Kernels before 6.12 take a struct module of any size, and work on with their own. */
const checkStructure = (load: Load): Ending => {
  const { image, kernel } = load
  const expected = kernel.structModuleSize
  const size = image.sections.size[image.index.module] ?? 0
  if (expected.kind === 'unknown' || size >= expected.value || load.isDecided) return undefined
  load.crash('module/this-module-size', { size, expected: expected.value })
  return undefined
}

const check = (load: Load): Ending => {
  const size = allocated(load)
  // sizes are added up in 32 bits: what is larger still comes out small, and is written to all the same
  if (size >= WRAP) load.crash('module/memory', { size })
  else if (size >= MOST) {
    // rate-limited
    if (load.changeOr('execmem', true)) load.logOnce('execmem: unable to allocate memory')
    load.refuse('module/memory', 'ENOMEM', { size, limit: MOST })
  }
  const odd = oddlyAligned(load)
  if (odd !== 0) {
    load.crash('module/memory', { reason: 'alignment', section: odd, value: load.image.sections.addralign[odd] ?? 0 })
  } else if (hasContents(load)) load.crash('module/this-module', { reason: 'contents' })
  return checkStructure(load)
}

export const memory: Check = { name: 'memory', needs: ['structModuleSize'], run: check }
