/**
 * Why there is no hash: what is wrong with the request, and what to type next. What `predict` meets too is in its words.
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

/** One message with what to do; may be several lines. */
export const vermagicProblemText = (problem: VermagicProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return problem.what === 'configuration'
        ? `cannot read ${problem.path}: ${fileReason(problem.code)}\nhelp: name a configuration of the buildroot (kcheck vermagic FILE), or give - for standard input`
        : problemText(problem)
    case 'not-a-buildroot':
      return `${problem.folder} is neither an OpenWrt buildroot nor a folder of a kernel\nhelp: name it with --tree DIR`
    case 'kernel-expectation':
      return `${problem.folder} is a folder of a kernel, and --expect compares with the kernels of OpenWrt's buildroots only\nhelp: kcheck module FILE --kernel ${problem.folder} says whether a module's vermagic fits`
    case 'no-expectation':
      return '--expect names no kernel: no 32 hexadecimal digits are in it\nhelp: give a hash, a version of the package kernel, the address of its kmods, or the whole message of opkg or apk (--expect - reads it from standard input)'
    case 'several-expectations':
      return `--expect names several kernels:${problem.expectations.map((one) => `\n  ${expectationText(one)}`).join('')}\nhelp: give one of them`
    default:
      return problemText(problem)
  }
}
