/**
 * `kcheck module`: options to a request, verdicts to where the user reads them.
 */
import type { Command } from 'commander'
import { declareModuleOptions, type ModuleOptions, moduleRequest } from './module-options.ts'
import type { Outcome } from './program.ts'
import { messagesInColour, outputInColour, writeMessage, writeWords } from './terminal.ts'

/** Declares the command on `program`. `launcher`: the script that a thread of its own would start with. */
export const addModuleCommand = (program: Command, outcome: Outcome, launcher?: string): void => {
  const command = program
    .command('module')
    .description('say whether a kernel would load modules, what it would print, and why')
  declareModuleOptions(command).action(async (inputs: readonly string[], options: ModuleOptions) => {
    if (options.digests === true && options.key === undefined) command.error('error: --digests needs --key')
    outcome.exitCode = await runModule(inputs, options, launcher)
  })
}

const runModule = async (
  inputs: readonly string[],
  options: ModuleOptions,
  launcher: string | undefined,
): Promise<number> => {
  const [{ judgeModules }, { reportModules }, { progressOnTerminal }] = await Promise.all([
    import('../workspace/judge-modules.ts'),
    import('../report/module-report.ts'),
    import('./progress.ts'),
  ])
  const request = moduleRequest(inputs, options, {
    cwd: process.cwd(),
    ...(process.platform === 'linux' ? { runningRelease: process.getBuiltinModule('node:os').release() } : {}),
  })
  const progress = progressOnTerminal()
  const result = judgeModules(request, { progress: progress.step, ...(launcher === undefined ? {} : { launcher }) })
  progress.end()
  const report = reportModules(result, {
    format: options.json === true ? 'json' : options.sarif === true ? 'sarif' : 'text',
    colour: { output: outputInColour(process.env), messages: messagesInColour(process.env) },
  })
  writeMessage(report.messages)
  writeWords(report.output)
  return report.exitCode
}
