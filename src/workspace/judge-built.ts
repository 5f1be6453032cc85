/**
 * Would the modules that a source folder builds load in a kernel? Finds both kernels and the sources and has each module
 * judged; which modules a folder builds is for others to say.
 */
import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { BuiltJudge, type BuiltModule } from '../module/built-module.ts'
import { moduleNameOf } from '../module/module-name.ts'
import { toolTexts } from '../module/tool-texts.ts'
import { buildKernel, type FoundBuild } from './build-kernel.ts'
import { ModuleRequestFailure } from './module-failure.ts'
import type { JudgedModule, ModuleNote, ModuleOutcome, ModuleRun } from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'
import { ifReadable, moduleDisk } from './read-unpacked.ts'
import { targetKernel } from './target-kernel.ts'

/** A module that a build makes. */
export interface ListedModule {
  /** As it is to be named: `drivers/foo/foo-bar.ko`. */
  readonly file: string
  /** Absolute paths of its sources; those that cannot be read, as what is generated, are passed over. */
  readonly sources: readonly string[]
}

/** Who knows which modules a folder builds. `folder` is absolute; throws a `ModuleRequestFailure`. */
export type ModuleLister = (files: FileSystem, build: FoundBuild, folder: string) => Promise<readonly ListedModule[]>

export interface BuiltOptions {
  /** Default: the disk. */
  readonly files?: FileSystem
  readonly list: ModuleLister
}

/** The text of each source that is there, latin1. */
const textsOf = (files: FileSystem, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    const text = ifReadable(() => files.readText(path))
    return typeof text === 'string' ? [text] : []
  })

const judgeAll = async (
  request: ModuleRequest,
  { files = moduleDisk(), list }: BuiltOptions,
  notes: ModuleNote[],
): Promise<ModuleRun> => {
  const { cwd, builtFrom = '.', params = '', forceVermagic = false, forceModversion = false } = request
  const folder = resolve(cwd, builtFrom)
  if (files.kind(folder) !== 'directory')
    throw new ModuleRequestFailure({ kind: 'unreadable', what: 'built-from', path: builtFrom, code: 'ENOENT' })
  const { kernel, description } = targetKernel(files, request, notes)
  const build = buildKernel(files, request, folder, notes)
  const listed = await list(files, build, folder)
  const names = listed.map(({ file }) => moduleNameOf(file))
  const attempt = { params, ignoreVermagic: forceVermagic, ignoreModversions: forceModversion }
  const judge = new BuiltJudge(build.kernel, kernel, names, attempt)
  const modules = listed.map(({ file, sources }): JudgedModule => {
    const module: BuiltModule = { name: nameOf(file), sources: textsOf(files, sources), isExternal: !build.isInTree }
    const result = judge.judge(module)
    const tools = result.verdict === 'refused' && result.errno !== null ? toolTexts(file, result.errno) : null
    return { file, result, tools }
  })
  const unjudged = listed.length > 0 ? [] : [{ file: builtFrom, problem: { kind: 'builds-no-modules' } as const }]
  return { kind: 'judged', kernel: description, modules, packages: [], unjudged, notes }
}

/** `foo-bar` of drivers/foo/foo-bar.ko. */
const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.ko$/, '')

/** The verdicts on the modules that `request.builtFrom` builds, or why there are none. */
export const judgeBuilt = async (request: ModuleRequest, options: BuiltOptions): Promise<ModuleOutcome> => {
  const notes: ModuleNote[] = []
  try {
    return await judgeAll(request, options, notes)
  } catch (error) {
    if (error instanceof ModuleRequestFailure) return { kind: 'failed', problem: error.problem, notes }
    throw error
  }
}
