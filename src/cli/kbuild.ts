/**
 * `kcheck kbuild`: options to a request, the build to where the user wants it.
 */
import type { Command } from 'commander'
import { writeFileAtomically } from '../files/atomic-write.ts'
import {
  declareKbuildOptions,
  type KbuildArguments,
  type KbuildOptions,
  kbuildArguments,
  kbuildConflict,
  kbuildRequest,
} from './kbuild-options.ts'
import type { Outcome } from './program.ts'
import { messagesInColour, outputInColour, writeMessage, writeResult } from './terminal.ts'

/** Declares the command on `program`. */
export const addKbuildCommand = (program: Command, outcome: Outcome): void => {
  const command = program
    .command('kbuild')
    .description('what a configuration builds: modules, their order and objects, and why something is built or not')
  declareKbuildOptions(command).action(async (first: string | undefined, rest: readonly string[], options) => {
    const words = first === undefined ? rest : [first, ...rest]
    const typed = kbuildArguments(words)
    if (typed === undefined) return command.error(`error: more than one directory: ${words.join(' ')}`)
    const wrong = kbuildConflict(options, typed)
    if (wrong !== undefined) return command.error(`error: ${wrong}`)
    outcome.exitCode = await runKbuild(typed, options)
  })
}

const runKbuild = async (typed: KbuildArguments, options: KbuildOptions): Promise<number> => {
  const [{ kbuild }, { reportKbuild }, { readAllInput }] = await Promise.all([
    import('../workspace/kbuild.ts'),
    import('../report/kbuild-report.ts'),
    import('./standard-input.ts'),
  ])
  const { json = false, emit, output } = options
  const request = kbuildRequest(typed, options, {
    cwd: process.cwd(),
    environment: process.env,
    stdin: readAllInput,
    ...(process.platform === 'linux' ? { runningRelease: process.getBuiltinModule('node:os').release() } : {}),
  })
  const result = await kbuild(request)
  const toFile = output !== undefined && result.kind === 'built'
  const report = reportKbuild(result, {
    json,
    ...(emit === undefined ? {} : { emit }),
    lint: options.lint === true,
    variables: request.variables ?? [],
    colour: { output: !toFile && outputInColour(process.env), messages: messagesInColour(process.env) },
  })
  writeMessage(report.messages)
  if (toFile) writeFileAtomically(output, report.output)
  else writeResult(report.output)
  return report.exitCode
}
