/**
 * What users get to know of an external module besides its objects.
 */
import type { FileSystem } from '../files/file-system.ts'
import { type Build, build } from '../kbuild/build.ts'
import { dkmsOfFolder } from '../kbuild/dkms-folder.ts'
import {
  emptyListsOf,
  extraSymbols,
  flagsOf,
  includeFolders,
  shippedObjects,
  unsetVariables,
} from '../kbuild/external.ts'
import { answerWithoutShell } from '../kbuild/shell-free.ts'
import type { KbuildRequest } from '../kbuild/top-makefile.ts'
import { readWrapper, type Wrapper } from '../kbuild/wrapper.ts'
import { resolveIn } from '../make/resolve-in.ts'
import { inFolder } from './kbuild-parts.ts'
import type { ExternalReport, KbuildOutcome, WrapperReport } from './kbuild-request.ts'

type ExternalParts = Pick<KbuildOutcome, 'external' | 'wrapper' | 'nothing' | 'externalReport' | 'dkms'>

/** `built.external` is set. */
export const externalParts = (files: FileSystem, built: KbuildRequest, made: Build): ExternalParts => {
  const { external = '', store, source, variables, shell } = built
  const { folder } = made.top
  const wrapper = readWrapper({
    files,
    store,
    folder: external,
    variables,
    // in its own folder, not where the kernel's makefile is read
    shell: (command) => answerWithoutShell(files, external, command) ?? shell(command),
    ...(built.release === undefined ? {} : { release: built.release }),
  })
  const report = wrapper === undefined || wrapper.handedOn.length === 0 ? undefined : wrapperReport(built, wrapper)
  const own = made.modules.map(({ path }) => inFolder(path, external))
  // dkms builds as the package's own makefile does
  const dkms = dkmsOfFolder(files, external, own.length > 0 ? own : (report?.modules ?? []), built.release)
  return {
    external,
    ...(dkms === undefined ? {} : { dkms }),
    externalReport: externalReport(files, made),
    ...(report === undefined ? {} : { wrapper: report }),
    ...(made.modules.length > 0
      ? {}
      : {
          nothing: {
            lists: emptyListsOf(made, { files, store, folder, source }),
            unset: unsetVariables(made, store, folder),
          },
        }),
  }
}

const externalReport = (files: FileSystem, made: Build): ExternalReport => {
  const { folder } = made.top
  const found = (path: string): { readonly path: string; readonly found: boolean } => ({
    path,
    found: files.kind(resolveIn(folder, path)) !== undefined,
  })
  const flags = flagsOf(made)
  return {
    extraSymbols: extraSymbols(made).map(found),
    flags,
    includes: includeFolders(flags.flatMap((one) => one.flags)).map(found),
    shipped: shippedObjects(made, files, folder),
  }
}

/** The build that `make` in the module's own folder starts. */
const wrapperReport = (built: KbuildRequest, { makefile, goal, command, place, handedOn }: Wrapper): WrapperReport => {
  const named = (how: 'argument' | 'export'): readonly (readonly [string, string])[] =>
    handedOn.filter((one) => one.how === how).map(({ name, value }) => [name, value] as const)
  const result = build({
    ...built,
    variables: new Map([...built.variables, ...named('argument')]),
    exported: new Map([...(built.exported ?? []), ...named('export')]),
  })
  const modules = result.kind === 'built' ? result.build.modules : []
  return {
    makefile,
    goal,
    command,
    place,
    handedOn,
    modules: modules.map(({ path }) => inFolder(path, built.external)),
  }
}
