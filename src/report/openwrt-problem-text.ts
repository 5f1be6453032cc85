/**
 * Why there is no hash: what is wrong with the buildroot or the request, and what to type next.
 */
import type { Expectation } from '../openwrt/expectation.ts'
import type { VermagicProblem } from '../workspace/vermagic-request.ts'
import { fileReason } from './file-reason.ts'
import { problemText } from './problem-text.ts'

/** `Linux 6.6.73, release 1, ath79/generic, c2bc…`. */
const expectationText = ({ linuxVersion, linuxRelease, target, vermagic }: Expectation): string =>
  [
    ...(linuxVersion === undefined ? [] : [`Linux ${linuxVersion}`]),
    ...(linuxRelease === undefined ? [] : [`release ${linuxRelease}`]),
    ...(target === undefined ? [] : [target]),
    vermagic,
  ].join(', ')

const place = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`)

/** One message with what to do; may be several lines. */
export const vermagicProblemText = (problem: VermagicProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return problem.what === 'configuration'
        ? `cannot read ${problem.path}: ${fileReason(problem.code)}\nhelp: name the full .config of a buildroot (kcheck vermagic FILE), or give - for standard input`
        : problemText(problem)
    case 'not-text':
    case 'unknown-dialect':
      return problemText(problem)
    case 'not-a-buildroot':
      return `${problem.folder} is neither an OpenWrt buildroot nor a folder of a kernel\nhelp: name it with --tree DIR`
    case 'kernel-expectation':
      return `${problem.folder} is a folder of a kernel, and --expect compares with the kernels of OpenWrt's buildroots only\nhelp: kcheck module FILE --kernel ${problem.folder} says whether a module's vermagic fits`
    case 'no-expectation':
      return '--expect names no kernel: no 32 hexadecimal digits are in it\nhelp: give a hash, a version of the package kernel, the address of its kmods, or the whole message of opkg or apk (--expect - reads it from standard input)'
    case 'several-expectations':
      return `--expect names several kernels:${problem.expectations.map((one) => `\n  ${expectationText(one)}`).join('')}\nhelp: give one of them`
    case 'no-metadata':
      return `${problem.folder} has no ${problem.file}, so what packages want of the kernel is not known\nhelp: install the feeds first (./scripts/feeds update -a, ./scripts/feeds install -a); make defconfig makes the file, and so does make prepare-tmpinfo, which leaves .config alone`
    case 'no-target':
      return `${problem.config} chooses no target: a full .config has CONFIG_TARGET_BOARD, a seed has not\nhelp: make defconfig in ${problem.folder} makes a full one of it`
    case 'unknown-target':
      return `${problem.folder} has no target ${problem.target}, which ${problem.config} chooses${problem.nearest.length === 0 ? '' : `\nhelp: it has ${problem.nearest.join(', ')}`}`
    case 'no-fragments':
      return `${problem.target} has no kernel configuration: neither config-${problem.patchver} nor config-default is in ${problem.folders.join(', ')}`
    case 'not-told':
      return `${problem.variable} cannot be told: ${place(problem.file, problem.line)} does not set it to a plain value`
  }
}
