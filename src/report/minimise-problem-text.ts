/**
 * Why no lines can be found: what is wrong with the buildroot or the request, and what to type next.
 */
import type { MinimiseProblem } from '../workspace/minimise-request.ts'
import { fileReason } from './file-reason.ts'
import { problemText } from './problem-text.ts'
import { vermagicProblemText } from './vermagic-problem-text.ts'

/** One message with what to do; may be several lines. */
export const minimiseProblemText = (problem: MinimiseProblem): string => {
  switch (problem.kind) {
    case 'unreadable':
      return problem.what === 'configuration'
        ? `cannot read ${problem.path}: ${fileReason(problem.code)}\nhelp: name a seed, a config.buildinfo or a full .config (kcheck minimize FILE), or give - for standard input`
        : problemText(problem)
    case 'not-a-buildroot':
      return `${problem.folder} is no OpenWrt buildroot\nhelp: name it with --tree DIR`
    case 'no-expectation':
    case 'several-expectations':
      return vermagicProblemText(problem)
    default:
      return problemText(problem)
  }
}
