/**
 * The variables of kbuild that only a toolchain can tell, asked of it as the top Makefile asks (Linux 6.1, 6.12):
 * CC_VERSION_TEXT and, where the tree exports it, RUSTC_VERSION_TEXT.
 */
import type { PartialEnvironment } from '../kernel/environment-value.ts'

/** `$(shell …)` of make: line ends at the end are cut, others become blanks. Kbuild takes `#` out, a comment to make. */
const asMakeTakesIt = (output: string): string => output.replace(/\n+$/, '').replaceAll('\n', ' ').replaceAll('#', '')

/** `environment` with what `shell` answers filled in. Unknown variables whose question is not known stay unknown. */
export const askToolchain = (
  environment: PartialEnvironment,
  shell: (command: string) => string | undefined,
): PartialEnvironment => {
  const tool = (name: string): string => {
    const value = environment.get(name)
    return typeof value === 'string' ? value : 'false'
  }
  const questions = {
    CC_VERSION_TEXT: `LC_ALL=C ${tool('CC')} --version 2>/dev/null | head -n 1`,
    RUSTC_VERSION_TEXT: `${tool('RUSTC')} --version 2>/dev/null`,
  }
  const answered = new Map(environment)
  for (const [name, question] of Object.entries(questions)) {
    if (typeof environment.get(name) !== 'object') continue
    const answer = shell(question)
    if (answer !== undefined) answered.set(name, asMakeTakesIt(answer))
  }
  return answered
}
