/**
 * What a resolved configuration of a buildroot makes of the kernel: the second stage, and the texts it can be had as.
 */
import { knownValue } from '../kernel/fact.ts'
import { type Buildroot, type BuildrootKernel, buildrootKernel } from '../openwrt/buildroot-kernel.ts'
import { isFailed } from '../openwrt/problem.ts'
import { versionStrings } from '../openwrt/version-strings.ts'
import { RequestFailure } from './failure.ts'
import type { Emit, KernelPrediction } from './predict-request.ts'

const KERNEL_EMITS = ['config.set', 'vermagic', 'config.target', 'config.override'] as const

export type KernelEmit = (typeof KERNEL_EMITS)[number]

/** The text is one of the second stage. */
export const isKernelEmit = (emit: Emit): emit is KernelEmit => (KERNEL_EMITS as readonly string[]).includes(emit)

/** The kernel of the text of a full `.config`, called `name`. Throws a `RequestFailure` where the tree has none for it. */
export const kernelOf = (buildroot: Buildroot, config: string, name: string): BuildrootKernel => {
  const kernel = buildrootKernel(buildroot, config)
  if (isFailed(kernel)) throw new RequestFailure({ ...kernel.problem, folder: buildroot.folder, config: name })
  return kernel
}

export const kernelText = ({ configuration }: BuildrootKernel, emit: KernelEmit): string => {
  switch (emit) {
    case 'config.set':
      return configuration.configSet()
    case 'config.target':
      return configuration.configTarget()
    case 'config.override':
      return configuration.configOverride()
    case 'vermagic':
      return `${configuration.vermagic}\n`
  }
}

export const kernelPrediction = (kernel: BuildrootKernel, buildroot: Buildroot): KernelPrediction => {
  const linuxVersion = knownValue(kernel.kernel.linuxVersion)
  return {
    release: buildroot.release.name,
    target: kernel.target.name,
    ...(linuxVersion === undefined ? {} : { linuxVersion }),
    vermagic: kernel.configuration.vermagic,
    hashedLines: kernel.configuration.hashedLines.length,
    ...versionStrings(kernel, buildroot.release),
  }
}
