/**
 * `kcheck module`: options to a request, verdicts to where the user reads them.
 */
import type { Command } from 'commander'
import type { ModuleOutcome } from '../workspace/module-outcome.ts'
import type { ModuleRequest } from '../workspace/module-request.ts'
import { variableOf } from './kbuild-options.ts'
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
    if (options.tree !== undefined && options.builtFrom === undefined) command.error('error: --tree needs --built-from')
    if (options.builtFrom !== undefined && inputs.some((input) => variableOf(input) === undefined))
      command.error('error: --built-from stands instead of files; NAME=VALUE goes with it')
    if (options.builtFrom === undefined && inputs.length === 0) command.error("error: missing required argument 'file'")
    outcome.exitCode = await runModule(inputs, options, launcher)
  })
}

const judgeFiles = async (request: ModuleRequest, launcher: string | undefined): Promise<ModuleOutcome> => {
  const [{ judgeModules }, { progressOnTerminal }] = await Promise.all([
    import('../workspace/judge-modules.ts'),
    import('./progress.ts'),
  ])
  const progress = progressOnTerminal()
  const result = judgeModules(request, { progress: progress.step, ...(launcher === undefined ? {} : { launcher }) })
  progress.end()
  return result
}

const judgeSources = async (request: ModuleRequest, inputs: readonly string[]): Promise<ModuleOutcome> => {
  const [{ judgeBuilt }, { listModules }] = await Promise.all([
    import('../workspace/judge-built.ts'),
    import('../workspace/list-modules.ts'),
  ])
  const variables = inputs.flatMap((input) => {
    const variable = variableOf(input)
    return variable === undefined ? [] : [variable]
  })
  return judgeBuilt(request, { list: (files, build, folder) => listModules(files, build, folder, variables) })
}

const runModule = async (
  inputs: readonly string[],
  options: ModuleOptions,
  launcher: string | undefined,
): Promise<number> => {
  const request = moduleRequest(inputs, options, {
    cwd: process.cwd(),
    ...(process.platform === 'linux' ? { runningRelease: process.getBuiltinModule('node:os').release() } : {}),
  })
  const [result, { reportModules }] = await Promise.all([
    options.builtFrom === undefined ? judgeFiles(request, launcher) : judgeSources(request, inputs),
    import('../report/module-report.ts'),
  ])
  const report = reportModules(result, {
    format: options.json === true ? 'json' : options.sarif === true ? 'sarif' : 'text',
    colour: { output: outputInColour(process.env), messages: messagesInColour(process.env) },
  })
  writeMessage(report.messages)
  writeWords(report.output)
  return report.exitCode
}
