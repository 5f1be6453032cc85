/**
 * From what the user typed to what a walk needs: tree, architecture, configuration, release, who answers commands.
 */
import { resolve } from 'node:path'
import { parseHeader } from '../config/header.ts'
import { assignedValues, entryLookup } from '../config/values.ts'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type ConfigurationTexts, makeConfiguration } from '../kbuild/configuration.ts'
import { BUILD_SCRIPT } from '../kbuild/directory-maker.ts'
import { answerWithoutShell } from '../kbuild/shell-free.ts'
import { AUTO_CONF, type KbuildRequest } from '../kbuild/top-makefile.ts'
import { architecture } from '../kernel/architectures.ts'
import { type Fact, knownValue } from '../kernel/fact.ts'
import { kernelFacts } from '../kernel/kernel-facts.ts'
import type { KernelVersion } from '../kernel/kernel-version.ts'
import { MakefileStore } from '../make/makefile-store.ts'
import { answerSource } from './answer-source.ts'
import { chooseArch } from './choose-arch.ts'
import { KbuildRequestFailure } from './kbuild-failure.ts'
import type { KbuildCommandRequest, KbuildNote } from './kbuild-request.ts'
import { type KbuildTree, kbuildTree } from './kbuild-tree.ts'
import { readNamedText } from './read-text.ts'

export interface KbuildInputs {
  readonly tree: KbuildTree
  readonly request: KbuildRequest
  /** The configuration's name. */
  readonly config: string
  /** What it says. */
  readonly given: ReadConfiguration
  readonly texts: ConfigurationTexts
  readonly release: Fact<string>
  readonly notes: readonly KbuildNote[]
  /** The same build with another configuration. Throws a `RequestFailure`. */
  readonly withConfig: (name: string) => KbuildRequest
}

export interface ReadConfiguration {
  readonly name: string
  readonly text: string
  /** By symbol; see assignedValues(). */
  readonly values: ReadonlyMap<string, string>
}

const readConfiguration = (
  files: FileSystem,
  { cwd, stdin }: KbuildCommandRequest,
  name: string,
): ReadConfiguration => {
  const { text, path } = readNamedText(files, cwd, name, stdin)
  return { name: path ?? name, text, values: assignedValues(text) }
}

const ownConfiguration = (files: FileSystem, request: KbuildCommandRequest, tree: KbuildTree): ReadConfiguration => {
  if (request.config !== undefined) return readConfiguration(files, request, request.config)
  const { config } = tree.places
  if (config === undefined) throw new KbuildRequestFailure({ kind: 'no-config', folder: tree.output })
  return readConfiguration(files, request, config)
}

/** Linux 5.17 took the quotes away. Files that were written already tell best. */
const configurationTexts = (
  files: FileSystem,
  { output }: KbuildTree,
  version: KernelVersion | undefined,
): ConfigurationTexts => {
  const written = readTextIfThere(files, `${output}/${AUTO_CONF}`)
  const [value] = /^CONFIG_(?:LOCALVERSION|DEFAULT_HOSTNAME|CC_VERSION_TEXT)=.*$/m.exec(written ?? '') ?? []
  if (value !== undefined) return value.endsWith('"') ? 'quoted' : 'bare'
  if (version === undefined) return 'bare'
  return version.version > 5 || (version.version === 5 && version.patchlevel >= 17) ? 'bare' : 'quoted'
}

const architectureName = (
  files: FileSystem,
  { cwd, arch: requested, environment, config }: KbuildCommandRequest,
  { source }: KbuildTree,
  header: string | undefined,
): { readonly arch: string; readonly note?: KbuildNote } => {
  const configPath = config === undefined ? undefined : resolve(cwd, config)
  const { architecture, because } = chooseArch(files, source, {
    requested,
    environment: environment['ARCH'],
    configPath,
    header,
  })
  const { arch } = architecture
  return because === 'option' ? { arch } : { arch, note: { kind: 'arch', arch, because } }
}

/** Throws a `KbuildRequestFailure` or a `RequestFailure`. */
export const kbuildInputs = async (files: FileSystem, request: KbuildCommandRequest): Promise<KbuildInputs> => {
  const { cwd, environment, toolchain = 'auto', external, variables = [] } = request
  const tree = kbuildTree(files, request)
  const { source, output, places } = tree
  const config = ownConfiguration(files, request, tree)
  const header = parseHeader(config.text)
  const { arch, note: archNote } = architectureName(files, request, tree, header?.arch)
  const facts = kernelFacts({ files, places, config: entryLookup(config.text, config.name, config.values) })
  const version = knownValue(facts.version)
  const answers = await answerSource({
    files,
    cwd,
    tree: output,
    toolchain,
    environment: new Map(),
    process: environment,
  })
  const texts = configurationTexts(files, tree, version)
  const release = knownValue(facts.release.text)
  const built: KbuildRequest = {
    files,
    store: new MakefileStore(),
    source,
    output,
    arch,
    configuration: makeConfiguration(config.values, texts),
    variables: new Map(variables),
    ...(release === undefined ? {} : { release }),
    ...(external === undefined ? {} : { external: externalFolder(files, cwd, external) }),
    shell: (command) => answers.oracle.shell(command) ?? answerWithoutShell(files, output, command),
  }
  const notes: readonly (KbuildNote | undefined)[] = [
    tree.note,
    request.config === undefined ? { kind: 'config', path: config.name } : undefined,
    archNote,
    header?.arch !== undefined && architecture(header.arch).srcarch !== architecture(arch).srcarch
      ? { kind: 'config-of-other-arch', config: header.arch, arch }
      : undefined,
    version !== undefined && header?.version !== undefined && header.version !== version.text
      ? { kind: 'config-of-other-version', config: header.version, tree: version.text }
      : undefined,
    files.kind(`${source}/${BUILD_SCRIPT}`) === 'file' ? undefined : { kind: 'no-scripts', folder: source },
    answers.name === 'config' || answers.name === 'none' ? undefined : { kind: 'toolchain', source: answers.name },
  ]
  return {
    tree,
    request: built,
    config: config.name,
    given: config,
    texts,
    release: facts.release.text,
    notes: notes.filter((note) => note !== undefined),
    withConfig: (name) => {
      const { values } = readConfiguration(files, request, name)
      return { ...built, configuration: makeConfiguration(values, texts) }
    },
  }
}

const externalFolder = (files: FileSystem, cwd: string, name: string): string => {
  const folder = resolve(cwd, name)
  if (files.kind(folder) === 'directory') return folder
  throw new KbuildRequestFailure({
    kind: 'unreadable',
    what: 'module',
    path: name,
    code: files.kind(folder) === undefined ? 'ENOENT' : 'ENOTDIR',
  })
}
