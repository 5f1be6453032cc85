/**
 * The kernel that a buildroot's configuration makes, in one line for people.
 */
import type { KernelPrediction } from '../workspace/predict-request.ts'

export const kernelSummary = (kernel: KernelPrediction): string => {
  const { release, target, linuxVersion, vermagic, hashedLines, packageVersion } = kernel
  const linux = linuxVersion === undefined ? 'a Linux whose version the tree does not tell' : `Linux ${linuxVersion}`
  const version = packageVersion === undefined ? '' : `, kernel package ${packageVersion}`
  return `OpenWrt ${release}, ${target}, ${linux}: vermagic ${vermagic} of ${hashedLines} lines${version}`
}
