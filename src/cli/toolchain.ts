/**
 * `kcheck toolchain record` and `show`: a toolchain's answers into a file, and what is in such a file.
 */
import type { Command } from 'commander'
import type { RecordRequest } from '../workspace/record-toolchain.ts'
import { EXIT } from './exit-codes.ts'
import type { Outcome } from './program.ts'
import { messagesInColour, writeMessage, writeResult, writeWords } from './terminal.ts'

interface RecordOptions extends Omit<RecordRequest, 'cwd' | 'environment'> {
  readonly output?: string
  readonly json?: true
}

const RECORD_EXAMPLE = `
Example:
  CROSS_COMPILE=aarch64-linux-gnu- kcheck toolchain record --tree linux --arch arm64 -o arm64.json
  kcheck predict --tree linux --arch arm64 --toolchain arm64.json arm64.config`

const SHOW_EXAMPLE = `
Example:
  kcheck toolchain show fixtures/kernel-tiny/kcheck-toolchain.json`

/** Declares the commands on `program`. */
export const addToolchainCommand = (program: Command, outcome: Outcome): void => {
  const toolchain = program.command('toolchain').description("record and show a toolchain's answers to a tree's probes")
  toolchain
    .command('record')
    .description("run a tree's probes here, to replay them elsewhere with predict --toolchain FILE")
    .requiredOption('--tree <dir>', 'the tree whose probes are run')
    .option('--arch <arch>', 'ARCH as make takes it (default: this machine)')
    .option('--kconfig <file>', 'root file in the tree (default: Kconfig)')
    .option('--dialect <name>', 'Kconfig generation (default: auto)')
    .option('-o, --output <file>', 'write there instead of to standard output')
    .option('--json', 'the recording is JSON in any case')
    .addHelpText('after', RECORD_EXAMPLE)
    .action(async (options: RecordOptions) => {
      outcome.exitCode = await record(options)
    })
  toolchain
    .command('show')
    .description('print what a recording holds')
    .argument('<file>', 'a recording')
    .option('--json', 'print it as JSON (schema kcheck/toolchain/1)')
    .addHelpText('after', SHOW_EXAMPLE)
    .action(async (file: string, options: { readonly json?: true }) => {
      outcome.exitCode = await show(file, options.json === true)
    })
}

const record = async (options: RecordOptions): Promise<number> => {
  const [{ recordToolchain }, { writeFileAtomically }] = await Promise.all([
    import('../workspace/record-toolchain.ts'),
    import('../files/atomic-write.ts'),
  ])
  const { output, json: _json, ...typed } = options
  const result = recordToolchain({ cwd: process.cwd(), environment: process.env, ...typed })
  if (result.kind === 'failed') {
    const { reportPrediction } = await import('../report/prediction.ts')
    const colour = messagesInColour(process.env)
    const report = reportPrediction(result, { json: false, diff: false, requireKnown: false, colour })
    writeMessage(report.messages)
    return report.exitCode
  }
  // the file's text is UTF-8 with everything else escaped: words, not bytes
  if (output === undefined) writeWords(result.json)
  else writeFileAtomically(output, Buffer.from(result.json))
  return EXIT.ok
}

const show = async (file: string, json: boolean): Promise<number> => {
  const [{ diskFileSystem }, { parseToolchain, formatToolchain }, { toolchainText, toolchainProblem }] =
    await Promise.all([
      import('../files/disk-file-system.ts'),
      import('../probe/toolchain.ts'),
      import('../report/toolchain.ts'),
    ])
  const parsed = parseToolchain(diskFileSystem().read(file), file)
  if (parsed.kind === 'invalid') {
    writeMessage(toolchainProblem(parsed.diagnostic))
    return EXIT.input
  }
  if (json) writeWords(formatToolchain(parsed.toolchain))
  else writeResult(toolchainText(parsed.toolchain))
  return EXIT.ok
}
