/**
 * `kcheck minimize`: the fewest lines of a configuration that still give a hash. Who does not want to wait stops it, and
 * has the fewest so far.
 */
import type { Command } from 'commander'
import { writeFileAtomically } from '../files/atomic-write.ts'
import type { Outcome } from './program.ts'
import { progressOnTerminal } from './progress.ts'
import { messagesInColour, writeMessage, writeResult, writeWords } from './terminal.ts'

interface MinimizeOptions {
  readonly expect: string
  readonly keep?: readonly string[]
  readonly tree?: string
  readonly dialect?: string
  readonly toolchain?: string
  readonly cache: boolean
  readonly output?: string
  readonly json?: true
}

const EXAMPLES = `
Examples:
  kcheck minimize config.buildinfo --tree openwrt --expect c2bc166c1ba350209562f87ffdd33884
  kcheck minimize openwrt/.config --expect 6.6.73~c2bc166c1ba350209562f87ffdd33884-r1 -o seed
  kcheck minimize .config --expect HASH --keep 'TARGET_*' --keep KERNEL_KALLSYMS
  kcheck minimize fixtures/buildroot-tiny/seeds/buildbot --expect 8d766bb710726354f927052eee9d76a5

--expect takes a hash, a version of the package kernel, the address of its kmods, or all that
opkg or apk said; the hash in it counts. --keep with * or ? in it fits a whole line or the whole
name of its symbol; without, it is the name of a symbol, or else any text in a line.
Ctrl-C prints the fewest lines so far. The exit code is 0 where none of the lines can be left out
alone, 1 where CONFIG does not give the hash or the search was interrupted.`

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Declares the command on `program`. */
export const addMinimizeCommand = (program: Command, outcome: Outcome): void => {
  const command = program
    .command('minimize')
    .description(
      "the fewest lines of an OpenWrt configuration that still give a kernel's hash, and what each is good for",
    )
    .argument('<config>', 'a seed, a config.buildinfo or a full .config; - is standard input')
    .requiredOption('--expect <text>', 'the hash that has to come out; - is standard input')
    .option('--keep <pattern>', 'never leave such lines out; may be given again', collect)
    .option('--tree <dir>', 'OpenWrt buildroot (default: found from CONFIG)')
    .option('--toolchain <who>', 'who answers $(shell …), as with kcheck predict (default: auto)')
    .option('--no-cache', 'neither read nor write the cache (KCHECK_CACHE names its folder)')
    .option('--dialect <name>', 'release, such as openwrt-24.10 (default: auto, read off the tree)')
    .option('-o, --output <file>', 'write the lines there instead of to standard output')
    .option('--json', 'print the result as JSON (schema kcheck/minimize/1)')
    .addHelpText('after', EXAMPLES)
    .action(async (config: string, options: MinimizeOptions) => {
      if (config === '-' && options.expect === '-') command.error('error: standard input can be read only once')
      outcome.exitCode = await runMinimize(config, options)
    })
}

const runMinimize = async (config: string, options: MinimizeOptions): Promise<number> => {
  const [{ minimiseSeed }, { reportMinimised }, { readAllInput }] = await Promise.all([
    import('../workspace/minimise-seed.ts'),
    import('../report/minimise-report.ts'),
    import('./standard-input.ts'),
  ])
  const { json = false, output, ...typed } = options
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  const progress = progressOnTerminal()
  // a second one ends the process
  process.once('SIGINT', interrupt)
  const result = await minimiseSeed({
    cwd: process.cwd(),
    environment: process.env,
    stdin: readAllInput,
    config,
    ...typed,
    onProgress: progress.step,
    signal: stop.signal,
  }).finally(() => {
    process.off('SIGINT', interrupt)
    progress.end()
  })
  const report = reportMinimised(result, { json, colour: messagesInColour(process.env) })
  writeMessage(report.messages)
  if (report.text !== undefined && output !== undefined) writeFileAtomically(output, report.text)
  else if (report.text !== undefined && !json) writeResult(report.text)
  if (report.json !== undefined) writeWords(report.json)
  return report.exitCode
}
