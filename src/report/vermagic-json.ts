/**
 * The hash and what goes with it as JSON, schema kcheck/vermagic/1 (docs/schemas.md).
 */
import type { KernelVermagic, VermagicAnswer, VermagicResult } from '../workspace/vermagic-request.ts'
import { decoded } from './decoded.ts'
import { vermagicProblemText } from './vermagic-problem-text.ts'

const VERMAGIC_SCHEMA = 'kcheck/vermagic/1'

const computed = (answer: VermagicAnswer): object => {
  const { folder, config, mode, release, because, notes, kernel, packageVersion, kmodsFolder, expectation } = answer
  const { target, fragments, configuration } = kernel
  return {
    folder,
    config,
    mode,
    release,
    because,
    notes,
    vermagic: configuration.vermagic,
    hashedLines: configuration.hashedLines.length,
    packageVersion,
    kmodsFolder,
    target: { name: target.name, file: config, line: answer.targetLine },
    ...kernel.kernel,
    fragments,
    expectation,
    cause: answer.cause,
    official: answer.official,
  }
}

/** The words of the string, without what a later release may put there. */
const kernel = ({ folder, folderKind, config, release, vermagic, hash, expectation }: KernelVermagic): object => ({
  folder,
  folderKind,
  config,
  utsRelease: release.text,
  parts: release.parts,
  vermagicString: vermagic.text,
  words: vermagic.words.map(({ text, written, because }) => ({ text, written, because })),
  hash,
  expectation,
})

export const vermagicJson = (result: VermagicResult): string => {
  const about =
    result.kind === 'failed'
      ? { problem: { ...result.problem, message: vermagicProblemText(result.problem) } }
      : result.kind === 'kernel'
        ? kernel(result)
        : computed(result)
  return `${JSON.stringify(decoded({ schema: VERMAGIC_SCHEMA, result: result.kind, ...about }), null, 1)}\n`
}
