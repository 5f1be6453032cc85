/**
 * The options of `kcheck kbuild`, and what was typed as a plain object: nothing is looked up here.
 */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { KBUILD_EMITS, type KbuildCommandRequest, type KbuildEmit } from '../workspace/kbuild-request.ts'

/** Options as commander gives them: the request's own, some under another name, and the form of the answer. */
export interface KbuildOptions
  extends Pick<KbuildCommandRequest, 'tree' | 'config' | 'arch' | 'toolchain' | 'why' | 'symbol' | 'against' | 'lint'> {
  readonly M?: string
  readonly emit?: KbuildEmit
  readonly output?: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  kcheck kbuild --tree linux --config linux/.config --emit modules.order
  kcheck kbuild --tree linux drivers/net/ethernet --arch arm64 --config arm64.config
  kcheck kbuild --tree linux --why hv_vmbus.ko
  kcheck kbuild --tree linux --symbol CONFIG_HYPERV
  kcheck kbuild --tree linux --config old.config --against new.config
  kcheck kbuild --tree /lib/modules/6.1.0-56-amd64/build -M rtl8812au CONFIG_88XXAU=m
  kcheck kbuild --tree fixtures/kbuild-tiny --emit modules.order

DIR limits the walk to one directory, as make DIR/ does. The configuration is taken as it stands:
kcheck predict resolves one. NAME=VALUE is a variable as behind make; M=DIR, ARCH=ARCH count as
-M and --arch. --emit objects prints FILE, a tab and its objects: modules in their order, then each
lib.a, then built-in.a with all built-in objects in the order of the archives. --symbol compares
builds with the symbol at m, at y and not set, and leaves all others as they are.`

const CODES = `
Exit codes: 0 all well; 1 what --why names is not built, --against differs, or -M builds no module;
2 the command line is wrong; 3 an input cannot be read, or make would stop.`

/** An empty text is what is left of a variable that is not set. */
const stated = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It must not be empty.')
  return value
}

/** Declares the arguments and options on `command`. */
export const declareKbuildOptions = (command: Command): Command =>
  command
    .argument('[dir]', 'a directory of the tree (default: all of it)')
    .argument('[name=value...]', 'variables, as behind make')
    .usage('[options] [dir] [name=value...]')
    .option(
      '--tree <dir>',
      'source tree, build folder, headers or /lib/modules/RELEASE (default: found from DIR and --config; with -M the running kernel)',
      stated,
    )
    .option('--config <file>', "the configuration; - is standard input (default: the tree's)", stated)
    .option(
      '--arch <arch>',
      "ARCH as make takes it (default: from the configuration's header, then this machine)",
      stated,
    )
    .addOption(new Option('--emit <what>', 'print one list, for programs').choices(KBUILD_EMITS))
    .addOption(
      new Option('--why <name>', 'why a module or object is built or not, from the top of the tree on')
        .argParser(stated)
        .conflicts('emit'),
    )
    .addOption(
      new Option('--symbol <symbol>', 'what a symbol adds, as CONFIG_X or X').argParser(stated).conflicts('emit'),
    )
    .addOption(
      new Option('--against <file>', 'what another configuration builds otherwise').argParser(stated).conflicts('emit'),
    )
    .option('-M <dir>', 'the folder of an external module, as make M=DIR', stated)
    .option('--toolchain <who>', 'who answers $(shell …): auto, live, none, or a recorded FILE (default: auto)', stated)
    .option('--lint', 'look for sources that nothing is compiled of, and for objects without a source')
    .option('-o, --output <file>', 'write there instead of to standard output')
    .option('--json', 'print the result as JSON (schema kcheck/kbuild/1)')
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', CODES)

/** `NAME=VALUE`, as make tells it from a target. */
const VARIABLE = /^([A-Za-z_][\w.-]*)=(.*)$/s

/** A word behind make as a variable; undefined where it is none. */
export const variableOf = (word: string): readonly [string, string] | undefined => {
  const [, name, value] = VARIABLE.exec(word) ?? []
  return name === undefined || value === undefined ? undefined : [name, value]
}

export interface KbuildArguments {
  readonly folder?: string
  readonly variables: readonly (readonly [string, string])[]
}

/** Splits what stands behind the options; undefined where it names several directories. */
export const kbuildArguments = (words: readonly string[]): KbuildArguments | undefined => {
  const variables: (readonly [string, string])[] = []
  const folders: string[] = []
  for (const word of words) {
    const variable = variableOf(word)
    if (variable === undefined) folders.push(word)
    else variables.push(variable)
  }
  const [folder] = folders
  if (folders.length > 1) return undefined
  return folder === undefined ? { variables } : { folder, variables }
}

/** What cannot be asked for together, or undefined: a message for the user. */
export const kbuildConflict = (options: KbuildOptions, { folder, variables }: KbuildArguments): string | undefined => {
  const given = new Map(variables)
  const [folderOfModule, arch] = [options.M ?? given.get('M'), options.arch ?? given.get('ARCH')]
  if (folder === '') return 'DIR must not be empty'
  if (options.config === '-' && options.against === '-') return 'standard input can be read only once'
  if (folder !== undefined && folderOfModule !== undefined)
    return `-M and a directory of the tree exclude each other: ${folder}`
  if (options.M !== undefined && given.has('M')) return '-M and M= exclude each other'
  if (options.arch !== undefined && arch !== (given.get('ARCH') ?? arch)) return '--arch and ARCH= differ'
  if (folderOfModule !== undefined && options.emit === 'modules.builtin')
    return 'an external module has no modules.builtin'
  return undefined
}

/** What has to be worked out for the answer: it costs reading the sources. */
const wantsOf = ({ emit, lint, json }: KbuildOptions): KbuildCommandRequest['wants'] =>
  new Set([
    ...(emit === 'modules.builtin' || json === true ? (['modules.builtin'] as const) : []),
    ...(emit === 'sources' || (json === true && lint === true) ? (['sources'] as const) : []),
  ])

type Surroundings = Pick<KbuildCommandRequest, 'cwd' | 'environment' | 'stdin' | 'runningRelease'>

/** The request that the options make, absent where nothing was typed. */
export const kbuildRequest = (
  { folder, variables }: KbuildArguments,
  options: KbuildOptions,
  surroundings: Surroundings,
): KbuildCommandRequest => {
  const { M, emit: _emit, output: _output, json: _json, ...typed } = options
  const given = new Map(variables)
  const external = M ?? given.get('M')
  const arch = options.arch ?? given.get('ARCH')
  const rest = variables.filter(([name]) => name !== 'M' && name !== 'ARCH')
  return {
    ...surroundings,
    ...typed,
    wants: wantsOf(options),
    ...(folder === undefined ? {} : { folder }),
    ...(external === undefined ? {} : { external }),
    ...(arch === undefined ? {} : { arch }),
    ...(rest.length === 0 ? {} : { variables: rest }),
  }
}
