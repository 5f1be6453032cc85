/**
 * `kcheck vermagic`: the hash that OpenWrt's packages carry, and whether it is the one that is asked for; in a kernel's
 * folder the string that its modules carry.
 */
import type { Command } from 'commander'
import type { Outcome } from './program.ts'
import { messagesInColour, outputInColour, writeMessage, writeWords } from './terminal.ts'

interface VermagicOptions {
  readonly tree?: string
  readonly dialect?: string
  readonly expect?: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  kcheck vermagic openwrt/.config
  kcheck vermagic --tree openwrt --expect 6.6.73~c2bc166c1ba350209562f87ffdd33884-r1
  opkg install ./kmod-tun.ipk 2>&1 | ssh builder kcheck vermagic --tree openwrt --expect -

--expect takes a hash, a version of the package kernel, the address of its kmods, or all that
opkg or apk said. The exit code is 1 where the kernel is another one.`

/** Declares the command on `program`. */
export const addVermagicCommand = (program: Command, outcome: Outcome): void => {
  const command = program
    .command('vermagic')
    .description("the hash of an OpenWrt kernel and the versions that carry it, or a kernel's own vermagic string")
    .argument('[config]', 'full .config; - is standard input (default: .config)')
    .option('--tree <dir>', 'OpenWrt buildroot, or a folder of a kernel (default: found from CONFIG)')
    .option('--dialect <name>', 'release, such as openwrt-24.10 (default: auto, read off the tree)')
    .option('--expect <text>', 'say whether it is this kernel, and what is not; - is standard input')
    .option('--json', 'print the result as JSON (schema kcheck/vermagic/1)')
    .addHelpText('after', EXAMPLES)
    .action(async (config: string | undefined, options: VermagicOptions) => {
      if (config === '-' && options.expect === '-') command.error('error: standard input can be read only once')
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
  const result = vermagic({
    cwd: process.cwd(),
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
