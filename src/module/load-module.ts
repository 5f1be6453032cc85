/**
 * Would this kernel load this module? The checks in the kernel's order, and the verdict.
 */
import type { Layout } from '../elf/layout.ts'
import { checksOf } from './checks/order.ts'
import { Load } from './load.ts'
import type { LoadAttempt, LoadResult } from './load-result.ts'
import { ModuleImage } from './module-image.ts'
import type { TargetKernel } from './target-kernel.ts'

/** A module handed over as insmod does: nothing forced, no parameters, its signature computed where there are keys. */
export const AS_INSMOD: Omit<LoadAttempt, 'file'> = {
  call: 'finit_module',
  ignoreVermagic: false,
  ignoreModversions: false,
  compressed: false,
  params: '',
  verify: true,
}

/** The kernel's own structures; where its architecture is not known, those that the file names. */
const layoutOf = ({ facts }: TargetKernel, file: Uint8Array): Layout => {
  const { bits, byteOrder } = facts.architecture
  return {
    bits: bits.kind === 'known' ? bits.value : file[4] === 1 ? 32 : 64,
    littleEndian: byteOrder.kind === 'known' ? byteOrder.value === 'little' : file[5] !== 2,
  }
}

/** The kernel's answer. Never throws for what is in the file; time and memory grow with the file and no faster. */
export const loadModule = (kernel: TargetKernel, attempt: LoadAttempt): LoadResult => {
  const load = new Load(kernel, attempt, new ModuleImage(attempt.file, layoutOf(kernel, attempt.file)))
  for (const check of checksOf(load)) {
    const ending = check.run(load)
    load.endCheck()
    if (ending === 'stop') break
  }
  return load.result()
}
