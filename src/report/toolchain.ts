/**
 * What a recorded toolchain holds, and what is wrong with a file that is none, in words.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Toolchain } from '../probe/toolchain.ts'

const oneLine = (answer: string): string => answer.replace(/\n+$/, '').replaceAll('\n', ' ')

/** The variables, then each command with its answer. Text as it is inside, latin1. */
export const toolchainText = ({ environment, probes }: Toolchain): string => {
  const variables = [...environment].map(([name, value]) => `${name}=${value}\n`)
  const answers = [...probes].map(([command, answer]) => `$ ${command}\n${oneLine(answer)}\n`)
  const count = `${environment.size} variables, ${probes.size} probes\n`
  return [...variables, ...(variables.length > 0 ? ['\n'] : []), ...answers, '\n', count].join('')
}

/** One line for a finding of `parseToolchain`. */
export const toolchainProblem = ({ code, args }: Diagnostic): string => {
  const reasons: Readonly<Record<string, string>> = {
    'toolchain/not-json': `it is not JSON (${args['reason']})`,
    'toolchain/unknown-schema': `its schema is ${args['schema']}, which is not ${args['known']}`,
    'toolchain/unexpected-value': `${args['path']} should be of type ${args['expected']} and is ${args['found']}`,
  }
  return `kcheck: ${args['file']}: no recorded toolchain: ${reasons[code] ?? code}\n`
}
