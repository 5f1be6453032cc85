/**
 * A buildroot's target made ready: its kernel, its fragments, and the second stage that only waits for a configuration;
 * and the whole way for the text of a full `.config`.
 */
import type { FileSystem } from '../files/file-system.ts'
import { buildrootValue, choicesOf } from './buildroot-config.ts'
import { readKernelConfigLines } from './kernel-config-lines.ts'
import type { BuildrootMetadata } from './metadata.ts'
import { type Attempt, isFailed } from './problem.ts'
import type { OpenwrtRelease } from './releases.ts'
import {
  type BuildrootChoices,
  type KernelConfiguration,
  prepareSecondStage,
  type SecondStage,
} from './second-stage.ts'
import {
  type ConfigVariables,
  kernelFragments,
  type TargetKernel,
  targetKernel,
  USER_FRAGMENT,
} from './target-kernel.ts'
import { type BuildrootTarget, chosenTarget } from './targets.ts'

export interface Buildroot {
  readonly files: FileSystem
  /** Absolute path of the tree. */
  readonly folder: string
  readonly release: OpenwrtRelease
  readonly metadata: BuildrootMetadata
}

export interface PreparedTarget {
  readonly target: BuildrootTarget
  readonly kernel: TargetKernel
  /** From the tree on, in order. */
  readonly fragments: readonly string[]
  readonly secondStage: SecondStage
}

/**
 * What all configurations of a target have in common, as long as they choose the same kernel. `userFragment`: whether
 * env/kernel-config is taken.
 */
export const prepareTarget = (
  { files, folder, release, metadata }: Buildroot,
  target: BuildrootTarget,
  config: ConfigVariables,
  userFragment = true,
): Attempt<PreparedTarget> => {
  const kernel = targetKernel(files, folder, release, target, config)
  if (isFailed(kernel)) return kernel
  const all = kernelFragments(files, folder, target, kernel.patchver.value)
  if (isFailed(all)) return all
  const fragments = userFragment ? all : all.filter((name) => name !== USER_FRAGMENT)
  const secondStage = prepareSecondStage({
    fragments: fragments.map((name) => files.readText(`${folder}/${name}`)),
    kernelConfigLines: readKernelConfigLines(metadata.packageInfo()),
    patchver: kernel.patchver.value,
    initramfsLines: release.initramfsLines,
  })
  return { target, kernel, fragments, secondStage }
}

export interface BuildrootKernel extends PreparedTarget {
  readonly choices: BuildrootChoices
  readonly configuration: KernelConfiguration
}

/** From the text of a full `.config` to the kernel's configuration and its hash. */
export const buildrootKernel = (buildroot: Buildroot, config: string): Attempt<BuildrootKernel> => {
  const target = chosenTarget(buildroot.files, buildroot.folder, buildroot.release, config)
  if (isFailed(target)) return target
  const variables: ConfigVariables = (name) => buildrootValue(config, name.slice('CONFIG_'.length))?.text
  const prepared = prepareTarget(buildroot, target, variables)
  if (isFailed(prepared)) return prepared
  const choices = choicesOf(config)
  return { ...prepared, choices, configuration: prepared.secondStage(choices) }
}
