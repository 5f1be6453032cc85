/**
 * The commands and what they share: help that stays on standard output, usage errors that end with exit code 2.
 */
import { Command, CommanderError } from 'commander'
import { KCHECK_VERSION } from '../version.ts'
import { EXIT } from './exit-codes.ts'
import { addInfoCommand } from './info.ts'
import { addKbuildCommand } from './kbuild.ts'
import { addMinimizeCommand } from './minimize.ts'
import { addModuleCommand } from './module.ts'
import { addPredictCommand } from './predict.ts'
import { addSymversCommand } from './symvers.ts'
import { writeMessage, writeWords } from './terminal.ts'
import { addToolchainCommand } from './toolchain.ts'
import { addVermagicCommand } from './vermagic.ts'

const CODES = `
Exit codes:
  0  all well
  1  the answer is no
  2  the command line is wrong
  3  an input cannot be read, or a needed fact is missing`

/** What a command leaves behind for the process. */
export interface Outcome {
  exitCode: number
}

/** Settings that commander does not hand down to subcommands of subcommands by itself. */
const tame = (command: Command): Command => {
  for (const subcommand of command.commands) tame(subcommand)
  return command
    .exitOverride()
    .configureOutput({
      writeOut: writeWords,
      writeErr: (text) => writeMessage(text),
      outputError: (text, write) => write(`kcheck: ${text}`),
    })
    .configureHelp({ helpWidth: 100 })
}

const createProgram = (outcome: Outcome, launcher: string | undefined): Command => {
  const program = new Command('kcheck')
    .description('The offline oracle for Linux kernel configuration and modules.')
    .version(KCHECK_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', CODES)
  addPredictCommand(program, outcome)
  addVermagicCommand(program, outcome)
  addMinimizeCommand(program, outcome)
  addModuleCommand(program, outcome, launcher)
  addKbuildCommand(program, outcome)
  addInfoCommand(program, outcome)
  addSymversCommand(program, outcome)
  addToolchainCommand(program, outcome)
  // dispatched before this program is loaded; it is here to be listed
  program
    .command('conf')
    .description("drop-in for the kernel's scripts/kconfig/conf: the same options, dialogue, files and exit codes")
    .usage('[OPTIONS] KCONFIG')
  return tame(program)
}

/** Parses `argv` and runs the command; returns the exit code. `launcher`: the script that was started. */
export const runProgram = async (argv: readonly string[], launcher?: string): Promise<number> => {
  const outcome: Outcome = { exitCode: EXIT.ok }
  try {
    await createProgram(outcome, launcher).parseAsync([...argv], { from: 'user' })
    return outcome.exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.code === 'commander.helpDisplayed' || error.code === 'commander.version' ? EXIT.ok : EXIT.usage
  }
}
