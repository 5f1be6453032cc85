/**
 * `kcheck kbuild`: what a configuration builds, and why.
 */
import { diskFileSystem } from '../files/disk-file-system.ts'
import type { FileSystem } from '../files/file-system.ts'
import type { Build } from '../kbuild/build.ts'
import { builtinModulesOf, type SourceOfObject, sourceFinder, sourcesOf } from '../kbuild/build-sources.ts'
import { compareBuilds } from '../kbuild/compare-builds.ts'
import { explorationOf, explore } from '../kbuild/explore.ts'
import { OLDER_RULE, olderBuiltinModules } from '../kbuild/older-builtin.ts'
import { symbolMentions } from '../kbuild/symbol-mentions.ts'
import type { KbuildRequest } from '../kbuild/top-makefile.ts'

import { completeBuild } from './complete-build.ts'
import { failureOf } from './failure.ts'
import { externalParts } from './kbuild-external.ts'
import { KbuildRequestFailure } from './kbuild-failure.ts'
import { findingsOf } from './kbuild-findings.ts'
import { type KbuildInputs, kbuildInputs } from './kbuild-inputs.ts'
import { directoryEntries, doubtEntries, inFolder, installer, libraryEntries } from './kbuild-parts.ts'
import type {
  KbuildCommandRequest,
  KbuildFailure,
  KbuildOutcome,
  KbuildProblem,
  KbuildResult,
  SymbolReport,
} from './kbuild-request.ts'
import { whyReport } from './kbuild-why.ts'

/** Works out a build. What is wrong with the request or the tree is a result. */
export const kbuild = async (
  request: KbuildCommandRequest,
  files: FileSystem = diskFileSystem(),
): Promise<KbuildResult> => {
  try {
    const inputs = await kbuildInputs(files, request)
    return await outcome(files, request, inputs)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    return { kind: 'failed', problem, notes: [] }
  }
}

const problemOf = (error: unknown): KbuildProblem | undefined =>
  error instanceof KbuildRequestFailure ? error.problem : failureOf(error)

const outcome = async (
  files: FileSystem,
  request: KbuildCommandRequest,
  inputs: KbuildInputs,
): Promise<KbuildOutcome | KbuildFailure> => {
  const { tree, request: built, notes } = inputs
  const made = completeBuild(built, tree.only)
  const sourceOf = sourceFinder(built, made)
  const install = installer(files, request, inputs)
  const named = (path: string): string => inFolder(path, built.external)
  const builtinModules = await builtinLines(files, request, inputs, made, sourceOf)
  const sources = request.wants.has('sources') ? sourcesOf(made, sourceOf) : undefined
  return {
    kind: 'built',
    tree: tree.source,
    build: tree.output,
    arch: built.arch,
    config: inputs.config,
    release: inputs.release,
    modules: made.modules.map(({ path, objects, composite }) => ({
      path: named(path),
      objects: objects.map(named),
      composite,
      ...install(path),
    })),
    builtinObjects: made.builtinObjects.map(({ path }) => named(path)),
    libraries: libraryEntries(made),
    directories: directoryEntries(made),
    ...(builtinModules === undefined ? {} : { builtinModules }),
    ...(sources === undefined ? {} : { sources: sources.files }),
    notes,
    findings: findingsOf({
      request: built,
      build: made,
      builtinModules: builtinModules ?? [],
      sourceOf,
      lint: request.lint === true,
    }),
    doubts: doubtEntries(made),
    ...(request.why === undefined ? {} : { why: await whyReport(files, { request, inputs, made }, request.why) }),
    ...(request.symbol === undefined ? {} : { symbol: symbolReport(built, made, tree.only, request.symbol) }),
    ...(request.against === undefined ? {} : { against: againstReport(inputs, made, request.against) }),
    ...(built.external === undefined ? {} : externalParts(files, built, made)),
  }
}

/** modules.builtin by the tree's own rule, where it is asked for. */
const builtinLines = async (
  files: FileSystem,
  request: KbuildCommandRequest,
  inputs: KbuildInputs,
  made: Build,
  sourceOf: SourceOfObject,
): Promise<readonly string[] | undefined> => {
  if (!request.wants.has('modules.builtin')) return undefined
  const { request: built } = inputs
  if (files.kind(`${built.source}/${OLDER_RULE}`) !== 'file') return builtinModulesOf(built, made, sourceOf).modules
  // which symbols are tristate only Kconfig knows
  const { openKconfig } = await import('./kconfig-session.ts')
  const session = await openKconfig(files, request, inputs)
  return session === undefined
    ? undefined
    : olderBuiltinModules(built, made, (symbol) => session.kindOf(symbol) === 'tristate')
}

const symbolReport = (built: KbuildRequest, made: Build, only: string | undefined, typed: string): SymbolReport => {
  const symbol = typed.startsWith('CONFIG_') ? typed : `CONFIG_${typed}`
  const value = built.configuration.get(symbol) ?? ''
  const having = (text: string): Build => {
    if (text === value) return made
    const configuration = new Map(built.configuration)
    if (text === '') configuration.delete(symbol)
    else configuration.set(symbol, text)
    return completeBuild({ ...built, configuration }, only)
  }
  const without = having('')
  // it reads the makefiles of the directories that no build enters
  explore(explorationOf(built, made))
  return {
    symbol,
    value,
    effects: [...new Set(['m', 'y', value])]
      .filter((text) => text !== '')
      .map((text) => ({ value: text, difference: compareBuilds(without, having(text)) })),
    mentions: symbolMentions(built.store, built.external ?? built.source, symbol),
  }
}

const againstReport = (inputs: KbuildInputs, made: Build, name: string): NonNullable<KbuildOutcome['against']> => {
  const other = completeBuild(inputs.withConfig(name), inputs.tree.only)
  return { config: name, difference: compareBuilds(made, other) }
}
