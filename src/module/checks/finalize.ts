/**
 * After the relocations an architecture looks through all sections by name, those that nobody has checked too.
 * Follows module_finalize() in arch/x86/kernel/module.c, and those of the other architectures that search (Linux 6.12).
 */
import type { Check, Ending, Load } from '../load.ts'

/** Those that compare the name of every section there is. */
const SEARCHING: ReadonlySet<string> = new Set([
  'x86',
  'arm',
  'arm64',
  'powerpc',
  'riscv',
  'sparc',
  'loongarch',
  's390',
])

const check = (load: Load): Ending => {
  const { srcarch } = load.kernel.facts.architecture
  if (srcarch.kind === 'unknown' || !SEARCHING.has(srcarch.value)) return undefined
  const { image } = load
  for (let index = 0; index < image.sections.count; index++) {
    if (image.isReadable(image.namesAt + (image.sections.name[index] ?? 0))) continue
    load.crash('module/elf-section-name', { section: index, value: image.sections.name[index] ?? 0 })
    return 'stop'
  }
  return undefined
}

export const finalize: Check = { name: 'finalize', needs: ['architecture.srcarch'], run: check }
