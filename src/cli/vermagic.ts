/**
 * `kcheck vermagic`: the hash that OpenWrt's packages carry, and whether it is the one that is asked for; in a kernel's
 * folder the string that its modules carry.
 */
import { type Command, Option } from 'commander'
import { VERMAGIC_MODES, type VermagicRequest } from '../workspace/vermagic-request.ts'
import type { Outcome } from './program.ts'
import { messagesInColour, outputInColour, writeMessage, writeWords } from './terminal.ts'

/** Options as commander gives them. */
interface VermagicOptions
  extends Pick<VermagicRequest, 'tree' | 'dialect' | 'mode' | 'toolchain' | 'localversion' | 'expect' | 'official'> {
  readonly cache: boolean
  readonly json?: true
}

const EXAMPLES = `
Examples:
  kcheck vermagic openwrt/.config
  kcheck vermagic --tree openwrt my.seed --official config.buildinfo
  kcheck vermagic --tree openwrt --expect 6.6.73~c2bc166c1ba350209562f87ffdd33884-r1
  opkg install ./kmod-tun.ipk 2>&1 | ssh builder kcheck vermagic --tree openwrt --expect -
  kcheck vermagic --tree /lib/modules/6.1.0-56-amd64/build --expect '6.1.0-55-amd64 SMP preempt mod_unload modversions '
  dmesg | kcheck vermagic --tree linux-6.1.192 --expect -

CONFIG may be a seed, a config.buildinfo or a full .config; it is resolved as make defconfig would.
--expect takes a hash, a version of the package kernel, the address of its kmods, or all that
opkg or apk said. The exit code is 1 where the kernel is another one,
and what is known to be behind that is tried, one cause after the other. --official takes what was
published beside the images, or a .config.set, and says which lines of the kernel differ, and why.
In a folder of a kernel --expect takes a vermagic string, a release, modinfo's output, a path below
/lib/modules, or the kernel's log with the line "version magic … should be …".`

/** Declares the command on `program`. */
export const addVermagicCommand = (program: Command, outcome: Outcome): void => {
  const command = program
    .command('vermagic')
    .description("the hash of an OpenWrt kernel and the versions that carry it, or a kernel's own vermagic string")
    .argument('[config]', '.config, config.buildinfo or seed; - is standard input (default: .config)')
    .option('--tree <dir>', 'OpenWrt buildroot, or a folder of a kernel (default: found from CONFIG)')
    .option('--dialect <name>', 'release, such as openwrt-24.10 (default: auto, read off the tree)')
    .addOption(
      new Option('--mode <mode>', 'how to resolve CONFIG (default: defconfig); none takes it as it stands').choices(
        VERMAGIC_MODES,
      ),
    )
    .option('--toolchain <who>', 'who answers $(shell …): auto, config, live, none, or a recorded FILE (default: auto)')
    .option(
      '--localversion <text>',
      "LOCALVERSION as make is given it, of a kernel's own strings (default: the environment's)",
    )
    .option('--no-cache', 'neither read nor write the cache (KCHECK_CACHE names its folder)')
    .option('--expect <text>', 'say whether it is this kernel, and what is not; - is standard input')
    .option('--official <file>', 'explain the difference to this config.buildinfo, .config or .config.set')
    .option('--json', 'print the result as JSON (schema kcheck/vermagic/1)')
    .addHelpText('after', EXAMPLES)
    .action(async (config: string | undefined, options: VermagicOptions) => {
      const inputs = [config, options.expect, options.official].filter((name) => name === '-').length
      if (inputs > 1) command.error('error: standard input can be read only once')
      outcome.exitCode = await runVermagic(config, options)
    })
}

const runVermagic = async (config: string | undefined, options: VermagicOptions): Promise<number> => {
  const [{ vermagic }, { reportVermagic }, { readAllInput }] = await Promise.all([
    import('../workspace/vermagic.ts'),
    import('../report/vermagic-report.ts'),
    import('./standard-input.ts'),
  ])
  const { json = false, ...typed } = options
  const result = await vermagic({
    cwd: process.cwd(),
    environment: process.env,
    stdin: readAllInput,
    ...(config === undefined ? {} : { config }),
    ...typed,
  })
  const colour = { output: outputInColour(process.env), messages: messagesInColour(process.env) }
  const report = reportVermagic(result, { json, colour })
  writeMessage(report.messages)
  writeWords(report.output)
  return report.exitCode
}
