/**
 * Why there is no hash: what is wrong with the request, and what to type next. What `predict` meets too is in its words.
 */
import type { Expectation } from '../openwrt/expectation.ts'
import type { VermagicProblem } from '../workspace/vermagic-request.ts'
import { fileReason } from './file-reason.ts'
import { shortened } from './printable.ts'
import { problemText } from './problem-text.ts'

/** `Linux 6.6.73, release 1, ath79/generic, c2bc…`. */
const expectationText = ({ linuxVersion, linuxRelease, target, vermagic }: Expectation): string =>
  [
    ...(linuxVersion === undefined ? [] : [`Linux ${linuxVersion}`]),
    ...(linuxRelease === undefined ? [] : [`release ${linuxRelease}`]),
    ...(target === undefined ? [] : [target]),
    vermagic,
  ].join(', ')

const noMagicText = ({ folder, hash, about }: Extract<VermagicProblem, { kind: 'no-magic' }>): string => {
  if (hash !== undefined)
    return `--expect is about a kernel of OpenWrt (${expectationText(hash)}), and ${folder} is a kernel's own folder, which has no such hash\nhelp: name the buildroot: --tree BUILDROOT`
  if (about === 'symbol-versions')
    return `--expect is about the versions of symbols: such a kernel did not come to compare version magic\nhelp: kcheck module FILE --kernel ${folder} says which differ, kcheck symvers diff OLD NEW what changed`
  if (about === 'module-format')
    return `--expect does not say why the module's format is refused: the kernel's log does\nhelp: dmesg | kcheck vermagic --expect -, or kcheck module FILE --kernel ${folder}`
  return "--expect names no kernel: there is no version magic and no release in it\nhelp: give a string such as modinfo -F vermagic prints, a release as of uname -r, or the line of the kernel's log (--expect - reads it from standard input)"
}

/** One message with what to do; may be several lines. */
export const vermagicProblemText = (problem: VermagicProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return problem.what === 'configuration'
        ? `cannot read ${problem.path}: ${fileReason(problem.code)}\nhelp: name a configuration of the buildroot (kcheck vermagic FILE), or give - for standard input`
        : problemText(problem)
    case 'not-a-buildroot':
      return `${problem.folder} is neither an OpenWrt buildroot nor a folder of a kernel\nhelp: name it with --tree DIR`
    case 'no-magic':
      return noMagicText(problem)
    case 'several-magics':
      return `--expect holds several strings:${problem.expected.map(({ text }) => `\n  "${shortened(text)}"`).join('')}\nhelp: give one of them`
    case 'magic-of-kernel':
      return `${problem.folder} is a buildroot, and --expect holds a kernel's own string: "${shortened(problem.expected[0]?.text ?? '')}"\nhelp: ${problem.kernels.length > 0 ? `compare its kernel: --tree ${problem.kernels.join(' or --tree ')}` : 'its kernel lies in build_dir/target-*/linux-*/linux-* once it is built: name that with --tree'}`
    case 'no-expectation':
      return '--expect names no kernel: no 32 hexadecimal digits are in it\nhelp: give a hash, a version of the package kernel, the address of its kmods, or the whole message of opkg or apk (--expect - reads it from standard input)'
    case 'several-expectations':
      return `--expect names several kernels:${problem.expectations.map((one) => `\n  ${expectationText(one)}`).join('')}\nhelp: give one of them`
    default:
      return problemText(problem)
  }
}
