/**
 * What is odd about a build: of its makefiles, of the names of its modules, and, where it is asked for, of its sources.
 */
import type { Build } from '../kbuild/build.ts'
import { buildFindings } from '../kbuild/build-findings.ts'
import { type SourceOfObject, sourcesOf } from '../kbuild/build-sources.ts'
import { explorationOf, explore } from '../kbuild/explore.ts'
import { folderNames } from '../kbuild/folder-names.ts'
import { modulesOfOneName, sharedObjects } from '../kbuild/module-names.ts'
import type { KbuildRequest } from '../kbuild/top-makefile.ts'
import { unusedSources } from '../kbuild/unused-sources.ts'
import { inFolder } from './kbuild-parts.ts'
import type { KbuildFinding } from './kbuild-request.ts'

const ofMakefiles = (build: Build): readonly KbuildFinding[] =>
  buildFindings(build).map((finding): KbuildFinding => {
    if (finding.code === 'holds-itself') return { code: 'holds-itself', module: finding.object, object: finding.object }
    if (!('message' in finding)) return finding
    const { text, file, line } = finding.message
    return { code: finding.code, text, place: { file, line } }
  })

const ofNames = (build: Build, builtinModules: readonly string[]): readonly KbuildFinding[] =>
  modulesOfOneName(
    build.modules,
    builtinModules.map((line) => line.replace(/^kernel\//, '')),
  ).map(({ name, paths, builtin }) => ({ code: 'same-name', name, modules: [...paths, ...builtin] }))

const withoutSource = (build: Build, sourceOf: SourceOfObject): readonly KbuildFinding[] =>
  sourcesOf(build, sourceOf).without.map((object) => ({ code: 'no-source' as const, object }))

/** What make does not say a word about, and takes reading the sources to know. */
const ofSources = (request: KbuildRequest, build: Build, sourceOf: SourceOfObject): readonly KbuildFinding[] => {
  const { files, source, output } = request
  const unused = unusedSources({
    files,
    source,
    folder: build.top.folder,
    names: folderNames(files, source, output),
    directories: explore(explorationOf(request, build)),
  })
  return [
    ...sharedObjects(build.modules).map((shared) => ({ code: 'shared-object' as const, ...shared })),
    ...withoutSource(build, sourceOf),
    ...unused.map((path) => ({ code: 'unused-source' as const, source: path })),
  ]
}

export interface FindingsRequest {
  readonly request: KbuildRequest
  readonly build: Build
  /** Lines of modules.builtin, where they were worked out. */
  readonly builtinModules: readonly string[]
  readonly sourceOf: SourceOfObject
  /** Look at sources too. */
  readonly lint: boolean
}

export const findingsOf = ({
  request,
  build,
  builtinModules,
  sourceOf,
  lint,
}: FindingsRequest): readonly KbuildFinding[] =>
  [
    ...ofMakefiles(build),
    ...ofNames(build, builtinModules),
    ...(lint ? ofSources(request, build, sourceOf) : []),
    // who builds a module of his own wants to know at once
    ...(lint || request.external === undefined ? [] : withoutSource(build, sourceOf)),
  ].map((finding) => inModule(finding, request.external))

/** Objects of an external module are named from its folder, as its modules are. */
const inModule = (finding: KbuildFinding, external: string | undefined): KbuildFinding => {
  if (finding.code !== 'no-source' && finding.code !== 'holds-itself') return finding
  const object = inFolder(finding.object, external)
  return finding.code === 'no-source' ? { ...finding, object } : { ...finding, object, module: object }
}
