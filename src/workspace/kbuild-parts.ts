/**
 * A build as users get it: plain entries out of what the walk knows.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { Build } from '../kbuild/build.ts'
import { configurationLookup } from '../kbuild/configuration.ts'
import { doubtsOf } from '../kbuild/doubts.ts'
import { compressionSuffix, installPath, installRules } from '../kbuild/install-path.ts'
import { linkedLibraries } from '../kbuild/link-order.ts'
import { knownValue } from '../kernel/fact.ts'
import { treeVersion } from '../kernel/tree-version.ts'
import type { KbuildInputs } from './kbuild-inputs.ts'
import type {
  DirectoryEntryReport,
  DoubtEntry,
  KbuildCommandRequest,
  LibraryEntry,
  ModuleEntry,
} from './kbuild-request.ts'

/** A path of an external module without the folder in front that all of them have. */
export const inFolder = (path: string, external: string | undefined): string =>
  external !== undefined && path.startsWith(`${external}/`) ? path.slice(external.length + 1) : path

/** Tells where a module is installed; nothing where the release or its rules are not known. */
export const installer = (
  files: FileSystem,
  { environment, variables = [] }: KbuildCommandRequest,
  { request, tree, release: fact }: KbuildInputs,
): ((module: string) => Pick<ModuleEntry, 'install'>) => {
  const release = knownValue(fact)
  const version = knownValue(treeVersion({ files, build: tree.output, source: tree.source }))
  const rules = installRules(readTextIfThere(files, `${tree.source}/scripts/Makefile.modinst`), version)
  if (release === undefined || rules === undefined) return () => ({})
  const suffix = compressionSuffix(
    rules,
    configurationLookup(new Map([...request.configuration, ...request.variables])),
  )
  const given = new Map(variables)
  const setting = (name: string): string | undefined => given.get(name) ?? environment[name]
  const modPath = setting('INSTALL_MOD_PATH')
  const modDir = setting('INSTALL_MOD_DIR')
  return (module) => ({
    install: installPath({
      release,
      module: inFolder(module, request.external),
      external: request.external !== undefined,
      rules,
      suffix,
      ...(modPath === undefined ? {} : { modPath }),
      ...(modDir === undefined ? {} : { modDir }),
    }).path,
  })
}

export const libraryEntries = (build: Build): readonly LibraryEntry[] => {
  const { whole, gaps } = linkedLibraries(build)
  const linked = new Set([...whole, ...gaps])
  return build.libraries.map((library) => ({
    path: library.path,
    objects: library.objects.map(({ path }) => path),
    linked: linked.has(library),
  }))
}

export const directoryEntries = (build: Build): readonly DirectoryEntryReport[] =>
  build.visits.map(({ path, needBuiltin, needModorder, makefiles }) => ({
    path,
    builtin: needBuiltin,
    modules: needModorder,
    makefiles,
  }))

export const doubtEntries = (build: Build): readonly DoubtEntry[] =>
  build.visits.flatMap((visit) =>
    doubtsOf(visit).flatMap(({ directory, list, word, listed, unknowns }) => {
      const [first] = unknowns
      if (first === undefined) return []
      const commands = unknowns.map(({ command }) => command)
      return [{ directory, list, word, listed, commands, place: first.place }]
    }),
  )
