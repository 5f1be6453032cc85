/**
 * `kbuild --why`: the ways to what a user names, what comes of them, and what to change where nothing does.
 */
import type { FileSystem } from '../files/file-system.ts'
import type { Build } from '../kbuild/build.ts'
import { explorationOf, explore } from '../kbuild/explore.ts'
import type { Chain } from '../kbuild/gate-chain.ts'
import { type Why, whyIndex } from '../kbuild/why.ts'
import { treeArchitectures } from '../kernel/architectures.ts'
import type { KbuildInputs } from './kbuild-inputs.ts'
import type { KbuildCommandRequest, WhyReport } from './kbuild-request.ts'

/** A build, and what it was asked with. */
export interface WhyQuestion {
  readonly request: KbuildCommandRequest
  readonly inputs: KbuildInputs
  readonly made: Build
}

const reportKind = ({ outcome }: Chain): 'module' | 'built-in' | 'library' | 'not-built' =>
  outcome === 'dropped' || outcome === 'unlisted' ? 'not-built' : outcome

export const whyReport = async (files: FileSystem, question: WhyQuestion, name: string): Promise<WhyReport> => {
  const { made } = question
  const { found, nearest } = whyIndex(explore(explorationOf(question.inputs.request, made))).why(name)
  const [best] = found
  if (best === undefined) return { name, nearest, changes: [], ...inOtherArchitectures(files, question, name) }
  const kind = reportKind(best.chain)
  const chains = found.map(({ chain }) => chain)
  if (kind !== 'not-built') return { name, kind, chains, nearest, changes: [] }
  // Kconfig's engine is loaded only where something is to be changed
  const { changesToBuild } = await import('./kbuild-changes.ts')
  return { name, kind, chains, nearest, ...(await changesToBuild(files, question, found)) }
}

/** Looks into the folders that a build for this architecture never enters. */
const inOtherArchitectures = (
  files: FileSystem,
  question: WhyQuestion,
  name: string,
): Pick<WhyReport, 'kind' | 'chains' | 'architectures'> => {
  const { source, external } = question.inputs.request
  const entered = new Set(question.made.roots.flatMap((root) => [...root.below.keys(), root.path]))
  const folders = external === undefined ? treeArchitectures(files, source).map((arch) => `arch/${arch}`) : []
  const starts = folders.filter((folder) => !entered.has(folder) && files.kind(`${source}/${folder}/Kbuild`) === 'file')
  if (starts.length === 0) return { kind: 'not-found', chains: [] }
  const { found }: Why = whyIndex(
    explore({ ...explorationOf(question.inputs.request, question.made), roots: [], starts }),
  ).why(name)
  if (found.length === 0) return { kind: 'not-found', chains: [] }
  const architectures = found.flatMap(({ chain: { path } }) => path.split('/')[1] ?? [])
  return {
    kind: 'other-architecture',
    chains: found.map(({ chain }) => chain),
    architectures: [...new Set(architectures)],
  }
}
