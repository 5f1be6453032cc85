/**
 * The options of `kcheck predict`, and what was typed as a plain object: nothing is looked up here.
 */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { EMITS, hasOwnText, PREDICT_MODES, type PredictRequest } from '../workspace/predict-request.ts'

/** Options as commander gives them: the request's own, some under another name, and what becomes of the answer. */
export interface PredictOptions
  extends Omit<PredictRequest, 'cwd' | 'environment' | 'stdin' | 'config' | 'fragments' | 'cache'> {
  readonly fragment?: readonly string[]
  readonly cache: boolean
  readonly requireKnown?: true
  readonly output?: string
  readonly write?: true
  readonly json?: true
}

const EXAMPLES = `
Examples:
  kcheck predict --tree linux linux/arch/arm64/configs/defconfig > arm64.config
  kcheck predict --tree linux --fragment debug.config --diff --write .config
  kcheck predict --tree openwrt --emit vermagic config.buildinfo
  kcheck predict --tree fixtures/kernel-tiny fixtures/kernel-tiny/arch/x86/configs/tiny_defconfig`

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

const assignment = (
  text: string,
  before: readonly (readonly [string, string])[] = [],
): readonly (readonly [string, string])[] => {
  const equals = text.indexOf('=')
  if (equals < 1) throw new InvalidArgumentError('It must be NAME=VALUE.')
  return [...before, [text.slice(0, equals), text.slice(equals + 1)]]
}

/** Declares the arguments and options on `command`. */
export const declarePredictOptions = (command: Command): Command =>
  command
    .argument('[config]', 'a .config, defconfig, seed or fragment; - is standard input (default: .config)')
    .option(
      '--tree <dir>',
      'kernel tree, OpenWrt buildroot or other project with Kconfig files (default: found from CONFIG)',
    )
    .option('--kconfig <file>', 'root file in the tree (default: Kconfig)')
    .option('--arch <arch>', "ARCH as make takes it (default: from CONFIG's place, its header, then this machine)")
    .addOption(
      new Option(
        '--mode <mode>',
        'how to resolve (default: olddefconfig, in a buildroot defconfig); none takes CONFIG as it stands',
      ).choices(PREDICT_MODES),
    )
    .option('--allconfig <file>', 'preset values for the all*config modes and randconfig, as KCONFIG_ALLCONFIG')
    .option('--seed <n>', 'seed of randconfig, as KCONFIG_SEED')
    .option('--probability <p>', 'probabilities of randconfig in per cent, as KCONFIG_PROBABILITY')
    .option('--fragment <file>', 'merge over CONFIG first; may be given again, the last one wins', collect)
    .option('--env <name=value>', 'a variable that Kconfig text sees; may be given again', assignment)
    .option('--toolchain <who>', 'who answers $(shell …): auto, config, live, none, or a recorded FILE (default: auto)')
    .option('--require-known', 'exit with 3 if a written value hangs on an answer that nobody knows')
    .option('--no-cache', 'neither read nor write the cache (KCHECK_CACHE names its folder)')
    .option('--dialect <name>', 'Kconfig generation, such as linux-6.1 (default: auto, read off the tree)')
    .addOption(
      new Option('--emit <what>', "what to print (default: config; in a buildroot the kernel's, config.set)").choices(
        EMITS,
      ),
    )
    .option('-o, --output <file>', 'write there instead of to standard output; for syncconfig without --emit a folder')
    .option('--write', 'write CONFIG in place and keep the old one as CONFIG.old')
    .option('--diff', 'say what the resolution changed, dropped or added, and why')
    .option('--json', 'print the result as JSON (schema kcheck/predict/1)')
    .addHelpText('after', EXAMPLES)

/** What cannot be asked for together, or undefined: a message for the user. */
export const conflict = (config: string | undefined, options: PredictOptions): string | undefined => {
  const { write, output, mode, emit, fragment = [] } = options
  if (write === true && output !== undefined) return '--write and --output exclude each other'
  if (write === true && config === '-') return '--write needs a file: CONFIG is standard input'
  if (write === true && emit !== undefined && emit !== 'config')
    return `--write would put ${emit} in the place of CONFIG`
  if (write === true && (mode === 'listnewconfig' || mode === 'helpnewconfig' || mode === 'syncconfig')) {
    return `--write has nothing to write with --mode ${mode}`
  }
  if (mode === 'syncconfig' && output === undefined && emit === undefined) {
    return '--mode syncconfig writes several files: name their folder with -o'
  }
  if (emit !== undefined && mode !== undefined && hasOwnText(mode)) return `--emit chooses nothing with --mode ${mode}`
  const inputs = [config, options.allconfig, ...fragment].filter((name) => name === '-').length
  return inputs > 1 ? 'standard input can be read only once' : undefined
}

/** The request that the options make, absent where nothing was typed. */
export const predictRequest = (
  config: string | undefined,
  options: PredictOptions,
  surroundings: Pick<PredictRequest, 'cwd' | 'environment' | 'stdin'>,
): PredictRequest => {
  const { fragment, requireKnown: _known, output: _output, write, json: _json, ...typed } = options
  return {
    ...surroundings,
    ...typed,
    // what goes in the place of CONFIG is one
    ...(write === true ? { emit: 'config' } : {}),
    ...(config === undefined ? {} : { config }),
    ...(fragment === undefined ? {} : { fragments: fragment }),
  }
}
