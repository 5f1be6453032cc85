/**
 * A build as JSON, schema kcheck/kbuild/1 (docs/schemas.md).
 */
import type { KbuildOutcome, KbuildResult } from '../workspace/kbuild-request.ts'
import { decoded } from './decoded.ts'
import { dkmsWords } from './kbuild-dkms-text.ts'
import { doubtWords } from './kbuild-doubt-text.ts'
import { findingWords } from './kbuild-finding-text.ts'
import { kbuildProblemText } from './kbuild-problem-text.ts'

const KBUILD_SCHEMA = 'kcheck/kbuild/1'

const built = (outcome: KbuildOutcome): object => {
  const { tree, build, external, arch, config, release, modules, builtinObjects, libraries, directories } = outcome
  const { why, symbol, against, wrapper, nothing, externalReport, dkms } = outcome
  return {
    tree,
    build,
    external,
    arch,
    config,
    release,
    modules,
    builtinObjects,
    libraries,
    libObjects: libraries.flatMap(({ objects }) => objects),
    directories,
    modulesBuiltin: outcome.builtinModules,
    sources: outcome.sources,
    notes: outcome.notes,
    findings: outcome.findings.map((finding) => ({ ...finding, ...findingWords(finding) })),
    doubts: outcome.doubts.map((doubt) => ({ ...doubt, ...doubtWords(doubt) })),
    why,
    symbol,
    against,
    wrapper,
    nothing,
    externalReport,
    dkms: dkms && {
      ...dkms,
      findings: dkms.findings.map((finding) => ({ ...finding, ...dkmsWords(finding) })),
    },
  }
}

export const kbuildJson = (result: KbuildResult): string => {
  const about =
    result.kind === 'failed'
      ? { notes: result.notes, problem: { ...result.problem, message: kbuildProblemText(result.problem) } }
      : built(result)
  return `${JSON.stringify(decoded({ schema: KBUILD_SCHEMA, result: result.kind, ...about }), null, 1)}\n`
}
