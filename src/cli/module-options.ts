/**
 * The options of `kcheck module`, and what was typed as a plain object: nothing is looked up here.
 */
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { KNOWN_POLICIES, type ModuleRequest } from '../workspace/module-request.ts'

/** Options as commander gives them: the request's own, some under another name, and the form of the answer. */
export interface ModuleOptions extends Omit<ModuleRequest, 'cwd' | 'inputs' | 'runningRelease' | 'keys' | 'blacklist'> {
  readonly key?: readonly string[]
  readonly blacklist?: readonly string[]
  readonly json?: true
  readonly sarif?: true
}

const EXAMPLES = `
Examples:
  kcheck module hello.ko
  kcheck module --symvers linux/Module.symvers drivers/net/dummy.ko
  kcheck module --kernel /usr/src/linux-headers-6.1.0-56-amd64 --policy debian build/*.ko
  kcheck module --kernel-package 'kernel - 6.6.73~0123456789abcdef0123456789abcdef-r1' kmod-foo.ipk
  kcheck module --built-from src --tree /usr/src/linux-headers-6.1.0-55-amd64 --kernel /lib/modules/6.1.0-56-amd64
  kcheck module --kernel /lib/modules/6.1.0-56-amd64 --loaded /proc/modules --params 'debug=1' hello.ko`

const CODES = `
Exit codes: 0 all load; 1 at least one is refused, or the kernel would crash, or a package would not be
installed; 2 the command line is wrong; 3 for at least one it cannot be told, or an input cannot be read.`

/** An empty text is what is left of a variable that is not set. */
const stated = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It must not be empty.')
  return value
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, stated(value)]

const names = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(',').filter((name) => name !== ''),
]

/** Declares the arguments and options on `command`. */
export const declareModuleOptions = (command: Command): Command =>
  command
    .addArgument(
      new Argument(
        '[file...]',
        'modules (.ko, .ko.gz, .ko.xz, .ko.zst), packages of them (.ipk, .apk), or folders that are searched for both',
      ).argParser(collect),
    )
    .option(
      '--symvers <file>',
      "Module.symvers of the kernel; again: of other modules, as KBUILD_EXTRA_SYMBOLS (default: the kernel folder's)",
      collect,
    )
    .option(
      '--kernel <dir>',
      'build or headers tree, or /lib/modules/RELEASE (default: where --symvers is, or the running kernel)',
      stated,
    )
    .option('--config <file>', 'configuration of the kernel; may be compressed, as /proc/config.gz', stated)
    .option('--release <release>', 'UTS_RELEASE, as uname -r prints it', stated)
    .option('--vermagic <text>', 'the whole vermagic string, trailing blanks included', stated)
    .option(
      '--like <ko>',
      'a module known to load: vermagic, architecture and size of struct module are taken from it',
      stated,
    )
    .addOption(
      new Option('--policy <name>', 'what a distribution changed in the loader (default: what files show)').choices(
        KNOWN_POLICIES,
      ),
    )
    .option(
      '--kernel-package <text>',
      "version of OpenWrt's package kernel on the device, as opkg list-installed or apk list prints it: what packages need is compared",
      stated,
    )
    .option(
      '--built-from <dir>',
      'instead of files: the modules that this folder of sources builds, before they are built',
      stated,
    )
    .option(
      '--tree <dir>',
      "kernel's tree or headers that --built-from is built with (default: the one it lies in, or the kernel's own)",
      stated,
    )
    .option('--force-vermagic', "as modprobe's")
    .option('--force-modversion', "as modprobe's")
    .option('--sig-enforce', 'the kernel takes signed modules only')
    .option('--lockdown', 'the kernel is locked down to integrity')
    .option('--blacklist <names>', 'names that module_blacklist= has, separated by commas', names)
    .option(
      '--loaded <file>',
      'what is loaded already: a text of /proc/modules, a list of .ko files, or a .ko; may be given again',
      collect,
    )
    .option('--params <text>', 'parameters, as on the command line of insmod')
    .option('--key <cert>', 'verify signatures with this certificate or key; may be given again', collect)
    .option('--digests', 'verify signatures of modules in folders too; needs --key')
    .addOption(new Option('--sarif', 'print the result as SARIF 2.1.0').conflicts('json'))
    .option('--json', 'print the result as JSON (schema kcheck/module/1)')
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', CODES)

/** The request that the options make, absent where nothing was typed. */
export const moduleRequest = (
  inputs: readonly string[],
  options: ModuleOptions,
  surroundings: Pick<ModuleRequest, 'cwd' | 'runningRelease'>,
): ModuleRequest => {
  const { key, json: _json, sarif: _sarif, ...typed } = options
  return { ...surroundings, ...typed, inputs, ...(key === undefined ? {} : { keys: key }) }
}
