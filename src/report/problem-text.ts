/**
 * Why there is no prediction: what is wrong with the request, and what to type next.
 */
import type { PredictProblem } from '../workspace/predict-request.ts'
import { buildrootProblemText } from './buildroot-problem-text.ts'
import { fileReason } from './file-reason.ts'
import { toolchainReason } from './toolchain.ts'

const WHAT_TO_NAME: Readonly<Record<Extract<PredictProblem, { kind: 'unreadable' }>['what'], string>> = {
  configuration: '\nhelp: name the configuration (kcheck predict FILE), or give - for standard input',
  fragment: '',
  presets: '',
  tree: '',
  toolchain: '\nhelp: --toolchain takes auto, config, live, none or a file that kcheck toolchain record made',
}

/** One message with what to do; may be several lines. */
export const problemText = (problem: PredictProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return `cannot read ${problem.path === '-' ? 'standard input' : problem.path}: ${fileReason(problem.code)}${WHAT_TO_NAME[problem.what]}`
    case 'not-text':
      return `${problem.path} is no configuration: it holds NUL bytes, or is damaged\nhelp: of compressed files only gzip's are unpacked here, such as /proc/config.gz`
    case 'no-tree':
      return `no Kconfig tree around ${problem.from}\nhelp: name it with --tree DIR`
    case 'not-a-tree':
      return `${problem.folder} has no ${problem.kconfig}, so it is no Kconfig tree\nhelp: name the source tree with --tree DIR and its root file with --kconfig FILE`
    case 'unknown-arch': {
      const nearest = problem.nearest === undefined ? '' : `\nhelp: did you mean --arch ${problem.nearest}?`
      const known = problem.known.length === 0 ? 'the tree has none' : `the tree has ${problem.known.join(' ')}`
      return `unknown architecture ${problem.arch}: ${known}${nearest}`
    }
    case 'unknown-dialect':
      return `unknown dialect ${problem.dialect}: known are auto ${problem.known.join(' ')}`
    case 'other-program':
      return `${problem.path} is a configuration of another program: its title is "${problem.title}", this tree's is "${problem.expected}"\nhelp: name the tree it belongs to with --tree DIR`
    case 'bad-toolchain':
      return `${problem.path} is no recorded toolchain: ${toolchainReason(problem.diagnostic)}\nhelp: kcheck toolchain record --tree DIR -o FILE makes one`
    case 'bad-probability':
      return `--probability ${problem.text}: N, Y:M or BOOL:Y:M in per cent, Y and M together at most 100`
    case 'bad-seed':
      return `--seed ${problem.text} is no number\nhelp: a whole number, decimal or 0x…`
    case 'bad-kconfig':
      return 'the Kconfig files of the tree cannot be read; nothing was resolved\nhelp: mend what is reported above; where it is no mistake, the tree may be of another generation (--dialect NAME)'
    case 'not-a-buildroot':
      return `${problem.folder} is no OpenWrt buildroot: ${problem.emit} is made in one\nhelp: name the buildroot with --tree DIR`
    default:
      return buildrootProblemText(problem)
  }
}
