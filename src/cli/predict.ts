/**
 * `kcheck predict`: options to a request, the answer to where the user wants it.
 */
import type { Command } from 'commander'
import { EXIT } from './exit-codes.ts'
import { conflict, declarePredictOptions, type PredictOptions, predictRequest } from './predict-options.ts'
import type { Outcome } from './program.ts'
import { messagesInColour, writeMessage, writeResult, writeWords } from './terminal.ts'

/** Declares the command on `program`. */
export const addPredictCommand = (program: Command, outcome: Outcome): void => {
  const command = program
    .command('predict')
    .description("resolve a configuration offline, as the tree's own configurator would")
  declarePredictOptions(command).action(async (config: string | undefined, options: PredictOptions) => {
    const wrong = conflict(config, options)
    if (wrong !== undefined) command.error(`error: ${wrong}`)
    outcome.exitCode = await runPredict(config, options)
  })
}

const runPredict = async (config: string | undefined, options: PredictOptions): Promise<number> => {
  const [{ predict }, { reportPrediction }, { placePrediction }, { readAllInput }] = await Promise.all([
    import('../workspace/predict.ts'),
    import('../report/prediction.ts'),
    import('./predict-output.ts'),
    import('./standard-input.ts'),
  ])
  const request = predictRequest(config, options, {
    cwd: process.cwd(),
    environment: process.env,
    stdin: readAllInput,
  })
  const result = await predict(request)
  const report = reportPrediction(result, {
    json: options.json === true,
    diff: options.diff === true,
    requireKnown: options.requireKnown === true,
    colour: messagesInColour(process.env),
  })
  writeMessage(report.messages)
  if (report.exitCode === EXIT.ok && result.kind === 'predicted') placePrediction(result, options, writeResult)
  if (report.json !== undefined) writeWords(report.json)
  return report.exitCode
}
